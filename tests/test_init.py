"""`kg init`: what it writes is read without a finding, offers what the ontology knows, and overwrites nothing."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from kg.errors import UsageError
from kg.tables import find
from kg.verbs.init import BEGIN_WITH, init
from kg.vocabulary import load

MODEL = load()
LANGUAGES = pytest.mark.parametrize("lang", ["vi", "en"])


@LANGUAGES
def test_what_is_written_is_read_without_a_finding(tmp_path: Path, lang: str) -> None:
    written = init(tmp_path / "mine", lang)
    assert [path.name for path in written] == [*(f"{table}.csv" for table in BEGIN_WITH), "tables.xlsx"]
    tables, findings = find([tmp_path / "mine"], MODEL)
    rows = {table.kind.table: len(list(table.rows(findings.append))) for table in tables}
    assert findings == []
    assert {table for table, count in rows.items() if count} == {"agreements", "sources"}
    assert set(rows) == {kind.table for kind in MODEL.kinds if not kind.reference}


@LANGUAGES
def test_every_table_has_all_columns_of_its_class_in_their_order(tmp_path: Path, lang: str) -> None:
    init(tmp_path, lang)
    for table in find([tmp_path], MODEL)[0]:
        assert table.headers == tuple(column.header for column in table.kind.columns)


def test_headers_are_in_the_language_that_is_asked(tmp_path: Path) -> None:
    init(tmp_path / "vi", "vi")
    init(tmp_path / "en", "en")
    first = {
        lang: (tmp_path / lang / "agreements.csv").read_text(encoding="utf-8").split(",")[:2] for lang in ("vi", "en")
    }
    assert first == {"vi": ["mã", "tiêu đề"], "en": ["id", "title"]}


@LANGUAGES
def test_the_example_is_the_agreement_of_three_of_13_march_2022_with_its_source(tmp_path: Path, lang: str) -> None:
    init(tmp_path, lang)
    tables = {table.kind.table: table for table in find([tmp_path], MODEL)[0]}
    cells = {
        name: dict(zip(t.headers, next(t.rows()).cells, strict=True))
        for name, t in tables.items()
        if t.path.suffix == ".csv" and any(t.rows())
    }
    agreement, source = cells["agreements"], cells["sources"]
    assert agreement["signed"] == "2022-03-13"
    assert (agreement["period_start"], agreement["period_end"]) == ("2022", "2025")
    assert agreement["parties"] == "Hải Dương; Hải Phòng; Quảng Ninh"
    assert agreement["source"] == source["id"]
    assert source["address"].startswith("https://vov.vn/")


@LANGUAGES
def test_concept_columns_have_a_drop_down_list_of_their_scheme(tmp_path: Path, lang: str) -> None:
    book = openpyxl.load_workbook(init(tmp_path, lang)[-1])
    for table in find([tmp_path], MODEL)[0]:
        sheet = next(s for s in book if s["A1"].value and s.title in (table.kind.table, table.kind.label_vi))
        lists = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
        for cell, column in zip(sheet[1], table.kind.columns, strict=True):
            concepts = MODEL.schemes.get(column.scheme or "", ())
            if concepts:
                sheet_name, area = lists[cell.column_letter].replace("'", "").split("!")
                offered = (
                    [line[0].value for line in book[sheet_name][area.replace("$", "")]] if len(concepts) > 1 else []
                )
                wanted = [c.label_vi if lang == "vi" else c.slug for c in concepts]
                assert offered == wanted or len(concepts) == 1
    assert book["_choices"].sheet_state == "hidden"


def test_columns_are_formatted_as_text_and_headers_are_explained(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(init(tmp_path, "vi")[-1])["Thoả thuận"]
    formats = {cell.value: sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]}
    assert formats["mã"] == formats["ngày ký"] == formats["các bên"] == "@"
    assert formats["số bên"] == "General"
    comments = {cell.value: cell.comment.text for cell in sheet[1]}
    assert all(comments.values())
    assert "bắt buộc" in comments["mã"]
    assert "cách nhau" in comments["các bên"]


def test_a_row_typed_into_the_workbook_is_read(tmp_path: Path) -> None:
    path = init(tmp_path, "vi")[-1]
    book = openpyxl.load_workbook(path)
    header = [cell.value for cell in book["Sự kiện"][1]]
    given = {"mã": "E1", "tiêu đề": "Hội nghị", "từ": "2022-01-22", "các bên": "Quảng Ninh; Hải Dương", "nguồn": "S1"}
    book["Sự kiện"].append([given.get(name) for name in header])
    book.save(path)
    tables, findings = find([tmp_path], MODEL)
    events = next(table for table in tables if table.kind.table == "events")
    assert [row.cells[0] for row in events.rows(findings.append)] == ["E1"]
    assert findings == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("mine")
    (tmp_path / "tables.xlsx").write_text("mine")
    with pytest.raises(UsageError, match=r"events\.csv, tables\.xlsx"):
        init(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.csv", "tables.xlsx"]
    assert (tmp_path / "events.csv").read_text() == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(UsageError, match="is a file"):
        init(tmp_path / "x")


def test_an_unknown_language_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="vi and en"):
        init(tmp_path, "fr")


def test_the_files_are_the_same_in_every_byte_under_another_hash_seed_and_clock(tmp_path: Path) -> None:
    here = [path.read_bytes() for path in init(tmp_path / "here")]
    code = "import sys, pathlib; from kg.verbs.init import init; init(pathlib.Path(sys.argv[1]))"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}
    subprocess.run([sys.executable, "-c", code, tmp_path / "there"], check=True, env=environment)
    assert [(tmp_path / "there" / path.name).read_bytes() for path in init(tmp_path / "again")] == here


def test_csv_tables_are_plain_utf8_that_any_reader_reads(tmp_path: Path) -> None:
    for path in init(tmp_path)[:-1]:
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file, strict=True))
        assert len({len(line) for line in lines}) == 1
        assert not lines[0][0].startswith("\ufeff")
