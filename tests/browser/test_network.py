"""The network view: mouse, keyboard, labels that cover nothing, and the other pictures it can become."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Opened
from tests.pages import sample

Open = Callable[..., Opened]


def click(it: Opened, thing: str, **how: object) -> None:
    x, y = it.at(thing)
    it.page.mouse.click(x, y, **how)
    it.page.wait_for_timeout(350)  # vis-network takes two clicks within 300 ms for a double tap


def test_a_click_selects_and_a_click_beside_deselects(opened: Open) -> None:
    it = opened()
    click(it, sample.HP)
    assert it.page.inner_text("#kg-panel h2") == "Hải Phòng"
    it.page.mouse.click(232, 122)
    it.page.wait_for_selector("html:not([data-selected])")
    assert it.page.evaluate("location.href").endswith("#sel=")


def test_hover_shows_what_it_is(opened: Open) -> None:
    it = opened()
    it.page.mouse.move(*it.at(sample.B), steps=3)
    it.page.wait_for_selector("#kg-tip:not([hidden])")
    text = it.page.inner_text("#kg-tip")
    assert "Thoả thuận Hải Dương – Hải Phòng – Quảng Ninh" in text
    assert "đã hết hạn" in text


@pytest.mark.parametrize("control", ["button[data-lang=en]", "[data-lens-button=today]", "#kg-search"])
def test_the_card_goes_when_the_reader_does_something_else(opened: Open, control: str) -> None:
    it = opened()
    it.page.mouse.move(*it.at(sample.B), steps=3)
    it.page.wait_for_selector("#kg-tip:not([hidden])")
    it.page.evaluate("at => { const on = document.querySelector(at); on.focus(); on.click(); }", control)
    assert not it.page.is_visible("#kg-tip")


def test_the_picture_is_one_tab_stop(opened: Open) -> None:
    it = opened()
    stops = it.page.evaluate(
        "[document.getElementById('kg-network'), ...document.querySelectorAll('#kg-network *')]"
        ".filter((at) => at.tabIndex >= 0).map((at) => at.id)"
    )
    assert stops == ["kg-network"]


def test_arrows_walk_enter_selects_escape_leaves(opened: Open) -> None:
    it = opened("#sel=")
    it.page.focus("#kg-network")
    it.page.keyboard.press("ArrowRight")
    it.page.keyboard.press("ArrowRight")
    assert it.page.is_visible("#kg-tip")
    it.page.keyboard.press("Enter")
    assert it.html("selected") == ""
    it.page.keyboard.press("Escape")
    assert it.html("selected") is None


def test_a_pill_opens_to_its_members_and_undo_closes_it(opened: Open) -> None:
    it = opened()
    before = it.page.evaluate("kgNetwork.body.data.nodes.length")
    click(it, "pill:0")
    assert it.page.evaluate("kgNetwork.body.data.nodes.length") > before
    it.page.click("[data-tool=undo]")
    assert it.page.evaluate("kgNetwork.body.data.nodes.length") == before
    assert it.page.is_disabled("[data-tool=undo]")


def test_fewer_steps_fold_the_picture_and_neighbours_open_one_by_one(opened: Open) -> None:
    it = opened("#depth=1")
    shown = int(it.page.evaluate("kgNetwork.body.data.nodes.length"))
    it.page.click("#kg-steps button >> nth=1")
    assert it.page.evaluate("kgNetwork.body.data.nodes.length") >= shown
    agreed = it.html("marks")
    assert agreed == str(it.rows())


def test_hide_and_undo(opened: Open) -> None:
    it = opened("#sel=" + sample.HP)
    it.page.click(".actions button:last-child")
    assert it.page.is_visible("#kg-toast")
    assert it.html("units") == "8"
    it.page.click("#kg-toast")
    assert it.html("units") == "9"


def test_a_mark_can_be_dragged_and_stays(opened: Open) -> None:
    it = opened()
    x, y = it.at(sample.HP)
    it.page.mouse.move(x, y)
    it.page.mouse.down()
    it.page.mouse.move(x + 60, y + 20, steps=5)
    it.page.mouse.up()
    it.page.click("[data-group=proj]")
    assert it.at(sample.HP) == pytest.approx((x + 60, y + 20), abs=3)


def test_tools_zoom_and_fit(opened: Open) -> None:
    it = opened()
    start = it.page.evaluate("kgNetwork.getScale()")
    it.page.click("[data-tool=in]")
    assert it.page.evaluate("kgNetwork.getScale()") > start
    it.page.keyboard.press("-")
    it.page.keyboard.press("0")
    it.page.wait_for_timeout(600)
    assert it.page.evaluate("kgNetwork.getScale()") == pytest.approx(start)


#: Boxes of every text that one redraw writes: [text, left, top, right, bottom] in pixels of the canvas.
DRAWN = """() => new Promise((done) => {
  const drawn = [];
  const real = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (text.length > 2) {
      const m = this.getTransform(), w = this.measureText(text).width;
      const left = this.textAlign === "center" ? x - w / 2 : x;
      drawn.push([text, m.e + m.a * left, m.f + m.d * (y - 8), m.e + m.a * (left + w), m.f + m.d * (y + 2)]);
    }
    return real.apply(this, arguments);
  };
  kgNetwork.redraw();
  setTimeout(() => { CanvasRenderingContext2D.prototype.fillText = real; done(drawn); }, 300);
})"""


@pytest.mark.parametrize("fragment", ["", "#lens=today", "#lang=en", "#sel="])
def test_no_label_covers_a_label_in_the_opening_view(opened: Open, fragment: str) -> None:
    it = opened(fragment)
    boxes = it.page.evaluate(DRAWN)
    assert len(boxes) > 25
    seen = {tuple(box) for box in boxes}
    listed = sorted(seen)
    for i, a in enumerate(listed):
        for b in listed[i + 1 :]:
            apart = a[3] <= b[1] or b[3] <= a[1] or a[4] <= b[2] or b[4] <= a[2]
            assert apart, (a, b)


def test_a_picture_can_be_saved_and_so_can_the_table(opened: Open) -> None:
    it = opened()
    for what, end in (("png", ".png"), ("csv", ".csv")):
        it.page.click("#kg-download")
        with it.page.expect_download() as waiting:
            it.page.click(f"[data-save={what}]")
        assert waiting.value.suggested_filename.endswith(end)
        content = waiting.value.path().read_bytes()
        if what == "png":
            assert content.startswith(b"\x89PNG")
        else:
            assert content.startswith("\ufeffMã,Loại,Tên,".encode())
            assert content.count(b"\r\n") == 17


def test_the_saved_picture_is_drawn_at_double_size_and_the_canvas_is_as_before(opened: Open) -> None:
    it = opened()
    size = "(({ width, height }) => [width, height])(document.querySelector('#kg-network canvas'))"
    before = it.page.evaluate(size)
    it.page.evaluate("""() => { const proto = CanvasRenderingContext2D.prototype, real = proto.drawImage;
      window.sources = [];
      proto.drawImage = function (from, ...at) { window.sources.push([from.width, from.height]);
        return real.call(this, from, ...at); }; }""")
    it.page.click("#kg-download")
    with it.page.expect_download():
        it.page.click("[data-save=png]")
    assert it.page.evaluate("window.sources") == [[2 * side for side in before]]
    assert it.page.evaluate(size) == before
    assert it.page.evaluate("kgNetwork.canvas.pixelRatio") == 1


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_phone_reaches_steps_lines_and_rearranging(opened: Open, lang: str) -> None:
    it = opened(f"#lang={lang}", (390, 844), has_touch=True)
    assert not it.page.is_visible("[data-lines=pairs]")
    it.page.tap(".openers [popovertarget=kg-more]")
    sizes = it.page.evaluate(
        """[...document.querySelectorAll("#kg-more button, .openers button")].filter((at) => at.checkVisibility())
        .map((at) => at.getBoundingClientRect()).map(({ width, height, right }) => [width, height, right])"""
    )
    assert len(sizes) >= 8
    assert min(min(width, height) for width, height, _ in sizes) >= 44
    assert max(right for *_, right in sizes) <= 390
    assert it.page.evaluate("document.documentElement.scrollWidth") == 390
    it.page.tap("[data-lines=pairs]")
    assert "lines=pairs" in it.page.evaluate("location.href")
    it.page.tap("#kg-shake")
    it.page.wait_for_selector("#kg-more", state="hidden")
    it.page.tap("[data-tool=undo]")


def test_the_card_is_gone_while_a_thing_is_dragged(opened: Open) -> None:
    it = opened()
    x, y = it.at(sample.A)
    it.page.mouse.move(x, y)
    it.page.wait_for_selector("#kg-tip:not([hidden])")
    it.page.mouse.down()
    it.page.evaluate("""() => { window.cards = 0;
      window.kgNetwork.on("dragging", () => { if (!document.getElementById("kg-tip").hidden) window.cards++; });
      window.kgNetwork.on("dragging", () => { window.moves = (window.moves || 0) + 1; }); }""")
    it.page.mouse.move(x + 10, y + 5)
    it.page.mouse.move(x + 40, y + 20, steps=4)
    it.page.evaluate(
        """id => { window.begun = performance.now();
      window.kgNetwork.body.emitter.emit("hoverNode", { node: id, pointer: { DOM: { x: 10, y: 10 } } }); }""",
        sample.B,
    )
    it.page.wait_for_function("() => performance.now() > window.begun + 250")
    it.page.mouse.move(x + 80, y + 40, steps=4)
    it.page.wait_for_function("() => window.moves > 3")
    assert it.page.evaluate("window.cards") == 0
    assert not it.page.is_visible("#kg-tip")
    it.page.mouse.up()
