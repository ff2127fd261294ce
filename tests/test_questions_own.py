"""Questions over a small folder: titles, sources, bodies and days that the shipped data do not show together.

rdflib, another engine, gives the same rows for the same graph.
"""

from __future__ import annotations

import re

import pytest
import rdflib

from kg import catalogue
from kg.verbs.build import answering
from kg.verbs.parameters import Parameters
from kg.verbs.setting import Setting
from kg.vocabulary import prefixes
from tests.asking import QUESTIONS, ask, column
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Parameters:
    """Three agreements of an own folder: one title, two sources, a body among the parties, a list that a row leaves."""
    folder = tmp_path_factory.mktemp("own")
    tables = {
        "sources.csv": ["id,title,date", "src:A,Một,2024-01-01", "src:B,Hai,2024-01-02", "src:C,Ba,2024-01-03"],
        "organisations.csv": ["id,name,name_en,source", "body:vnr,Đường sắt,Railways,src:A"],
        "agreements.csv": [
            "id,title,title_en,signed,parties,source,place",
            "agr:one,Chỉ tiếng Việt,,2020-05-01,Hải Dương; Hải Phòng; body:vnr,src:B,p1",
            "agr:one,,,2020-05-01,,src:A,p2",
            "agr:one,,,,,src:C,",
            "agr:two,Hai thứ tiếng,Two languages,2021,Hải Dương; Quảng Ninh,src:C; src:B,",
            "agr:late,Ngày không năm,,XXXX-05-31,Hải Dương; Bắc Giang,src:A,",
        ],
    }
    for name, lines in tables.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    setting = Setting(data=(str(folder),), lang="en", today=TODAY)
    graph = answering(setting, lambda text: None)
    return Parameters(lambda: graph, setting)


def test_a_title_in_one_language_stands_in_for_the_other(own: Parameters) -> None:
    titles = {row["agreement"]: row["title"] for row in ask(own, "agreements-of", unit="Hải Dương")}
    assert titles == {"agr:one": "Chỉ tiếng Việt", "agr:two": "Two languages", "agr:late": "Ngày không năm"}


def test_an_agreement_is_one_row_whatever_its_sources_and_languages(own: Parameters) -> None:
    rows = ask(own, "agreements-of", unit="Hải Dương")
    assert [row["source"] for row in rows] == ["src:A", "src:B", "src:A"]
    assert rows[0]["parties"] == "Hai Duong; Haiphong; Railways"


def test_what_has_no_day_comes_last(own: Parameters) -> None:
    assert column(ask(own, "agreements-of", unit="Hải Dương"), "signed") == ["2020-05-01", "2021", "XXXX-05-31"]


def test_a_body_is_a_party_in_its_own_right(own: Parameters) -> None:
    rows = ask(own, "parties", agreement="one", lens="today")
    assert [(row["party"], row["role"], row["body"]) for row in rows] == [
        ("unit:hai-phong-2025", "party", None),
        ("body:vnr", "party", None),
    ]


def test_states_tells_all_jointly_columns_and_record_apart(own: Parameters) -> None:
    assert [(r["source"], r["states"]) for r in ask(own, "sources-of", thing="agr:one")] == [
        ("src:A", "signed"),
        ("src:B", "parties; signed"),
        ("src:C", "record"),
    ]
    assert [(r["source"], r["states"]) for r in ask(own, "sources-of", thing="agr:two")] == [
        ("src:B", "jointly"),
        ("src:C", "jointly"),
    ]
    assert column(ask(own, "sources-of", thing="agr:late"), "states") == ["all"]


def test_two_of_three_are_one_today(own: Parameters) -> None:
    (row,) = ask(own, "collapsed")
    assert (row["agreement"], row["parties_now"], row["resolution"]) == ("agr:one", "Haiphong", "202/2025/QH15")


# The same rows on another engine -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def second(own: Parameters) -> rdflib.Graph:
    """The own graph in rdflib's memory."""
    return rdflib.Graph().parse(data="".join(own.graph.lines()), format="nt")


def in_place(question: catalogue.Question, terms: dict[str, str]) -> str:
    """The query with terms in place of the parameters: with VALUES at its head rdflib looks at everything first."""
    lines = []
    bound = question.query(terms).splitlines()
    for line in [line for line in bound if not line.lstrip().startswith(("VALUES", "#"))]:
        head = line.lstrip().startswith(("SELECT", "}"))
        for name, term in terms.items():
            line = re.sub(rf"\?{name}\b", "" if head else term.replace("\\", r"\\"), line)
        lines.append(line)
    return "\n".join(lines)


SAME = {
    "units": {"date": "2025-06-30"},
    "agreements-of": {"unit": "Hải Phòng", "lens": "today"},
    "parties": {"agreement": "agr:one", "lens": "today"},
    "agreements-between": {"a": "Hải Dương", "b": "Hải Phòng", "lens": "today"},
    "collapsed": {"lens": "today"},
    "sources-of": {"thing": "agr:one"},
}


@pytest.mark.parametrize("name", sorted(SAME))
def test_rdflib_gives_the_same_rows(name: str, own: Parameters, second: rdflib.Graph) -> None:
    question = QUESTIONS[name]
    terms = own.terms(question, SAME[name])
    ours = own.graph.rows(question.query(terms))
    at = {variable: n for n, variable in enumerate(ours.variables)}
    columns = [c for c in question.columns if c not in terms]
    expected = sorted(tuple(row[at[c]].value if row[at[c]] else "" for c in columns) for row in ours)
    found = second.query(in_place(question, terms), initNs=dict(prefixes()))
    assert expected
    assert sorted(tuple(str(row[c]) if row[c] is not None else "" for c in columns) for row in found) == expected
