"""XLSX tables: what each sort of cell means, and what a workbook must not hold."""

from __future__ import annotations

import datetime as dt
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kg.errors import WARNING, Finding
from kg.tables import FORBIDDEN, Row, find
from kg.vocabulary import load

MODEL = load()
HEADER = ["id", "title", "signed", "period_start", "period_end", "parties", "source"]
ROW = ["A1", "Hợp tác ba tỉnh", "2022-01-22", "2022", "2025", "Quảng Ninh; Hải Dương", "S1"]


def book(path: Path, *rows: Sequence[Any], change: Callable[[Any, Any], None] = lambda _book, _sheet: None) -> Path:
    work = openpyxl.Workbook()
    for row in rows:
        work.active.append(row)
    change(work, work.active)
    work.save(path)
    return path


def read(folder: Path) -> tuple[list[Row], list[Finding]]:
    tables, findings = find([folder], MODEL)
    return [row for table in tables for row in table.rows(findings.append)], findings


def one(folder: Path, *rows: Sequence[Any], **changed: Any) -> Finding:
    book(folder / "agreements.xlsx", *rows, **changed)
    _, findings = read(folder)
    assert len(findings) == 1, findings
    assert findings[0].mend
    return findings[0]


def row(**cells: Any) -> list[Any]:
    return [cells.get(header, value) for header, value in zip(HEADER, ROW, strict=True)]


# Which sheet is a table ----------------------------------------------------------------------------------------------


def test_the_only_sheet_of_a_workbook_named_after_a_table_is_that_table(tmp_path: Path) -> None:
    book(tmp_path / "agreements.xlsx", HEADER, ROW)
    assert read(tmp_path) == ([Row(2, tuple(ROW))], [])
    assert find([tmp_path], MODEL)[0][0].name == "agreements.xlsx!Sheet"


@pytest.mark.parametrize("title", ["agreements", "Agreements", "Thoả thuận", "thoa thuan"])
def test_a_sheet_named_after_a_table_is_that_table_in_any_workbook(tmp_path: Path, title: str) -> None:
    book(tmp_path / "so tay.xlsx", HEADER, ROW, change=lambda _, sheet: setattr(sheet, "title", title))
    tables, findings = find([tmp_path], MODEL)
    assert [t.name for t in tables] == [f"so tay.xlsx!{title}"]
    assert findings == []


def test_a_sheet_that_is_no_table_is_a_warning_and_an_empty_one_is_nothing(tmp_path: Path) -> None:
    def more(work: Any, sheet: Any) -> None:
        sheet.title = "agreements"
        work.create_sheet("Tính toán").append(["x"])
        work.create_sheet("Sheet2")
        work.create_sheet("_choices").append(["x"])

    finding = one(tmp_path, HEADER, ROW, change=more)
    assert (finding.file, finding.rule, finding.severity) == ("agreements.xlsx!Tính toán", "unknown-table", WARNING)


def test_the_same_table_as_csv_and_xlsx_is_refused(tmp_path: Path) -> None:
    (tmp_path / "agreements.csv").write_text(",".join(HEADER) + "\n" + ",".join(ROW), encoding="utf-8")
    assert one(tmp_path, HEADER, ROW).rule == "two-tables"


# Cells ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_a_real_date_is_its_iso_day_under_both_date_systems(tmp_path: Path, epoch: dt.datetime | None) -> None:
    work = openpyxl.Workbook()
    if epoch:
        work.epoch = epoch
    work.active.append(HEADER)
    work.active.append(row(signed=dt.date(2022, 1, 22), period_start=dt.datetime(2022, 1, 1)))
    work.save(tmp_path / "agreements.xlsx")
    rows, findings = read(tmp_path)
    assert (findings, rows[0].cells[2:4]) == ([], ("2022-01-22", "2022-01-01"))
    assert find([tmp_path], MODEL)[0][0].detected == ("dates counted from 1904" if epoch else "")


def test_a_date_with_a_time_of_day_is_told(tmp_path: Path) -> None:
    finding = one(tmp_path, HEADER, row(signed=dt.datetime(2022, 1, 22, 14, 30)))
    assert (finding.row, finding.column, finding.rule) == (2, "signed (C2)", "moment-cell")


def test_a_year_may_be_a_number(tmp_path: Path) -> None:
    book(tmp_path / "agreements.xlsx", HEADER, row(period_start=2022, period_end=2025.0))
    rows, findings = read(tmp_path)
    assert (findings, rows[0].cells[3:5]) == ([], ("2022", "2025"))


@pytest.mark.parametrize(
    ("value", "text"), [(3695, "3695"), (0.1 + 0.2, "0.3"), (1e15, "1000000000000000"), (-2.5, "-2.5")]
)
def test_numbers_are_plain_digits(tmp_path: Path, value: float, text: str) -> None:
    book(tmp_path / "figures.xlsx", ["id", "of", "quantity", "value", "source"], ["F1", "A1", "cost", value, "S1"])
    rows, findings = read(tmp_path)
    assert (findings, rows[0].cells[3]) == ([], text)


def test_a_code_that_is_a_number_is_told_and_never_mended_in_silence(tmp_path: Path) -> None:
    book(tmp_path / "codes.xlsx", ["unit", "scheme", "code", "source"], ["Cao Bằng", "gso-2025", 4, "S1"])
    _, (finding,) = read(tmp_path)
    assert (finding.row, finding.column, finding.value, finding.rule) == (2, "code (C2)", "4", "number-cell")
    assert "as text" in finding.mend
    assert "04" in finding.mend


@pytest.mark.parametrize("column", ["id", "title", "parties"])
def test_a_number_where_a_name_is_meant_is_told(tmp_path: Path, column: str) -> None:
    assert one(tmp_path, HEADER, row(**{column: 14})).rule == "number-cell"


def test_a_date_where_a_name_is_meant_is_told(tmp_path: Path) -> None:
    assert one(tmp_path, HEADER, row(title=dt.date(2022, 3, 4))).rule == "date-cell"


def test_a_truth_value_is_yes_or_no_where_one_is_meant(tmp_path: Path) -> None:
    book(
        tmp_path / "projects.xlsx",
        ["id", "title", "collective", "source"],
        ["P1", "Một", True, "S1"],
        ["P2", "Hai", False, "S1"],
    )
    rows, findings = read(tmp_path)
    assert (findings, [r.cells[2] for r in rows]) == ([], ["yes", "no"])
    assert one(tmp_path, HEADER, row(title=True)).rule == "boolean-cell"


@pytest.mark.parametrize("formula", ["=HYPERLINK(B1)", '="A"&"1"', "=1+1"])
def test_a_formula_is_told_by_its_cell(tmp_path: Path, formula: str) -> None:
    finding = one(tmp_path, HEADER, row(title=formula))
    assert (finding.row, finding.column, finding.value, finding.rule) == (2, "title (B2)", formula, "formula-cell")


def test_text_that_begins_like_a_formula_is_text(tmp_path: Path) -> None:
    def as_text(_: Any, sheet: Any) -> None:
        sheet["B2"].value, sheet["B2"].data_type = "=1+1", "s"

    book(tmp_path / "agreements.xlsx", HEADER, ROW, change=as_text)
    rows, findings = read(tmp_path)
    assert (findings, rows[0].cells[1]) == ([], "=1+1")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_value_is_told(tmp_path: Path, error: str) -> None:
    finding = one(tmp_path, HEADER, row(title=error))
    assert (finding.column, finding.value, finding.rule) == ("title (B2)", error, "error-cell")


def test_a_line_end_in_a_cell_is_one_lf(tmp_path: Path) -> None:
    book(tmp_path / "agreements.xlsx", HEADER, row(title="Một_x000D_\nhai"))
    assert read(tmp_path)[0][0].cells[1] == "Một\nhai"


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"], exclude_characters="_")),
            min_size=3,
            max_size=3,
        ),
        max_size=4,
    )
)
def test_whatever_text_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    clean = [[FORBIDDEN.sub("", cell) for cell in line] for line in cells]
    folder = tmp_path_factory.mktemp("written")

    def as_text(_: Any, sheet: Any) -> None:
        for number, line in enumerate(clean, 2):
            for column, text in enumerate(line, 1):
                cell = sheet.cell(number, column)
                cell.value = text
                cell.data_type = "s"

    book(folder / "agreements.xlsx", ["id", "title", "source"], change=as_text)
    rows, findings = read(folder)
    expected = [tuple(unicodedata.normalize("NFC", text.strip()) for text in line) for line in clean]
    assert findings == []
    assert [r.cells for r in rows] == [line for line in expected if any(line)]


def test_the_shared_strings_of_other_programs_are_read_rich_text_too(tmp_path: Path) -> None:
    path = book(tmp_path / "agreements.xlsx", ["id", "title", "source"])
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(3))
    strings = "<si><t>A1</t></si><si><r><t>Hợp </t></r><r><rPr><b/></rPr><t>tác_x000D_</t></r></si><si><t>S1</t></si>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    for part, old, new in (
        ("xl/worksheets/sheet1.xml", "</sheetData>", f"<row>{cells}</row></sheetData>"),
        (
            "xl/_rels/workbook.xml.rels",
            "</Rel",
            f'<Relationship Id="s" Type="{office}" Target="sharedStrings.xml"/></Rel',
        ),
        (
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>',
        ),
        ("xl/sharedStrings.xml", "", f'<sst xmlns="{space}">{strings}</sst>'),
    ):
        rewritten(path, part, lambda text, o=old, n=new: text.decode().replace(o, n, 1).encode())
    assert read(tmp_path) == ([Row(2, ("A1", "Hợp tác", "S1"))], [])


# The grid ------------------------------------------------------------------------------------------------------------


def test_merged_cells_are_told(tmp_path: Path) -> None:
    finding = one(tmp_path, HEADER, ROW, row(id="A2"), change=lambda _, sheet: sheet.merge_cells("G2:G3"))
    assert (finding.row, finding.column, finding.rule) == (2, "source (G2:G3)", "merged-cells")


def test_hidden_rows_columns_and_sheets_with_content_are_warnings_and_are_read(tmp_path: Path) -> None:
    def hide(work: Any, sheet: Any) -> None:
        work.create_sheet("other")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet.column_dimensions["K"].hidden = True  # empty: nothing to say
        sheet.sheet_state = "hidden"
        work.active = 1

    book(tmp_path / "agreements.xlsx", HEADER, ROW, change=hide)
    rows, findings = read(tmp_path)
    assert [r.cells for r in rows] == [tuple(ROW)]
    assert {(f.rule, f.severity) for f in findings} == {("hidden", WARNING)}
    assert sorted((f.row, f.column) for f in findings) == [(0, ""), (0, "period_start (D)"), (2, "")]


def test_formatted_emptiness_and_blank_rows_are_nothing(tmp_path: Path) -> None:
    def paint(_: Any, sheet: Any) -> None:
        for line in sheet["A1:Z60"]:
            for cell in line:
                cell.fill = PatternFill("solid", fgColor="FFFF00")
        sheet["Z40"].font = Font(bold=True)
        sheet["B50"] = "   "

    book(tmp_path / "agreements.xlsx", HEADER, ROW, [], row(id="A2"), change=paint)
    rows, findings = read(tmp_path)
    assert findings == []
    assert [r.line for r in rows] == [2, 4]


def test_a_cell_beside_the_table_is_told(tmp_path: Path) -> None:
    finding = one(tmp_path, HEADER, [*ROW, None, "xem lại"])
    assert (finding.column, finding.value, finding.rule) == ("(I2)", "xem lại", "no-header")


def test_a_header_above_which_rows_are_empty_is_found(tmp_path: Path) -> None:
    book(tmp_path / "agreements.xlsx", [], HEADER, ROW)
    assert [r.line for r in read(tmp_path)[0]] == [3]


def test_hidden_characters_are_told_as_in_csv(tmp_path: Path) -> None:
    assert one(tmp_path, HEADER, row(title="Hợp\u202etác")).rule == "hidden-character"


def test_an_empty_workbook_is_told(tmp_path: Path) -> None:
    book(tmp_path / "agreements.xlsx")
    _, findings = read(tmp_path)
    assert [f.rule for f in findings] == ["empty-file"]


# Hostile and damaged packages ----------------------------------------------------------------------------------------


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused_before_it_is_parsed(tmp_path: Path, encoding: str) -> None:
    path = book(tmp_path / "agreements.xlsx", HEADER, ROW)
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    rewritten(path, "xl/worksheets/sheet1.xml", lambda old: (bomb + old.decode().split("?>", 1)[-1]).encode(encoding))
    _, (finding,) = read(tmp_path)
    assert (finding.rule, finding.value) == ("xml-entities", "xl/worksheets/sheet1.xml")


def test_a_package_that_unfolds_without_measure_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "agreements.xlsx", HEADER, ROW)
    rewritten(path, "xl/worksheets/sheet1.xml", lambda old: old + b" " * 40_000_000)
    _, (finding,) = read(tmp_path)
    assert finding.rule == "zip-bomb"
    assert "CSV" in finding.mend


@pytest.mark.parametrize("content", [b"", b"no package", b"\xd0\xcf\x11\xe0 old or encrypted", b"PK\x03\x04 cut"])
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "agreements.xlsx").write_bytes(content)
    _, (finding,) = read(tmp_path)
    assert (finding.file, finding.rule) == ("agreements.xlsx", "unreadable")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_damaged_part_is_told(tmp_path: Path, part: str) -> None:
    path = book(tmp_path / "agreements.xlsx", HEADER, ROW)
    rewritten(path, part, lambda old: old[: len(old) // 2])
    _, (finding,) = read(tmp_path)
    assert finding.rule == "unreadable"


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing(tmp_path: Path) -> None:
    finding = one(tmp_path, HEADER, ROW, change=lambda _, sheet: sheet.cell(1_048_576, 16_384, "x"))
    assert (finding.row, finding.column) == (1_048_576, "(XFD1048576)")
