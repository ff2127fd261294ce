"""Who stands in the Country view: discs, rings, capsules, and which matters join which of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg import network
from kg.pages import standing
from kg.pages.document import Document, Node
from kg.pages.gather import Ask, gather
from kg.pages.standing import Picture, Stand
from tests.pages import sample


def country(*matters: tuple[str, ...], group: str = "agr") -> Document:
    """The sample's units on a page about everything, with a matter for each of these lists of parties."""
    made = sample.document(focus="")
    some = next(node for node in made.nodes if node.matter and node.life)
    nodes = [replace(some, id=f"agr:{n}", parties=parties, group=group) for n, parties in enumerate(matters)]
    return replace(made, nodes=tuple(nodes))


def named(picture: Picture) -> dict[str, Stand]:
    return {stand.id: stand for stand in picture.stands}


def joined(picture: Picture) -> list[set[str]]:
    return [{picture.stands[end].id for end in one.stands} for one in picture.sets]


def test_a_unit_born_by_the_merger_that_acts_is_a_ring_beside_the_member_whose_name_it_bears() -> None:
    stands = named(standing.signed(country((sample.HP25, sample.QN))))
    assert stands[sample.HP25].host == sample.HP
    assert {stand.id for stand in stands.values() if stand.host} == {sample.HP25}


def test_a_page_of_a_day_before_the_merger_draws_what_signed_later_units_share(packaged: Any) -> None:
    drawn = network.whole(packaged.graph.rows)
    made = gather(packaged.graph.rows, drawn, Ask("vi", "2025-06-30"))
    assert joined(standing.signed(made))
    assert all(0 <= end < len(standing.today(made).stands) for end in standing.today(made).internal)


def test_a_unit_born_by_the_merger_that_does_not_act_has_no_ring() -> None:
    stands = named(standing.signed(country((sample.HP, sample.QN))))
    assert set(stands) == {sample.QN, sample.HD, sample.BG, sample.HP, sample.BN}


def test_a_city_that_was_only_renamed_draws_on_the_disc_it_had() -> None:
    picture = standing.signed(country((sample.QN26, sample.HD)))
    assert picture.aliases[sample.QN26] == sample.QN
    assert joined(picture) == [{sample.QN, sample.HD}]


def test_a_city_that_was_a_ring_before_it_changed_its_category_draws_on_that_ring() -> None:
    picture = standing.signed(country((sample.BN26, sample.HD)))
    assert picture.aliases[sample.BN26] == sample.BN25
    assert named(picture)[sample.BN25].host == sample.BN
    assert joined(picture) == [{sample.BN25, sample.HD}]


def test_a_unit_that_ended_before_draws_on_what_it_had_become() -> None:
    made = country(("unit:old", sample.QN))
    ended = replace(made.units[0], id="unit:old", until="2020-12-31")
    spans = [replace(span, readings={**span.readings, "unit:old": ((sample.HD,), ())}) for span in made.spans]
    picture = standing.signed(replace(made, units=(*made.units, ended), spans=tuple(spans)))
    assert "unit:old" not in named(picture)
    assert joined(picture) == [{sample.HD, sample.QN}]


def test_today_a_unit_holds_the_discs_it_was_made_of() -> None:
    stands = named(standing.today(country((sample.HP, sample.QN))))
    assert set(stands) == {sample.HP25, sample.BN26, sample.QN26}
    assert set(stands[sample.BN26].members) == {sample.BG, sample.BN}
    assert stands[sample.QN26].members == (sample.QN,)


def test_today_what_two_members_did_is_internal_and_what_one_did_is_not_drawn() -> None:
    made = country((sample.HP, sample.HD), (sample.HP, sample.HD, sample.QN), (sample.HP,))
    picture = standing.today(made)
    hai_phong = [stand.id for stand in picture.stands].index(sample.HP25)
    assert picture.internal == {hai_phong: ("agr:0",)}
    assert [one.matters for one in picture.sets] == [("agr:1",)]
    assert picture.stands[hai_phong].matters == 2


def test_two_versions_of_one_unit_are_one_party_and_no_internal_matter() -> None:
    picture = standing.today(country((sample.QN, sample.QN26)))
    assert picture.internal == {}
    assert picture.sets == ()


def test_hidden_matters_keep_their_set_but_do_not_count() -> None:
    picture = standing.signed(country((sample.HP, sample.QN), group="proj"), ["proj"])
    assert [(one.shown, len(one.matters)) for one in picture.sets] == [(0, 1)]
    assert named(picture)[sample.QN].matters == 0
    assert picture.matters == 1


def test_matters_stand_by_kind_and_then_by_day_those_without_a_day_last() -> None:
    made = country((sample.HP, sample.QN), (sample.HP, sample.QN), (sample.HP, sample.QN), (sample.HP, sample.QN))
    first, second, third, fourth = made.nodes
    assert first.life
    dated = [replace(first.life, earliest=day, latest="") for day in ("", "2020-01-01", "2010-01-01", "2000-01-01")]
    nodes: list[Node] = [replace(n, life=d) for n, d in zip((first, second, third, fourth), dated, strict=True)]
    nodes[3] = replace(nodes[3], group="meet")
    (one,) = standing.signed(replace(made, nodes=tuple(nodes))).sets
    assert one.matters == ("agr:2", "agr:1", "agr:0", "agr:3")


def test_a_page_about_one_thing_draws_only_units_of_its_document() -> None:
    made = replace(country((sample.HP, sample.QN)), meta=sample.document().meta)
    assert set(named(standing.signed(made))) == {sample.HP, sample.QN}
    assert set(named(standing.today(made))) == {sample.HP25, sample.QN26}
