"""Places of the network: deterministic, no box on another, everything inside."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pytest

from kg.pages.boxes import HEIGHT, WIDTH, Item, boxes, width
from kg.pages.layout import Place, crossings, place


def items(n: int) -> list[Item]:
    made = [Item("focus", 10.5, 10.5, "22/01/2022 · 3 bên", 13.0, below=True, rank=0)]
    made += [Item(f"unit:{i}", 12, 12, "Quảng Ninh", 13.0, True, 1, 20 + i, 105 + i) for i in range(3)]
    made += [Item(f"thing:{i}", 5.4, 5.4, f"Hội nghị hợp tác lần {i}", rank=3 + i % 3) for i in range(n)]
    return made


def links(n: int) -> list[tuple[int, int]]:
    return [(0, 1), (0, 2), (0, 3), *((4 + i, i % 4) for i in range(n)), *((4 + i, (i * 7) % 4) for i in range(n))]


@pytest.mark.parametrize("n", [0, 1, 5, 60])
def test_no_box_lies_on_another_and_none_is_outside(n: int) -> None:
    apart(items(n), links(n))


def test_a_whole_country_finds_room_and_every_unit_keeps_its_name() -> None:
    names = ["Hà Nội", "Bà Rịa – Vũng Tàu", "Thừa Thiên Huế", "Cao Bằng", "Đồng Nai", "Quảng Trị", "Hồ Chí Minh"]
    listed = [
        Item(f"u:{i}", 5 + i % 9, 5 + i % 9, names[i % 7], 11.5, True, 2, 9 + i % 15, 103 + i % 7) for i in range(90)
    ]
    listed += [Item(f"m:{i}", 6.6, 6.6, "12/4/2023 · 2 bên") for i in range(310)]
    found = apart(listed, [(90 + i, (i * k) % 90) for i in range(310) for k in (1, 7, 31)])
    assert {found[item.id].side for item in listed[:90]} == {"b"}


def apart(listed: list[Item], linked: list[tuple[int, int]]) -> Mapping[str, Place]:
    """The places of things whose marks and labels are shown to lie in the world and not on each other."""
    found = place(listed, linked)
    made = boxes(listed, [found[item.id].side for item in listed])
    middles = np.array([(found[item.id].x, found[item.id].y) for item in listed])[made.owner] + made.offsets
    for a, b in combinations(range(len(middles)), 2):
        if made.owner[a] != made.owner[b]:
            gap = np.abs(middles[a] - middles[b]) - (made.halves[a] + made.halves[b])
            assert gap.max() >= -0.3, (listed[made.owner[a]].id, listed[made.owner[b]].id)
    assert (np.abs(middles) + made.halves <= np.array([WIDTH, HEIGHT]) / 2 + 0.2).all()
    return found


def test_the_same_things_find_the_same_places() -> None:
    assert place(items(25), links(25)) == place(items(25), links(25))


def test_nothing_has_no_place_and_many_things_all_have_one() -> None:
    assert place([], []) == {}
    many = [Item(f"n:{i}", 5, 5, "x") for i in range(260)]
    assert len(place(many, [(i, (i * 7) % 260) for i in range(260)])) == 260


def test_crossings_are_counted_without_shared_ends() -> None:
    square = np.array([(0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0)])
    assert crossings(square, [(0, 1), (2, 3)]) == 1
    assert crossings(square, [(0, 2), (0, 1), (0, 3)]) == 0


def test_marks_of_letters_do_not_change_their_width() -> None:
    assert width("Ậ", 10) == width("A", 10)
    assert width("Quảng Ninh", 10) == width("Quang Ninh", 10)
