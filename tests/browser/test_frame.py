"""Every control of the frame, by mouse and by keyboard; what <html> tells always agrees with the table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.pages.document import Life
from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]
OPENED = ("", "#lang=en", "#theme=dark", "#lens=today", "#view=table", "#lens=2025-06-30&lang=en&theme=dark")
NONSENSE = ("#lens=2025-02-31", "#lens=1999-01-01", "#view=timeline", "#sel=agr:none", "#from=x&lang=xx", "#%E0%A4%A")
#: Controls that a reader can reach and that no assistive technology could name.
NAMELESS = """[...document.querySelectorAll("button, input, [role], a")]
  .filter((at) => at.offsetParent !== null || at.closest("svg"))
  .filter((at) => !at.getAttribute("aria-label") && !at.textContent.trim() && !(at.labels && at.labels.length))
  .map((at) => at.outerHTML.slice(0, 90))"""


def agreed(it: Opened) -> None:
    """What the root tells is what the table shows."""
    assert it.html("marks") == str(it.rows())


@pytest.mark.parametrize("fragment", OPENED)
@pytest.mark.parametrize("size", [(1360, 860), (1024, 700), (390, 844)])
def test_the_page_opens_and_never_scrolls_its_body(opened: Open, fragment: str, size: tuple[int, int]) -> None:
    it = opened(fragment, size)
    agreed(it)
    box = it.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert box == list(size)


def test_what_is_shown_is_told_on_the_root(opened: Open) -> None:
    it = opened()
    assert (it.html("view"), it.html("lens"), it.html("marks")) == ("network", "signed", "16")
    assert it.html("units") == "9"
    assert it.html("links") == "36"
    it.page.click("[data-lens-button=today]")
    assert (it.html("lens"), it.html("units"), it.html("links")) == ("today", "3", "32")
    agreed(it)


def test_headline_is_a_finding_in_both_languages(opened: Open) -> None:
    it = opened()
    assert it.page.inner_text("h1") == "Đã hết hạn năm 2025, chưa thấy gia hạn; 1 trên 5 cam kết có kết quả ghi được"
    it.page.click("button[data-lang=en]")
    assert it.page.inner_text("h1") == "Lapsed in 2025, no renewal seen; 1 of 5 commitments has a recorded result"
    assert it.page.evaluate("document.documentElement.lang") == "en"


def test_the_headline_of_a_whole_graph_changes_with_the_lens(opened: Open) -> None:
    it = opened(text="whole")
    assert it.page.inner_text("h1") == "12 trên 16 việc chung chỉ có hai bên; 4 trên 4 thoả thuận đã hết hạn"
    it.page.click("[data-lens-button=today]")
    assert it.page.inner_text("h1") == "4 trên 16 việc chung nay còn ít bên hơn; 3 việc thành nội bộ một tỉnh"


def test_the_headline_under_a_lens_of_a_day_names_the_day_and_counts_what_had_happened(opened: Open) -> None:
    it = opened("#lens=2022-12-31", text="whole")
    assert it.page.inner_text("h1") == "Đến 31/12/2022: 8 trên 11 việc chung chỉ có hai bên"
    it.page.click("button[data-lang=en]")
    assert it.page.inner_text("h1") == "As of 31 Dec 2022: 8 of 11 joint matters have only two parties"
    it = opened("#lens=2025-08-20", text="whole")
    assert (
        it.page.inner_text("h1") == "Đến 20/08/2025: 4 trên 16 việc chung còn ít bên hơn; 3 việc thành nội bộ một tỉnh"
    )
    assert "nay" not in it.page.inner_text("h1")
    it.page.click("button[data-lang=en]")
    said = "As of 20 Aug 2025: 4 of 16 joint matters have fewer parties than as signed; "
    assert it.page.inner_text("h1") == said + "3 became internal to one province"


def test_the_headline_of_a_day_before_all_says_that_nothing_had_happened(opened: Open) -> None:
    it = opened("#lens=2005-01-01&hide=proj,dos", text="whole")
    assert it.page.inner_text("h1") == "Đến 01/01/2005: chưa có việc nào diễn ra"


def test_what_the_reader_filtered_for_is_no_finding(opened: Open) -> None:
    it = opened("#hide=proj,meet", text="whole")
    assert "thoả thuận đã hết hạn" in it.page.inner_text("h1")
    it = opened("#hide=proj,meet&off=good,under-way,planned,missed,dropped,not-yet,unknown", text="whole")
    assert it.html("marks") == "4"
    assert "hết hạn" not in it.page.inner_text("h1")


def test_a_legend_row_filters_and_says_so(opened: Open) -> None:
    it = opened()
    row = it.page.locator("[data-group=proj]")
    row.click()
    assert row.get_attribute("aria-pressed") == "false"
    assert it.html("marks") == "8"
    agreed(it)
    it.page.keyboard.press("Enter")
    assert it.html("marks") == "16"
    it.page.locator("[data-state=lapsed]").click()
    assert it.html("marks") == "12"
    it.page.click("#kg-legend .clear")
    assert it.html("marks") == "16"


def test_filters_that_leave_nothing_name_themselves_and_can_be_lifted(opened: Open) -> None:
    it = opened("#hide=agr,meet,dos,proj")
    assert it.html("marks") == "0"
    assert it.page.is_visible("#kg-empty")
    assert it.page.locator("#kg-filters button").count() == 4
    it.page.locator("#kg-filters button").first.click()
    assert it.html("marks") == "4"
    assert not it.page.is_visible("#kg-empty")
    it.page.go_back()
    it.page.click("[data-clear]")
    assert it.html("marks") == "16"


def test_only_what_is_in_force(opened: Open) -> None:
    it = opened()
    it.page.click("#kg-legend .switch")
    assert it.html("marks") == "12"
    agreed(it)


@pytest.mark.parametrize("asked", ["hải dương", "HAI DUONG", "tỉnh Hải Dương", "Hai Duong province"])
def test_search_finds_a_unit_that_has_ended_and_says_where_it_went(opened: Open, asked: str) -> None:
    it = opened()
    it.page.keyboard.press("/")
    it.page.keyboard.type(asked)
    first = it.page.locator("#kg-hits li").first
    assert first.locator(".name").inner_text() == "Hải Dương"
    assert "nay là Hải Phòng" in first.locator(".more").inner_text()
    it.page.keyboard.press("Enter")
    assert it.page.inner_text("#kg-panel h2") == "Hải Dương"
    assert "sel=unit:hai-duong" in it.page.evaluate("location.href")


def test_search_says_when_nothing_is_found_and_escape_leaves_it(opened: Open) -> None:
    it = opened()
    it.page.fill("#kg-search", "zzzz")
    assert "zzzz" in it.page.inner_text("#kg-hits")
    it.page.keyboard.press("Escape")
    assert not it.page.is_visible("#kg-hits")


def test_the_panel_shows_parties_then_and_today_conflicts_and_sources(opened: Open) -> None:
    it = opened()
    text = it.page.inner_text("#kg-panel")
    for said in ("Hải Dương", "gồm Hải Dương + Hải Phòng, từ 01/07/2025 · Nghị quyết 202/2025/QH15", "3 bên hôm nay"):
        assert said in text
    assert "năm suy từ ngày đăng" in text
    assert re.search(r"S001( · [^,]+)?, ký tự 3 267–3 710", text.replace("\u202f", " "))
    rivals = it.page.locator(".rivals .value").all_inner_texts()
    assert rivals == ["kết luận hội nghị", "thoả thuận ký kết"]
    link = it.page.locator(".source a").first
    assert link.get_attribute("href") == "https://example.org/s001"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert "thấy ở bản sao" in text
    assert "tìm ngày 25/11/2026" in text


def test_a_copy_of_a_source_is_printed_not_linked(opened: Open) -> None:
    it = opened()
    assert it.page.locator('.source a[href*="s875"]').count() == 0


def test_several_sources_of_one_row_are_said_to_state_it_jointly(opened: Open) -> None:
    it = opened("#sel=" + sample.B)
    assert "cùng nêu" in it.page.inner_text("#kg-panel .joint")


def test_lens_on_a_date(opened: Open) -> None:
    it = opened()
    it.page.click("[data-lens-button=date]")
    it.page.fill("#kg-day", "2025-07-01")
    it.page.keyboard.press("Escape")
    assert it.html("lens") == "2025-07-01"
    assert it.page.inner_text("[data-lens-button=date]") == "01/07/2025"
    it.page.click("[data-lens-button=date]")
    it.page.fill("#kg-day", "1999-01-01")
    assert "01/01/2004" in it.page.inner_text("#kg-day-fault")
    assert it.html("lens") == "2025-07-01"


@pytest.mark.parametrize("wrong", NONSENSE)
def test_a_link_with_nonsense_opens_the_page_as_it_is(opened: Open, wrong: str) -> None:
    it = opened(wrong)
    assert (it.html("view"), it.html("lens"), it.html("marks")) == ("network", "signed", "16")
    assert it.page.evaluate("location.hash") == ("#sel=" if "sel" in wrong else "")


def test_the_address_keeps_of_a_link_what_is_shown(opened: Open) -> None:
    it = opened("#lens=2022-02-31&lang=en&off=%3Cb%3E,lapsed")
    assert it.page.evaluate("location.hash") == "#lang=en&off=lapsed"
    it.page.evaluate("location.hash = '#lens=<script>&lang=en'")
    it.page.wait_for_function("location.hash === '#lang=en'")
    assert it.html("lens") == "signed"


def count(it: Opened, group: str) -> int:
    return int(it.page.inner_text(f"[data-group={group}] .count"))


def test_what_has_a_day_outside_the_range_is_neither_drawn_nor_counted(opened: Open) -> None:
    it = opened()
    reports, units = count(it, "report"), count(it, "unit")
    it = opened("#from=2026")
    drawn = it.page.evaluate("window.kgNetwork.body.data.nodes.getIds()")
    assert reports > 0 == count(it, "report")
    assert not [thing for thing in drawn if thing.startswith(("rep:", "asm:"))]
    assert count(it, "unit") == units


def test_the_legend_counts_what_the_open_steps_hold_and_in_the_table_all(open_html: Open) -> None:
    made = sample.document()
    nodes = tuple(replace(n, depth=2) if n.group == "proj" else n for n in made.nodes)
    it = open_html(write(replace(made, nodes=nodes)), "#depth=1")
    assert count(it, "proj") == 0
    it.page.click("[data-view-tab=table]")
    assert count(it, "proj") == 8


def test_one_step_is_a_step(opened: Open) -> None:
    it = opened("#depth=1&lang=en")
    assert "within 1 step:" in it.page.inner_text("#kg-sub")
    assert it.page.get_attribute("#kg-steps button >> nth=0", "aria-label") == "1 step"


def test_what_the_legend_hides_is_not_named_for_review(opened: Open) -> None:
    assert "nguồn nói khác nhau" in opened("#sel=").page.inner_text("#kg-panel")
    assert "nguồn nói khác nhau" not in opened("#sel=&hide=agr").page.inner_text("#kg-panel")


def test_back_and_forward_walk_through_what_was_chosen(opened: Open) -> None:
    it = opened()
    it.page.click("[data-lens-button=today]")
    it.page.click("[data-view-tab=table]")
    assert (it.html("lens"), it.html("view")) == ("today", "table")
    it.page.go_back()
    assert (it.html("lens"), it.html("view")) == ("today", "network")
    it.page.go_back()
    assert it.html("lens") == "signed"
    it.page.go_forward()
    assert it.html("lens") == "today"


def test_a_link_reopens_the_same_picture(opened: Open) -> None:
    first = opened()
    first.page.click("[data-group=proj]")
    first.page.click("[data-lens-button=today]")
    first.page.click("button[data-lang=en]")
    first.page.click("#kg-theme")
    again = opened(first.page.evaluate("location.hash"))
    for name in ("view", "lens", "marks", "units", "links", "theme"):
        assert again.html(name) == first.html(name)
    assert again.page.inner_text("h1") == first.page.inner_text("h1")


def test_tabs_move_with_the_arrows_and_letters_are_short_cuts(opened: Open) -> None:
    it = opened()
    it.page.focus("[data-view-tab=network]")
    it.page.keyboard.press("ArrowRight")
    assert it.html("view") == "table"
    it.page.keyboard.press("ArrowLeft")
    assert it.html("view") == "network"
    it.page.keyboard.press("l")
    assert it.html("lens") == "today"
    it.page.keyboard.press("t")
    assert it.html("view") == "table"


def test_the_theme_button_turns_the_page_dark_and_back(opened: Open) -> None:
    it = opened()
    it.page.click("#kg-theme")
    assert it.page.evaluate(
        "getComputedStyle(document.body).backgroundColor || getComputedStyle(document.documentElement).backgroundColor"
    )
    assert it.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(18, 23, 29)"
    it.page.click("#kg-theme")
    assert it.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(251, 250, 246)"


def test_a_dark_system_makes_a_dark_page(opened: Open) -> None:
    it = opened(color_scheme="dark")
    assert it.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(18, 23, 29)"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("view", ["network", "table"])
def test_every_control_has_an_accessible_name(opened: Open, lang: str, view: str) -> None:
    it = opened(f"#lang={lang}&view={view}")
    assert it.page.evaluate(NAMELESS) == []


def test_changes_are_said_in_the_live_region(opened: Open) -> None:
    it = opened()
    it.page.click("[data-lens-button=today]")
    it.page.locator("#kg-live", has_text="Hôm nay").wait_for(state="attached")


def test_without_scripts_the_table_is_there_and_the_rest_is_not(open_html: Open, texts: dict[str, str]) -> None:
    it = open_html(texts["focus"], scripts=False)
    assert it.page.locator("#kg-table tbody tr").count() == 16
    assert it.page.is_visible("#kg-table")
    assert not it.page.is_visible("#kg-legend")
    assert not it.page.is_visible("#kg-network")


def test_without_the_library_the_table_works(open_html: Open, texts: dict[str, str]) -> None:
    from kg.pages import assemble

    it = open_html(
        texts["focus"].replace(f'<script type="text/plain" id="kg-library">{assemble.library()}</script>', "")
    )
    assert it.page.is_visible("#kg-note")
    it.page.click("[data-view-tab=table]")
    assert it.page.locator("#kg-table tbody tr:visible").count() == 16


def test_a_state_shown_alone_leaves_none_of_those_that_the_country_does_not_draw(open_html: Open) -> None:
    made = sample.document(focus="")
    single = replace(next(n for n in made.nodes if n.id == sample.B), id="agr:single", parties=(sample.QN,))
    single = replace(single, life=Life("unknown"), conflicts=())
    it = open_html(write(replace(made, nodes=(*made.nodes, single)), "country"), "#sel=")
    assert it.page.locator("#kg-legend [data-state=unknown]").count() == 0
    it.page.click('[data-alone="off lapsed"]', force=True)
    it.page.click("[data-view-tab=table]")
    states = it.page.locator("#kg-table tbody tr:visible td:nth-child(7)").all_inner_texts()
    assert set(states) == {"đã hết hạn"}


@pytest.mark.parametrize(("lang", "name"), [("vi", "chỉ Hội nghị, làm việc"), ("en", "only Meetings")])
def test_one_kind_of_the_legend_can_be_shown_alone_and_all_again(opened: Open, lang: str, name: str) -> None:
    it = opened(f"#view=table&sel=&lang={lang}")
    alone = it.page.get_by_role("button", name=name)
    before = it.html("marks")
    it.page.focus("[data-group=meet]")
    it.page.keyboard.press("Tab")
    assert alone.evaluate("(at) => at === document.activeElement && Number(getComputedStyle(at).opacity) > 0")
    it.page.keyboard.press("Enter")
    assert it.page.locator("#kg-legend [data-group][aria-pressed=true]").count() == 1
    assert alone.get_attribute("aria-pressed") == "true"
    assert int(it.html("marks") or 0) < int(before or 0)
    assert alone.evaluate("(at) => at === document.activeElement")
    it.page.keyboard.press("Enter")
    assert it.html("marks") == before
    it.page.click("[data-state=lapsed]", modifiers=["Alt"])
    assert it.page.locator("#kg-legend [data-state][aria-pressed=true]").count() == 1


@pytest.mark.parametrize("size", [(1024, 768), (761, 700), (390, 844)])
def test_nothing_reaches_beyond_the_right_edge_in_any_view_and_language(opened: Open, size: tuple[int, int]) -> None:
    it = opened(f"#view=table&sel={sample.A}", size)
    wide = """() => [document.documentElement, ...document.querySelectorAll(".header, .headline, .panel, .time")]
      .filter((at) => at.scrollWidth > at.clientWidth + 1).map((at) => at.className || at.tagName)"""
    for view, lang in ((view, lang) for view in ("country", "network", "table") for lang in ("vi", "en")):
        it.page.evaluate("text => { location.hash = text; }", f"#view={view}&lang={lang}&sel={sample.A}")
        it.page.wait_for_selector(f"html[data-view={view}][lang={lang}]")
        assert it.page.evaluate(wide) == [], (view, lang)
