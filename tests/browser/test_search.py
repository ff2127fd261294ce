"""Search: any spelling, what has ended says where it went, hits are told to the picture, nothing found is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from kg.names import fold, fold_unit
from kg.pages.document import Both, Life, Search, Unit
from kg.verbs import view
from kg.verbs.parameters import Parameters
from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]
ENTRY = """import { answers, asking } from "./found.js";
window.kg = (entry, asked) => answers(Object.assign({ code: "", date: "", words: "", by: [] }, entry), asking(asked));
"""


def names(it: Opened) -> list[str]:
    return it.page.locator("#kg-hits li .name").all_inner_texts()


def said(it: Opened, text: str) -> None:
    """Waits until the live region says it."""
    it.page.locator("#kg-live", has_text=text).wait_for(state="attached")


def test_a_slash_opens_the_search_from_anywhere_and_escape_leaves_it(opened: Open) -> None:
    it = opened()
    it.page.keyboard.press("/")
    assert it.page.evaluate("document.activeElement.id") == "kg-search"
    it.page.keyboard.type("yen tu")
    assert it.page.get_attribute("#kg-search", "aria-expanded") == "true"
    it.page.keyboard.press("Escape")
    assert it.page.get_attribute("#kg-search", "aria-expanded") == "false"
    assert it.page.input_value("#kg-search") == ""
    assert it.page.evaluate("document.activeElement.id") != "kg-search"


@pytest.mark.parametrize("asked", ["cau dong viet", "CẦU ĐỒNG VIỆT", "Đồng Việt bridge", "prj:cau-dong-viet"])
def test_a_project_is_found_in_any_spelling_and_language(opened: Open, asked: str) -> None:
    it = opened()
    it.page.fill("#kg-search", asked)
    assert "Cầu Đồng Việt nối Bắc Giang – Hải Dương" in names(it)


@pytest.mark.parametrize("asked", ["202/2025/QH15", "202/2025/qh15", "202/2025"])
def test_a_document_is_found_by_its_number(open_html: Open, asked: str) -> None:
    made = sample.document(focus="")
    model = next(node for node in made.nodes if node.group == "doc")
    number = Both("202/2025/QH15", "202/2025/QH15")
    law = replace(model, id="doc:r", label=Both("Nghị quyết về sắp xếp tỉnh", "Resolution on provinces"), short=number)
    it = open_html(write(replace(made, nodes=(*made.nodes, replace(law, matter=False)))))
    it.page.fill("#kg-search", asked)
    assert names(it)[0] == "Nghị quyết về sắp xếp tỉnh"


def test_words_in_another_order_are_found_too(opened: Open) -> None:
    it = opened()
    it.page.fill("#kg-search", "kinh mon trieu")
    assert names(it) == ["Cầu Triều nối Đông Triều – Kinh Môn"]


def test_arrows_walk_through_the_hits_and_enter_selects(opened: Open) -> None:
    it = opened("#sel=")
    it.page.fill("#kg-search", "hai duong")
    chosen = it.page.locator("#kg-hits li[aria-selected=true]")
    assert it.page.get_attribute("#kg-search", "aria-activedescendant") == chosen.get_attribute("id") == "kg-hit-0"
    it.page.keyboard.press("ArrowDown")
    second = chosen.locator(".name").inner_text()
    assert chosen.get_attribute("id") == "kg-hit-1"
    it.page.keyboard.press("ArrowUp")
    it.page.keyboard.press("ArrowUp")
    assert chosen.get_attribute("id") == f"kg-hit-{len(names(it)) - 1}"
    it.page.keyboard.press("ArrowDown")
    it.page.keyboard.press("ArrowDown")
    it.page.keyboard.press("Enter")
    assert it.page.inner_text("#kg-panel h2") == second
    assert it.page.is_hidden("#kg-hits")


def test_a_hit_is_chosen_by_mouse(opened: Open) -> None:
    it = opened("#sel=")
    it.page.fill("#kg-search", "kenh vang")
    it.page.click("#kg-hits li")
    assert "sel=prj:cau-kenh-vang" in it.page.evaluate("location.href")


def test_the_number_of_hits_and_nothing_found_are_said(opened: Open) -> None:
    it = opened("#lang=en")
    it.page.fill("#kg-search", "kenh vang")
    said(it, "1 result")
    it.page.fill("#kg-search", "Atlantis")
    said(it, "Nothing called “Atlantis” on this page")
    assert it.page.inner_text("#kg-hits") == "Nothing called “Atlantis” on this page"
    it.page.keyboard.press("Enter")
    assert it.page.input_value("#kg-search") == "Atlantis"


def test_a_promise_is_found_under_the_matter_it_was_made_in(open_html: Open) -> None:
    made = sample.document()
    nodes = tuple(node for node in made.nodes if node.id != "cmt:thong-cau-2024")
    edges = tuple(edge for edge in made.edges if "cmt:thong-cau-2024" not in (edge.source, edge.target))
    it = open_html(write(replace(made, nodes=nodes, edges=edges)))
    it.page.fill("#kg-search", "thong cau dong viet")
    assert "điều đã hứa trong Bắc Giang" in it.page.locator("#kg-hits .more").first.inner_text()
    it.page.keyboard.press("Enter")
    assert "sel=agr:bg-hd-2023" in it.page.evaluate("location.href")


def test_what_was_searched_and_not_found_is_an_answer(open_html: Open) -> None:
    made = sample.document()
    sought = Both("Việc chung của Bắc Ninh và Hải Phòng", "A joint matter of Bac Ninh and Hai Phong")
    search = Search("sea:x", sought, (sample.BN, sample.HP), Both("báo", "press"), sample.TODAY, "none")
    it = open_html(write(replace(made, searches=(search,))), "#sel=")
    it.page.fill("#kg-search", "hai phong bac ninh")
    assert names(it) == ["Công bố giá trị quần thể Yên Tử", sought.vi]  # after what the two did together
    it.page.keyboard.press("ArrowDown")
    assert it.page.locator("#kg-hits .more").last.inner_text() == "đã tìm, không thấy · 25/11/2026: báo"
    it.page.keyboard.press("Enter")
    assert f"sel={sample.BN},{sample.HP}" in it.page.evaluate("location.href")
    assert "Đã tìm, không thấy".upper() in it.page.inner_text("#kg-panel").upper()


def test_on_a_phone_a_button_opens_the_search(opened: Open) -> None:
    it = opened("#sel=", (390, 844))
    assert it.page.is_hidden("#kg-search")
    it.page.click("[data-open=search]")
    assert it.page.evaluate("document.activeElement.id") == "kg-search"
    it.page.keyboard.type("kenh vang")
    box = it.page.locator("#kg-hits li").first.bounding_box()
    assert box
    assert box["height"] >= 44
    it.page.keyboard.press("Enter")
    assert it.page.is_hidden("#kg-search")
    assert it.page.inner_text("#kg-panel h2").startswith("Cầu Kênh Vàng")


DATES = ["13/3/2022", "13/03/2022", "3/2022", "2022-03-13", "13 Mar 2022", "ngày 13 tháng 3 năm 2022"]
AGREED = "Thoả thuận Hải Dương – Hải Phòng – Quảng Ninh"


@pytest.mark.parametrize("asked", [*DATES, "thoa thuan 13/3/2022", "13.3.2022 quang ninh"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_date_finds_in_any_way_of_writing(opened: Open, asked: str, lang: str) -> None:
    it = opened(f"#lang={lang}")
    it.page.fill("#kg-search", asked)
    assert (AGREED if lang == "vi" else "Hai Duong, Hai Phong, Quang Ninh agreement") in names(it)


def test_what_is_of_the_day_comes_before_what_is_of_the_day_at_the_latest(opened: Open) -> None:
    it = opened()
    it.page.fill("#kg-search", "13/3/2022")
    assert names(it)[:2] == [AGREED, "Cầu Dinh nối Kinh Môn – Thuỷ Nguyên"]


def test_another_date_does_not_find_it(opened: Open) -> None:
    it = opened()
    for asked in ("12/3/2022", "13/4/2022", "thoa thuan 13/3/2023", "thoa thuan 3/3/2022"):
        it.page.fill("#kg-search", asked)
        assert AGREED not in names(it), asked


def test_words_of_several_names_find_below_the_whole_phrase(open_html: Open) -> None:
    made = sample.document()
    both = {"agr:hd-bg-2019": Both("Biên bản Kỳ Cùng", "Minutes"), sample.B: Both("Cầu Biên Ải", "Kỳ Cùng bản")}
    it = open_html(write(replace(made, nodes=tuple(replace(n, label=both.get(n.id, n.label)) for n in made.nodes))))
    it.page.fill("#kg-search", "bien ban ky")
    assert names(it) == ["Biên bản Kỳ Cùng", "Cầu Biên Ải"]


def test_a_unit_of_today_comes_before_those_of_its_name_that_ended(opened: Open) -> None:
    it = opened("#lens=today")
    it.page.fill("#kg-search", "bac ninh")
    more = it.page.locator("#kg-hits .more").all_inner_texts()[:3]
    assert [one.startswith("hết ngày") for one in more] == [False, True, True]


@pytest.mark.parametrize(
    ("lens", "unit"),
    [("signed", sample.BN), ("today", sample.BN26), ("2025-06-30", sample.BN), ("2025-07-01", sample.BN25)],
)
def test_the_version_of_a_unit_that_the_lens_draws_comes_first(opened: Open, lens: str, unit: str) -> None:
    it = opened(f"#sel=&lens={lens}")
    it.page.fill("#kg-search", "bac ninh")
    it.page.keyboard.press("Enter")
    assert f"sel={unit}" in it.page.url.split("&") + it.page.url.split("#")[1].split("&")


@pytest.mark.parametrize("asked", ["36/2026/QH16", "nghị quyết 36/2026/qh16", "36/2026"])
def test_a_resolution_is_found_by_its_number_and_leads_to_the_unit_it_made(opened: Open, asked: str) -> None:
    it = opened("#sel=")
    it.page.fill("#kg-search", asked)
    hit = it.page.locator("#kg-hits li", has_text="Quảng Ninh: thành phố")
    assert hit.locator(".name").inner_text() == "36/2026/QH16"
    hit.click()
    assert it.page.url.endswith(f"sel={sample.QN26}")


def test_on_a_phone_what_is_said_of_a_hit_stands_under_its_name(opened: Open) -> None:
    it = opened("", (390, 844))
    it.page.click("[data-open=search]")
    it.page.fill("#kg-search", "bac")
    hits = it.page.locator("#kg-hits [role=option]:has(.more)").all()
    assert len(hits) > 3
    for hit in hits:
        name, more = (hit.locator(css).bounding_box() for css in (".name", ".more"))
        assert name is not None
        assert more is not None
        assert name["y"] + name["height"] <= more["y"] + 1 <= name["y"] + name["height"] + 8


def test_hits_that_the_list_has_no_room_for_are_counted(open_html: Open) -> None:
    made = sample.document()
    plain = Both("tỉnh", "province")
    many = tuple(Unit(f"unit:x{i}", Both(f"Xã Lạ {i}", f"Xa La {i}"), plain, keys=(f"xa la {i}",)) for i in range(17))
    page = write(replace(made, units=(*made.units, *many)))
    for lang, rest in (("vi", "còn 5 kết quả nữa: gõ thêm"), ("en", "5 more: type on")):
        it = open_html(page, f"#lang={lang}")
        it.page.fill("#kg-search", "xa la")
        assert len(names(it)) == 12
        assert it.page.inner_text("#kg-hits li.none") == rest
        box, last = (it.page.locator(at).bounding_box() for at in ("#kg-hits", "#kg-hits li.none"))
        assert box
        assert last
        assert last["y"] + last["height"] <= box["y"] + box["height"]
        said(it, "17 kết quả" if lang == "vi" else "17 results")
        it.page.keyboard.press("ArrowUp")
        assert it.page.get_attribute("#kg-search", "aria-activedescendant") == "kg-hit-11"
    it.page.fill("#kg-search", "xa la 16")
    assert it.page.locator("#kg-hits li.none").count() == 0


@pytest.mark.parametrize("size", [(1360, 860), (390, 844)])
@pytest.mark.parametrize("by", ["Enter", "mouse"])
def test_what_was_chosen_is_read_on_in_the_panel(opened: Open, size: tuple[int, int], by: str) -> None:
    it = opened("#sel=", size)
    it.page.keyboard.press("/")
    it.page.keyboard.type("kenh vang")
    if by == "Enter":
        it.page.keyboard.press("Enter")
    else:
        it.page.click("#kg-hits li")
    it.page.wait_for_function("document.activeElement.id === 'kg-panel'")
    assert it.page.inner_text("#kg-panel h2").startswith("Cầu Kênh Vàng")


# How well a name answers


@pytest.mark.parametrize(
    ("asked", "name", "rank"),
    [
        ("HẢI DƯƠNG", "hai duong", 5),
        ("T. Hải Dương", "hai duong", 5),
        ("TT. Huế", "hue", 5),
        ("T.T.Huế", "hue", 5),
        ("hai d", "hai duong", 3),
        ("duong", "hai duong", 2),
        ("HAIDUONG", "hai duong", 1.8),
        ("Đắc Lắc", "dak lak", 1.8),
        ("tỉnh Bắc Cạn", "bac kan", 1.8),
        ("Kontum", "kon tum", 1.8),
        ("haidu", "hai duong", 1.6),
        ("vungt", "ba ria vung tau", 1.6),
        ("brvt", "ba ria vung tau", 1.5),
        ("TP.HCM", "ho chi minh", 1.5),
        ("tthue", "thua thien hue", 1.5),
        ("bduong", "binh duong", 1.5),
        ("rvt", "ba ria vung tau", 0),
        ("aiduong", "hai duong", 0),
        ("h", "vinh", 0),
    ],
)
def test_a_name_answers_by_how_near_its_spelling_is(run: Any, asked: str, name: str, rank: float) -> None:
    assert run("([entry, asked]) => kg(entry, asked)", [{"keys": [name], "brief": True}, asked]) == rank


def test_a_long_title_is_not_known_by_its_initials(run: Any) -> None:
    title = {"keys": ["ho so chung ve mien nui"]}
    assert run("entry => kg(entry, 'hscvmn')", title) == 0
    assert run("entry => kg(entry, 'hoso')", title) == 1.6


def test_a_party_and_a_year_find_what_names_neither_in_its_title(run: Any) -> None:
    matter = {"keys": ["bien ban du lich"], "date": "2022 03 13 · 2022", "by": [["quang ninh"], ["ho chi minh", "hcm"]]}
    for asked in ("quang ninh 2022", "bien ban quang ninh", "quang ninh - hcm"):
        assert run("([entry, asked]) => kg(entry, asked)", [matter, asked]) == 1.1, asked
    for asked in ("quang ninh", "quang ninh 2021", "ho chi minh hcm", "ninh 2022"):
        assert run("([entry, asked]) => kg(entry, asked)", [matter, asked]) == 0, asked


# The page of the packaged data

FIRST = """asked => {
  const box = document.getElementById("kg-search");
  const found = asked.map((text) => {
    box.value = text;
    box.dispatchEvent(new Event("input"));
    return [...document.querySelectorAll("#kg-hits [role=option]")].slice(0, 5).map((row) =>
      row.querySelector(".name").textContent + " | " + row.querySelector(".more").textContent);
  });
  box.value = "";
  box.dispatchEvent(new Event("input"));
  return found;
}"""


@pytest.fixture(scope="module")
def whole(packaged: Parameters, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The page of the packaged data as a table of today, opened once."""
    path = tmp_path_factory.mktemp("whole") / "page.html"
    view.write(packaged.graph, packaged.setting, view.Shown(view="table"), path)
    page = browser.new_page()
    page.goto(path.as_uri() + "#lens=today")
    page.wait_for_selector("html[data-ready]")
    yield page
    page.close()


def spellings(name: str) -> set[str]:
    """As written, without marks, unspaced, in small letters and without the words for its category."""
    return {name, name.lower(), fold(name), fold(name).replace(" ", ""), name.upper(), fold_unit(name)}


def test_every_name_of_every_unit_finds_it_among_the_first_five_in_any_spelling(
    packaged: Parameters, whole: Any
) -> None:
    rows = packaged.graph.rows(
        "SELECT ?label ?name { ?u a rl:Unit ; rdfs:label ?label ; rdfs:label|skos:altLabel ?name "
        'FILTER(LANG(?label) = "vi") }'
    )
    named = [(label.value, name.value) for label, name in rows if label and name]
    assert len({label for label, _ in named}) > 60
    asked = sorted({(label, spelt) for label, name in named for spelt in spellings(name)})
    found = whole.evaluate(FIRST, [spelt for _, spelt in asked])
    missed = [one for one, hits in zip(asked, found, strict=True) if not any(h.startswith(one[0] + " |") for h in hits)]
    assert missed == []


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Sài Gòn", "Hồ Chí Minh | thành phố trực thuộc trung ương"),
        ("Đắc Lắc", "Đắk Lắk | tỉnh"),
        ("tt hue", "Huế | thành phố trực thuộc trung ương"),
        ("brvt", "Bà Rịa - Vũng Tàu | hết ngày 30/06/2025, nay là Hồ Chí Minh"),
        ("hcmc", "Hồ Chí Minh | thành phố trực thuộc trung ương"),
        ("TP.HP", "Hải Phòng | thành phố trực thuộc trung ương"),
        ("HAIDUONG", "Hải Dương | hết ngày 30/06/2025, nay là Hải Phòng"),
        ("ĐBSCL", "Đồng bằng sông Cửu Long | Vùng · 09/01/2023"),
        ("hoa binh", "Hòa Bình | hết ngày 30/06/2025, nay là Phú Thọ"),
        ("ha tay", "Hà Tây | hết ngày 31/07/2008, nay là Hà Nội"),
    ],
)
def test_known_short_and_older_spellings_find_their_unit_first(whole: Any, asked: str, first: str) -> None:
    assert whole.evaluate(FIRST, [asked])[0][0] == first


def test_a_hit_bears_the_sign_of_its_state(open_html: Open) -> None:
    made = sample.document()
    drawn = {}
    for status in ("planned", "in-use"):
        nodes = tuple(replace(n, life=Life(status=status)) if n.id == sample.B else n for n in made.nodes)
        it = open_html(write(replace(made, nodes=nodes)), "#sel=")
        it.page.fill("#kg-search", sample.B)
        drawn[status] = it.page.locator("#kg-hits li svg").first.inner_html()
    assert drawn["planned"] != drawn["in-use"]
