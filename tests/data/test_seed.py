"""The seed document: all 69 statements are in the graph, each with its place, and each is returned by a question."""

from __future__ import annotations

import csv
import hashlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import catalogue
from kg.store import Graph
from kg.verbs.ask import asked
from kg.verbs.parameters import Parameters
from kg.vocabulary import curie

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
AGREEMENT = "agr:qn-hd-bg-2022"
#: Length of the seed's text in code points (NFC); its hash stands on the source.
LENGTH = 4198
#: Words of the longest quotation; the hashes are of runs that are one word longer.
QUOTED = 15
with (CASES / "seed-statements.csv").open(encoding="utf-8", newline="") as file:
    STATEMENTS = list(csv.DictReader(file))

every_statement = pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: f"statement {s['n']}")


def ask(question: str, packaged: Parameters) -> list[dict[str, str]]:
    """The rows of a question as it is typed: `assessments about=evt:qn-hd-bg-2022`."""
    name, *words = shlex.split(question)
    answer = asked(catalogue.question(name), dict(catalogue.pairs(words)), packaged)
    return [dict(zip(answer.columns, (cell or "" for cell in row), strict=True)) for row in answer.rows]


def places(graph: Graph, record: str) -> set[str]:
    """Places in src:S001 at which a record is stated."""
    query = f"SELECT ?place {{ ?evidence rl:about {record} ; prov:wasDerivedFrom src:S001 ; rl:place ?place }}"
    return {row[0].value for row in graph.rows(query) if row[0]}


def values(graph: Graph, record: str, place: str) -> set[str]:
    """What the record says, and what is stated at this place only (a rival value stands nowhere else)."""
    query = f"""SELECT ?value {{ {{ {record} ?property ?value }} UNION {{
        ?evidence rl:about {record} ; rl:place "{place}" ; rl:states/rdf:object ?value }} }}"""
    found = {row[0].value for row in graph.rows(query) if row[0]}
    return found | {curie(value) for value in found}


def test_the_list_is_complete() -> None:
    assert [int(s["n"]) for s in STATEMENTS] == list(range(1, 70))


@every_statement
def test_a_question_returns_the_statement(statement: dict[str, str], packaged: Parameters) -> None:
    cells = {cell for row in ask(statement["question"], packaged) for cell in row.values()}
    assert cells & {statement["record"], statement["place"], statement["value"] or None}


@every_statement
def test_its_place_in_the_seed_supports_the_record(statement: dict[str, str], packaged: Parameters) -> None:
    assert statement["place"] in places(packaged.graph, statement["record"])
    start, end = map(int, statement["place"].removeprefix("char=").split(","))
    assert 0 <= start < end <= LENGTH


@every_statement
def test_what_it_states_is_in_the_graph(statement: dict[str, str], packaged: Parameters) -> None:
    """Statements without a value only support their record: title, picture, and that limits were named."""
    assert statement["value"] or statement["n"] in {"1", "8", "50"}
    if statement["value"]:
        assert statement["value"] in values(packaged.graph, statement["record"], statement["place"])


def from_seed(rows: list[dict[str, str]], column: str, graph: Graph) -> list[str]:
    """Records of a column that the seed supports, each once, in the order of the answer."""
    return [record for record in dict.fromkeys(row[column] for row in rows) if places(graph, record)]


def test_the_three_boards_agreed_and_two_of_their_provinces_have_merged_into_others_since(packaged: Parameters) -> None:
    signed = ask(f"parties agreement={AGREEMENT}", packaged)
    assert {row["party"]: row["body"] for row in signed} == {
        f"unit:{name}": f"body:btv-tinh-uy-{name}" for name in ("bac-giang", "hai-duong", "quang-ninh")
    }
    assert len(ask(f"parties agreement={AGREEMENT} lens=today", packaged)) == 3


def test_the_seed_gives_five_commitments_and_another_source_the_only_due_date(packaged: Parameters) -> None:
    rows = ask(f"commitments-of agreement={AGREEMENT}", packaged)
    seeds = from_seed(rows, "commitment", packaged.graph)
    assert sorted(seeds) == [
        f"cmt:{name}" for name in ("bach-dang", "lien-ket-sau", "nghi-quyet-trung-uong", "thich-ung-covid", "yen-tu")
    ]
    due = {row["commitment"]: row["due"] for row in rows if row["commitment"] in seeds and row["due"]}
    assert due == {"cmt:yen-tu": "2022-12-31"}
    stated = """SELECT ?source { ?evidence rl:states ?due ; prov:wasDerivedFrom ?source .
        ?due rdf:subject cmt:yen-tu ; rdf:predicate rl:due }"""
    assert {curie(row[0].value) for row in packaged.graph.rows(stated) if row[0]} == {"src:S040"}


def test_posts_are_attested_on_the_day_and_nobody_says_from_when_or_until_when(packaged: Parameters) -> None:
    rows = ask("posts-of person=person:nguyen-xuan-ky", packaged)
    assert {row["post"] for row in rows} == {"post:bi-thu-tinh-uy-qn", "post:uy-vien-trung-uong"}
    assert {(row["from"], row["until"], row["attested"]) for row in rows} == {("", "", "2022-01-22")}


@pytest.mark.parametrize(("kind", "number"), [("hạn chế", 6), ("lĩnh vực đã hợp tác", 8)])
@pytest.mark.parametrize("about", [AGREEMENT, "evt:qn-hd-bg-2022", '"Hải Dương"'])
def test_six_limitations_and_eight_past_fields_are_said_of_agreement_event_and_units(
    about: str, kind: str, number: int, packaged: Parameters
) -> None:
    rows = [row for row in ask(f"assessments about={about}", packaged) if row["kind"] == kind]
    assert len(from_seed(rows, "assessment", packaged.graph)) == number


def test_the_past_fields_are_no_sectors_of_the_agreement(packaged: Parameters) -> None:
    assert not ask(f"sectors-of agreement={AGREEMENT}", packaged)


def test_the_year_is_marked_as_inferred(packaged: Parameters) -> None:
    query = f"""SELECT ?property {{ ?evidence rl:about {AGREEMENT} ; prov:wasDerivedFrom src:S001 ;
        rl:infers ?property }}"""
    assert "rl:concluded" in {curie(row[0].value) for row in packaged.graph.rows(query) if row[0]}


def texts() -> Iterator[tuple[str, list[str]]]:
    """Every table of the data as words."""
    for path in sorted((ROOT / "data").rglob("*.csv")):
        yield path.name, re.findall(r"\w+", path.read_text(encoding="utf-8").casefold())


def test_no_run_of_the_seeds_words_stands_in_the_tables() -> None:
    """A quotation has 15 words at most: no run of 16 words of the seed is found by its hash."""
    known = set((CASES / "seed-shingles.txt").read_text(encoding="utf-8").split())
    for name, words in texts():
        runs = (" ".join(words[n : n + QUOTED + 1]) for n in range(len(words) - QUOTED))
        assert not [run for run in runs if hashlib.sha256(run.encode()).hexdigest()[:12] in known], name
