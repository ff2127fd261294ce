"""A query's result as a graph: which queries have one, and what is said of those that have none."""

from __future__ import annotations

import pytest

from kg import network
from kg.errors import UsageError
from kg.verbs.parameters import Parameters


@pytest.mark.parametrize(
    ("query", "group"),
    [
        ("CONSTRUCT { ?a rl:party ?u } WHERE { ?a a rl:Agreement ; rl:party ?u }", "agr"),
        (
            "CONSTRUCT { ?a <https://example.org/joins> ?u ; rdfs:label ?t } WHERE { ?a rl:party ?u ; rdfs:label ?t }",
            "agr",
        ),
        ("SELECT ?c ?a ?t { ?c a rl:Commitment ; rl:under ?a . ?a rdfs:label ?t }", "commitment"),
        ("SELECT ?project ?t ?unit { ?project a rl:Project ; rl:party ?unit ; rdfs:label ?t }", "proj"),
    ],
)
def test_things_of_a_result_are_nodes_and_its_rows_or_triples_join_them(
    packaged: Parameters, query: str, group: str
) -> None:
    drawn = network.of_query(packaged.graph, query)
    assert group in {data["legend"] for _, data in drawn.nodes(data=True)}
    assert drawn.number_of_edges() >= len(drawn) / 2
    assert all(":" in name and "/" not in name for name in drawn)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?t { ?a a rl:Agreement ; rdfs:label ?t }", "no two things that are linked; select two columns"),
        ("SELECT ?a { ?a a rl:Agreement }", "no two things that are linked; select two columns"),
        ("SELECT ?a ?b { ?a rl:nothing ?b }", "its result is empty"),
        ("CONSTRUCT { ?a rdfs:label ?t } WHERE { ?a a rl:Agreement ; rdfs:label ?t }", "no two things that are linked"),
        ("ASK { ?a a rl:Agreement }", "an ASK has no picture"),
    ],
)
def test_a_result_that_joins_no_two_things_is_refused_in_clear_words(
    packaged: Parameters, query: str, told: str
) -> None:
    with pytest.raises(UsageError) as refused:
        network.of_query(packaged.graph, query)
    assert told in str(refused.value)


def test_parties_that_are_both_in_the_picture_are_joined_to_what_they_take_part_in(packaged: Parameters) -> None:
    drawn = network.surroundings(packaged.graph.rows, ["unit:quang-ninh"], 1)
    assert drawn.has_edge("unit:hai-duong", "agr:hd-hp-qn-2022")
    assert drawn.has_edge("unit:hai-phong", "agr:hd-hp-qn-2022")
