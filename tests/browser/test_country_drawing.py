"""The Country view of the packaged data as it is drawn: names that cover nothing, a legend that counts, exports."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from kg.pages.document import Both
from kg.verbs import view
from kg.verbs.parameters import Parameters
from tests.browser.conftest import Opened, write
from tests.pages import sample

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def shipped(packaged: Parameters, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the packaged data that opens with the country."""
    path = tmp_path_factory.mktemp("country") / "all.html"
    view.write(packaged.graph, packaged.setting, view.Shown(), path)
    return path.read_text(encoding="utf-8")


#: Written before the page's script: notes, for each canvas, the boxes of texts and of signs (discs, plates, marks)
#: since it was last emptied, in its own pixels.
WATCH = """
const proto = CanvasRenderingContext2D.prototype, texts = new WeakMap(), signs = new WeakMap();
let outline = [];
const note = (map, ctx, name, left, top, right, bottom) => {
  const m = ctx.getTransform(), list = map.get(ctx.canvas) || [];
  list.push([name, m.e + m.a * left, m.f + m.d * top, m.e + m.a * right, m.f + m.d * bottom]);
  map.set(ctx.canvas, list);
};
const watch = (name, before) => {
  const real = proto[name];
  proto[name] = function (...given) { before(this, ...given); return real.apply(this, given); };
};
watch("clearRect", (ctx) => { texts.set(ctx.canvas, []); signs.set(ctx.canvas, []); });
watch("fillText", (ctx, text, x, y) => {
  const w = ctx.measureText(text), left = ctx.textAlign === "center" ? x - w.width / 2 : x;
  const top = y - w.actualBoundingBoxAscent, bottom = y + w.actualBoundingBoxDescent;
  if (text.length > 2) note(texts, ctx, text, left, top, left + w.width, bottom);
});
watch("arc", (ctx, x, y, r) => { if (r > 3) note(signs, ctx, "disc", x - r, y - r, x + r, y + r); });
watch("roundRect", (ctx, x, y, w, h) => note(signs, ctx, "plate", x, y, x + w, y + h));
watch("moveTo", (ctx, x, y) => { outline = [[x, y]]; });
watch("lineTo", (ctx, x, y) => { outline.push([x, y]); });
watch("closePath", (ctx) => {
  const xs = outline.map(([x]) => x), ys = outline.map(([, y]) => y);
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  if (box[2] - box[0] < 20 && box[3] - box[1] < 20) note(signs, ctx, "mark", ...box);
});
const ofPicture = (map) => map.get(document.querySelector("#kg-country canvas")) || [];
window.kgTexts = () => ofPicture(texts);
window.kgSigns = () => ofPicture(signs);
"""


@pytest.fixture
def country(browser: Browser, shipped: str) -> Iterator[Callable[..., Any]]:
    """`country("#lens=today", (1360, 860))`: the shipped page with its texts watched."""
    contexts = []

    def open_(fragment: str = "", size: tuple[int, int] = (1360, 860)) -> Any:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.route("**/*", lambda route: route.fulfill(body=shipped, content_type="text/html; charset=utf-8"))
        page.goto("http://page.test/" + fragment)
        page.wait_for_selector("html[data-ready]", timeout=20_000)
        page.wait_for_function("kgTexts().length > 0")
        return page

    yield open_
    for context in contexts:
        context.close()


def over(a: list[Any], b: list[Any]) -> bool:
    """Boxes [text, left, top, right, bottom] that overlap by more than a pixel."""
    return bool(min(a[3], b[3]) - max(a[1], b[1]) > 1 and min(a[4], b[4]) - max(a[2], b[2]) > 1)


@pytest.mark.parametrize(
    ("fragment", "units"),
    [
        ("", 63),
        ("#lens=today", 34),
        ("#lang=en", 63),
        ("#lang=en&lens=today", 34),
        ("#lens=2025-06-30", 63),
        ("#lens=2020-01-01", 63),
    ],
)
def test_the_opening_names_every_unit_and_covers_nothing(country: Any, fragment: str, units: int) -> None:
    page = country(fragment)
    texts, signs = page.evaluate("[kgTexts(), kgSigns()]")
    assert len({text[0] for text in texts if not text[0][0].isdigit()}) == units
    assert {sign[0] for sign in signs} == {"disc", "plate", "mark"}
    assert [(a[0], b[0]) for a, b in combinations(texts, 2) if over(a, b)] == []
    assert [(text[0], sign) for text in texts for sign in signs if over(text, sign)] == []


@pytest.mark.parametrize("fragment", ["#sel=agr:qn-hd-bg-2022", "#sel=unit:hai-phong-2025", "#lens=2019-05-01&hide="])
def test_no_text_covers_another_whatever_is_selected(country: Any, fragment: str) -> None:
    texts = country(fragment).evaluate("kgTexts()")
    assert len(texts) > 15
    assert [(a[0], b[0]) for a, b in combinations(texts, 2) if over(a, b)] == []


def test_the_selected_matter_and_its_parties_are_named(country: Any) -> None:
    named = [text[0] for text in country("#sel=agr:qn-hd-bg-2022").evaluate("kgTexts()")]
    assert {"22/01/2022 · thoả thuận 3 bên", "Bắc Giang", "Hải Dương", "Quảng Ninh"} <= set(named)


def test_a_dossier_is_called_a_dossier_and_not_a_document(country: Any) -> None:
    for lang, caption in (("vi", "hồ sơ 3 bên"), ("en", "dossier, 3 parties")):
        named = [text[0] for text in country(f"#sel=doc:ho-so-yen-tu&lang={lang}").evaluate("kgTexts()")]
        assert any(name.endswith(caption) for name in named)


def saved(page: Any, kind: str, folder: Path) -> bytes:
    page.click("#kg-download")
    with page.expect_download() as waiting:
        page.click(f"[data-save={kind}]")
    path = folder / f"saved.{kind}"
    waiting.value.save_as(path)
    return path.read_bytes()


def test_svg_holds_names_headline_legend_day_and_data_as_text(country: Any, tmp_path: Path) -> None:
    page = country("#lens=today")
    root = ElementTree.fromstring(saved(page, "svg", tmp_path))
    texts = [at.text for at in root.iter(f"{SVG}text")]
    assert page.inner_text("#kg-headline") in texts
    assert {"Quảng Ninh", "Thoả thuận, cam kết", "đã hết hạn", "LOẠI"} <= set(texts)
    assert any("25/11/2026" in (text or "") and "Hôm nay" in (text or "") for text in texts)
    shown = {text[0] for text in page.evaluate("kgTexts()") if len(text[0]) > 2}
    assert shown <= set(texts)
    assert {at.tag for at in root.iter()} <= {f"{SVG}{tag}" for tag in ("svg", "title", "path", "text")}


def test_the_same_state_gives_the_same_bytes(country: Any, tmp_path: Path) -> None:
    one, other = country("#lens=today"), country("#lens=today")
    for kind in ("svg", "png"):
        assert saved(one, kind, tmp_path) == saved(other, kind, tmp_path)


def test_png_has_twice_the_pixels_of_the_picture_and_its_frame(country: Any, tmp_path: Path) -> None:
    page = country()
    width, height = struct.unpack(">II", saved(page, "png", tmp_path)[16:24])
    box = page.locator("#kg-country").bounding_box()
    assert width == 2 * (box["width"] + 222)
    assert height >= 2 * (box["height"] + 100)


def test_paper_holds_the_whole_country_in_the_colours_of_the_paper(country: Any) -> None:
    page = country("#theme=dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    names = page.evaluate("[...document.querySelectorAll('#kg-print-picture text')].map((at) => at.textContent)")
    assert {"Quảng Ninh", "Lai Châu", "TP.HCM"} <= set(names)
    fills = page.evaluate(
        "[...document.querySelectorAll('#kg-print-picture path')].map((at) => at.getAttribute('fill'))"
    )
    assert all(fill in (None, "none") or fill.startswith("var(--") for fill in fills)


def test_the_legend_counts_what_is_drawn_and_its_rows_hide_it(country: Any) -> None:
    page = country()
    count = int(page.inner_text("[data-group=agr] .count"))
    page.click("[data-group=agr]")
    assert page.get_attribute("[data-group=agr]", "aria-pressed") == "false"
    assert page.inner_text("[data-group=agr] .name") == "Thoả thuận, cam kết, đang ẩn"
    assert int(page.inner_text("[data-group=agr] .count")) == count
    page.click("[data-wash]")
    assert "wash=off" in page.evaluate("location.href")
    assert page.get_attribute("[data-wash]", "aria-pressed") == "false"
    assert page.locator("[data-group=commitment], [data-group=doc]").count() == 0


def regional() -> Any:
    """The sample with a council that covers the Red River Delta and has no party."""
    document = sample.document(focus="")
    council = replace(
        document.nodes[0],
        id="cnl:song-hong",
        group="agr",
        label=Both("Hội đồng vùng", "Regional council"),
        parties=(),
        covers=("region:song-hong",),
        conflicts=(),
    )
    members = ((sample.HP, "2000-01-01", "2025-06-30"), (sample.HD, "2000-01-01", ""))
    name = Both("Đồng bằng sông Hồng", "Red River Delta")
    return replace(document, nodes=(council, *document.nodes), regions={"region:song-hong": (name, members)})


def test_what_only_covers_a_region_stands_under_its_name(open_html: Callable[..., Opened]) -> None:
    it = open_html(write(regional(), "country"), "#lang=en")
    assert it.page.inner_text(".region .name") == "Red River Delta"
    it.page.click("[data-matter='cnl:song-hong']")
    assert "sel=cnl:song-hong" in it.page.evaluate("location.href")
    assert it.page.get_attribute("[data-matter='cnl:song-hong']", "aria-pressed") == "true"
    assert it.page.inner_text("#kg-panel h2.title") == "Regional council"
    assert it.faults == []


#: Pixels of the picture in the full colour of agreements: what stepped back has a paler one.
LIT = """() => {
  const canvas = document.querySelector("#kg-country canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let lit = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i] === 164 && data[i + 1] === 41 && data[i + 2] === 20) lit++;
  return lit; }"""


def test_a_unit_that_ended_before_the_picture_lights_only_what_it_took_part_in_itself(country: Any) -> None:
    lit = {name: country(f"#sel=unit:{name}").evaluate(LIT) for name in ("ha-tay", "ha-noi-2008", "hue")}
    assert lit["ha-tay"] == 0
    assert min(lit["ha-noi-2008"], lit["hue"]) > 100
    assert country("#sel=unit:thua-thien-hue").evaluate(LIT) == lit["hue"]


@pytest.mark.parametrize(
    ("fragment", "name"),
    [
        ("#sel=agr:qn-hd-bg-2022&lens=today", "lien-ket-vung_ca-nuoc_hom-nay_quang-ninh-hai-duong-bac-giang"),
        ("#sel=unit:da-nang&lang=en&lens=2023-11-01", "regional-links_country_2023-11-01_da-nang.svg"),
        ("#sel=", "lien-ket-vung_ca-nuoc_nhu-khi-ky.svg"),
    ],
)
def test_a_file_is_called_by_what_it_shows(country: Any, fragment: str, name: str) -> None:
    page = country(fragment)
    page.click("#kg-download")
    with page.expect_download() as waiting:
        page.click("[data-save=svg]")
    assert waiting.value.suggested_filename.startswith(name)
    assert waiting.value.suggested_filename.isascii()


def test_a_picture_names_what_is_selected_and_cuts_no_name(country: Any, tmp_path: Path) -> None:
    page = country("#sel=agr:qn-hd-bg-2022", (1024, 700))
    root = ElementTree.fromstring(saved(page, "svg", tmp_path))
    lines = [at.text or "" for at in root.iter(f"{SVG}text")]
    title = page.inner_text("#kg-panel h2")
    assert [line for line in lines if line.startswith(f"{title} · 22/01/2022 · Nguồn: ")]
    measure = """([text, font]) => { const ctx = document.createElement("canvas").getContext("2d");
      ctx.font = font; return ctx.measureText(text).width; }"""
    wide = float(root.attrib["width"])
    for at in root.iter(f"{SVG}text"):
        if at.get("transform", "").startswith("translate(222 ") and not at.get("text-anchor"):
            font = f"{at.get('font-weight', '400')} {at.get('font-size')}px {root.attrib['font-family']}"
            x = float(at.attrib["x"])
            assert x >= 0, at.text
            assert 222 + x + page.evaluate(measure, [at.text, font]) <= wide + 1, at.text
    placed = [at for at in root.iter(f"{SVG}text") if at.get("transform", "").startswith("translate(222 ")]
    assert len(placed) > 10
