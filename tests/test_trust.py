"""What a reader must be able to trust: no record without a source, no value twice, no CURIE that leads nowhere."""

from __future__ import annotations

import re

import pytest

from kg import catalogue
from kg.verbs.asked import asked
from kg.verbs.parameters import Parameters
from kg.vocabulary import LOCAL, load, prefixes

QUESTIONS = catalogue.questions()
CURIE = re.compile(r"([a-z]+):(\S+)\Z")


def number(packaged: Parameters, query: str) -> int:
    """The one number that a query counts."""
    [[term]] = list(packaged.graph.rows(query))
    assert term is not None
    return int(term.value)


@pytest.mark.parametrize("kind", [k for k in load().kinds if k.has_evidence], ids=lambda k: k.table)
def test_no_record_stands_without_evidence(kind, packaged: Parameters) -> None:
    without = f"""SELECT (COUNT(*) AS ?n) {{ ?record a <{kind.iri}> .
      FILTER NOT EXISTS {{ ?evidence rl:about ?record ; prov:wasDerivedFrom/a rl:Source }} }}"""
    assert number(packaged, without) == 0


def test_each_evidence_names_a_listed_source(packaged: Parameters) -> None:
    query = """SELECT (COUNT(*) AS ?n) { ?evidence a rl:Evidence .
      FILTER NOT EXISTS { ?evidence prov:wasDerivedFrom ?source . ?source a rl:Source ; dcterms:title ?title } }"""
    assert number(packaged, query) == 0


def test_a_value_that_two_sources_state_counts_once(packaged: Parameters) -> None:
    twice = """SELECT ?record { ?a rl:states ?value . ?b rl:states ?value . FILTER(?a != ?b)
      ?value rdf:predicate rl:concluded ; rdf:subject ?record . } LIMIT 1"""
    assert list(packaged.graph.rows(twice)), "the data hold a day that two rows state"
    days = number(packaged, "SELECT (COUNT(?day) AS ?n) { ?agreement a rl:Agreement ; rl:concluded ?day }")
    agreements = number(packaged, "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a rl:Agreement ; rl:concluded ?day }")
    assert days == agreements


def test_a_sum_takes_one_figure_of_rivals(packaged: Parameters) -> None:
    rivals = """SELECT (COUNT(*) AS ?n) { ?a rl:conflictsWith ?b ; rl:current true ; rl:of ?thing ; rl:quantity ?what .
      ?b rl:current true ; rl:of ?thing ; rl:quantity ?what }"""
    assert number(packaged, rivals) == 0
    assert number(packaged, "SELECT (COUNT(*) AS ?n) { ?a a rl:Figure ; rl:conflictsWith ?b }") > 0


def test_a_rival_value_stands_only_in_its_statement(packaged: Parameters) -> None:
    query = """SELECT (COUNT(*) AS ?n) { ?a rl:conflictsWith ?b . ?a rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?x .
      ?b rdf:object ?y . ?s ?p ?x , ?y . FILTER(?x != ?y) FILTER(?p != rl:partyList) }"""
    assert number(packaged, query) == 0


def test_the_seed_says_nothing_of_signing(packaged: Parameters) -> None:
    query = """SELECT ?form { ?evidence prov:wasDerivedFrom src:S001 ; rl:states ?value .
      ?value rdf:subject agr:qn-hd-bg-2022 ; rdf:predicate rl:form ; rdf:object ?form }"""
    assert [row[0].value.rsplit("/", 1)[-1] for row in packaged.graph.rows(query) if row[0]] == [
        "conference-conclusion"
    ]
    inferred = """SELECT (COUNT(*) AS ?n) {
      ?e rl:about agr:qn-hd-bg-2022 ; rl:infers rl:concluded ; prov:wasDerivedFrom src:S001 }"""
    assert number(packaged, inferred) == 1


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_curie_of_an_answer_can_be_pasted_into_sparql(name: str, packaged: Parameters) -> None:
    answer = asked(QUESTIONS[name], dict(QUESTIONS[name].example), packaged)
    assert answer.rows
    curies = {c for row in answer.rows for c in row if c and (m := CURIE.match(c)) and m[1] in prefixes()}
    for curie in sorted(c for c in curies if LOCAL.match(c.partition(":")[2])):
        assert number(packaged, f"SELECT (COUNT(*) AS ?n) {{ {curie} ?p ?o }}") > 0, curie
