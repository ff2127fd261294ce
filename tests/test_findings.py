"""Bad rows of every kind: each is a finding with file, line, column, value and mend; all are told at once."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from tests.commands import HEADER, SOURCES, Place, agreements

EVIDENCE = "source,place"
SECOND = "S2,Nguồn hai,Báo B,https://example.org/s2,2022-01-23,2026-11-01,facts only\n"


def told(path: Path, files: dict[str, str | bytes]) -> list[dict[str, Any]]:
    """The findings of a check of these files, those of the packaged reference left out."""
    said = Place(path, files)("check", "--format", "json")
    assert said.code in (0, 1), said.told
    found = [f for f in json.loads(said.text) if not f["file"].startswith("reference/")]
    assert all(f["mend"] and f["message"] for f in found)
    assert (said.code == 1) == any(f["severity"] == "violation" for f in found)
    return found


def violations(path: Path, files: dict[str, str | bytes]) -> list[dict[str, Any]]:
    return [f for f in told(path, files) if f["severity"] == "violation"]


def one(path: Path, files: dict[str, str | bytes]) -> dict[str, Any]:
    found = violations(path, files)
    assert len(found) == 1, found
    return found[0]


# References ----------------------------------------------------------------------------------------------------------


def test_a_source_that_is_not_listed_is_told_with_the_nearest(tmp_path: Path) -> None:
    found = one(tmp_path, agreements("A1,Một,2022-01-22,,,Quảng Ninh; Hải Dương,S1x"))
    assert (found["file"], found["row"], found["column"], found["value"]) == ("agreements.csv", 2, "source", "S1x")
    assert "src:S1" in found["mend"]


def test_a_row_without_a_source_is_told(tmp_path: Path) -> None:
    assert one(tmp_path, agreements("A1,Một,2022-01-22,,,Quảng Ninh; Hải Dương,"))["column"] == "source"


def test_a_reference_that_leads_nowhere_is_told_with_the_nearest(tmp_path: Path) -> None:
    table = "id,title,agreement,source\nC1,Việc một,agr:A2,S1\nC2,Việc hai,A1,S1\n"
    found = one(tmp_path, {"commitments.csv": table})
    assert (found["row"], found["column"], found["value"]) == (2, "agreement", "agr:A2")
    assert "agr:A1" in found["mend"]


def test_ten_thousand_references_that_lead_nowhere_are_told_in_seconds(tmp_path: Path) -> None:
    many = "".join(f"A{n},Thoả thuận {n},2022-01-22,,,Quảng Ninh; Hải Dương,S1\n" for n in range(20_000))
    table = "id,title,agreement,source\n" + "".join(f"C{n},Việc {n},agr:B{n},S1\n" for n in range(12_000))
    begun = time.monotonic()
    found = violations(tmp_path, {"agreements.csv": HEADER + many, "commitments.csv": table})
    assert time.monotonic() - begun < 60
    assert len(found) == 10_001
    assert found[-1]["rule"] == "more"
    assert re.match(r"2,00\d further findings", found[-1]["message"])


def test_a_party_that_has_ended_is_told_with_where_it_went(tmp_path: Path) -> None:
    found = one(tmp_path, agreements("A1,Một,2025-08-10,,,Hải Dương; Quảng Ninh,S1"))
    assert found["rule"] == "unit-ended"
    assert "2025-06-30" in found["message"]
    assert "unit:hai-phong-2025" in found["mend"]


def test_a_party_named_by_a_later_name_is_a_warning(tmp_path: Path) -> None:
    files = agreements("A1,Một,2022-01-22,,,unit:hai-phong-2025; Quảng Ninh,S1")
    assert violations(tmp_path, files) == []
    assert "unit-named-later" in [f["rule"] for f in told(tmp_path, files)]


def test_a_name_without_any_day_is_told_with_the_versions(tmp_path: Path) -> None:
    undated = SOURCES.replace(",2022-01-22,", ",,")
    found = one(tmp_path, {**agreements("A1,Một,,,,Hải Phòng; unit:quang-ninh,S1"), "sources.csv": undated})
    assert found["rule"] == "unit-without-day"
    assert "unit:hai-phong (" in found["mend"]
    assert "unit:hai-phong-2025 (" in found["mend"]


@pytest.mark.parametrize("turned", [False, True], ids=["the better day first", "the better day last"])
def test_a_row_that_states_only_a_period_acts_on_the_day_of_the_signing(tmp_path: Path, turned: bool) -> None:
    """Hải Dương signed in March 2025 for 2026 on; it ended in between, and no row says otherwise."""
    rows = ["A1,Một,2025-03-10,,,Quảng Ninh; Hải Dương,S1", "A1,,,2026,2030,Quảng Ninh; Hải Dương,S2"]
    files = {**agreements(*(reversed(rows) if turned else rows)), "sources.csv": SOURCES + SECOND}
    assert violations(tmp_path, files) == []


def test_an_unknown_unit_is_told_with_the_nearest_names(tmp_path: Path) -> None:
    found = one(tmp_path, agreements("A1,Một,2022-01-22,,,Hải Dưng; Quảng Ninh,S1"))
    assert "Hải Dương" in found["mend"]


# Dates ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad", ["2022-02-31", "2022-13", "22/1/2022", "0000", "2022-1-2", "hôm qua", "1 tháng 2", "44583"]
)
def test_what_no_calendar_has_is_told(tmp_path: Path, bad: str) -> None:
    found = one(tmp_path, agreements(f"A1,Một,{bad},,,unit:quang-ninh; unit:hai-duong,S1"))
    assert (found["column"], found["value"]) == ("signed", bad)


@pytest.mark.parametrize(("start", "end"), [("2022", "2021"), ("2022-05", "2022-04-30"), ("2022?", "[2019..2021]")])
def test_an_end_before_its_start_is_told(tmp_path: Path, start: str, end: str) -> None:
    found = one(tmp_path, agreements(f"A1,Một,2021-01-22,{start},{end},Quảng Ninh; Hải Dương,S1"))
    assert (found["rule"], found["column"], found["value"]) == ("end-before-start", "period_end", end)
    assert start in found["message"]


@pytest.mark.parametrize(
    ("start", "end"), [("2022", "2022"), ("2022-05", "2022"), ("2022", "2022-01-01"), ("2022", "")]
)
def test_an_end_that_may_come_after_its_start_is_fine(tmp_path: Path, start: str, end: str) -> None:
    assert violations(tmp_path, agreements(f"A1,Một,2021-01-22,{start},{end},Quảng Ninh; Hải Dương,S1")) == []


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("events.csv", "id,title,from,until,source\nE1,Họp,2022-05-02,2022-05-01,S1\n"),
        ("units.csv", "id,name,category,from,until,source\nxa,Xa,foreign,2020,2019,S1\n"),
        ("codes.csv", "unit,scheme,code,from,until,source\nHà Nội,gso-2025,99,2020,2019,S1\n"),
        ("commitments.csv", "id,title,agreement,period_start,period_end,source\nC1,Việc,A1,2022,2021,S1\n"),
        ("commitments.csv", "id,title,agreement,period_start,due,source\nC1,Việc,A1,2022,2021,S1\n"),
    ],
)
def test_an_end_before_its_start_is_told_in_every_table(tmp_path: Path, name: str, table: str) -> None:
    assert one(tmp_path, {name: table})["rule"] == "end-before-start"


def test_an_end_of_one_source_before_the_start_of_another_is_a_warning(tmp_path: Path) -> None:
    head = "id,title,from,until,source\n"
    files: dict[str, str | bytes] = {
        "projects.csv": f"{head}P1,Đường,2022,,S1\nP1,,,2021,S2\n",
        "sources.csv": SOURCES + SECOND,
    }
    assert violations(tmp_path, files) == []
    assert [f["column"] for f in told(tmp_path, files) if f["rule"] == "end-before-start"] == ["until"]


# Rows of one record --------------------------------------------------------------------------------------------------


def test_two_rows_with_one_id_source_and_place_are_twins(tmp_path: Path) -> None:
    row = "A1,Một,2022-01-22,,,Quảng Ninh; Hải Dương,S1"
    found = one(tmp_path, agreements(row, row.replace("Một", "Hai")))
    assert (found["rule"], found["row"], found["value"]) == ("duplicate", 3, "agr:A1")


def test_rows_that_differ_in_place_or_source_are_no_twins(tmp_path: Path) -> None:
    head = HEADER.strip() + ",place\n"
    row = "A1,Một,2022-01-22,,,Quảng Ninh; Hải Dương,"
    table = f'{head}{row}S1,"char=1,2"\n{row}S1,"char=3,4"\n{row}S1,\n{row}S2,\n'
    assert violations(tmp_path, {"agreements.csv": table, "sources.csv": SOURCES + SECOND}) == []


def test_two_sources_with_one_id_are_twins(tmp_path: Path) -> None:
    found = one(tmp_path, {"sources.csv": SOURCES + SOURCES.splitlines()[1].replace("Báo A", "Báo B") + "\n"})
    assert (found["file"], found["row"], found["rule"]) == ("sources.csv", 3, "duplicate")


def test_one_id_in_two_tables_of_different_kinds_is_fine(tmp_path: Path) -> None:
    assert violations(tmp_path, {"events.csv": "id,title,from,source\nA1,Họp,2022-05-02,S1\n"}) == []


def test_a_required_cell_is_asked_of_the_record_and_not_of_every_row(tmp_path: Path) -> None:
    head = "id,of,title,status,date,source\n"
    files: dict[str, str | bytes] = {
        "reports.csv": f"{head}R1,A1,Báo cáo,signed,2022-02,S1\nR1,,,,,S2\nR2,,Không rõ,signed,2022-03,S1\n",
        "sources.csv": SOURCES + SECOND,
    }
    found = one(tmp_path, files)
    assert (found["row"], found["column"], found["rule"]) == (4, "of", "required")


def test_a_record_whose_rows_stand_in_two_tables_has_the_evidence_of_both(tmp_path: Path) -> None:
    place = Place(
        tmp_path,
        {
            **agreements("A1,Một,2022-01-22,,,Quảng Ninh; Hải Dương,S1"),
            "links/agreements.csv": "id,principle,source\nA1,Cùng phát triển,S2\n",
            "sources.csv": SOURCES + SECOND,
        },
    )
    assert place("build").code == 0
    query = "SELECT ?s ?p { ?e rl:about agr:A1 ; prov:wasDerivedFrom ?s OPTIONAL { ?e rl:states/rdf:predicate ?p } }"
    stated = {(row["s"].rsplit("/", 1)[-1], row["p"].rsplit("#", 1)[-1]) for row in place.csv("query", query).rows}
    assert stated == {("S1", "concluded"), ("S1", "party"), ("S2", "principle")}
    assert place.csv("query", "SELECT ?x { agr:A1 rl:principle ?x }").first == ["Cùng phát triển"]


def test_a_row_without_any_of_its_ends_is_told(tmp_path: Path) -> None:
    found = one(tmp_path, {"participations.csv": "in,unit,body,person,role,source\nagr:A1,,,,party,S1\n"})
    assert (found["rule"], found["column"]) == ("required", "unit")
    assert "unit, body, person" in found["message"]


# Changes -------------------------------------------------------------------------------------------------------------

UNITS = "id,name,category,from,until,source\n" + "".join(f"u{n},Xứ {n},foreign,,,S1\n" for n in range(1, 5))
CHANGES = "id,kind,inputs,outputs,effective,resolution,source\n"


@pytest.mark.parametrize(
    ("rows", "column", "words"),
    [
        ("c1,merge,u1; u2,u3; u4,2020-01-01,,S1\n", "outputs", "exactly one output"),
        ("c1,merge,u1; nope,u3,2020-01-01,,S1\n", "inputs", "nope"),
        ("c1,name,u1,u2,2020-01-01,,S1\nc2,name,u1,u3,2021-01-01,,S1\n", "inputs", "does so once"),
        ("c1,name,u1,u2,2020-01-01,,S1\nc2,name,u2,u1,2021-01-01,,S1\n", "outputs", "circle"),
        ("c1,name,u1,u2,,,S1\n", "effective", "no day of effect"),
        ("c1,name,u1,u2,2020-13-01,,S1\n", "effective", "no month 13"),
    ],
)
def test_changes_that_make_no_sense_are_told_by_row_and_column(
    tmp_path: Path, rows: str, column: str, words: str
) -> None:
    found = [
        f for f in violations(tmp_path, {"units.csv": UNITS, "changes.csv": CHANGES + rows}) if words in f["message"]
    ]
    assert {f["column"] for f in found} == {column}
    assert found[0]["file"] == "changes.csv"
    assert found[0]["row"] >= 2


# All of them ---------------------------------------------------------------------------------------------------------


def test_findings_of_every_table_are_told_also_when_one_cannot_be_read(tmp_path: Path) -> None:
    found = violations(
        tmp_path,
        {
            "agreements.csv": "id,titel,signed,parties\nA1,Một,2022-02-31,Quảng Ninh\n",
            "commitments.csv": "id,title,agreement,due,source\nC1,Việc,A1,2022-02-31,S1\nC2,Việc,A1,31/12/2022,S1\n",
            "events.csv": b"id,title\xff\n",
            "projects.csv": "id,title,approved,source\nP1,Đường,tháng hai,S1,\n",
            "reports.csv": "",
        },
    )
    places = {(f["file"], f["row"], f["column"]) for f in found}
    assert {("agreements.csv", 1, "titel"), ("agreements.csv", 1, "source"), ("reports.csv", 0, "")} <= places
    assert {("commitments.csv", 2, "due"), ("commitments.csv", 3, "due")} <= places
    assert {"events.csv", "projects.csv"} <= {f["file"] for f in found}
    assert not [f for f in found if f["rule"] == "reference"]  # the agreements could not be looked up


def test_every_fault_of_a_row_is_told(tmp_path: Path) -> None:
    found = violations(tmp_path, agreements("A 1,Một,2022-02-31,2022-13,x,Quảng Nam Ninh; 14,S9"))
    assert [f["column"] for f in found] == ["id"]  # without an id there is no record to speak of
    found = violations(tmp_path, agreements("A1,Một,2022-02-31,2022-13,x,Quảng Nam Ninh; 14,S9"))
    assert sorted(f["column"] for f in found) == [
        "parties",
        "parties",
        "period_end",
        "period_start",
        "signed",
        "source",
    ]


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--",
    "{{7*7}}",
    "javascript:alert(1)",
    "\\u0022",
    "%s%n",
    "${x}",
    "$(x)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_are_harmless_text(tmp_path: Path, text: str) -> None:
    place = Place(tmp_path, agreements(f'A1,"{text}",2022-01-22,,,Quảng Ninh; Hải Dương,S1'))
    assert place.csv("query", "SELECT ?t { agr:A1 rdfs:label ?t }").first == [text]
    assert text in place("show", "agr:A1").text


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org",
     "example.org", "https://", "https://a b", "https://a\\b", "https://a/%zz", "https://<a>"],
)  # fmt: skip
def test_an_address_that_is_none_of_the_web_is_told(tmp_path: Path, address: str) -> None:
    found = one(tmp_path, {"sources.csv": SOURCES.replace("https://example.org/s1", f'"{address}"')})
    assert (found["column"], found["rule"]) == ("address", "address")


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\u202e", "\u200b", "\ufeff", "\u2028", "\ufffd", "\x85"])
def test_a_character_that_shows_nothing_is_told_by_its_name(tmp_path: Path, sign: str) -> None:
    found = one(tmp_path, agreements(f"A1,Một{sign}hai,2022-01-22,,,Quảng Ninh; Hải Dương,S1"))
    assert found["column"] == "title"
    assert re.search(r"U\+[0-9A-F]{4}", found["message"])
    assert sign not in json.dumps(found, ensure_ascii=False)


def test_findings_are_told_as_text_json_and_a_validation_report(tmp_path: Path) -> None:
    import pyoxigraph

    place = Place(tmp_path, agreements('A1,"Một ""hai""",2022-02-31,,,unit:quang-ninh; unit:hai-duong,S1'))
    assert "agreements.csv line 2, column signed: '2022-02-31'" in place("check").text
    report = list(pyoxigraph.parse(place("check", "--format", "turtle").out, format=pyoxigraph.RdfFormat.TURTLE))
    predicates = {triple.predicate.value.rsplit("#", 1)[-1] for triple in report}
    assert {"conforms", "result", "resultSeverity", "resultMessage", "value"} <= predicates
