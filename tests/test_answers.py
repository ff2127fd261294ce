"""Answers: exact in the formats of the W3C, readable as a table, one row a thing where values are joined."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import answers
from kg.answers import Answer, Cell, join, order, write
from kg.store import in_memory

XML = "{http://www.w3.org/2005/sparql-results#}"
HOSTILE = ['=HYPERLINK("x")', "a,b", 'say "so"', "two\nlines", "tab\there", "</literal><x>", "&amp;", "Hoà; Hòa", "-1"]
CELLS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=5)


def answer(*rows: tuple[Cell, ...]) -> Answer:
    return Answer(("a", "b"), rows)


# Formats -------------------------------------------------------------------------------------------------------------


@given(ROWS)
def test_csv_gives_every_cell_back(rows: list[tuple[Cell, ...]]) -> None:
    read = list(csv.reader(io.StringIO(write(answer(*rows), "csv"), newline="")))
    assert read == [["a", "b"], *[[cell or "" for cell in row] for row in rows]]


def test_csv_has_its_header_without_rows_and_ends_lines_as_the_w3c_asks() -> None:
    assert write(answer(), "csv") == "a,b\r\n"
    assert write(answer(("x", None)), "csv") == "a,b\r\nx,\r\n"


def test_csv_stays_exact_where_a_text_looks_like_a_formula() -> None:
    assert write(answer(("=1+1", "@x")), "csv") == "a,b\r\n=1+1,@x\r\n"


@given(ROWS)
def test_json_gives_every_cell_back_and_leaves_out_what_is_not_known(rows: list[tuple[Cell, ...]]) -> None:
    read = json.loads(write(answer(*rows), "json"))
    assert read["head"]["vars"] == ["a", "b"]
    found = [tuple(b.get(n, {}).get("value") for n in "ab") for b in read["results"]["bindings"]]
    assert found == list(rows)


@pytest.mark.parametrize("cell", HOSTILE)
def test_xml_gives_a_hostile_cell_back(cell: str) -> None:
    root = ElementTree.fromstring(write(answer((cell, None)), "xml"))
    assert [literal.text for literal in root.iter(f"{XML}literal")] == [cell]
    assert [variable.get("name") for variable in root.iter(f"{XML}variable")] == ["a", "b"]


@given(ROWS)
def test_xml_can_be_read_whatever_a_cell_holds(rows: list[tuple[Cell, ...]]) -> None:
    root = ElementTree.fromstring(write(answer(*rows), "xml"))
    assert len(list(root.iter(f"{XML}result"))) == len(rows)


@given(ROWS)
def test_tsv_has_one_line_a_row_and_one_field_a_column(rows: list[tuple[Cell, ...]]) -> None:
    lines = write(answer(*rows), "tsv").split("\n")
    assert lines[0] == "?a\t?b"
    assert len(lines) == len(rows) + 2
    assert all(line.count("\t") == 1 for line in lines[:-1])


@given(ROWS)
def test_the_table_has_one_line_a_row_and_cuts_what_is_too_wide(rows: list[tuple[Cell, ...]]) -> None:
    text = write(answer(*rows), "table")
    assert len(text.split("\n")) == len(rows) + 3
    assert all(len(line) <= 2 * 60 + 2 for line in text.split("\n"))


# Terms ---------------------------------------------------------------------------------------------------------------


def test_an_iri_of_ours_is_shown_as_its_curie_any_other_as_it_stands() -> None:
    line = '<https://w3id.org/regional-links/unit/ha-noi> <http://example.org/p> "Hà Nội"@vi .\n'
    graph = in_memory((line.encode(), "nt", "http://example.org/", ""))
    [row] = graph.rows("SELECT ?s ?p ?o ?none { ?s ?p ?o }")
    assert [answers.shown(term) for term in row] == ["unit:ha-noi", "http://example.org/p", "Hà Nội", None]


# Joining and sorting -------------------------------------------------------------------------------------------------


def test_joined_values_stand_once_each_in_vietnamese_order() -> None:
    rows = [("1", "Đà Nẵng"), ("1", "Cần Thơ"), ("1", "Đà Nẵng"), ("1", "An Giang"), ("2", "Huế")]
    assert join(rows, ("id", "names"), ("names",)) == [("1", "An Giang; Cần Thơ; Đà Nẵng"), ("2", "Huế")]


def test_rows_that_differ_elsewhere_stay_apart() -> None:
    rows = [("1", "x", "a"), ("1", "y", "b")]
    assert join(rows, ("id", "kind", "names"), ("names",)) == rows


def test_a_thing_without_a_value_keeps_its_row() -> None:
    assert join([("1", None)], ("id", "names"), ("names",)) == [("1", None)]
    assert join([("1", None), ("1", "x")], ("id", "names"), ("names",)) == [("1", "x")]


def test_several_columns_join_at_once_and_the_first_row_gives_the_place() -> None:
    rows = [("2", "b", "y"), ("1", "a", "x"), ("2", "a", "y")]
    assert join(rows, ("id", "p", "q"), ("p", "q")) == [("2", "a; b", "y"), ("1", "a", "x")]


def test_nothing_joined_is_nothing_changed() -> None:
    assert join([("1", "x"), ("1", "x")], ("id", "n"), ()) == [("1", "x"), ("1", "x")]


@given(st.lists(st.tuples(st.sampled_from("123"), st.sampled_from(["x", "y", None])), max_size=12))
def test_joining_loses_no_value_and_makes_none(rows: list[tuple[Cell, ...]]) -> None:
    joined = join(rows, ("id", "n"), ("n",))
    apart = {(row[0], value) for row in joined for value in (row[1] or "").split("; ") if value}
    assert apart == {row for row in rows if row[1]}
    assert sorted({str(row[0]) for row in rows}) == sorted(str(row[0]) for row in joined)


def test_names_sort_as_vietnamese_sorts_and_unknown_ones_come_first() -> None:
    names = ["Đồng Nai", "Điện Biên", "Đắk Lắk", "An Giang", "Cà Mau", "Cần Thơ", "Cao Bằng"]
    rows: list[tuple[Cell, ...]] = [(name,) for name in names] + [(None,)]
    found = [row[0] for row in order(rows, ("name",), ("name",))]
    assert found == [None, "An Giang", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đắk Lắk", "Điện Biên", "Đồng Nai"]


def test_rows_that_agree_in_what_is_sorted_keep_their_order() -> None:
    rows: list[tuple[Cell, ...]] = [("b", "2"), ("a", "9"), ("b", "1")]
    assert order(rows, ("n", "v"), ("n",)) == [("a", "9"), ("b", "2"), ("b", "1")]
