"""Cells -> RDF terms: what each type takes, in which form it is written, and what is said of the rest."""

from __future__ import annotations

import re
from datetime import date

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.cells import Desk, Known, local_id, no_id, parts, reader
from kg.errors import Finding
from kg.gazetteer import Days, Gazetteer, Version
from kg.vocabulary import LOCAL, Column, iri, load

MODEL = load()
UNIT = Version("unit:quang-ninh", "Quảng Ninh", ("Quảng Ninh",), "province")
IDS = {
    "agr:A1": "2022-01-22",
    "evt:E1": "2022",
    "evt:agr": "",
    "src:S1": "2022",
    "body:ubnd": "",
    "unit:quang-ninh": "",
}
KNOWN = Known(MODEL, Gazetteer({UNIT.curie: UNIT}), IDS, {"dong bac": "region:dong-bac"})
DAY = Days(date(2022, 1, 22), date(2022, 1, 22))


def read(table: str, header: str, cell: str, days: Days | None = DAY) -> tuple[tuple[str, ...], list[Finding]]:
    kind = MODEL.kind(table)
    column = kind.column(header)
    assert column
    found: list[Finding] = []
    return reader(column, kind, KNOWN, Desk(found.append, f"{table}.csv", 2))(cell, days), found


def fine(table: str, header: str, cell: str) -> tuple[str, ...]:
    values, found = read(table, header, cell)
    assert found == []
    return values


def fault(table: str, header: str, cell: str) -> Finding:
    values, found = read(table, header, cell)
    assert values == ()
    assert len(found) == 1, found
    assert (found[0].file, found[0].row, found[0].column) == (f"{table}.csv", 2, header)
    assert found[0].mend
    return found[0]


# Texts and addresses -------------------------------------------------------------------------------------------------


def test_a_text_bears_its_language_and_keeps_its_lines() -> None:
    assert fine("agreements", "title", "  Ký  \u00a0 kết\nvới Ðắk Nông ") == ('"Ký kết\\nvới Đắk Nông"@vi',)
    assert fine("agreements", "title_en", "Signed") == ('"Signed"@en',)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_literal_that_is_written_is_read_back_by_a_strict_parser(text: str) -> None:
    for term in (terms.literal(text), terms.tagged(text, "vi")):
        (triple,) = pyoxigraph.parse(f"<urn:s> <urn:p> {term} .", format=pyoxigraph.RdfFormat.N_TRIPLES)
        assert triple.object.value == text  # type: ignore[union-attr]
        assert terms.plain(term) == text


def test_an_address_is_one_of_the_web() -> None:
    assert fine("sources", "address", "https://example.org/t%C3%ACm?q=1#a")[0].startswith('"https://example.org/')
    several = "https://a.example/x; http://b.example/y"
    assert len(fine("sources", "address", several)) == 2
    for bad in ("javascript:alert(1)", "example.org", "https://a b", "https://a/%zz", 'https://a/"', "https://a\\b"):
        assert fault("sources", "address", bad).rule == "address"


# Dates, numbers, truth -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "type"),
    [("2022", "gYear"), ("2022-01", "gYearMonth"), ("2022-01-22", "date"), ("2022?", "EDTF"), ("[..2024-08]", "EDTF")],
)
def test_a_date_has_the_type_of_its_precision(cell: str, type: str) -> None:
    (term,) = fine("agreements", "signed", cell)
    assert terms.plain(term) == cell
    assert re.split("[#/]", terms.datatype(term))[-1] == type


def test_what_is_no_date_is_told_with_its_readings() -> None:
    assert "2022-04-03" in fault("agreements", "signed", "03/04/2022").mend
    assert fault("agreements", "signed", "2022-02-30").rule == "date"


@pytest.mark.parametrize(
    ("cell", "written"),
    [("3695", "3695"), ("0012.50", "12.5"), ("-0", "0"), ("-3.10", "-3.1"), ("0.0", "0"), ("20.0", "20"), (".5", None),
     ("3,695", None), ("1e3", None), ("٣", None), ("1 000", None), ("+5", None), ("--1", None)],
)  # fmt: skip
def test_a_number_is_written_in_the_form_that_the_store_keeps(cell: str, written: str | None) -> None:
    if written is None:
        assert fault("figures", "value", cell).rule == "number"
        return
    (term,) = fine("figures", "value", cell)
    assert terms.plain(term) == written
    store = pyoxigraph.Store()
    store.load(f"<urn:s> <urn:p> {term} .".encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert [str(quad.object) for quad in store] == [term]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_every_decimal_survives_the_store(value: object) -> None:
    (term,) = fine("figures", "value", f"{value:f}")
    store = pyoxigraph.Store()
    store.load(f"<urn:s> <urn:p> {term} .".encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert [str(quad.object) for quad in store] == [term]


def test_a_whole_number_has_no_decimals() -> None:
    assert terms.plain(fine("agreements", "party_count", "03")[0]) == "3"
    assert "whole number" in fault("agreements", "party_count", "3.0").message


def test_truth_is_yes_or_no_in_both_languages() -> None:
    for cell, written in (("yes", "true"), ("Có", "true"), ("TRUE", "true"), ("không", "false"), ("no", "false")):
        assert terms.plain(fine("projects", "collective", cell)[0]) == written
    assert fault("projects", "collective", "1").rule == "yes-no"


# Concepts, columns, references ---------------------------------------------------------------------------------------


def test_a_concept_is_its_slug_or_one_of_its_labels() -> None:
    concept = MODEL.schemes[MODEL.kind("agreements").column("status").scheme or ""][0]  # type: ignore[union-attr]
    for cell in (concept.slug, concept.label_vi, concept.label_en, concept.label_vi.upper()):
        assert fine("agreements", "status", cell) == (f"<{concept.iri}>",)
    assert concept.slug in fault("agreements", "status", concept.slug + "x").mend


def test_a_column_is_named_by_its_header() -> None:
    assert fine("agreements", "inferred", "signed; period_end") == (
        "<https://w3id.org/regional-links/ns#concluded>",
        "<https://w3id.org/regional-links/ns#periodEnd>",
    )
    assert "signed" in fault("agreements", "preferred", "sined").mend


def test_a_reference_is_an_id_with_or_without_its_prefix() -> None:
    for cell in ("evt:E1", "E1"):
        assert fine("agreements", "event", cell) == (f"<{iri('evt:E1')}>",)
    assert fault("agreements", "event", "agr:A1").rule == "reference"  # of another kind
    assert "evt:E1" in fault("agreements", "event", "E11").mend
    assert fault("agreements", "source", "S2").message == "S2 is no id of sources"


def test_a_party_is_a_unit_or_an_organisation_and_never_a_region() -> None:
    assert fine("agreements", "parties", "Quảng Ninh; body:ubnd") == (
        f"<{iri('unit:quang-ninh')}>",
        f"<{iri('body:ubnd')}>",
    )
    assert fine("agreements", "covers", "Đông Bắc") == (f"<{iri('region:dong-bac')}>",)
    assert fault("agreements", "parties", "Đông Bắc").column == "parties"


def test_a_bad_item_of_a_list_takes_no_other_with_it() -> None:
    values, found = read("agreements", "parties", "Quảng Ninh; Quảng Nin; 14; ;")
    assert values == (f"<{iri('unit:quang-ninh')}>",)
    assert [f.value for f in found] == ["Quảng Nin", "14"]


def test_a_faulty_cell_is_told_every_time_it_is_read() -> None:
    found: list[Finding] = []
    kind = MODEL.kind("agreements")
    column: Column | None = kind.column("signed")
    assert column
    one = reader(column, kind, KNOWN, Desk(found.append))
    for _ in range(3):
        assert one("2022-02-30", None) == ()
    assert len(found) == 3


def test_stray_separators_are_no_items() -> None:
    assert parts(" a ;; b; ") == ["a", "b"]
    assert parts(" ; ") == []


# Ids -----------------------------------------------------------------------------------------------------------------


@given(st.text(min_size=1, max_size=20))
def test_what_is_taken_as_an_id_is_a_name_that_sparql_reads(text: str) -> None:
    found = local_id(text, MODEL.kind("agreements"))
    if found:
        query = f"PREFIX agr: <http://x/> SELECT (STR({found}) AS ?s) {{}}"
        (solution,) = pyoxigraph.Store().query(query)
        assert solution["s"].value == "http://x/" + found.partition(":")[2]
    else:
        message, mend = no_id(text)
        assert message
        guess = mend.rpartition(" ")[2]
        assert LOCAL.match(guess)


def test_a_cell_without_a_prefix_gets_its_tables() -> None:
    kind = MODEL.kind("agreements")
    assert local_id("A1", kind) == local_id("agr:A1", kind) == "agr:A1"
    assert [local_id(bad, kind) for bad in ("evt:A1", "A 1", "A.1", "a__b", "-a", "", "agr:", "x²")] == [""] * 8
