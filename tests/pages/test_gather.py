"""The document of a page, gathered from the packaged graph."""

from __future__ import annotations

from typing import Any

import pytest

from kg import network
from kg.pages.document import Document
from kg.pages.gather import Ask, gather
from kg.pages.page import state_on

FOCUS = "agr:qn-hd-bg-2022"


@pytest.fixture(scope="module")
def whole(packaged: Any) -> Document:
    graph = packaged.graph
    return gather(graph.rows, network.whole(graph.rows), Ask("vi", "2026-11-25", version="test"))


@pytest.fixture(scope="module")
def document(packaged: Any) -> Document:
    graph = packaged.graph
    drawn = network.surroundings(graph.rows, [FOCUS], 2)
    return gather(graph.rows, drawn, Ask("vi", "2026-11-25", version="test"))


def test_the_focus_has_its_parties_its_period_and_a_year_that_was_inferred(document: Document) -> None:
    node = next(n for n in document.nodes if n.id == FOCUS)
    assert set(node.parties) == {"unit:quang-ninh", "unit:hai-duong", "unit:bac-giang"}
    assert node.period == ("2022", "2025")
    assert node.inferred
    assert node.matter
    assert node.life is not None
    assert state_on(node.life, "2026-11-25") == "lapsed"


def test_a_rival_form_stands_beside_the_one_in_use(document: Document) -> None:
    node = next(n for n in document.nodes if n.id == FOCUS)
    rivals = next(c for c in node.conflicts if c.property == "rl:form")
    assert len(rivals.values) == 2
    assert all(value.evidence for value in rivals.values)


def test_the_conference_at_which_it_was_concluded_is_no_second_matter(document: Document) -> None:
    event = next(n for n in document.nodes if n.id == "evt:qn-hd-bg-2022")
    assert not event.matter


def test_the_caption_of_an_agreement_counts_the_parties_that_its_source_states(whole: Document) -> None:
    for node in whole.nodes:
        if node.group == "agr" and node.stated and node.when:
            assert node.short.vi.endswith(f" · {node.stated} bên"), node.id
            assert node.short.en.endswith(f" · {node.stated} parties"), node.id
    assert any(n.group == "agr" and n.when and n.stated > len(n.parties) for n in whole.nodes)


def test_every_thing_has_a_label_a_group_and_evidence_whose_source_is_there(document: Document) -> None:
    groups = {group.id for group in document.groups}
    sources = {source.id for source in document.sources}
    for node in document.nodes:
        assert node.label.vi
        assert node.label.en
        assert node.group in groups
        assert {s for e in node.evidence for s in e.sources} <= sources


def test_every_property_that_is_named_has_its_words(document: Document) -> None:
    for node in document.nodes:
        for prop in (*(f.property for f in node.facts), *(p for e in node.evidence for p in e.states)):
            assert document.properties[prop].vi


def test_the_lens_is_whole(document: Document) -> None:
    span = max((s for s in document.spans if s.first <= "2026-11-25"), key=lambda s: s.first)
    assert span.readings["unit:hai-duong"][0] == ("unit:hai-phong-2025",)
    number = {change.id: change.number for change in document.changes}
    assert [number[c] for c in span.readings["unit:hai-duong"][1]] == ["202/2025/QH15"]
    assert [number[c] for c in span.readings["unit:bac-giang"][1]] == ["202/2025/QH15", "39/2026/QH16"]


def test_units_of_viet_nam_are_63_and_then_34(document: Document) -> None:
    def alive(day: str) -> int:
        home = (u for u in document.units if not u.foreign)
        return sum((not u.since or u.since <= day) and (not u.until or u.until >= day) for u in home)

    assert (alive("2025-06-30"), alive("2025-07-01")) == (63, 34)


def test_the_rival_that_the_graph_answers_with_stands_first(packaged: Any) -> None:
    graph = packaged.graph
    document = gather(graph.rows, network.whole(graph.rows), Ask("vi", "2026-11-25"))
    disputed = [(node, conflict) for node in document.nodes for conflict in node.conflicts]
    assert len(disputed) > 20
    for node, conflict in disputed:
        facts = [fact for fact in node.facts if fact.property == conflict.property]
        for fact in facts:
            assert not conflict.unsettled
            assert conflict.values[0].text in [value.text for value in fact.values], node.id
