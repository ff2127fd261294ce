"""The layout of the Country view: the checks of the specification on the shipped data, and what holds for any data."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import network
from kg.pages import country, readable, scenes, signs
from kg.pages.country import Opening
from kg.pages.document import Both, Document, Unit
from kg.pages.gather import Ask, gather
from kg.pages.readable import Reading
from kg.pages.scenes import Scene
from tests.pages import sample


@pytest.fixture(scope="module")
def shipped(packaged: Any) -> Document:
    graph = packaged.graph
    return gather(graph.rows, network.whole(graph.rows), Ask("vi", packaged.setting.today.isoformat()))


@pytest.fixture(scope="module")
def opening(shipped: Document) -> Opening:
    return country.opening(shipped)


@pytest.fixture(params=["signed", "today"])
def scene(request: pytest.FixtureRequest, opening: Opening) -> Scene:
    found: Scene = getattr(opening, request.param)
    return found


@pytest.fixture
def reading(scene: Scene) -> Reading:
    return readable.read(scene)


def test_no_name_lies_on_a_name_a_disc_or_a_pill_and_no_pill_on_anything(reading: Reading) -> None:
    assert reading.touching == 0


def test_nothing_leaves_the_world(reading: Reading) -> None:
    assert reading.outside == 0


def test_north_stands_above_south(reading: Reading) -> None:
    assert reading.north_above >= 0.99


def test_west_stands_left_of_east(reading: Reading) -> None:
    assert reading.west_left >= 0.97


def test_no_more_than_one_stranger_stands_in_a_wash(reading: Reading) -> None:
    assert reading.strangers <= 1


def test_no_more_than_two_lines_lie_on_units_that_they_do_not_join(reading: Reading) -> None:
    assert reading.discs_passed <= 2


def test_no_more_than_twenty_names_lie_under_foreign_lines(reading: Reading) -> None:
    assert reading.names_crossed <= 20


def test_no_more_than_a_third_of_the_pills_lie_on_foreign_lines(reading: Reading) -> None:
    assert reading.pills_passed <= 0.35


def test_the_shipped_graph_opens_without_projects_in_a_window_of_the_usual_size(opening: Opening) -> None:
    assert opening.hidden == ("proj",)
    assert opening.signed.table.board.world.tolist() == [766, 640]


def test_the_map_before_and_after_the_merger_has_63_and_34_units(opening: Opening) -> None:
    assert sum(not stand.host for stand in opening.signed.picture.stands) == 63
    assert len(opening.today.picture.stands) == 34


def test_what_is_hidden_has_its_place_too(opening: Opening) -> None:
    assert np.isfinite(opening.signed.table.spots).all()
    assert any(not one.shown for one in opening.signed.picture.sets)


def test_the_shipped_graph_has_the_same_places_every_time(shipped: Document, opening: Opening) -> None:
    again = country.opening(shipped)
    assert again.signed.table.spots.tobytes() == opening.signed.table.spots.tobytes()
    assert again.today.places.tobytes() == opening.today.places.tobytes()


def test_the_order_of_units_and_matters_in_the_document_does_not_matter() -> None:
    made = sample.document(focus="")
    turned = replace(made, units=made.units[::-1], nodes=made.nodes[::-1])
    assert country.compact(turned)["signed"] == country.compact(made)["signed"]


def test_a_ring_stands_beside_its_disc_on_the_side_of_its_partners(opening: Opening) -> None:
    picture, places = opening.signed.picture, opening.signed.places
    index = {stand.id: n for n, stand in enumerate(picture.stands)}
    rings = [(n, index[stand.host]) for n, stand in enumerate(picture.stands) if stand.host]
    assert rings
    for ring, host in rings:
        x, y = places[ring] - places[host]
        partners = [
            index[picture.stands[e].host or picture.stands[e].id]
            for s in picture.sets
            if ring in s.stands
            for e in s.stands
        ]
        assert abs(x) == pytest.approx(signs.radius(picture.stands[host].size) + 7)
        assert y == 0
        assert x * (places[partners, 0] - places[host, 0]).sum() >= 0


def test_a_picture_that_is_made_unreadable_is_found_so(opening: Opening) -> None:
    squeezed = readable.read(scenes.zoomed(opening.signed, 0.4))
    assert {"touching", "discs_passed", "names_crossed"} <= set(squeezed.failures())


def test_a_mirrored_map_is_found_wrong(opening: Opening) -> None:
    board = opening.signed.table.board
    opening_table = opening.signed.table
    turned = replace(board, places=board.world - board.places)
    mirrored = scenes.Table(turned, opening_table.bundles, opening_table.names)
    for n, spot in enumerate(opening_table.spots):
        mirrored.put(n, spot)
    reading = readable.read(replace(opening.signed, table=mirrored))
    assert reading.north_above < 0.1
    assert reading.west_left < 0.1


def test_above_three_thousand_matters_units_are_placed_and_no_pills() -> None:
    made = sample.document(focus="")
    some = next(node for node in made.nodes if node.matter)
    many = tuple(replace(some, id=f"agr:{n}", parties=(sample.HP, sample.QN)) for n in range(3001))
    part = country.compact(replace(made, nodes=many))
    assert part["signed"]["pills"] == []
    assert part["hidden"] == []
    assert len(part["signed"]["stands"]) == 5


def test_a_capsule_is_as_wide_as_its_discs() -> None:
    assert signs.capsule([5, 5]) == (18, 10)


@pytest.mark.parametrize(
    ("matters", "half"),
    [(1, (7.4, 7.4)), (2, (16, 9.5)), (3, (22.5, 9.5)), (4, (22.5, 16)), (8, (29, 16)), (40, (35.5, 22.5))],
)
def test_a_pill_has_the_size_that_the_painter_gives_it(matters: int, half: tuple[float, float]) -> None:
    assert signs.plate(matters) == half


LATITUDES = st.one_of(st.none(), st.floats(8, 24))
LONGITUDES = st.one_of(st.none(), st.floats(102, 110))
NAMES = st.sampled_from(["An Giang", "Bà Rịa - Vũng Tàu", "x" * 2000, ""])
PLACES = st.lists(st.tuples(NAMES, LATITUDES, LONGITUDES), min_size=1, max_size=14)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Some units, without a merger, anywhere, any two of which may stand in one place; some matters between them."""
    made = sample.document(focus="")
    units = [
        Unit(f"unit:{n}", Both(name, name), sample.PROVINCE, False, "", "", lat, lon)
        for n, (name, lat, lon) in enumerate(draw(PLACES))
    ]
    parties = st.lists(st.sampled_from([unit.id for unit in units]), max_size=8, unique=True)
    some = next(node for node in made.nodes if node.matter)
    nodes = [replace(some, id=f"agr:{n}", parties=tuple(p)) for n, p in enumerate(draw(st.lists(parties, max_size=15)))]
    return replace(made, units=tuple(units), nodes=tuple(nodes), changes=(), spans=())


@given(documents())
@settings(max_examples=15)
def test_any_units_and_matters_find_a_place_inside_the_world(made: Document) -> None:
    part = country.compact(made)
    wide, tall = part["world"]
    for lens in ("signed", "today"):
        assert len(part[lens]["stands"]) == len(made.units)
        for _, x, y, *_ in part[lens]["stands"]:
            assert 0 <= x <= wide
            assert 0 <= y <= tall
        for x, y, ends in part[lens]["pills"]:
            assert 0 <= x <= wide
            assert 0 <= y <= tall
            assert len(set(ends)) > 1
    assert json.dumps(country.compact(made)) == json.dumps(part)


@given(st.integers(2, 8))
@settings(max_examples=7)
def test_units_in_one_place_move_apart(count: int) -> None:
    made = sample.document(focus="")
    units = [replace(made.units[0], id=f"unit:{n}", until="", lat=21.0, lon=106.0) for n in range(count)]
    shown = country.opening(replace(made, units=tuple(units), nodes=(), changes=(), spans=()))
    assert readable.read(shown.signed).touching == 0
