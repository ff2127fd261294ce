"""A country of thousands of matters: bands between units, opened one by one; its table, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from kg.pages import country
from kg.pages import page as pages
from kg.pages.document import Both, Document
from tests.browser.conftest import Opened, write
from tests.browser.test_country import agreed, pixels, placed, url
from tests.pages import sample

Open = Callable[..., Opened]
PAIR, THREE, COUNT = (sample.HP, sample.QN), (sample.BG, sample.BN, sample.QN), 3_050


def large(count: int = COUNT) -> Document:
    """The sample's units with so many matters: nine of ten between two of them, the rest between three."""
    made = sample.document(focus="")
    model = {group: next(n for n in made.nodes if n.matter and n.group == group) for group in ("agr", "meet")}

    def matter(n: int) -> Any:
        group, parties = ("meet", PAIR) if n % 10 else ("agr", THREE)
        label = Both(f"Việc số {n}", f"Matter no. {n}")
        return replace(model[group], id=f"evt:many-{n}", label=label, parties=parties, conflicts=(), evidence=())

    units = tuple(node for node in made.nodes if node.group == "unit")
    nodes = (*(matter(n) for n in range(count)), *units)
    return replace(made, nodes=nodes, edges=(), remarks=(), searches=())


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The page with its rows at once, and as if it had too many."""
    made = large()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "ROWS_AT_ONCE", COUNT)
        text = write(made, "country")
        patch.setattr(pages, "ROWS_AT_ONCE", 1_000)
        return {"rows": text, "late": write(made, "country")}


@pytest.fixture
def opened(open_html: Open, texts: dict[str, str]) -> Iterator[Open]:
    """Opens the page without motion; nothing may go wrong."""
    all_: list[Opened] = []

    def open_(fragment: str = "", text: str = "rows", **more: Any) -> Opened:
        all_.append(open_html(texts.get(text, text), fragment, reduced_motion="reduce", **more))
        return all_[-1]

    yield open_
    for one in all_:
        assert one.faults == []
        assert one.requests == []
        assert one.page.evaluate("window.noted") == []


def between(it: Opened, share: float = 0.5) -> tuple[float, float]:
    """A point of the band between the two units that share most."""
    stands = {one[0]: one for one in country.compact(large())["signed"]["stands"]}
    a, b = stands[PAIR[0]], stands[PAIR[1]]
    return placed(it, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


@pytest.fixture(scope="module")
def vast() -> str:
    """A page of so many matters that what counts them comes after the picture."""
    return write(large(12_010), "country")


def rows_with_words(it: Opened) -> int:
    ask = "[...document.querySelectorAll('#kg-table tbody tr')].filter((row) => row.cells[1].textContent).length"
    return int(it.page.evaluate(ask))


def test_it_opens_on_bands_and_each_mark_is_drawn_on_request(opened: Open) -> None:
    bands, each = opened(), opened("#marks=all")
    assert pixels(bands) != pixels(each)
    for it in (bands, each):
        assert it.html("marks") == str(COUNT)
        agreed(it)
    assert url(each) == "marks=all"
    assert "3.050" in bands.page.inner_text("#kg-headline")


def test_a_band_tells_how_much_two_units_share_and_a_click_opens_it(opened: Open) -> None:
    it = opened()
    closed = pixels(it)
    it.page.mouse.move(*between(it), steps=3)
    it.page.wait_for_selector("#kg-tip:not([hidden])")
    assert "2.745" in it.page.inner_text("#kg-tip")
    it.page.mouse.click(*between(it))
    it.page.wait_for_selector("html[data-selected]")
    assert set(url(it).removeprefix("sel=").split(",")) == set(PAIR)
    assert pixels(it) != closed
    it.page.click("#kg-panel [data-close]")
    it.page.wait_for_selector("html:not([data-selected])")
    assert pixels(it) == closed


def test_a_unit_opens_by_keyboard_and_folds_again(opened: Open) -> None:
    it = opened()
    it.page.focus("#kg-country")
    it.page.keyboard.press("ArrowRight")
    closed = pixels(it)
    it.page.keyboard.press("Enter")
    it.page.wait_for_selector("html[data-selected]")
    assert url(it).startswith("sel=unit:")
    assert pixels(it) != closed
    it.page.keyboard.press("Escape")
    it.page.keyboard.press("Escape")
    it.page.wait_for_selector("html:not([data-selected])")


def test_the_legend_filters_the_numbers_of_the_bands(opened: Open) -> None:
    it = opened()
    it.page.click("[data-group=agr]")
    assert it.html("marks") == "2745"
    agreed(it)
    it.page.mouse.move(*between(it), steps=3)
    it.page.wait_for_selector("#kg-tip:not([hidden])")
    assert "2.745" in it.page.inner_text("#kg-tip")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_late_rows_are_there_when_the_table_opens_and_follow_filter_order_and_language(opened: Open, lang: str) -> None:
    it = opened(f"#lang={lang}", text="late")
    assert it.html("marks") == str(COUNT)
    it.page.click("[data-view-tab=table]")
    assert it.rows() == rows_with_words(it) == COUNT
    first = it.page.inner_text("#kg-table tbody tr >> nth=0")
    assert ("Việc số" if lang == "vi" else "Matter no.") in first
    it.page.click("[data-group=meet]")
    assert (it.html("marks"), it.rows()) == ("305", 305)
    it.page.click("#kg-table [data-column=title]")
    assert "0" in it.page.inner_text("#kg-table tbody tr:not([hidden]) th >> nth=0")


def test_late_rows_are_made_and_filtered_while_another_view_is_shown(opened: Open) -> None:
    it = opened("#hide=agr", text="late")
    shown = "[...document.querySelectorAll('#kg-table tbody tr')].filter((row) => !row.hidden).length"
    it.page.wait_for_function(f"() => document.querySelectorAll('#kg-table tbody tr').length === {COUNT}")
    it.page.wait_for_function(f"() => String({shown}) === document.documentElement.dataset.marks")
    assert it.html("view") == "country"
    assert 0 < int(it.html("marks")) < COUNT


def test_a_link_opens_the_table_itself_and_a_reader_without_scripts_has_every_row(opened: Open) -> None:
    linked, plain = opened("#view=table&sel=evt:many-7", text="late"), opened(text="late", scripts=False)
    assert linked.rows() == COUNT
    assert "số 7" in linked.page.inner_text("#kg-table tr[aria-current] th")
    far = opened("#view=table&sel=evt:many-1500", text="late").page
    far.wait_for_function("""() => {
      const [row, sheet] = ["#kg-table tr[aria-current]", "#kg-sheet"].map((at) => document.querySelector(at));
      const [here, seen] = [row, sheet].map((one) => one.getBoundingClientRect());
      return here.top >= seen.top && here.bottom <= seen.bottom;
    }""")
    assert plain.page.locator("#kg-table tbody tr").count() == COUNT


def test_words_of_rows_nobody_sees_are_written_in_time(opened: Open) -> None:
    it = opened("#lang=en")
    worded = "[...document.querySelectorAll('#kg-table tbody th')].every((at) => at.textContent.startsWith('Matter'))"
    it.page.wait_for_function(f"() => {worded}")
    signs = "() => [...document.querySelectorAll('#kg-table tbody tr')].every((row) => row.querySelector('svg'))"
    it.page.wait_for_function(signs)


def test_arrows_reach_a_band_and_enter_selects_its_two_units(opened: Open) -> None:
    it = opened()
    it.page.focus("#kg-country")
    for step in range(40):
        it.page.keyboard.press("ArrowRight")
        if "–" in it.page.inner_text("#kg-tip .name"):
            break
        it.page.keyboard.press("ArrowUp" if step % 7 else "ArrowLeft")
    card = it.page.inner_text("#kg-tip")
    assert "–" in card
    assert "việc chung" in card
    it.page.locator("#kg-live", has_text=it.page.inner_text("#kg-tip .name")).wait_for(state="attached")
    ringed = pixels(it)
    it.page.keyboard.press("Enter")
    it.page.wait_for_selector("html[data-selected]")
    assert len(url(it).removeprefix("sel=").split(",")) == 2
    assert pixels(it) != ringed


def test_after_a_hand_the_whole_picture_is_drawn_anew_where_it_led(opened: Open) -> None:
    it = opened("#marks=all")
    canvas = it.page.locator("#kg-country canvas").first
    box = canvas.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def drawn_at(dx: int) -> str:
        """Drags so far to the right; what is drawn when the picture is whole again."""
        before = it.page.get_attribute("#kg-country", "data-camera")
        it.page.mouse.move(x, y)
        it.page.mouse.down()
        it.page.mouse.move(x + dx / 2, y)
        it.page.mouse.move(x + dx, y)
        it.page.mouse.up()
        it.page.wait_for_function(
            "(before) => document.getElementById('kg-country').dataset.camera !== before", arg=before
        )
        it.page.wait_for_function("() => document.querySelector('#kg-country canvas').style.transform === ''")
        return pixels(it)

    at_first = pixels(it)
    assert drawn_at(30) != at_first
    assert drawn_at(-30) == at_first


def test_of_very_many_matters_the_picture_comes_first_and_what_counts_them_after_it(opened: Open, vast: str) -> None:
    it = opened(text=vast)
    it.page.wait_for_selector("#kg-years svg")
    kinds = it.page.locator("#kg-legend [data-group] .count").all_inner_texts()
    assert sum(int(n.replace(".", "")) for n in kinds) == 12_010
    assert "12.010 việc chung" in it.page.inner_text("#kg-panel")
    it.page.click("#kg-legend [data-group=agr]")
    assert it.html("marks") == str(12_010 - 1_201)
    assert "10.809 việc chung" in it.page.inner_text("#kg-panel")
    it.page.click("[data-view-tab=table]")
    agreed(it)


def test_a_link_to_a_thing_of_a_vast_page_opens_its_panel(opened: Open, vast: str) -> None:
    it = opened("#sel=evt:many-7&lens=today", text=vast)
    it.page.locator("#kg-panel h2", has_text="Việc số 7").wait_for()
    assert it.html("lens") == "today"
