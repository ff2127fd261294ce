"""The panel: a matter from its sign to its sources, a unit, two things, the overview, and the sheet of a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.pages.document import Both, Document, Evidence, Life
from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]
PHONE = (390, 844)
BRIDGE = "prj:cau-dong-viet"


#: Names of the matters listed after the first of two lines, and after the second.
PARTED = """([first, second]) => {
  const after = (line, all) => all.filter((row) => line.compareDocumentPosition(row) & 4);  // it follows
  const rows = [...document.querySelectorAll("#kg-panel .rows.dated .name")];
  const late = after(second, rows);
  const both = [after(first, rows).filter((row) => !late.includes(row)), late];
  return both.map((all) => all.map((row) => row.textContent));
}"""


def text(it: Opened) -> str:
    return it.page.inner_text("#kg-panel").replace("\u202f", " ")


def captions(it: Opened) -> list[str]:
    """Captions of the sections, as written."""
    return it.page.locator("#kg-panel section > h3").all_text_contents()


def fragment(it: Opened) -> str:
    return str(it.page.evaluate("location.hash"))


def test_a_matter_is_told_in_the_order_of_the_specification(opened: Open) -> None:
    it = opened()
    assert captions(it)[:7] == [
        "Các bên: khi ký → hôm nay",
        "nguyên tắc",
        "Điều đã hứa (1)",
        "Hạn chế được nêu (1)",
        "Điều ghi được",
        "Nguồn nói khác nhau",
        "Điều đã hứa (4)",
    ]
    assert captions(it)[-2:] == ["Đã tìm, không thấy", "Nguồn (2)"]


def test_the_state_says_whose_word_it_is(opened: Open) -> None:
    it = opened()
    assert "Tính đến 25/11/2026: đã hết hạn; nguồn ghi: đã thành lập" in text(it)
    assert it.page.get_attribute("#kg-panel .top .chip", "title") == "Tính đến 25/11/2026: đã hết hạn"
    it = opened("#lens=2023-01-01&lang=en")
    assert "As of 1 Jan 2023: in force; the source says: established" in text(it)


def test_a_limit_is_a_quotation_with_its_place(opened: Open) -> None:
    it = opened()
    limit = it.page.locator("#kg-panel .quote.warn")
    assert limit.locator(".body").inner_text() == "Phần lớn chương trình mới ở mức song phương"
    assert limit.locator(".where").inner_text().replace("\u202f", " ") == "S001 · Báo điện tử ĐCSVN, ký tự 3 054–3 128"


def test_a_promise_leads_to_its_project_and_to_what_was_reported(opened: Open) -> None:
    it = opened("#sel=agr:bg-hd-2023")
    promise = it.page.locator("#kg-panel .quote", has_text="Thông cầu Đồng Việt trước 9/2024")
    assert "hạn muộn nhất 8/2024" in promise.inner_text()
    assert "8/2024 · đã bắt đầu · S001" in promise.inner_text().replace("\u202f", " ")
    promise.locator(".chain button").click()
    assert f"sel={BRIDGE}" in fragment(it)
    assert "Tiến độ được báo (1)" in captions(it)
    assert "báo cáo 8/2024: đã bắt đầu" in text(it)


@pytest.mark.parametrize(
    ("done", "today", "said"),
    [
        ("2025-07-01", "2026-11-25", "trễ ít nhất 304 ngày"),
        ("2024-08-01", "2026-11-25", "trong hạn"),
        ("", "2024-09-10", "quá hạn 10 ngày, chưa thấy báo xong"),
        ("", "2024-08-31", ""),
    ],
)
def test_slippage_is_counted_in_days_from_the_last_day_of_the_due_date(
    open_html: Open, done: str, today: str, said: str
) -> None:
    made = sample.document(focus="", today=today)
    life = Life("started", "2022-06-01", "2022-06-30", "2022-06-01", done_earliest=done)
    nodes = tuple(replace(node, life=life) if node.id == BRIDGE else node for node in made.nodes)
    it = open_html(write(replace(made, nodes=nodes)), "#sel=agr:bg-hd-2023")
    chain = it.page.locator("#kg-panel .quote .chain").first.inner_text()
    assert said in chain
    assert bool(said) == ("ngày" in chain or "trong hạn" in chain)


def test_a_chip_of_a_sector_filters_by_it_and_takes_that_off_again(opened: Open) -> None:
    it = opened(f"#sel={sample.YT}")
    chip = it.page.locator('#kg-panel [data-key="sector:heritage"]')
    chip.click()
    assert (it.html("marks"), chip.get_attribute("aria-pressed")) == ("1", "true")
    assert "lĩnh vực: di sản" in it.page.inner_text("#kg-active")
    assert it.page.evaluate("document.activeElement.dataset.key") == "sector:heritage"
    it.page.keyboard.press("Enter")
    assert it.html("marks") == "16"


def test_the_foot_says_how_to_cite_and_where_an_error_goes(opened: Open, open_html: Open) -> None:
    foot = opened().page.inner_text("#kg-panel .foot")
    assert "Hợp tác Quảng Ninh – Hải Dương – Bắc Giang (agr:qn-hd-bg-2022) · Liên kết vùng, dữ liệu 2026.11" in foot
    assert "trang ngày 25/11/2026" in foot
    assert "gửi mã agr:qn-hd-bg-2022 và phiên bản 2026.11" in foot
    for address, linked in (("https://example.org/errors", 1), ("javascript:alert(1)", 0), ("mail to us", 0)):
        it = open_html(write(sample.document(report=address)))
        assert address in it.page.inner_text("#kg-panel .report-error")
        assert it.page.locator("#kg-panel .report-error a").count() == linked


def test_a_unit_tells_what_it_was_and_what_it_is_and_its_matters_by_kind_and_year(opened: Open) -> None:
    it = opened(f"#sel={sample.HP25}&lens=today")
    assert "trước là Hải Dương + Hải Phòng" in text(it)
    assert "Nghị quyết 202/2025/QH15" in text(it)
    assert captions(it)[:3] == ["Nhiều việc chung nhất với", "Thoả thuận, cam kết (4)", "Hội nghị, làm việc (2)"]
    years = it.page.locator("#kg-panel .rows.dated").first.locator(".aside").all_inner_texts()
    assert years == ["2023", "2022", "2022", "2019"]
    it = opened(f"#sel={sample.HD}")
    assert "nay là Hải Phòng" in text(it)
    assert "trước là" not in text(it)


@pytest.mark.parametrize("size", [(1360, 860), PHONE])
def test_with_whom_a_unit_shares_most_is_counted_and_a_click_lays_the_two_side_by_side(
    opened: Open, size: tuple[int, int]
) -> None:
    matters = [n for n in sample.document().nodes if n.matter and sample.QN in n.parties]
    counts = {unit: sum(unit in n.parties for n in matters) for unit in (sample.HD, sample.HP)}
    it = opened(f"#sel={sample.QN}", size)
    for unit, count in counts.items():
        assert it.page.inner_text(f'#kg-panel [data-key="with:{unit}"] .n') == str(count)
    found = [int(n) for n in it.page.locator("#kg-panel .bars .n").all_inner_texts()]
    assert found == sorted(found, reverse=True)
    it.page.focus(f'#kg-panel [data-key="with:{sample.HP}"]')
    it.page.keyboard.press("Enter")
    assert f"sel={sample.QN},{sample.HP}" in fragment(it)
    assert f"Việc chung của hai bên ({counts[sample.HP]})" in captions(it)


def test_under_the_name_of_a_unit_that_ended_only_what_it_did_itself_is_counted(opened: Open) -> None:
    matters = [n for n in sample.document().nodes if n.matter]
    own = sum({sample.HD, sample.QN} <= set(n.parties) for n in matters)
    whole = sum(sample.QN in n.parties and bool({sample.HD, sample.HP, sample.HP25} & set(n.parties)) for n in matters)
    assert own < whole
    it = opened(f"#sel={sample.HD}&lens=today&hide=")
    bar = it.page.locator(f'#kg-panel [data-key="with:{sample.QN26}"]')
    assert bar.locator(".n").inner_text() == str(own)
    bar.click()
    assert it.page.inner_text("#kg-panel h2") == "Hải Phòng và Quảng Ninh"
    assert f"Việc chung của hai bên ({whole})" in captions(it)


def test_what_filters_hold_back_is_counted_in_the_panel_of_a_unit_and_shown_on_request(opened: Open) -> None:
    matters = [n for n in sample.document().nodes if n.matter and sample.HD in n.parties]
    projects = sum(n.group == "proj" for n in matters)
    it = opened(f"#sel={sample.HD}&hide=proj&from=2000")
    assert f"{projects} việc đang bị bộ lọc che" not in text(opened(f"#sel={sample.HD}"))
    held = it.page.locator("#kg-panel .held")
    assert int(held.inner_text().split()[0]) >= projects > 0
    held.locator("button").click()
    assert it.page.locator("#kg-panel .held").count() == 0
    assert it.page.locator("#kg-panel .rows.dated li").count() == len(matters)


def test_a_unit_that_no_matter_passes_is_not_said_to_have_none(opened: Open) -> None:
    it = opened(f"#sel={sample.HD}&from=1990&to=1991&undated=no")
    assert "đang bị bộ lọc che" in text(it)
    assert "Không có việc chung" not in text(it)
    it = opened(f"#sel={sample.QN26}&hide=proj")
    assert "Không có việc chung nào của chính đơn vị này" in text(it)
    assert "bộ lọc" not in text(it)


def test_names_in_the_line_of_a_unit_lead_to_their_own_panels(opened: Open) -> None:
    it = opened(f"#sel={sample.HP25}")
    it.page.click("#kg-panel .sub button.text >> text=Hải Dương")
    assert fragment(it).endswith(f"sel={sample.HD}")
    it.page.click("#kg-panel .sub button.text >> text=Hải Phòng")
    assert fragment(it).endswith(f"sel={sample.HP25}")
    it = opened(f"#sel={sample.QN26}&lens=2026-08-01")
    assert "ngày 01/08/2026 là Quảng Ninh" in text(it)


def test_a_unit_tells_what_was_promised_in_its_matters(opened: Open) -> None:
    it = opened(f"#sel={sample.HD}")
    known = {n.id for n in sample.document().nodes if n.matter and sample.HD in n.parties}
    promised = [r for r in sample.remarks() if r.group == "commitment" and known & set(r.on)]
    box = it.page.locator("#kg-panel details", has_text="Điều đã hứa trong các việc này")
    assert box.locator("summary").text_content() == f"Điều đã hứa trong các việc này ({len(promised)})"
    box.locator("summary").click()
    assert all(r.text.vi in box.inner_text() for r in promised)
    box.locator(".chain button", has_text="Quảng Ninh – Hải Dương – Bắc Giang").click()
    it.page.locator("#kg-panel h2", has_text="Quảng Ninh – Hải Dương – Bắc Giang").wait_for()


def test_a_unit_of_today_has_the_sources_of_the_change_that_made_it(open_html: Open) -> None:
    made = sample.document(focus="")
    told = (Evidence(("src:S033",), "", "secondary", whole=True),)
    changes = tuple(replace(one, evidence=told) if sample.QN26 in one.outputs else one for one in made.changes)
    nodes = tuple(node for node in made.nodes if node.id != sample.QN26)
    it = open_html(write(replace(made, changes=changes, nodes=nodes, edges=())), f"#sel={sample.QN26}&lens=today")
    assert "Nguồn (1)" in captions(it)
    assert "S033" in text(it)


def test_of_two_units_of_one_name_the_later_says_since_when_it_is(open_html: Open) -> None:
    it = open_html(write(sample.document(focus="")), "#sel=")
    busy = [row.split("\n")[0] for row in it.page.locator("#kg-panel .bars button").all_inner_texts()]
    assert "Hải Phòng" in busy
    assert "Hải Phòng (từ 01/07/2025)" in busy


def test_a_matter_without_days_of_its_life_is_of_the_year_of_its_date(open_html: Open) -> None:
    plan = lived(BRIDGE, status="", earliest="", latest="", first_day="", last_day="", due_last="", done_earliest="")
    plan = replace(plan, nodes=tuple(replace(n, when="2021") if n.id == BRIDGE else n for n in plan.nodes))
    it = open_html(write(plan), f"#sel={sample.HD}&hide=agr,meet,dos")
    assert it.page.inner_text("#kg-panel .rows.dated li:has-text('Đồng Việt') .aside") == "2021"
    it.page.evaluate("location.hash = '#view=table&from=2021&to=2021'")
    it.page.wait_for_selector("html[data-view=table]")
    assert it.page.locator(f"#kg-table tr[data-id='{BRIDGE}']").is_visible()


def test_a_unit_that_ended_before_its_matters_leads_to_what_it_became(open_html: Open) -> None:
    made = sample.document(focus="")
    late = {node.id: tuple(sample.BN26 if p == sample.BN25 else p for p in node.parties) for node in made.nodes}
    moved = replace(made, nodes=tuple(replace(node, parties=late[node.id]) for node in made.nodes))
    it = open_html(write(moved), f"#sel={sample.BN25}")
    assert "Không có việc chung nào" in text(it)
    assert captions(it)[:2] == ["Các việc trước đó đứng ở", "Các việc về sau đứng ở"]
    rows = it.page.locator("#kg-panel .rows.dated li")
    assert rows.locator(".aside").all_inner_texts() == ["30/06/2025", "30/06/2025", "20/09/2026"]
    rows.last.locator("button").click()
    assert f"sel={sample.BN26}" in fragment(it)
    assert "Không có việc chung nào" not in text(it)


@pytest.mark.parametrize(
    ("lang", "open_", "since"),
    [
        ("vi", "đã quá hạn", "quá hạn; việc ấy nay đã xong"),
        ("en", "past the due date", "past the due date; what it was about is done since"),
    ],
)
def test_a_promise_is_told_alike_in_its_own_panel_and_under_its_agreement(
    open_html: Open, lang: str, open_: str, since: str
) -> None:
    made, promise = sample.document(focus=""), "cmt:thong-cau-2024"
    it = open_html(write(made), f"#sel={promise}&lang={lang}")
    assert it.page.inner_text("#kg-panel .top .chip") == since
    assert since in it.page.inner_text("#kg-panel .state-line")
    it = open_html(write(made), f"#sel=agr:bg-hd-2023&lang={lang}")
    assert since in it.page.inner_text("#kg-panel .quote .chain >> nth=0")
    unfinished = lived(BRIDGE, status="started", done_earliest="", due_last="2024-09-30")
    it = open_html(write(unfinished), f"#sel={promise}&lang={lang}")
    assert it.page.inner_text("#kg-panel .top .chip") == open_


@pytest.mark.parametrize(
    ("lang", "own", "heir"), [("vi", "Việc của chính", "nơi kế tục"), ("en", "itself", "its successor")]
)
def test_what_a_unit_that_ended_did_itself_is_parted_from_what_its_successor_did(
    opened: Open, lang: str, own: str, heir: str
) -> None:
    it = opened(f"#lens=today&sel={sample.HD}&lang={lang}&hide=")
    heads = it.page.locator("#kg-panel-body > p", has_text=re.compile(f"{own}|{heir}"))
    assert heads.count() == 2
    parted = it.page.evaluate(PARTED, [heads.nth(0).element_handle(), heads.nth(1).element_handle()])
    nodes = {n.label.vi if lang == "vi" else n.label.en: n for n in sample.document().nodes if n.matter}
    assert parted[0]
    assert parted[1]
    assert all(sample.HD in nodes[name].parties for name in parted[0])
    assert not any(sample.HD in nodes[name].parties for name in parted[1])
    for text, names in zip(heads.all_inner_texts(), parted, strict=True):
        assert text.endswith(f": {len(names)}")
    it = opened(f"#lens=today&sel={sample.HP25}&lang={lang}")  # a unit of today has no heir
    assert it.page.locator("#kg-panel-body > p", has_text=heir).count() == 0


def test_two_units_show_what_they_share_and_what_each_has_alone(opened: Open) -> None:
    it = opened(f"#sel={sample.QN},{sample.BG}&lang=en")
    assert it.page.inner_text("#kg-panel h2") == "Quang Ninh and Bac Giang"
    assert captions(it) == [
        "Matters they share (2)",
        "Quang Ninh alone (7)",
        "Bac Giang alone (3)",
        "Shortest path (2 steps)",
    ]
    steps = it.page.locator("#kg-panel .path .name").all_inner_texts()
    assert (steps[0], steps[-1], len(steps)) == ("Quang Ninh", "Bac Giang", 3)


def test_of_equally_short_ways_the_one_through_the_fewest_parties_is_told(opened: Open) -> None:
    shared = [n for n in sample.document().nodes if n.matter and {sample.QN, sample.HP} <= set(n.parties)]
    fewest = min(len(n.parties) for n in shared)
    assert fewest < max(len(n.parties) for n in shared)
    it = opened(f"#sel={sample.QN},{sample.HP}")
    through = it.page.locator("#kg-panel .path .name").all_inner_texts()[1]
    assert next(len(n.parties) for n in shared if n.label.vi == through) == fewest


def test_two_units_without_a_matter_are_searched_or_not_searched(open_html: Open) -> None:
    made = sample.document(focus="")
    it = open_html(write(made), f"#sel={sample.BN},{sample.QN}")
    assert "Không có việc chung nào trong trang này. Chưa tìm." in text(it)
    search = replace(made.searches[0], about=(sample.BN25, sample.QN))
    it = open_html(write(replace(made, searches=(search,))), f"#sel={sample.BN},{sample.QN}&lens=today")
    assert "Chưa tìm" not in text(it)


def test_two_units_that_read_as_one_today_say_so(opened: Open) -> None:
    it = opened(f"#sel={sample.HD},{sample.HP}&lens=today")
    assert "Nay đọc là một: Hải Phòng." in text(it)
    shared = {n.id for n in sample.document().nodes if n.matter and {sample.HD, sample.HP} <= set(n.parties)}
    listed = it.page.locator("#kg-panel section ul.rows").first.locator("li")
    assert listed.count() == len(shared) > 0


def test_each_bar_of_the_overview_filters_and_pressed_again_takes_it_off(opened: Open) -> None:
    it = opened("#sel=&lang=en", text="whole")
    for name, marks in (("2 parties", 12), ("fewer parties", 4), ("year not known", 2), ("sources disagree", 1)):
        bar = it.page.locator("#kg-panel .bars button", has_text=name)
        bar.focus()
        it.page.keyboard.press("Enter")
        assert it.html("marks") == str(marks) == bar.locator(".n").inner_text()
        assert bar.get_attribute("aria-pressed") == "true"
        assert it.page.locator("#kg-active .chip").count() == 1
        it.page.keyboard.press("Enter")
        assert it.html("marks") == "16"


def test_a_bar_of_a_busy_unit_selects_it(opened: Open) -> None:
    it = opened("#sel=", text="whole")
    it.page.locator("#kg-panel .bars button", has_text="Hải Dương").click()
    assert f"sel={sample.HD}" in fragment(it)


def test_one_matter_is_one_matter_in_english(opened: Open) -> None:
    it = opened("#sel=&lang=en&only=conflict", text="whole")
    assert "1 joint matter. Choose" in text(it)


def test_what_the_country_does_not_draw_stands_in_the_table(open_html: Open) -> None:
    from kg.pages.page import write_page

    made = sample.document(focus="")
    nodes = tuple(replace(n, parties=(sample.QN,)) if n.id == BRIDGE else n for n in made.nodes)
    alone = replace(made, nodes=nodes)
    it = open_html(write_page(alone, sample.graph(alone), "country"))
    it.page.click("text=1 việc một bên: xem Bảng")
    assert (it.html("view"), it.rows()) == ("table", 1)
    assert "việc một bên" in it.page.inner_text("#kg-active")


def sheet(it: Opened) -> float:
    box = it.page.locator("#kg-panel").bounding_box()
    assert box
    return box["height"]


def test_the_sheet_of_a_phone_opens_by_click_and_keyboard(opened: Open) -> None:
    it = opened("", PHONE, reduced_motion="reduce")
    peek = sheet(it)
    assert 190 <= peek <= 206
    it.page.click("#kg-handle")
    assert it.page.get_attribute("#kg-handle", "aria-expanded") == "true"
    assert sheet(it) == pytest.approx(0.9 * 844, abs=1)
    it.page.keyboard.press("Escape")
    assert it.page.get_attribute("#kg-handle", "aria-expanded") == "false"
    it.page.keyboard.press("ArrowUp")
    assert it.page.get_attribute("#kg-handle", "aria-expanded") == "true"
    it.page.keyboard.press("Enter")
    assert sheet(it) == peek


def test_the_sheet_follows_the_finger_and_stays_up_or_falls_back(opened: Open) -> None:
    it = opened("", PHONE, reduced_motion="reduce")
    peek = sheet(it)
    box = it.page.locator("#kg-handle").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 12
    it.page.mouse.move(x, y)
    it.page.mouse.down()
    it.page.mouse.move(x, y - 200, steps=4)
    assert sheet(it) == pytest.approx(peek + 200, abs=2)
    it.page.mouse.up()
    assert sheet(it) == pytest.approx(0.9 * 844, abs=1)
    top = it.page.locator("#kg-handle").bounding_box()
    assert top
    it.page.mouse.move(x, top["y"] + 12)
    it.page.mouse.down()
    it.page.mouse.move(x, top["y"] + 400, steps=4)
    it.page.mouse.up()
    assert sheet(it) == peek
    assert it.page.get_attribute("#kg-handle", "aria-expanded") == "false"


def test_what_a_finger_must_hit_on_a_phone_is_44_px(opened: Open) -> None:
    it = opened("", PHONE, reduced_motion="reduce")
    for control in ("#kg-handle", "[data-lens-button=today]", "[data-open=legend]", "[data-open=search]", "#kg-theme"):
        box = it.page.locator(control).bounding_box()
        assert box
        assert box["height"] >= 44, control
    close = it.page.locator("#kg-panel .close").bounding_box()
    assert close
    assert min(close["width"], close["height"]) >= 44


def with_count(thing: str, count: int) -> Document:
    """The whole sample, where the source of one matter states a number of parties."""
    made = sample.document(focus="")
    return replace(made, nodes=tuple(replace(n, stated=count) if n.id == thing else n for n in made.nodes))


def test_a_matter_whose_source_states_more_parties_than_it_names_is_not_one_of_two(open_html: Open) -> None:
    it = open_html(write(with_count(BRIDGE, 14)), "#sel=")
    assert it.page.inner_text("h1").startswith("11 trên 16 việc chung chỉ có hai bên")
    bars = it.page.locator("#kg-panel .bars button")
    assert bars.filter(has_text="2 bên").first.locator(".n").inner_text() == "11"
    assert bars.filter(has_text="5 bên trở lên").locator(".n").inner_text() == "1"


@pytest.mark.parametrize(
    ("lens", "vi", "en"),
    [
        ("signed", "ít nhất 2 bên nêu tên; nguồn nói 14 bên", "2 named; the source says 14"),
        ("2025-07-01", "ít nhất 2 bên nêu tên; nguồn nói 14 bên", "2 named; the source says 14"),
    ],
)
def test_the_sum_of_the_parties_tells_how_many_are_named_and_how_many_stated(
    open_html: Open, lens: str, vi: str, en: str
) -> None:
    page = write(with_count(BRIDGE, 14))
    assert open_html(page, f"#sel={BRIDGE}&lens={lens}").page.inner_text("#kg-panel .sum") == vi
    assert open_html(page, f"#sel={BRIDGE}&lens={lens}&lang=en").page.inner_text("#kg-panel .sum") == en


def test_a_matter_of_more_parties_than_are_named_has_not_become_internal(open_html: Open) -> None:
    meeting = "evt:hd-hy-2019"
    known = open_html(write(sample.document(focus="")), f"#sel={meeting}&only=internal&lens=today")
    it = open_html(write(with_count(meeting, 5)), f"#sel={meeting}&only=internal&lens=today")
    assert int(it.html("marks") or 0) == int(known.html("marks") or 0) - 1
    assert "nay là nội bộ Hải Phòng" in known.page.inner_text("#kg-panel .sum")
    assert "nội bộ" not in it.page.inner_text("#kg-panel .sum")
    assert "của các bên nêu tên: 1 bên hôm nay" in it.page.inner_text("#kg-panel .sum")


def lived(thing: str, **life: str) -> Document:
    """The whole sample, where the life of one thing is another one."""
    made = sample.document(focus="")
    nodes = (replace(n, life=replace(n.life, **life)) if n.id == thing and n.life else n for n in made.nodes)
    return replace(made, nodes=tuple(nodes))


def test_in_force_only_because_no_end_is_stated_is_said_to_be_that(open_html: Open) -> None:
    page = write(lived(sample.B, last_day=""))
    assert "còn hiệu lực; nguồn không ghi thời hạn" in text(open_html(page, f"#sel={sample.B}"))
    assert "in force; no end stated" in text(open_html(page, f"#sel={sample.B}&lang=en"))
    ended = open_html(write(lived(sample.B, last_day="2030-12-31")), f"#sel={sample.B}")
    assert "còn hiệu lực" in text(ended)
    assert "không ghi thời hạn" not in text(ended)


@pytest.mark.parametrize("chosen", [sample.QN, sample.BN, f"{sample.QN},{sample.BG}"])
def test_a_page_about_one_thing_or_a_question_says_that_it_counts_only_what_it_holds(
    open_html: Open, chosen: str
) -> None:
    only = "Chỉ tính những gì có trong trang này"
    for page in (sample.document(), sample.document(focus="", question="SELECT ?x {}")):
        assert text(open_html(write(page), f"#sel={chosen}")).count(only) == 1
    assert only not in text(open_html(write(sample.document(focus="")), f"#sel={chosen}"))


def test_a_rival_value_names_its_source_by_code_and_publisher(opened: Open) -> None:
    wheres = [one.replace("\u202f", " ") for one in opened().page.locator(".rivals .where").all_inner_texts()]
    assert wheres == ["S001 · Báo điện tử ĐCSVN, ký tự 596–693 · giá trị đang dùng", "S875 · Báo Quảng Ninh"]


def test_a_source_cited_again_is_cited_by_its_code_alone(open_html: Open) -> None:
    made = sample.document(focus="")
    places = tuple(Evidence(("src:S001",), place, "seen") for place in ("p. 1", "p. 2"))
    remarks = tuple(replace(one, evidence=places) if one.id == "asm:2" else one for one in made.remarks)
    where = open_html(write(replace(made, remarks=remarks)), f"#sel={sample.A}").page.locator(".quote.warn .where")
    assert where.inner_text() == "S001 · Báo điện tử ĐCSVN, p. 1; S001, p. 2"


def test_a_period_of_one_year_is_that_year(open_html: Open) -> None:
    made = sample.document(focus="")
    nodes = tuple(replace(n, period=("2018", "2018")) if n.id == sample.B else n for n in made.nodes)
    it = open_html(write(replace(made, nodes=nodes)), f"#sel={sample.B}&lang=en&from=2022&to=2022")
    assert "period 2018\n" in text(it)
    assert it.page.locator(f"#kg-table tr[data-id='{sample.B}'] td").nth(4).text_content() == "2018"
    assert it.page.inner_text("#kg-active .chip").startswith("2022 ")


def test_what_is_past_its_due_date_is_called_the_same_everywhere(open_html: Open) -> None:
    from kg.pages.page import write_page

    missed = lived(BRIDGE, status="started", done_earliest="", due_last="2024-09-30")
    for lang, word in (("vi", "đã quá hạn"), ("en", "past the due date")):
        it = open_html(write_page(missed, sample.graph(missed), "country"), f"#sel={BRIDGE}&lang={lang}")
        assert it.page.inner_text("#kg-panel .top .chip") == word
        assert word in it.page.inner_text("#kg-legend [data-state=missed]")


def test_the_legend_counts_doubts_as_the_overview_does(open_html: Open) -> None:
    from kg.pages.page import write_page

    made = sample.document(focus="")
    undrawn = tuple(replace(n, parties=()) if n.id in (sample.A, "prj:cau-trieu") else n for n in made.nodes)
    it = open_html(write_page(replace(made, nodes=undrawn), sample.graph(made), "country"), "#sel=")
    for name, n in (("conflict", "1"), ("undated", "2")):
        assert it.page.inner_text(f"#kg-legend [data-doubt={name}] .count") == n
        assert it.page.inner_text(f"#kg-panel [data-key='only:{name}'] .n") == n


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_phone_says_what_the_page_itself_hides_and_cuts_no_line_of_the_headline(open_html: Open, lang: str) -> None:
    made = write(sample.document(focus=""))
    hiding = made.replace('"meta":{', '"meta":{"hide":["proj"],', 1)
    assert hiding != made
    it = open_html(hiding, f"#sel=&lang={lang}", PHONE)
    assert it.html("filtered") == ""
    assert it.page.is_visible("#kg-active .chip")
    it.page.click("#kg-active .chip")
    assert it.html("filtered") is None
    for page in (it, open_html(write(sample.document()), f"#lang={lang}", PHONE)):
        lines = page.page.evaluate(
            """[...document.querySelectorAll("#kg-headline, #kg-sub")].map((at) => {
              const box = at.getBoundingClientRect(), line = parseFloat(getComputedStyle(at).lineHeight);
              const frame = at.closest(".headline").getBoundingClientRect();
              const lines = box.height / line;
              return [Math.abs(lines - Math.round(lines)) < 0.06, box.bottom <= frame.bottom + 0.5];
            })"""
        )
        assert lines == [[True, True], [True, True]]


def test_the_sheet_of_a_phone_has_an_opaque_edge_and_equal_margins(opened: Open) -> None:
    it = opened("#sel=", (390, 844), has_touch=True)
    it.page.click("#kg-handle")
    look = "at => [getComputedStyle(at).backgroundImage, at.getBoundingClientRect().width]"
    painted, wide = it.page.locator("#kg-handle").evaluate(look)
    assert painted.startswith("linear-gradient(rgb(255, 255, 255) 24px")
    assert wide >= 389
    bars = it.page.locator("#kg-panel .bars button").evaluate_all(
        "all => all.map((at) => [at.firstElementChild, at.lastElementChild].map((one) => one.getBoundingClientRect()))"
        ".map(([first, last]) => [first.left, 390 - last.right])"
    )
    assert bars
    assert all(left == right == 16 for left, right in bars)


JOINT = Evidence(("src:S033", "src:S875"), "", "mirror", whole=True, note=Both("Bản đầy đủ chưa gặp lại.", ""))


def joint() -> str:
    """The sample's page, its bridge told of by two sources of which one was seen on a copy."""
    made = sample.document()
    nodes = tuple(replace(n, evidence=(JOINT,)) if n.id == BRIDGE else n for n in made.nodes)
    return write(replace(made, nodes=nodes))


def test_of_joint_sources_seen_on_a_copy_the_addresses_are_printed_and_one_is_said_to_be_a_copy(
    open_html: Open,
) -> None:
    page = joint()
    for lang, chip in (("vi", "một trong các nguồn này là bản sao"), ("en", "one of these sources is a copy")):
        box = open_html(page, f"#sel={BRIDGE}&lang={lang}").page.locator("#kg-panel .joint")
        assert box.locator(".chip").inner_text() == chip
        assert box.locator("a").count() == 0
        addresses = box.locator(".where .where").all_inner_texts()
        assert addresses == ["https://example.org/s033", "https://example.org/s875"]


def test_vietnamese_on_an_english_page_says_that_it_is_vietnamese(open_html: Open) -> None:
    page = joint()
    it = open_html(page, f"#sel={BRIDGE}&lang=en")
    assert it.page.locator("#kg-panel .joint [lang=vi]").all_inner_texts() == [
        "Chín di sản thế giới ở Việt Nam",
        "Ba tỉnh ký kết hợp tác",
        "Bản đầy đủ chưa gặp lại.",
    ]
    assert text(it).count("in Vietnamese as in the source") == 1
    it.page.click("button[data-lang=vi]")
    assert it.page.locator("#kg-panel [lang]").count() == 0
    assert "như trong nguồn" not in text(it)


def test_a_title_in_english_that_names_places_is_english(open_html: Open) -> None:
    made = sample.document()
    nodes = tuple(
        replace(n, evidence=(Evidence(("src:S040",), "", "seen"),)) if n.id == BRIDGE else n for n in made.nodes
    )
    it = open_html(write(replace(made, nodes=nodes)), f"#sel={BRIDGE}&lang=en")
    links = it.page.locator("#kg-panel .source a")
    assert [(one.inner_text().split()[0], one.get_attribute("lang")) for one in links.all()] == [
        ("Dossier", None),
        ("Thúc", "vi"),
    ]


def test_beside_a_pressed_bar_the_overview_says_what_its_numbers_are_of(opened: Open) -> None:
    assert "chọn dòng ấy thay vào" not in text(opened("#sel="))
    it = opened("#sel=&size=2")
    assert "Cạnh dòng đang chọn, mỗi số là nếu chọn dòng ấy thay vào." in text(it)
    other = it.page.locator("#kg-panel [data-key='size:3']")
    n = other.locator(".n").inner_text()
    other.click()
    assert it.html("marks") == n != "0"


@pytest.mark.parametrize(
    ("view", "vi", "en"),
    [
        ("network", "Loại · số trong hình", "Kinds · in the picture"),
        ("table", "Loại · số trong bảng", "Kinds · in the table"),
    ],
)
def test_the_legend_says_what_it_counts(opened: Open, view: str, vi: str, en: str) -> None:
    head = opened(f"#view={view}").page.locator("#kg-legend h2 >> nth=0")
    assert head.text_content() == vi
    assert opened(f"#view={view}&lang=en").page.locator("#kg-legend h2 >> nth=0").text_content() == en
