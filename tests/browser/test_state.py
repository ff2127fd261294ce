"""The state in the address: each field there and back, nonsense ignored, how the page opens, filters as chips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.pages.page import write_page
from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]
#: A field, two values of it that differ from how the sample opens.
FIELDS = (
    ("view", "table"),
    ("lens", "today"),
    ("lens", "2025-06-30"),
    ("sel", sample.B),
    ("sel", f"{sample.A},{sample.HD}"),
    ("lang", "en"),
    ("theme", "dark"),
    ("from", "2022"),
    ("from", "2022-02"),
    ("to", "2025-08"),
    ("undated", "no"),
    ("hide", "agr,meet"),
    ("off", "lapsed"),
    ("sector", "heritage"),
    ("size", "3"),
    ("only", "lapsed"),
    ("live", "1"),
    ("depth", "1"),
    ("sort", "-title"),
)
NONSENSE = (
    "view=map&lens=2025-13-01&lang=xx&theme=pink&depth=x&sort=<b>",
    "from=19&to=2025-13&hide=zzz&off=zzz&sector=zzz&size=9&only=zzz&live=yes&undated=maybe",
    "from=2025&to=2019",
    "at=1,2",
    "at=1,2,x",
    "__proto__=1&constructor=2&lines=<script>",
    "scale=money",
)
#: All that a reader sees of the state, the live region left out.
SEEN = r"""[document.documentElement.dataset.theme, document.documentElement.dataset.marks,
  ...[...document.querySelectorAll(".headline, .legend, .panel-body, .time, #kg-table")]
    .map((at) => at.innerText.split(/\s+/).join(""))]"""


def fragment(it: Opened) -> str:
    return str(it.page.evaluate("location.hash"))


def settled(it: Opened, link: str, there: bool) -> None:
    """Waits until the address ends with the link, or no longer does, and the page has read it."""
    it.page.wait_for_url(lambda url: url.endswith(link) == there)
    it.page.evaluate("new Promise((done) => setTimeout(done))")


def go(it: Opened, text: str) -> None:
    """Follows a link within the page and waits until its state was read."""
    it.page.evaluate("text => { location.hash = text; }", text)
    settled(it, text, True)


@pytest.mark.parametrize(("field", "value"), FIELDS)
def test_each_field_is_kept_in_the_address_and_back_and_forward_walk_over_it(
    opened: Open, field: str, value: str
) -> None:
    it = opened()
    link = f"#{field}={value}"
    before = it.page.evaluate(SEEN)
    go(it, link)
    after = it.page.evaluate(SEEN)
    it.page.go_back()
    settled(it, link, False)
    assert it.page.evaluate(SEEN) == before
    it.page.go_forward()
    settled(it, link, True)
    assert it.page.evaluate(SEEN) == after
    assert after != before


@pytest.mark.parametrize("wrong", NONSENSE)
def test_what_a_link_asks_for_and_nobody_knows_is_ignored(opened: Open, wrong: str) -> None:
    it = opened("#" + wrong)
    assert (it.html("view"), it.html("lens"), it.html("marks")) == ("network", "signed", "16")
    assert fragment(it) == ""


def test_the_first_month_and_the_last_of_a_year_are_the_year(opened: Open) -> None:
    it = opened("#from=2019-01&to=2025-12")
    assert fragment(it) == "#from=2019&to=2025"


def test_a_page_opens_with_what_it_was_told_to_hide_and_a_link_can_hide_nothing(open_html: Open) -> None:
    opens = f'"meta":{{"hide":["proj","nothing"],"sel":["{sample.B}","agr:none"],'
    text = write(sample.document(focus="")).replace('"meta":{', opens, 1)
    it = open_html(text)
    assert it.html("marks") == "8"
    assert fragment(it) == ""
    assert it.page.inner_text("#kg-panel h2") == "Thoả thuận Hải Dương – Hải Phòng – Quảng Ninh"
    it.page.click("#kg-active .chip")
    assert (it.html("marks"), fragment(it)) == ("16", "#hide=")
    again = open_html(text, "#hide=&sel=")
    assert again.html("marks") == "16"
    assert again.page.locator("html[data-selected]").count() == 0
    again.page.click("[data-group=proj]")
    assert fragment(again) == "#sel="


def test_each_filter_is_a_chip_that_takes_it_off(opened: Open) -> None:
    it = opened("#from=2019&to=2026&hide=meet&off=missed&sector=heritage&size=3&only=undated&live=1&undated=no&lang=en")
    chips = it.page.locator("#kg-active .chip")
    assert [text.removesuffix(" ✕") for text in chips.all_inner_texts()] == [
        "hidden: Meetings",
        "hidden: past the due date",
        "sector: heritage",
        "3 parties",
        "year not known",
        "2019–2026",
        "without undated matters",
        "only what is in force",
    ]
    assert chips.first.get_attribute("aria-label") == "Remove filter: hidden: Meetings"
    for left in range(7, -1, -1):
        chips.first.focus()
        it.page.keyboard.press("Enter")
        assert chips.count() == left
    assert (it.html("marks"), it.page.is_hidden("#kg-active")) == ("16", True)


def test_nothing_that_passes_names_the_filters_and_one_button_takes_all_off(opened: Open) -> None:
    it = opened("#size=4&lang=en")
    assert it.page.inner_text("h1") == "None of 16 matters passes the filters"
    assert "4 parties" in it.page.inner_text("#kg-filters")
    assert it.html("marks") == "0"
    it.page.click("#kg-empty [data-clear]")
    assert it.page.is_hidden("#kg-empty")
    assert it.html("marks") == "16"


def test_an_empty_page_says_where_and_when_it_was_searched(open_html: Open) -> None:
    it = open_html(write(sample.document()), "#only=single")
    text = it.page.inner_text("#kg-empty")
    assert "Đã tìm, không thấy: Gia hạn thoả thuận sau 1/7/2025" in text
    assert "tìm ngày 25/11/2026: bản lưu các trang công khai" in text


def test_a_page_without_matters_says_so_in_the_country(open_html: Open) -> None:
    made = sample.document(focus="")
    bare = replace(made, nodes=tuple(n for n in made.nodes if n.group == "unit"), edges=(), remarks=(), searches=())
    it = open_html(write_page(bare, sample.graph(bare), "country"))
    assert it.page.is_visible("#kg-empty")
    assert it.page.inner_text("h1") == "Không có việc chung nào trong trang này"
    assert it.page.is_hidden("#kg-empty [data-clear]")


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("#size=2", "12 việc chung giữa 5 tỉnh, 2018–2025; 2 trên 2 thoả thuận đã hết hạn"),
        ("#only=lapsed", "2 trên 4 việc chung chỉ có hai bên"),
        ("#hide=meet,proj,dos,agr", "Không việc nào trên 16 việc qua bộ lọc"),
        ("#from=2019&to=2019&hide=proj&lang=en", "One matter: Hai Duong – Bac Giang minutes"),
    ],
)
def test_the_headline_says_what_no_filter_makes_true_by_itself(opened: Open, asked: str, text: str) -> None:
    assert opened(asked, text="whole").page.inner_text("h1") == text


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("[data-view-tab=table]", "Đang xem: Bảng"),
        ("button[data-lang=en]", "English"),
        ("#kg-theme", "Nền tối"),
        ("[data-group=proj]", "8 việc qua bộ lọc"),
        ("[data-lens-button=today]", "Địa giới: Hôm nay"),
        ("#kg-panel .close", "Đã bỏ chọn"),
        ("#kg-steps button >> nth=0", "1 bước"),
    ],
)
def test_every_change_is_said_once_in_one_polite_region(opened: Open, act: str, said: str) -> None:
    it = opened()
    it.page.click(act)
    it.page.locator("#kg-live", has_text=said).wait_for(state="attached")
    assert it.page.inner_text("#kg-live").count(said) == 1
    assert it.page.locator("[aria-live]").count() == 1


def test_a_selection_is_said_with_its_parties_and_its_state(opened: Open) -> None:
    it = opened("#sel=")
    go(it, f"#sel={sample.B}")
    it.page.locator("#kg-live", has_text="3 bên, hết hạn 2025").wait_for(state="attached")


def moved(it: Opened, view: str) -> str:
    """The place in the address after a hand moved the picture and rested."""
    before = fragment(it)
    box = it.page.locator(f"#kg-{view}").bounding_box()
    assert box is not None
    # Near a corner there is nothing to be dragged but the picture.
    x, y = box["x"] + 12, box["y"] + 12
    it.page.mouse.move(x, y)
    it.page.mouse.wheel(0, -400)
    it.page.mouse.down()
    it.page.mouse.move(x + 60, y + 40, steps=4)
    it.page.mouse.up()
    it.page.wait_for_url(lambda url: "at=" in url and not url.endswith(before or "#"))
    return fragment(it)


@pytest.mark.parametrize("view", ["country", "network"])
def test_a_link_reopens_the_place_that_a_hand_led_to_and_fit_forgets_it(opened: Open, view: str) -> None:
    it = opened(f"#view={view}&sel=")
    link = moved(it, view)
    count = it.page.evaluate("history.length")
    again = opened(link)
    again.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert fragment(again) == link
    if view == "country":
        zoom, x, y = (float(n) for n in str(again.page.get_attribute("#kg-country", "data-camera")).split())
        assert [zoom, x, y] == pytest.approx(
            [float(n) for n in str(it.page.get_attribute("#kg-country", "data-camera")).split()], abs=zoom
        )
    again.page.focus(f"#kg-{view}")
    again.page.keyboard.press("0")
    again.page.wait_for_url(lambda url: "at=" not in url)
    assert again.page.evaluate("history.length") <= count


def test_another_window_keeps_the_network_where_a_hand_led_it(opened: Open) -> None:
    it = opened("#view=network&sel=&at=40,20,2.5")
    scale = "window.kgNetwork.getScale()"
    it.page.wait_for_function(f"{scale} === 2.5")
    width = it.page.evaluate("document.querySelector('#kg-network canvas').width")
    it.page.set_viewport_size({"width": 1100, "height": 700})
    it.page.wait_for_function("was => document.querySelector('#kg-network canvas').width !== was", arg=width)
    assert it.page.evaluate(scale) == 2.5
    assert "at=40,20,2.5" in fragment(it)


def test_back_and_forward_find_the_places_again(opened: Open) -> None:
    it = opened("#view=country&sel=", reduced_motion="reduce")
    camera = "document.getElementById('kg-country').dataset.camera"
    opening = it.page.evaluate(camera)
    go(it, f"#view=country&sel={sample.B}")
    it.page.wait_for_function(f"was => {camera} !== was", arg=opening)
    place = moved(it, "country")
    left = it.page.evaluate(camera)
    it.page.go_back()
    it.page.wait_for_function(f"was => {camera} === was", arg=opening)
    assert "at=" not in fragment(it)
    it.page.go_forward()
    it.page.wait_for_url(lambda url: url.endswith(place))
    it.page.wait_for_function(f"was => {camera} !== was", arg=opening)
    near = [float(n) for n in str(it.page.evaluate(camera)).split()]
    assert near == pytest.approx([float(n) for n in left.split()], abs=3)
    it.page.keyboard.press("t")
    it.page.wait_for_selector("html[data-view=table]")
    assert "at=" not in fragment(it)
