"""Boundaries and years: the lens, the playhead on the axis, both ends of the range, and what has no year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.pages.document import Life
from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]


def at(it: Opened, side: str) -> tuple[float, float]:
    """The middle of a grip."""
    box = it.page.locator(f"[data-side={side}]").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + 58


def drag(it: Opened, side: str, by: float) -> None:
    x, y = at(it, side)
    it.page.mouse.move(x, y)
    it.page.mouse.down()
    it.page.mouse.move(x + by / 2, y, steps=3)
    it.page.mouse.move(x + by, y, steps=3)
    it.page.mouse.up()


def press(it: Opened, side: str, *keys: str) -> None:
    it.page.focus(f"[data-side={side}]")
    for key in keys:
        it.page.keyboard.press(key)


def fragment(it: Opened) -> str:
    return str(it.page.evaluate("location.hash"))


def test_there_is_no_playhead_while_the_map_is_as_signed(opened: Open) -> None:
    it = opened()
    assert it.page.locator("[data-side=day]").count() == 0
    it.page.click("[data-lens-button=today]")
    assert it.page.get_attribute("[data-side=day]", "role") == "slider"
    assert it.page.get_attribute("[data-side=day]", "aria-valuetext") == "25/11/2026"


def test_an_arrow_moves_the_playhead_by_a_month_and_with_shift_by_a_year(opened: Open) -> None:
    it = opened("#lens=today")
    press(it, "day", "ArrowLeft")
    assert it.html("lens") == "2026-10-25"
    press(it, "day", "Shift+ArrowLeft")
    assert it.html("lens") == "2025-10-25"
    press(it, "day", "Shift+ArrowRight", "ArrowRight")
    assert it.html("lens") == "today"


def test_a_month_earlier_than_the_last_of_a_month_is_the_last_of_the_other(opened: Open) -> None:
    it = opened("#lens=2024-03-31")
    press(it, "day", "ArrowLeft")
    assert it.html("lens") == "2024-02-29"


def test_home_and_end_lead_to_the_first_day_of_the_axis_and_to_today(opened: Open) -> None:
    it = opened("#lens=2025-06-30")
    press(it, "day", "Home")
    first = it.html("lens") or ""
    assert "2004-01-01" <= first < "2020"
    press(it, "day", "End")
    assert it.html("lens") == "today"


def test_dragging_the_playhead_over_the_merger_changes_the_map_and_its_right_end_is_today(opened: Open) -> None:
    it = opened("#lens=today&view=table")
    after = it.html("links")
    drag(it, "day", -140)
    assert "2020" < (it.html("lens") or "") < "2025-07-01"
    assert it.html("links") != after
    drag(it, "day", 400)
    assert it.html("lens") == "today"
    assert it.html("links") == after


def test_a_drag_is_one_step_back(opened: Open) -> None:
    it = opened("#lens=today&view=table")
    drag(it, "day", -140)
    it.page.go_back()
    assert it.html("lens") == "today"


def test_a_hand_that_moves_a_grip_is_told_only_where_it_rests(opened: Open) -> None:
    it = opened("#lens=today&view=table")
    live = it.page.locator("#kg-live")
    it.page.clock.install()
    x, y = at(it, "day")
    it.page.mouse.move(x, y)
    it.page.mouse.down()
    days = set()
    for step in range(1, 5):
        it.page.mouse.move(x - 40 * step, y)
        it.page.clock.run_for(500)
        days.add(it.html("lens"))
        assert live.text_content() == ""
    it.page.mouse.up()
    it.page.clock.run_for(500)
    assert len(days) == 4
    last = it.page.get_attribute("[data-side=day]", "aria-valuetext")
    assert live.text_content() == f"Địa giới: {last}"


def test_a_key_held_down_is_told_when_it_is_let_go(opened: Open) -> None:
    it = opened("#lens=today&view=table")
    live = it.page.locator("#kg-live")
    it.page.clock.install()
    it.page.focus("[data-side=from]")
    it.page.keyboard.down("ArrowRight")
    it.page.clock.run_for(500)
    first = live.text_content()
    for _ in range(40):
        it.page.keyboard.down("ArrowRight")
    it.page.clock.run_for(500)
    assert live.text_content() == first
    it.page.keyboard.up("ArrowRight")
    it.page.clock.run_for(500)
    assert live.text_content() == f"{it.rows()} việc qua bộ lọc"
    assert live.text_content() != first


def test_the_playhead_of_an_early_day_stands_at_the_early_end(opened: Open) -> None:
    it = opened("#lens=2006-05-01")
    early = at(it, "day")[0]
    it.page.click("[data-lens-button=today]")
    edge = it.page.locator("#kg-years").bounding_box()
    assert edge
    assert early - edge["x"] < (at(it, "day")[0] - edge["x"]) / 4


def test_double_click_brings_the_playhead_to_today_and_the_range_to_all_years(opened: Open) -> None:
    it = opened("#lens=2025-06-30&from=2021-05&to=2024")
    it.page.mouse.dblclick(*at(it, "day"))
    assert it.html("lens") == "today"
    x, y = at(it, "from")
    it.page.mouse.dblclick(x, y)
    assert "from=" not in fragment(it)
    assert "to=2024" in fragment(it)
    edge = it.page.locator("#kg-years").bounding_box()
    assert edge
    it.page.mouse.dblclick(edge["x"] + edge["width"] / 2, edge["y"] + 30)
    assert "to=" not in fragment(it)


def test_an_arrow_moves_an_end_of_the_range_by_a_month_and_with_shift_by_a_year(opened: Open) -> None:
    it = opened()
    press(it, "to", "ArrowLeft")
    assert "to=2026-11" in fragment(it)
    press(it, "to", "Shift+ArrowLeft")
    assert "to=2025-11" in fragment(it)
    press(it, "to", "ArrowRight")
    assert fragment(it) == "#to=2025"
    assert it.html("marks") == str(it.rows())
    press(it, "to", "End")
    assert it.html("marks") == "16"


def test_the_years_that_share_a_column_are_one_step_of_the_keyboard(open_html: Open) -> None:
    made = sample.document(focus="")
    old = replace(made.nodes[0], id="agr:old", matter=True, when="1960", life=Life("", "1960-01-01", "1960-12-31"))
    it = open_html(write(replace(made, nodes=(*made.nodes, old))))
    press(it, "from", "ArrowRight")
    first = fragment(it)
    assert first == "#from=2011"
    press(it, "from", "ArrowRight")
    assert fragment(it) == "#from=2011-02"
    press(it, "from", "ArrowLeft")
    press(it, "from", "ArrowLeft")
    assert "from" not in fragment(it)
    press(it, "to", "Home")
    assert "to=1960-01" in fragment(it)
    press(it, "to", "ArrowRight")
    assert "to=2011-01" in fragment(it)


def test_the_ends_of_the_range_do_not_cross(opened: Open) -> None:
    it = opened("#from=2023-04&to=2023-06")
    press(it, "from", "Shift+ArrowRight")
    assert "from=2023-06" in fragment(it)
    press(it, "to", "Home")
    assert "to=2023-06" in fragment(it)


def test_an_end_of_the_range_is_dragged_and_the_table_follows(opened: Open) -> None:
    it = opened()
    drag(it, "to", -300)
    assert "to=20" in fragment(it)
    assert 0 < it.rows() < 16
    assert it.html("marks") == str(it.rows())


def test_a_range_begins_and_ends_within_a_month(opened: Open) -> None:
    def titled(asked: str) -> set[str]:
        rows = "rows => rows.map(row => row.dataset.id)"
        return set(opened(asked).page.eval_on_selector_all("#kg-table tbody tr:not([hidden])", rows))

    year, spring = titled("#from=2022&to=2022"), titled("#from=2022-02&to=2022-03")
    assert {sample.A, sample.B} <= year
    assert (sample.A in spring, sample.B in spring) == (False, True)
    assert spring < year
    assert "prj:cau-ben-rung" in year - spring


def test_what_has_no_year_stands_apart_and_is_a_switch(opened: Open) -> None:
    it = opened()
    column = it.page.locator("[data-side=undated]")
    assert column.get_attribute("aria-label") == "chưa rõ năm: 2 việc"
    assert column.get_attribute("aria-pressed") == "true"
    column.click()
    assert (it.html("marks"), column.get_attribute("aria-pressed")) == ("14", "false")
    assert "không kể việc chưa rõ năm" in it.page.inner_text("#kg-active")
    press(it, "undated", "Enter")
    assert it.html("marks") == "16"


def test_a_range_leaves_out_what_has_no_year_until_it_is_asked_for(opened: Open) -> None:
    it = opened("#from=2004")
    assert it.html("marks") == "14"
    press(it, "undated", " ")
    assert it.html("marks") == "16"
    assert "undated=yes" in fragment(it)


def test_only_what_is_in_force_hides_what_has_lapsed_or_was_renewed(opened: Open) -> None:
    it = opened("#view=table")
    it.page.click("#kg-legend .switch")
    assert it.html("marks") == "12"
    assert "đã hết hạn" not in it.page.locator("#kg-table tbody").inner_text()


def test_the_bar_of_years_fits_a_phone_and_its_grips_can_be_touched(opened: Open) -> None:
    it = opened("#lens=today&view=table", (390, 844))
    for side in ("from", "to", "day"):
        box = it.page.locator(f"[data-side={side}]").bounding_box()
        assert box
        assert round(box["width"]) >= 44


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [1360, 1024])
def test_a_day_in_the_third_button_leaves_the_years_alone(opened: Open, width: int, lang: str) -> None:
    it = opened(f"#lens=2023-11-01&sel=&lang={lang}", (width, 860))
    button, bar = (
        it.page.locator(at).bounding_box() for at in ("[data-lens-button=date]", ".years [data-side=undated]")
    )
    assert button
    assert bar
    assert button["x"] + button["width"] < bar["x"]


def test_what_the_merger_changed_is_written_above_bars_and_playhead(opened: Open) -> None:
    it = opened("#lens=2023-11-01")
    text = it.page.locator(".years text.change").last
    assert text.evaluate("at => at === at.parentNode.lastElementChild")
    style = text.evaluate("at => [getComputedStyle(at).paintOrder, getComputedStyle(at).stroke]")
    assert style == ["stroke", "rgb(251, 250, 246)"]
