"""The table: the twin of every view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.pages.document import Both
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


def test_the_skip_link_leads_to_the_table(opened: Open) -> None:
    it = opened()
    it.page.keyboard.press("Tab")
    assert it.page.evaluate("document.activeElement.className").startswith("skip")
    it.page.keyboard.press("Enter")
    assert it.html("view") == "table"
    assert it.page.evaluate("document.activeElement.id") == "kg-sheet"


def test_on_a_phone_every_row_is_readable(opened: Open) -> None:
    it = opened("#view=table&sel=", (390, 844))
    boxes = it.page.evaluate(
        "[...document.querySelectorAll('#kg-table tbody tr')].map((row) => row.getBoundingClientRect().right)"
    )
    assert max(boxes) <= 390


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
