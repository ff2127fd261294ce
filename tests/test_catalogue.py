"""A question's file: the header that types it, the place where parameters go, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import catalogue, terms
from kg.errors import Failed, UsageError
from kg.store import in_memory

FILE = """#@ vi: Tên
#@ en: Name
#@ param unit: unit
#@ param lens: lens = signed
#@ param on: day ?
#@ param thing: rl:Agreement|rl:Link ?
#@ example: unit="Bắc Giang" lens=today
#@ columns: a names
#@ join: names
#@ also: names bodies
#@ sort: a
SELECT ?a WHERE {
  #PARAMS
  ?a ?b ?c .
  FILTER(?c = ?on)      #IF on
  FILTER(?c != ?on)     #IF !on
}
"""
QUESTION = catalogue.read("mine", FILE)


def test_the_header_says_titles_parameters_columns_and_an_example() -> None:
    assert (QUESTION.title_vi, QUESTION.title_en) == ("Tên", "Name")
    assert [(p.name, p.type, p.default, p.optional) for p in QUESTION.parameters] == [
        ("unit", "unit", "", False),
        ("lens", "lens", "signed", False),
        ("on", "day", "", True),
        ("thing", "rl:Agreement|rl:Link", "", True),
    ]
    assert QUESTION.columns == ("a", "names")
    assert (QUESTION.joined, QUESTION.also, QUESTION.sorted_by) == (("names",), (("names", "bodies"),), ("a",))
    assert QUESTION.example == {"unit": "Bắc Giang", "lens": "today"}
    assert QUESTION.call() == 'kg ask mine unit="Bắc Giang" lens=today'


def test_parameters_stand_as_terms_where_the_query_has_their_place() -> None:
    assert '  VALUES ?unit { "x" } VALUES ?lang { "vi" }\n' in QUESTION.query({"unit": '"x"', "lang": '"vi"'})


def test_a_line_that_needs_a_parameter_stands_only_with_it() -> None:
    assert "?c = ?on" in QUESTION.query({"on": '"x"'})
    assert "?c != ?on" not in QUESTION.query({"on": '"x"'})
    assert "?c = ?on" not in QUESTION.query({})
    assert "?c != ?on" in QUESTION.query({})


@given(st.text())
def test_no_value_becomes_query_text(value: str) -> None:
    question = catalogue.read("q", "#@ vi: a\n#@ en: b\n#@ columns: x\n#@ example: x=1\nSELECT ?x {\n  #PARAMS\n}\n")
    value = value.encode("utf-8", "replace").decode()
    rows = list(in_memory().rows(question.query({"x": terms.literal(value)})))
    assert [[row.value for row in found if row] for found in rows] == [[value]]


@pytest.mark.parametrize("value", ["#PARAMS", "\n#PARAMS\n", r"\1", r"\g<0>", "x #IF !on", "#IF on"])
def test_words_of_our_own_mean_nothing_inside_a_value(value: str) -> None:
    bound = QUESTION.query({"unit": terms.literal(value)})
    assert bound.count("VALUES ?unit") == 1
    assert terms.literal(value) in bound


def test_defaults_fill_what_is_not_given() -> None:
    assert QUESTION.complete({"unit": "x"}, {}) == {"unit": "x", "lens": "signed"}
    assert QUESTION.complete({"unit": "x"}, {"lens": "today"}) == {"unit": "x", "lens": "today"}
    assert QUESTION.complete({"unit": "x", "lens": "2020-01-01"}, {"lens": "today"})["lens"] == "2020-01-01"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "mine needs unit=...; for example: kg ask mine"),
        ({"unit": ""}, "mine needs unit=..."),
        ({"unit": "x", "unt": "y"}, "no parameter unt; did you mean unit"),
        ({"unit": "x", "q": "y"}, "it has unit, lens, on, thing"),
    ],
)
def test_a_call_that_does_not_fit_is_refused_with_the_mend(given: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError) as fault:
        QUESTION.complete(given, {})
    assert told in str(fault.value)


def test_a_question_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean agreements-of"):
        catalogue.question("agreement-of")
    with pytest.raises(UsageError, match="`kg ask` lists them"):
        catalogue.question("zzzz")
    with pytest.raises(UsageError):
        catalogue.question("../queries/units")


@pytest.mark.parametrize("lacking", ["vi", "en", "columns", "example"])
def test_a_header_without_a_needed_line_is_refused(lacking: str) -> None:
    text = "\n".join(line for line in FILE.splitlines() if not line.startswith(f"#@ {lacking}:"))
    with pytest.raises(Failed, match=f"lacks {lacking}"):
        catalogue.read("mine", text)


@pytest.mark.parametrize("line", ["#@ param unit: a b c", "#@ param: unit", "#@ also: names"])
def test_a_header_line_that_is_not_understood_is_refused(line: str) -> None:
    with pytest.raises(Failed, match=r"mine\.rq"):
        catalogue.read("mine", FILE.replace("#@ also: names bodies", line))


def test_words_are_pairs_of_name_and_value() -> None:
    assert catalogue.pairs(["a=1", "b=x=y", "c="]) == [("a", "1"), ("b", "x=y"), ("c", "")]


@pytest.mark.parametrize("words", [["unit"], ["=x"], ["a=1", "a=2"]])
def test_other_words_are_refused(words: list[str]) -> None:
    with pytest.raises(UsageError):
        catalogue.pairs(words)


def test_questions_of_another_folder_are_read_by_their_file_names(tmp_path: Path) -> None:
    (tmp_path / "b.rq").write_text(FILE, encoding="utf-8")
    (tmp_path / "a.rq").write_text(FILE, encoding="utf-8")
    assert list(catalogue.questions(tmp_path)) == ["a", "b"]
