"""Neighbours without a joint matter: only what was searched and not found is a gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg import network
from kg.pages import gaps, standing
from kg.pages.document import Both, Document, Search
from kg.pages.gather import Ask, gather
from kg.verbs.parameters import Parameters
from tests.pages import sample
from tests.pages.test_standing import country as matters

QN, HD, BG, HP, BN = sample.QN, sample.HD, sample.BG, sample.HP, sample.BN
BORDERS = ((QN, HD), (QN, BG), (HD, BG))


def search(*about: str, found: str = "none") -> Search:
    return Search(id="sea:x", sought=Both("x", "x"), about=about, found=found)


def document(searches: Iterable[Search] = (), *parties: tuple[str, ...]) -> Document:
    return replace(matters(*parties), borders=BORDERS, searches=tuple(searches))


def named(made: Document, lens: str = "signed") -> tuple[set[frozenset[str]], int]:
    """The gaps by the ids of their units, and the number of the unsearched."""
    picture = standing.signed(made) if lens == "signed" else standing.today(made)
    found, unsearched = gaps.gaps(made, picture)
    return {frozenset(picture.stands[end].id for end in pair) for pair in found}, unsearched


def test_a_gap_was_searched_and_nothing_found_the_rest_is_counted() -> None:
    assert named(document([search(QN, HD)])) == ({frozenset({QN, HD})}, 2)


def test_a_matter_of_both_closes_the_gap_and_so_does_a_search_that_found_something() -> None:
    assert named(document([search(QN, HD), search(QN, BG, found="partly")], (QN, HD, HP))) == (set(), 1)
    assert named(document([search(QN, HD), search(QN, HD, found="later")])) == (set(), 2)


def test_a_matter_of_six_parties_ties_no_two_of_them() -> None:
    hub = (QN, HD, BG, HP, BN, sample.HP25)
    assert named(document([search(QN, HD)], hub))[0] == {frozenset({QN, HD})}
    assert named(document([search(QN, HD)], hub[:5]))[0] == set()


def test_today_neighbours_and_searches_are_read_as_the_units_of_today() -> None:
    searched = [search(HD, QN)]
    assert named(document(searched), "today") == ({frozenset({sample.HP25, sample.QN26})}, 2)
    assert named(document(searched, (HP, QN)), "today")[0] == set()


def test_a_border_of_a_unit_drawn_as_a_ring_is_none_of_its_disc() -> None:
    made = replace(document([search(HP, BG)], (sample.HP25, QN)), borders=((sample.HP25, BG),))
    assert named(made) == (set(), 0)


def test_a_page_about_one_thing_knows_of_no_gaps() -> None:
    made = document([search(QN, HD)])
    assert named(replace(made, meta=replace(made.meta, focus=QN))) == (set(), 0)


def test_all_gaps_of_the_shipped_data_were_searched(packaged: Parameters) -> None:
    graph = packaged.graph
    made = gather(graph.rows, network.whole(graph.rows), Ask("vi", packaged.setting.today.isoformat()))
    assert [(len(found), left) for found, left in (named(made), named(made, "today"))] == [(17, 0), (2, 0)]
