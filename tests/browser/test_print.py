"""Paper: light whatever the theme, with legend, headline, picture, panel as text and the sources of what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.pages.page import VIEWS
from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]
LAID = "window.dispatchEvent(new Event('beforeprint'))"
DONE = "window.dispatchEvent(new Event('afterprint'))"
MM = 96 / 25.4


def laid(opened: Open, fragment: str) -> Opened:
    """The page as it is while it is printed, 273 mm wide."""
    it = opened(fragment, (1032, 700))
    it.page.evaluate(LAID)
    it.page.emulate_media(media="print")
    return it


def token(it: Opened, name: str) -> str:
    return str(it.page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{name}')"))


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_prints_on_landscape_a4(opened: Open, view: str) -> None:
    it = opened(f"#view={view}&sel={sample.A}&theme=dark")
    pdf = it.page.pdf(prefer_css_page_size=True).decode("latin-1")
    boxes = {tuple(round(float(n)) for n in box.split()) for box in re.findall(r"/MediaBox \[([^\]]*)\]", pdf)}
    assert boxes == {(0, 0, 842, 595)} or boxes == {(0, 0, 842, 596)}
    assert 2 <= len(re.findall(r"/Type /Page\b(?!s)", pdf)) <= 4
    assert it.html("theme") == "dark"
    assert it.page.locator("#kg-print-picture > *").count() == 0


@pytest.mark.parametrize("view", VIEWS)
def test_paper_is_light_and_holds_what_is_read_and_nothing_that_is_pressed(opened: Open, view: str) -> None:
    it = laid(opened, f"#view={view}&sel={sample.A}&theme=dark")
    assert (token(it, "bg"), token(it, "ink"), token(it, "agr")) == ("#FFFFFF", "#17212B", "#A42914")
    for seen in ("#kg-headline", "#kg-legend", "#kg-panel h2", "#kg-print-sources"):
        assert it.page.is_visible(seen), seen
    for pressed in ("#kg-search", "#kg-theme", ".views", ".controls", ".time", ".skip", ".panel .close"):
        assert it.page.locator(f"{pressed}:visible").count() == 0, pressed
    assert it.page.is_visible("#kg-table") == (view == "table")
    wide = it.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 1032


def test_the_network_is_there_in_light_colours_and_at_most_180_mm_high(opened: Open) -> None:
    it = laid(opened, "#view=network&theme=dark")
    box = it.page.locator("#kg-print-picture canvas").bounding_box()
    assert box is not None
    assert 60 * MM < box["height"] <= 180 * MM
    seen = it.page.evaluate("""() => {
      const canvas = document.querySelector('#kg-print-picture canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set();
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) colours.add(data.slice(i, i + 3).join());
      return [...colours];
    }""")
    assert "38,50,63" in seen
    assert "213,220,227" not in seen
    it.page.evaluate(DONE)
    assert it.page.locator("#kg-print-picture > *").count() == 0
    assert it.html("theme") == "dark"


@pytest.mark.parametrize("view", VIEWS)
def test_the_sources_of_what_is_visible_stand_below_with_their_addresses(opened: Open, view: str) -> None:
    it = laid(opened, f"#view={view}&sel=")
    assert it.page.locator("#kg-print-sources li strong").all_inner_texts() == ["S001", "S002", "S033", "S040", "S875"]
    first = it.page.locator("#kg-print-sources li").first.inner_text()
    assert re.fullmatch(r"S001 Thúc đẩy liên kết vùng .* · 22/01/2022\shttps://example\.org/s001", first)
    it.page.evaluate(DONE)
    it.page.evaluate("view => { location.hash = `#view=${view}&sel=&hide=agr`; }", view)
    it.page.wait_for_function("document.documentElement.dataset.marks < 16")
    it.page.evaluate(LAID)
    assert "S001" not in it.page.inner_text("#kg-print-sources")
    assert "S033" in it.page.inner_text("#kg-print-sources")


def test_the_address_stands_after_the_title_in_the_panel(opened: Open) -> None:
    it = laid(opened, f"#sel={sample.A}")
    after = "link => getComputedStyle(link, '::after').content"
    link = it.page.locator("#kg-panel .source a").first
    assert link.evaluate(after) == '" https://example.org/s001"'


@pytest.mark.parametrize(
    ("lang", "text"), [("vi", "Địa giới: Hôm nay · hôm nay 25/11/2026"), ("en", "Boundaries: Today")]
)
def test_paper_says_whose_day_and_data_it_shows(opened: Open, lang: str, text: str) -> None:
    it = laid(opened, f"#lens=today&lang={lang}&sel=")
    line = it.page.inner_text("#kg-print-sources p")
    assert text in line
    assert "2026.11" in line
    assert "CC BY 4.0" in line


def test_the_first_page_bears_lens_and_day_chips_are_words_and_the_legend_breaks_between_its_rows(opened: Open) -> None:
    it = laid(opened, "#lens=2023-11-01&sel=&hide=proj")
    assert it.page.inner_text("#kg-print-when") == "Địa giới: 01/11/2023 · hôm nay 25/11/2026"
    chips = it.page.locator("#kg-active .chip:visible")
    assert chips.count() > 0
    assert not [text for text in chips.all_inner_texts() if "✕" in text]
    broken = "all => all.map((at) => getComputedStyle(at).breakInside)"
    rows = it.page.locator("#kg-legend-rows :is(button, .region)").evaluate_all(broken)
    assert rows
    assert set(rows) == {"avoid"}
    it.page.emulate_media(media="screen")
    it.page.evaluate(DONE)
    assert it.page.locator("#kg-print-when:visible").count() == 0
    assert "✕" in it.page.inner_text("#kg-active .chip >> nth=0")


def test_what_is_folded_on_the_screen_is_open_on_paper_and_folded_again_afterwards(open_html: Open) -> None:
    made = sample.document()
    said = replace(made.remarks[2], id="asm:3", group="result")
    it = open_html(write(replace(made, remarks=(*made.remarks, said))), f"#sel={sample.A}", (1032, 700))
    folded = it.page.locator("#kg-panel details:not([open])")
    assert folded.count() == 1
    it.page.evaluate(LAID)
    assert folded.count() == 0
    it.page.evaluate(DONE)
    assert folded.count() == 1


def test_the_head_of_the_table_is_repeated_on_each_page_and_no_row_is_torn(opened: Open) -> None:
    it = laid(opened, "#view=table&sel=")
    shown, broken = (f"all => all.map((at) => getComputedStyle(at).{name})" for name in ("display", "breakInside"))
    assert it.page.locator("#kg-table thead").evaluate_all(shown) == ["table-header-group"]
    # Chromium leaves out of a repeated head what is a button.
    assert set(it.page.locator("#kg-table th button").evaluate_all(shown)) == {"contents"}
    assert set(it.page.locator("#kg-table tr, #kg-table thead").evaluate_all(broken)) == {"avoid"}


def test_rows_of_the_legend_are_so_low_that_those_of_the_country_end_on_the_first_page(opened: Open) -> None:
    it = laid(opened, "#view=country&sel=&lang=en")
    rows = it.page.locator("#kg-legend-rows > :is(.line, .row)")
    heights = rows.evaluate_all("all => all.map((at) => at.offsetHeight)")
    # Below the headline there are 155 mm: the shipped country has 16 rows, 8 regions (some in two lines) and 3 heads.
    assert heights
    assert max(heights) <= 4.8 * MM
