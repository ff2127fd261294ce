"""The table: the twin of every view."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.pages.document import Both
from kg.pages.page import COLUMNS, VIEWS
from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]


def column(it: Opened, n: int) -> list[str]:
    return it.page.locator(f"#kg-table tbody tr:visible > :nth-child({n})").all_inner_texts()


def test_a_head_sorts_both_ways_and_then_not(opened: Open) -> None:
    it = opened("#view=table&sel=")
    before = column(it, 2)
    head = it.page.locator("th[data-column=title]")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    up = column(it, 2)
    head.locator("button").focus()
    it.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert column(it, 2) == up[::-1] != before
    head.locator("button").click()
    assert column(it, 2) == before


def test_rows_without_a_day_come_last_however_it_is_sorted(opened: Open) -> None:
    it = opened("#view=table&sel=&sort=date")
    assert "" in column(it, 5)[-3:]
    it.page.click("th[data-column=date] button")
    assert "" in column(it, 5)[-3:]


def test_a_row_is_selected_by_mouse_and_by_enter(opened: Open) -> None:
    it = opened("#view=table&sel=")
    it.page.locator(f'tr[data-id="{sample.B}"] th').click()
    assert it.page.inner_text("#kg-panel h2").startswith("Thoả thuận Hải Dương")
    it.page.locator(f'tr[data-id="{sample.A}"]').focus()
    it.page.keyboard.press("Enter")
    assert it.page.inner_text("#kg-panel h2").startswith("Hợp tác Quảng Ninh")
    it.page.keyboard.press("ArrowDown")
    assert it.page.evaluate("document.activeElement.tagName") == "TR"


def test_the_language_and_the_day_change_what_the_cells_say(opened: Open) -> None:
    it = opened("#view=table&sel=&lang=en&lens=2025-06-30")
    row = it.page.locator(f'tr[data-id="{sample.A}"] > *')
    texts = row.all_inner_texts()
    assert texts[2] == texts[3] == "Quang Ninh; Hai Duong; Bac Giang"
    assert texts[6] == "in force"
    assert it.page.inner_text("th[data-column=now] button") == "Parties (30 Jun 2025)"


def test_the_skip_link_comes_after_the_header_and_leads_to_the_table(opened: Open) -> None:
    it = opened()
    it.page.focus("#kg-theme")
    it.page.keyboard.press("Tab")
    assert it.page.evaluate("document.activeElement.className").startswith("skip")
    assert it.page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    it.page.keyboard.press("Enter")
    assert it.html("view") == "table"
    assert it.page.evaluate("document.activeElement.id") == "kg-sheet"


def test_rows_are_one_stop_of_the_tab_key(opened: Open) -> None:
    it = opened(f"#view=table&sel={sample.B}")
    stops = it.page.locator("#kg-table tbody tr[tabindex='0']")
    assert stops.count() == 1
    assert stops.get_attribute("data-id") == sample.B
    stops.focus()
    it.page.keyboard.press("ArrowUp")
    above = it.page.evaluate("document.activeElement.dataset.id")
    assert above != sample.B
    assert stops.get_attribute("data-id") == above
    it.page.evaluate("location.hash = '#view=table&sel=&hide=agr'")
    it.page.wait_for_selector(f"tr[data-id='{sample.B}']", state="hidden")
    assert stops.count() == 1
    assert stops.is_visible()


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "table"])
def test_enter_on_a_row_selects_in_every_view(opened: Open, view: str) -> None:
    it = opened("#view=table&sel=")
    it.page.focus(f'tr[data-id="{sample.B}"]')
    it.page.keyboard.press("Enter")
    assert it.page.get_attribute(f'tr[data-id="{sample.B}"]', "aria-current") == "true"
    it.page.click(f"[data-view-tab={view}]")
    assert it.html("view") == view
    assert f"sel={sample.B}" in it.page.evaluate("location.href")
    assert it.page.inner_text("#kg-panel h2").startswith("Thoả thuận Hải Dương")
    assert it.page.is_hidden("#kg-table")


def test_the_row_of_what_is_selected_is_in_sight(opened: Open) -> None:
    it = opened("#view=table&sel=", (1360, 420))
    last = it.page.locator("#kg-table tbody tr:visible").last
    link = f"#view=table&sel={last.get_attribute('data-id')}"
    again = opened(link, (1360, 420))
    again.page.wait_for_function("document.getElementById('kg-sheet').scrollTop > 0")
    row, sheet = (again.page.locator(css).bounding_box() for css in ("tr[aria-current]", "#kg-sheet"))
    assert row is not None
    assert sheet is not None
    assert sheet["y"] < row["y"] < sheet["y"] + sheet["height"]


@pytest.mark.parametrize(("lang", "head"), [("vi", "Mã"), ("en", "Id")])
def test_the_csv_holds_the_visible_rows_in_their_order(opened: Open, lang: str, head: str) -> None:
    it = opened(f"#view=table&sel=&hide=agr&sort=-title&lang={lang}")
    rows = it.page.locator("#kg-table tbody tr:visible")
    shown = [
        [row.get_attribute("data-id"), *(cell.text_content() for cell in row.locator(":scope > *").all())]
        for row in rows.all()
    ]
    it.page.click("[data-view-tab=network]")
    it.page.click("#kg-download")
    with it.page.expect_download() as waiting:
        it.page.click("[data-save=csv]")
    text = waiting.value.path().read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    heads, *lines = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert heads[0] == head
    assert len(heads) == len(COLUMNS) + 2
    assert [line[:-1] for line in lines] == shown
    known = {source.id.removeprefix("src:"): source.address for source in sample.document().sources}
    assert [line[-1] for line in lines] == ["; ".join(known[code] for code in line[-2].split("; ")) for line in lines]
    assert 0 < len(shown) < it.page.locator("#kg-table tbody tr").count()


def test_heads_stay_in_sight_while_the_rows_go_by(opened: Open) -> None:
    it = opened("#view=table&sel=", (1360, 420))
    it.page.evaluate("document.getElementById('kg-sheet').scrollTop = 200")
    sheet = it.page.evaluate("document.getElementById('kg-sheet').getBoundingClientRect().top")
    assert it.page.evaluate("document.querySelector('#kg-table thead th').getBoundingClientRect().top") == sheet


def test_on_a_phone_every_row_is_a_card_that_tells_its_parties_apart(opened: Open) -> None:
    it = opened("#view=table&sel=", (390, 844))
    boxes = it.page.evaluate(
        "[...document.querySelectorAll('#kg-table tbody tr')].map((row) => row.getBoundingClientRect().right)"
    )
    assert max(boxes) <= 390
    cells = it.page.locator(f'tr[data-id="{sample.A}"] > *')
    labels = [
        cells.nth(n).evaluate("cell => getComputedStyle(cell, '::before').content.replaceAll('\"', '')") for n in (2, 3)
    ]
    assert labels == ["Các bên (khi ký): ", "Các bên (hôm nay): "]
    tops = [cells.nth(n).evaluate("cell => cell.getBoundingClientRect().top") for n in (1, 2, 3)]
    assert tops == sorted(set(tops))
    it.page.click("th[data-column=date] button")
    assert it.page.get_attribute("th[data-column=date]", "aria-sort") == "ascending"


def test_without_scripts_all_columns_of_all_matters_are_there(open_html: Open, texts: dict[str, str]) -> None:
    it = open_html(texts["focus"], "", (1360, 860), False)
    head, body = it.page.locator("#kg-table thead th"), it.page.locator("#kg-table tbody tr")
    assert head.count() == len(COLUMNS)
    assert {row.locator(":scope > *").count() for row in body.all()} == {len(COLUMNS)}
    assert it.page.locator(f'tr[data-id="{sample.A}"] > *').nth(2).inner_text() == "Quảng Ninh; Hải Dương; Bắc Giang"
    assert it.page.is_hidden("#kg-panel")


MONEY = {
    "prj:a": ("1.330 tỷ đồng", "1,330 billion VND"),
    "prj:b": ("hơn 269,4 tỷ đồng", "more than 269.4 billion VND"),
    "prj:c": ("203.231 tỷ đồng", "203,231 billion VND"),
    "prj:d": ("gần 5.000 triệu đồng", "nearly 5,000 million VND"),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_money_is_sorted_by_amount_and_what_has_none_comes_last(open_html: Open, lang: str) -> None:
    made = sample.document()
    given = iter(MONEY.values())
    matters = {node.id: pair for node, pair in zip([n for n in made.nodes if n.matter], given, strict=False)}
    nodes = tuple(replace(n, money=Both(*matters[n.id])) if n.id in matters else n for n in made.nodes)
    it = open_html(write(replace(made, nodes=nodes)), f"#view=table&sel=&lang={lang}&sort=money")
    up = [pair[lang == "en"] for pair in (MONEY["prj:d"], MONEY["prj:b"], MONEY["prj:a"], MONEY["prj:c"])]
    assert column(it, 9)[:5] == [*up, ""]
    it.page.click("th[data-column=money] button")
    assert column(it, 9)[:5] == [*up[::-1], ""]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_dates_and_years_stand_on_one_line_and_longer_ones_on_two_and_the_sheet_scrolls(
    open_html: Open, lang: str
) -> None:
    made = sample.document(lang=lang)
    nodes = tuple(replace(node, period=("2013", "2025-07-12")) if node.group == "agr" else node for node in made.nodes)
    it = open_html(write(replace(made, nodes=nodes)), "#view=table", (1024, 700))
    lines = it.page.evaluate("""() => [...document.querySelectorAll("#kg-table tbody tr")].flatMap((row) =>
      [row.cells[4], row.cells[5]].filter((cell) => cell.textContent).map((cell) => {
        const most = cell.textContent.length > 13 ? 2 : 1;
        const range = document.createRange();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map((box) => box.top)).size <= most; }))""")
    assert len(lines) > 16
    assert all(lines)
    sheet = it.page.evaluate("(at => [at.scrollWidth, at.clientWidth])(document.getElementById('kg-sheet'))")
    assert sheet[0] > sheet[1]


def test_the_selected_card_of_a_phone_is_shaded_in_one_piece_and_names_both_lists_of_parties(opened: Open) -> None:
    it = opened(f"#view=table&sel={sample.A}&lang=en", (390, 844))
    row = it.page.locator("tr[aria-current]")
    painted = "(all) => [...new Set(all.map((at) => getComputedStyle(at).backgroundColor))]"
    land = it.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--land').trim()")
    red, green, blue = (int(land[n : n + 2], 16) for n in (1, 3, 5))
    assert row.evaluate_all(painted) == [f"rgb({red}, {green}, {blue})"]
    assert row.locator("td, th").evaluate_all(painted) == ["rgba(0, 0, 0, 0)"]
    before = "(at) => getComputedStyle(at, '::before').content + getComputedStyle(at, '::before').display"
    lists = [row.locator(f"td:nth-child({n})") for n in (3, 4)]
    assert all(one.evaluate(before).startswith('"Parties') for one in lists)
    assert [one.get_attribute("data-label") for one in lists] == ["Parties (as signed)", "Parties (today)"]


def test_a_date_in_words_does_not_widen_its_column(opened: Open) -> None:
    it = opened("#view=table&sel=&lang=en")
    cell = it.page.locator("#kg-table tbody tr:not([hidden]) td:nth-child(5)").first
    cell.evaluate("(at) => { at.textContent = 'between 5 Feb 2023–6 Feb 2023 or later'; }")
    box = cell.bounding_box()
    assert box is not None
    assert box["width"] <= 170
