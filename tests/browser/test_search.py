"""Search: any spelling, what has ended says where it went, hits are told to the picture, nothing found is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.pages.document import Both, Search, Unit
from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]


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
    assert "sel=prj:cau-kenh-vang" in it.page.url


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
    assert "sel=agr:bg-hd-2023" in it.page.url


def test_what_was_searched_and_not_found_is_an_answer(open_html: Open) -> None:
    made = sample.document()
    sought = Both("Việc chung của Bắc Ninh và Hải Phòng", "A joint matter of Bac Ninh and Hai Phong")
    search = Search("sea:x", sought, (sample.BN, sample.HP), Both("báo", "press"), sample.TODAY, "none")
    it = open_html(write(replace(made, searches=(search,))), "#sel=")
    it.page.fill("#kg-search", "hai phong bac ninh")
    assert names(it) == [sought.vi]
    assert it.page.inner_text("#kg-hits .more") == "đã tìm, không thấy · 25/11/2026: báo"
    it.page.keyboard.press("Enter")
    assert f"sel={sample.BN},{sample.HP}" in it.page.url
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
    it = opened()
    it.page.fill("#kg-search", "bac ninh")
    more = it.page.locator("#kg-hits .more").all_inner_texts()[:3]
    assert [one.startswith("hết ngày") for one in more] == [False, True, True]


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
