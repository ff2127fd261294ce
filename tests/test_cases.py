"""What users of peer tools reported, as small inputs with the right answer: each a kind of fault, not one string.

Each test names its case (S01 to S24); a "finding" means exit 1, a place and a mend, every fault collected, and the
former store still answering.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import time
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import date
from pathlib import Path

import networkx
import pyoxigraph
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.commands import HEADER, SOURCES, Place, Said, agreements, kg, process

NAMES = HEADER.strip().split(",")


@pytest.fixture
def at(tmp_path: Path) -> Callable[..., Place]:
    """`at(files)`: a fresh data folder with the common ground and these files, and its store."""
    return lambda files=None: Place(tmp_path, files)


@pytest.fixture(scope="module")
def stood(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The common ground, built once, for questions that change nothing."""
    place = Place(tmp_path_factory.mktemp("stood"))
    assert place("build").code == 0
    return place


def refused(place: Place, *wanted: str) -> Said:
    """A build after a good one: it fails with all of these words, and the former store answers as before."""
    said = place("build")
    assert (said.code, said.out) == (1, b"")
    missing = [words for words in wanted if words not in said.told]
    assert missing == [], said.told
    assert "Traceback" not in said.told
    return said


def violations(said: Said) -> int:
    return int(re.search(r"(\d+) violations", said.told)[1])  # type: ignore[index]


def count(place: Place, pattern: str) -> int:
    said = place.csv("query", f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(said.rows[0]["n"])


# Tables in -----------------------------------------------------------------------------------------------------------


def test_s01_an_empty_cell_or_item_gives_no_triple_and_no_address(at: Callable[..., Place]) -> None:
    place = at(agreements('A1,Hợp tác ba tỉnh,2022-01-22,,   ,"Quảng Ninh; ; Hải Dương;",S1'))
    assert place("build").code == 0
    ours = "!STRSTARTS(STR(?o), 'http://www.w3.org/')"
    assert count(place, f"?s ?p ?o FILTER(isIRI(?o) && REGEX(STR(?o), '[/#]$') && {ours})") == 0
    assert count(place, r"?s ?p ?o FILTER(isLiteral(?o) && REGEX(STR(?o), '^\\s*$'))") == 0
    assert count(place, "agr:A1 rl:periodStart|rl:periodEnd ?o") == 0
    assert place.csv("ask", "parties", "agreement=A1").first == ["unit:hai-duong", "unit:quang-ninh"]


def test_s02_a_ragged_row_is_told_with_its_line_and_every_other_one_too(at: Callable[..., Place]) -> None:
    place = at()
    assert place("build").code == 0
    place.put(
        agreements(
            "A1,Hợp tác Hải Dương, Hải Phòng,2022-03-13,2022,2025,Hải Dương; Hải Phòng,S1",
            "A2,Hợp tác hai tỉnh,2019-10-05,2020,2025",
        )
    )
    said = refused(
        place, "agreements.csv line 2", "8 cells for 7 columns", "quotation marks around", "line 3", "5 cells"
    )
    assert violations(said) == 2
    assert place.csv("ask", "agreements-of", "unit=Bắc Giang", "--as-built").first == ["agr:A1"]


def test_s03_a_code_keeps_its_zeros_and_a_number_is_no_code(at: Callable[..., Place]) -> None:
    place = at({"codes.csv": "unit,scheme,code,source\nCao Bằng,gso-2025,04,S1\n"})
    assert place("build").code == 0
    notations = place.csv("query", "SELECT DISTINCT ?o { ?s skos:notation ?o FILTER(STR(?o) IN ('4', '04')) }")
    assert {row["o"] for row in notations.rows} == {"04"}
    assert count(place, "?s skos:notation ?o FILTER(DATATYPE(?o) = xsd:integer)") == 0
    assert (place.csv("ask", "agreements-of", "unit=gso-2025:04").code, place("ask", "units").code) == (0, 0)
    assert count(place, "?u rl:key 'gso-2025:04' ; rdfs:label 'Cao Bằng'@vi") == 1
    asked = place("ask", "agreements-of", "unit=gso-2025:4")
    assert asked.code == 2
    assert "gso-2025:04 (Cao Bằng)" in asked.told
    (place.data / "codes.csv").unlink()
    book = Workbook()
    book.active.append(["unit", "scheme", "code", "source"])
    book.active.append(["Cao Bằng", "gso-2025", 4, "S1"])
    book.save(place.data / "codes.xlsx")
    refused(place, "codes.xlsx!Sheet line 2, column code (C2): '4'", "the cell is a number", "as text", "04")


def test_s04_a_workbook_that_counts_from_1904_gives_the_right_day(at: Callable[..., Place]) -> None:
    place = at({"agreements.csv": None})
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(NAMES)
    parties = "Quảng Ninh; Hải Dương; Bắc Giang"
    book.active.append(["A1", "Hợp tác ba tỉnh", date(2022, 1, 22), "2022", "2025", parties, "S1"])
    book.save(place.data / "agreements.xlsx")
    assert place.csv("ask", "agreements-of", "unit=Quảng Ninh").rows[0]["signed"] == "2022-01-22"
    assert count(place, 'agr:A1 rl:concluded "2022-01-22"^^xsd:date') == 1


# Text ----------------------------------------------------------------------------------------------------------------


def test_s05_decomposed_letters_give_the_same_graph_and_the_same_answer(tmp_path: Path) -> None:
    written, answered = [], []
    for form in ("NFC", "NFD"):
        row = "A1,Hợp tác Điện Biên,2022-01-22,2022,2025,Điện Biên; Hải Dương,S1"
        place = Place(tmp_path / form, {n: unicodedata.normalize(form, t) for n, t in agreements(row).items()})
        out = tmp_path / f"{form}.nt"
        assert place("build", "--format", "nt", "-o", str(out)).code == 0
        written.append(out.read_bytes())
        answered.append(place.csv("ask", "agreements-of", unicodedata.normalize(form, "unit=Điện Biên")).out)
    assert written[0] == written[1]
    assert answered[0] == answered[1]
    text = written[1].decode()
    assert unicodedata.is_normalized("NFC", text)
    assert b"A1" in answered[1]


def test_s06_eth_is_read_as_the_vietnamese_letter_and_never_stored(at: Callable[..., Place]) -> None:
    place = at(agreements("A1,Hợp tác với \u00d0ắk Nông,2022-01-22,,,Quảng Ninh; \u00d0ắk Nông,S1"))
    for name in ("Đắk Nông", "dak nong", "ðắk nông", "Đăk Nông"):
        assert place.csv("ask", "agreements-of", f"unit={name}").first == ["agr:A1"], name
    assert place.csv("ask", "parties", "agreement=A1").first[0] == "unit:dak-nong"
    assert count(place, "?s ?p ?o FILTER(REGEX(STR(?o), '[\u00d0\u00f0]'))") == 0


def test_s07_an_old_code_page_is_named_and_never_guessed_away(at: Callable[..., Place]) -> None:
    head = b"id,title,signed,period_start,period_end,parties,source\r\n"
    row = b"A1,H\xf5\xf2p t\xe1c,2019-10-05,2020,2025,Ha\xd2i D\xfd\xf5ng; B\xe3\xecc Giang,S1\r\n"
    place = at()
    assert place("build").code == 0
    place.put({"agreements.csv": head + row})
    refused(place, "agreements.csv line 2", "byte 0xF5 at offset 60", "windows-1258", "CSV UTF-8")


# Dates ---------------------------------------------------------------------------------------------------------------


def test_s08_a_year_or_a_month_is_kept_shown_and_found_by_every_filter(at: Callable[..., Place]) -> None:
    place = at(
        agreements(
            "A1,Ngày đầy đủ,2022-01-22,,,Quảng Ninh; Hải Dương,S1",
            "A2,Chỉ biết năm,2022,,,Quảng Ninh; Hải Dương,S1",
            "A3,Chỉ biết tháng,2019-10,,,Quảng Ninh; Hải Dương,S1",
        )
    )
    rows = place.csv("ask", "agreements-of", "unit=Quảng Ninh").rows
    assert {row["agreement"]: row["signed"] for row in rows} == {
        "agr:A1": "2022-01-22",
        "agr:A2": "2022",
        "agr:A3": "2019-10",
    }
    in_force = ("ask", "agreements-of", "unit=Quảng Ninh")
    assert place.csv(*in_force, "on=2020-01-01").first == ["agr:A3"]
    assert sorted(place.csv(*in_force, "on=2022-01-10").first) == ["agr:A2", "agr:A3"]
    query = 'SELECT ?a { ?a a rl:Agreement ; rl:latest ?d FILTER(?d >= "2020-01-01"^^xsd:date) }'
    assert [row.rsplit("/", 1)[-1] for row in place.csv("query", query).first] == ["A1", "A2"]
    types = place.csv("query", "SELECT ?d { ?a rl:concluded ?c BIND(DATATYPE(?c) AS ?d) } ORDER BY ?a").first
    assert [name.rsplit("#", 1)[-1] for name in types] == ["date", "gYear", "gYearMonth"]


def test_s09_a_date_that_can_be_read_in_two_ways_is_read_in_none(at: Callable[..., Place]) -> None:
    place = at()
    assert place("build").code == 0
    place.put(
        agreements(
            "A1,Một,03/04/2022,,,Quảng Ninh; Hải Dương,S1",
            "A2,Hai,22/01/2022,,,Quảng Ninh; Hải Dương,S1",
        )
    )
    said = refused(place, "line 2, column signed: '03/04/2022'", "2022-04-03 (day first", "2022-03-04", "line 3")
    assert "write 2022-01-22" in said.told
    assert violations(said) == 2


# Units that change ---------------------------------------------------------------------------------------------------


def test_s10_a_code_without_its_scheme_is_refused_with_every_bearer(at: Callable[..., Place]) -> None:
    place = at()
    assert place("build").code == 0
    place.put(agreements("A1,Bằng mã số,2024-05-10,,,14; 22,S1"))
    said = refused(place, "column parties: '14'", "column parties: '22'", "Sơn La", "Hòa Bình", "Quảng Ninh", "Nghệ An")
    assert violations(said) == 2
    asked = place("ask", "agreements-of", "unit=14", "--as-built")
    assert asked.code == 2
    assert all(words in asked.told for words in ("gso-2004:14", "gso-2025:14", "Sơn La", "Hòa Bình"))


def test_s10_a_code_with_its_scheme_is_the_unit_that_bore_it_on_the_day(at: Callable[..., Place]) -> None:
    place = at(
        agreements(
            "A1,Trước,2024-05-10,,,gso-2004:14; gso-2004:22,S1",
            "A2,Sau,2025-08-10,,,gso-2025:24; gso-2025:22,S1",
        )
    )
    assert place("build").code == 0
    assert place.csv("ask", "parties", "agreement=A1").first == ["unit:quang-ninh", "unit:son-la"]
    assert place.csv("ask", "parties", "agreement=A2").first == ["unit:bac-ninh-2025", "unit:quang-ninh"]
    assert place.csv("ask", "successors", "unit=gso-2004:24").rows[0]["name"] == "Bắc Giang"
    assert place.csv("ask", "successors", "unit=gso-2025:24").rows[0]["name"] == "Bắc Ninh"


def test_s11_two_units_of_one_name_are_two_units(at: Callable[..., Place]) -> None:
    place = at(
        agreements(
            "A1,Trước,2024-05-10,,,An Giang; Cần Thơ,S1",
            "A2,Sau,2025-08-10,,,An Giang; Cần Thơ,S1",
            "A3,Kiên Giang,2023-03-01,,,Kiên Giang; Cần Thơ,S1",
        )
    )
    assert place("build").code == 0
    assert place.csv("ask", "parties", "agreement=A1").first[0] == "unit:an-giang"
    assert place.csv("ask", "parties", "agreement=A2").first[0] == "unit:an-giang-2025"
    today = place.csv("ask", "agreements-of", "unit=An Giang", "lens=today", "--today", "2025-12-01")
    assert sorted(today.first) == ["agr:A1", "agr:A2", "agr:A3"]
    steps = [row for row in place.csv("ask", "successors", "unit=An Giang", "date=2025-07-01").rows if row["via"]]
    assert [(row["unit"], row["resolution"], row["effective"]) for row in steps] == [
        ("unit:an-giang-2025", "202/2025/QH15", "2025-07-01")
    ]


# RDF -----------------------------------------------------------------------------------------------------------------


def test_s12_what_no_address_may_hold_is_a_finding_for_ids_and_addresses(at: Callable[..., Place]) -> None:
    place = at()
    assert place("build").code == 0
    address = 'https://example.org/tìm kiếm?q=""liên kết""'
    place.put(
        {
            "agreements.csv": HEADER
            + '"TB 2265-TB/TU ""Hà Nội"" <1> {a|b}^`\\ %zz",Thông báo,2019-10-22,,,Hà Nội; Đồng Nai,S1\n',
            "sources.csv": SOURCES.replace("https://example.org/s1", f'"{address}"'),
        }
    )
    said = refused(place, "agreements.csv line 2, column id", "cannot be an id", "sources.csv line 2, column address")
    assert violations(said) == 2
    assert "TB-2265-TB-TU" in said.told  # an id that would do


def test_s12_every_sign_that_no_address_may_hold_is_refused_in_ids_and_in_codes(at: Callable[..., Place]) -> None:
    signs = " <>\"{}|^`\\%/#?&'()*,;=@!$.:~+²"
    place = at()
    for name, head, rest in (
        ("agreements.csv", NAMES, ["Một", "2022-01-22", "", "", "Hà Nội; Đồng Nai", "S1"]),
        ("codes.csv", ["code", "unit", "scheme", "source"], ["Hà Nội", "gso-2025", "S1"]),
    ):
        with (place.data / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *([f"9{sign}9", *rest] for sign in signs)])
    said = place("check")
    assert said.code == 1
    for name, column in (("agreements.csv", "id"), ("codes.csv", "code")):
        told = re.findall(rf"{name} line (\d+), column {column}:", said.text)
        assert [int(line) for line in told] == list(range(2, len(signs) + 2))


# SPARQL --------------------------------------------------------------------------------------------------------------


def test_s13_names_in_two_languages_multiply_no_row(stood: Place) -> None:
    vi, en = (stood.csv("ask", "parties", "agreement=A1", "--lang", lang).rows for lang in ("vi", "en"))
    assert [row["name"] for row in vi] == ["Bắc Giang", "Hải Dương", "Quảng Ninh"]
    assert sorted(row["name"] for row in en) == ["Bac Giang", "Hai Duong", "Quang Ninh"]
    (row,) = stood.csv("ask", "agreements-of", "unit=Quảng Ninh").rows
    assert row["parties"].split("; ") == ["Bắc Giang", "Hải Dương", "Quảng Ninh"]


FORMS = {
    "#CONSTRUCT {?s ?p ?o}\nSELECT ?s WHERE { ?s ?p ?o } LIMIT 1": '{"head":{"vars":["s"]},"results":{"bindings":[{',
    "PREFIX x: <http://example.org/blah#> ASK { ?s ?p ?o }": '{"head":{},"boolean":true}',
    'BASE <http://example.org/> SELECT ("DROP ALL; INSERT" AS ?t) WHERE {}': '"value":"DROP ALL; INSERT"',
}


@pytest.mark.parametrize("query", FORMS)
@pytest.mark.parametrize("way", ["argument", "file", "-"])
def test_s14_only_the_parser_knows_the_form_of_a_query(stood: Place, tmp_path: Path, query: str, way: str) -> None:
    (tmp_path / "question.rq").write_text(query, encoding="utf-8")
    given = {"argument": query, "file": str(tmp_path / "question.rq"), "-": "-"}[way]
    said = stood("query", given, "--format", "json", input=query.encode())
    assert said.code == 0, said.told
    assert FORMS[query] in said.text


def test_s14_a_fault_is_shown_in_the_users_own_line_with_a_caret(stood: Place) -> None:
    said = stood("query", "SELECT ?s\nWHERE { ?s ?p }", "--format", "json")
    assert (said.code, said.out) == (2, b"")
    assert "line 2, column 15" in said.told
    assert "  WHERE { ?s ?p }\n" + "  " + " " * 14 + "^" in said.told


def test_s15_a_value_with_quotes_commas_and_line_ends_is_read_back_as_entered(at: Callable[..., Place]) -> None:
    title = 'Ký "ba bên", gồm:\nQuảng Ninh'
    quoted = title.replace('"', '""')
    place = at(agreements(f'A1,"{quoted}",2022-01-22,2022,2025,Quảng Ninh; Hải Dương; Bắc Giang,S1'))
    asked = ("ask", "agreements-of", "unit=Quảng Ninh", "--format")
    records = list(csv.reader(io.StringIO(place(*asked, "csv").text, newline="")))
    assert len(records) == 2
    assert len(records[0]) == len(records[1])
    assert records[1][1] == title
    lines = place(*asked, "tsv").text.splitlines()
    assert len(lines) == 2
    assert '\\"ba bên\\", gồm:\\nQuảng Ninh' in lines[1]
    query = "SELECT ?t { agr:A1 rdfs:label ?t }"
    assert next(csv.reader(io.StringIO(place.csv("query", query).text.split("\r\n", 1)[1], newline=""))) == [title]


# Reading only --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "update",
    [
        "DROP ALL",
        "INSERT DATA {<urn:x> <urn:x> <urn:x>}",
        "LOAD <file:///etc/passwd>",
        "PREFIX x: <http://example.org/> # a comment\nDELETE WHERE { ?s ?p ?o }",
        "BASE <http://example.org/> CLEAR ALL",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
    ],
)
def test_s17_an_update_is_refused_and_changes_nothing(stood: Place, update: str) -> None:
    before = count(stood, "?s ?p ?o")
    said = stood("query", update)
    assert (said.code, said.out) == (2, b"")
    assert said.told
    assert stood("query", "ASK {?s ?p ?o}", "--as-built").text == "true\n"
    assert count(stood, "?s ?p ?o") == before


# Files out -----------------------------------------------------------------------------------------------------------


def test_s18_markup_in_an_answer_is_text(stood: Place) -> None:
    html = "http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML"
    assert stood.csv("query", f'SELECT ("<i>x</i>"^^<{html}> AS ?h) {{}}').text == "h\r\n<i>x</i>\r\n"


def test_s19_graphml_holds_missing_several_and_uncertain_values_and_one_id_an_edge(at: Callable[..., Place]) -> None:
    place = at(
        agreements(
            "A1,Một,2022-01-22,,,Quảng Ninh; Hải Dương,S1",
            "A2,Hai,2019-10,2020,2025,Quảng Ninh; Hải Dương,S1",
            "A3,Ba,,,,unit:quang-ninh; unit:hai-duong; unit:bac-giang,S1",
        )
    )
    out = place.data.parent / "g.graphml"
    assert place("export", "-o", str(out)).code == 0
    read = networkx.read_graphml(out)
    assert {"agr:A1", "agr:A2", "agr:A3"} <= set(read)
    assert read.nodes["agr:A1"]["concluded"] == "2022-01-22"
    assert read.nodes["agr:A2"]["concluded"] == "2019-10"
    assert "concluded" not in read.nodes["agr:A3"]
    edges = [edge.get("id") for edge in ElementTree.parse(out).iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(edges) == read.number_of_edges() == len(set(edges))
    assert sum("agr:A1" in edge for edge in read.edges()) == 2


FORMULA = '=HYPERLINK("https://example.org/?x="&A1,"Xem")'


def test_s20_a_text_that_looks_like_a_formula_is_exact_for_programs_and_runs_in_no_spreadsheet(
    at: Callable[..., Place],
) -> None:
    quoted = FORMULA.replace('"', '""')
    other = "@SUM(1+1)*cmd|' /C calc'!A0"
    place = at(
        agreements(
            f'A1,"{quoted}",2022-01-22,,,Quảng Ninh; Hải Dương,S1',
            f"A2,{other},2022-01-22,,,Quảng Ninh; Hải Dương,S1",
        )
    )
    rows = place.csv("query", "SELECT ?t { ?a a rl:Agreement ; rdfs:label ?t } ORDER BY ?a").rows
    assert [row["t"] for row in rows] == [FORMULA, other]
    for name in ("r.xlsx", "r.csv"):
        assert place("export", "-o", str(place.data.parent / name)).code == 0
    cells = [cell for row in load_workbook(place.data.parent / "r.xlsx").active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}  # n: an empty cell
    assert not [cell for cell in cells if cell.data_type == "n" and cell.value is not None]
    assert FORMULA in [cell.value for cell in cells]
    written = (place.data.parent / "r.csv").read_text(encoding="utf-8-sig")
    shown = [cell for record in csv.reader(io.StringIO(written, newline="")) for cell in record]
    assert not [cell for cell in shown if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert f"'{FORMULA}" in shown


# Limits --------------------------------------------------------------------------------------------------------------


def test_s21_a_query_that_would_run_for_ever_ends_in_time_and_leaves_nothing_behind(stood: Place) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    begun = time.monotonic()
    said = process("query", query, "--data", str(stood.data), "--store", str(stood.store), "--timeout", "1")
    assert (said.code, said.out) == (3, b"")
    assert time.monotonic() - begun < 8  # a second of query; the rest is the start of Python on a busy machine
    assert said.told.splitlines()[-1] == "kg: the query took longer than 1 s; give it more with --timeout"
    left = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=False).stdout
    assert str(stood.store) not in left


# S22 (several processes) stands in test_build.py, S23 (SERVICE) in test_query.py.

VALUES = ['x" } UNION { ?s ?p ?o } #', "x\\u0022 } UNION { ?s ?p ?o } #", "Quảng Ninh> ?p ?o . <http://x", "\\", "'''"]
VALUES += ["Quảng Ninh\n} #"]


@pytest.mark.parametrize("value", VALUES)
def test_s24_a_parameter_is_a_value_and_never_query_text(stood: Place, value: str) -> None:
    asked = stood.csv("ask", "agreements-of", f"unit={value}")
    assert (asked.code, asked.out) == (2, b""), asked.told
    assert "SELECT" not in asked.told
    query = "SELECT ?s ?t WHERE { ?s ?p ?t FILTER(STR(?t) = STR(?v)) }"
    bound = stood.csv("query", query, "--param", f"v={value}")
    assert (bound.code, bound.text) == (0, "s,t\r\n")


def test_the_graph_that_is_written_is_read_by_a_strict_parser(stood: Place, tmp_path: Path) -> None:
    out = tmp_path / "g.nt"
    assert (
        kg("build", "--data", str(stood.data), "--store", str(tmp_path / "T"), "--format", "nt", "-o", str(out)).code
        == 0
    )
    assert sum(1 for _ in pyoxigraph.parse(path=str(out))) == len(out.read_text("utf-8").splitlines())
