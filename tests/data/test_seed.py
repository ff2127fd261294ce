"""The seed document: all 69 statements are in the graph, each with its place, and each is returned by a question."""

from __future__ import annotations

import csv
import hashlib
import re
import shlex
from pathlib import Path

import pytest

from kg import catalogue
from kg.store import Graph
from kg.verbs.asked import asked
from kg.verbs.parameters import Parameters

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
#: Length of the seed's text in code points (NFC); its hash stands on the source.
LENGTH = 4198
with (CASES / "seed-statements.csv").open(encoding="utf-8") as file:
    STATEMENTS = list(csv.DictReader(file))


def test_the_list_is_complete() -> None:
    assert [int(s["n"]) for s in STATEMENTS] == list(range(1, 70))


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: f"statement {s['n']}")
def test_a_question_returns_the_statement(statement: dict[str, str], packaged: Parameters) -> None:
    name, *words = shlex.split(statement["question"])
    answer = asked(catalogue.question(name), dict(catalogue.pairs(words)), packaged)
    cells = {cell for row in answer.rows for cell in row}
    assert statement["record"] in cells or statement["place"] in cells or "post" in answer.columns


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: f"statement {s['n']}")
def test_its_place_in_the_seed_supports_the_record(statement: dict[str, str], packaged: Parameters) -> None:
    evidence = places(packaged.graph, statement["record"])
    assert statement["place"] in evidence
    start, end = map(int, statement["place"].removeprefix("char=").split(","))
    assert 0 <= start < end <= LENGTH


def places(graph: Graph, record: str) -> set[str]:
    """Places in src:S001 at which a record is stated."""
    query = f"SELECT ?place {{ ?evidence rl:about {record} ; prov:wasDerivedFrom src:S001 ; rl:place ?place }}"
    return {row[0].value for row in graph.rows(query) if row[0]}


def test_no_run_of_the_seeds_words_stands_in_the_tables() -> None:
    """A quotation has 15 words at most: no run of 16 words of the seed is found by its hash."""
    known = set((CASES / "seed-shingles.txt").read_text(encoding="utf-8").split())
    for path in sorted((ROOT / "data").rglob("*.csv")):
        words = re.findall(r"\w+", path.read_text(encoding="utf-8").casefold())
        runs = (" ".join(words[n : n + 16]) for n in range(len(words) - 15))
        assert not [run for run in runs if hashlib.sha256(run.encode()).hexdigest()[:12] in known], path.name
