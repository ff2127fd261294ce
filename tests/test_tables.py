"""Folders of CSV tables: what is read, what is a finding, and how each finding says the mend."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.delimited import CELL_LIMIT, FILE_LIMIT
from kg.errors import WARNING, Finding, UsageError
from kg.tables import FORBIDDEN, Row, Table, column_names, find, spelled, table_names
from kg.vocabulary import Column, Kind, load

MODEL = load()
HEADER = "id,title,signed,period_start,period_end,parties,source"
ROW = "A1,Hợp tác ba tỉnh,2022-01-22,2022,2025,Quảng Ninh; Hải Dương; Bắc Giang,S1"
NAMES = HEADER.split(",")


def read(folder: Path, content: str | bytes, name: str = "agreements.csv") -> tuple[list[Row], list[Finding]]:
    raw = content if isinstance(content, bytes) else content.encode()
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    tables, findings = find([folder], MODEL)
    return [row for table in tables for row in table.rows(findings.append)], findings


def one(folder: Path, content: str | bytes, name: str = "agreements.csv") -> Finding:
    _, findings = read(folder, content, name)
    assert len(findings) == 1, findings
    assert findings[0].mend
    return findings[0]


def table(folder: Path, content: str) -> Table:
    (folder / "agreements.csv").write_bytes(content.encode())
    return find([folder], MODEL)[0][0]


# What is read --------------------------------------------------------------------------------------------------------


def test_a_row_has_its_line_and_its_cells_in_the_order_of_the_header(tmp_path: Path) -> None:
    rows, findings = read(tmp_path, f"{HEADER}\n{ROW}\n")
    assert findings == []
    assert rows == [Row(2, tuple(ROW.split(",")))]
    assert table(tmp_path, f"{HEADER}\n{ROW}\n").headers == tuple(NAMES)


def test_a_header_line_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER) == ([], [])


def test_a_cell_of_blanks_is_absent_and_stray_separators_stay_for_the_reader_of_the_cell(tmp_path: Path) -> None:
    rows, findings = read(tmp_path, f'{HEADER}\nA1,Hợp tác,2022-01-22,,  \u00a0 ,"Quảng Ninh; ; Hải Dương;",S1\n')
    assert findings == []
    assert rows[0].cells[3:6] == ("", "", "Quảng Ninh; ; Hải Dương;")


def test_blank_lines_and_rows_of_separators_are_no_rows(tmp_path: Path) -> None:
    rows, findings = read(tmp_path, f"{HEADER}\n\n,,,,,,\n{ROW}\n , ,,,,,\n")
    assert findings == []
    assert [row.line for row in rows] == [4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(tmp_path: Path, end: str) -> None:
    rows, findings = read(tmp_path, end.join([HEADER, ROW, ROW.replace("A1", "A2")]))
    assert findings == []
    assert [(row.line, row.cells[0]) for row in rows] == [(2, "A1"), (3, "A2")]


def test_a_row_is_named_by_the_line_where_it_begins_and_a_line_end_in_a_cell_is_lf(tmp_path: Path) -> None:
    text = f'{HEADER}\r\nA1,"Ký ""ba bên"", gồm:\r\nQuảng Ninh",,,,,S1\r\nA2,Hai,,,,,S1\r\n'
    rows, findings = read(tmp_path, text)
    assert findings == []
    assert rows[0] == Row(2, ("A1", 'Ký "ba bên", gồm:\nQuảng Ninh', "", "", "", "", "S1"))
    assert (rows[1].line, rows[1].cells[0]) == (4, "A2")


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolon"), ("\t", "TAB")])
def test_another_separator_is_detected_and_said(tmp_path: Path, separator: str, word: str) -> None:
    read_table = table(tmp_path, separator.join(NAMES) + "\n" + separator.join(["A1", "Một, hai", *[""] * 4, "S1"]))
    assert read_table.detected == f"separator {word}"
    assert next(read_table.rows()).cells[1] == "Một, hai"


def test_the_line_by_which_a_spreadsheet_names_its_separator_is_understood(tmp_path: Path) -> None:
    rows, findings = read(tmp_path, "sep=;\n" + HEADER.replace(",", ";") + "\nA1;Một;;;;;S1\n")
    assert (findings, rows[0].line) == ([], 3)


def test_a_byte_order_mark_and_odd_blanks_around_headers_do_not_matter(tmp_path: Path) -> None:
    rows, findings = read(tmp_path, b"\xef\xbb\xbf" + "\u00a0ID , Title,source\u00a0\nA1,Một,S1\n".encode())
    assert (findings, rows) == ([], [Row(2, ("A1", "Một", "S1"))])


@pytest.mark.parametrize("header", ["mã,tiêu đề,ngày ký,nguồn", "MA,TIEU DE,Ngày Ký,nguon", "id,title,signed,source"])
def test_headers_are_slugs_or_labels_in_any_case_and_with_or_without_diacritics(tmp_path: Path, header: str) -> None:
    for form in ("NFC", "NFD"):
        assert table(tmp_path, unicodedata.normalize(form, header)).headers == ("id", "title", "signed", "source")


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    composed = f"{HEADER}\nA1,Hợp tác Điện Biên,,,,Điện Biên; Hải Dương,S1\n"
    assert read(tmp_path, unicodedata.normalize("NFD", composed)) == read(tmp_path, composed)


def test_tables_lie_in_the_folder_or_in_links_and_reference(tmp_path: Path) -> None:
    for name in ("sources.csv", "links/agreements.csv", "reference/units.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("id,source\n" if name != "sources.csv" else "id,title\n")
    tables, findings = find([tmp_path], MODEL)
    assert [t.name for t in tables] == ["sources.csv", "links/agreements.csv", "reference/units.csv"]
    assert findings == []


def test_a_file_may_bear_the_vietnamese_name_of_its_class(tmp_path: Path) -> None:
    rows, findings = read(tmp_path, f"{HEADER}\n{ROW}\n", unicodedata.normalize("NFD", "Thoả thuận.CSV"))
    assert (len(rows), findings) == (1, [])


def test_hidden_files_locks_of_spreadsheets_and_other_files_are_passed_over(tmp_path: Path) -> None:
    for name in (".agreements.csv", "~$agreements.xlsx", "notes.md", "datapackage.json"):
        (tmp_path / name).write_text("x")
    assert find([tmp_path], MODEL) == ([], [])


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]) | st.sampled_from('",;\t\n\r')),
            min_size=3,
            max_size=3,
        ),
        max_size=5,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_whatever_is_written_as_csv_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]], separator: str, end: str, mark: bool
) -> None:
    clean = [[FORBIDDEN.sub("", cell.replace("\r", "\n")) for cell in row] for row in cells]
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
        [["id", "title", "source"], *clean]
    )
    folder = tmp_path_factory.mktemp("written")
    rows, findings = read(folder, text.getvalue().encode("utf-8-sig" if mark else "utf-8"))
    expected = [tuple(unicodedata.normalize("NFC", cell.strip()) for cell in row) for row in clean]
    assert findings == []
    assert [row.cells for row in rows] == [row for row in expected if any(row)]


def test_a_second_reading_gives_the_same_rows_and_no_finding_twice(tmp_path: Path) -> None:
    opened = table(tmp_path, f"{HEADER}\n{ROW}\nA2,zu,viel,a,b,c,d,e\n")
    findings: list[Finding] = []
    assert list(opened.rows(findings.append)) == list(opened.rows())
    assert len(findings) == 1


# Headers and names ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", MODEL.kinds, ids=lambda kind: kind.table)
def test_no_spelling_of_a_header_means_two_columns(kind: Kind) -> None:
    spellings: dict[str, set[Column]] = {}
    for column in kind.columns:
        for text in (column.header, column.label_vi, column.label_en):
            spellings.setdefault(spelled(text), set()).add(column)
    assert {key: [c.header for c in columns] for key, columns in spellings.items() if len(columns) > 1} == {}
    assert set(column_names(kind)) == set(spellings) - {""}


def test_no_name_of_a_table_means_two_classes() -> None:
    for kind in MODEL.kinds:
        assert {table_names(MODEL)[spelled(name)] for name in (kind.table, kind.label_vi, kind.label_en)} == {kind}


def test_an_unknown_header_is_named_with_the_nearest(tmp_path: Path) -> None:
    finding = one(tmp_path, "id,title,sined,source\nA1,Một,2022,S1\n")
    assert (finding.row, finding.column, finding.rule) == (1, "sined", "unknown-column")
    assert "signed (ngày ký)" in finding.mend


def test_two_headers_of_one_column_are_refused_in_whatever_language(tmp_path: Path) -> None:
    finding = one(tmp_path, "id,title,signed,source,Ngày ký\nA1,Một,2022,S1,2021\n")
    assert (finding.rule, finding.value) == ("duplicate-column", "Ngày ký")


def test_a_missing_required_column_is_named(tmp_path: Path) -> None:
    finding = one(tmp_path, "id,title,signed\nA1,Một,2022\n")
    assert (finding.rule, finding.column) == ("missing-column", "source")


def test_one_wide_column_is_never_a_table(tmp_path: Path) -> None:
    _, findings = read(tmp_path, HEADER.replace(",", "|") + "\n" + ROW.replace(",", "|") + "\n")
    assert {f.rule for f in findings} == {"unknown-column", "missing-column"}


def test_cells_under_no_header_are_told_and_an_empty_column_is_not(tmp_path: Path) -> None:
    assert read(tmp_path, "id,title,source,,\nA1,Một,S1,,\n")[1] == []
    assert one(tmp_path, "id,title,source,,\nA1,Một,S1,,ghi thêm\n").rule == "no-header"


def test_an_unknown_table_is_a_warning_with_the_nearest_name(tmp_path: Path) -> None:
    finding = one(tmp_path, HEADER, "agrements.csv")
    assert (finding.rule, finding.severity) == ("unknown-table", WARNING)
    assert "agreements" in finding.mend


@pytest.mark.parametrize("name", ["agreements.ods", "agreements.xls", "agreements.tsv"])
def test_a_table_in_another_format_is_not_passed_over_in_silence(tmp_path: Path, name: str) -> None:
    assert one(tmp_path, HEADER, name).rule == "not-read"


def test_two_filled_files_of_one_table_are_refused_and_an_empty_template_is_not(tmp_path: Path) -> None:
    (tmp_path / "agreements.csv").write_text(HEADER + "\n")
    rows, findings = read(tmp_path, f"{HEADER}\n{ROW}\n", "Agreement.csv")
    assert (len(rows), findings) == (1, [])
    (tmp_path / "agreements.csv").write_text(f"{HEADER}\n{ROW}\n")
    assert [f.rule for f in find([tmp_path], MODEL)[1]] == ["two-tables"]


def test_one_table_may_stand_in_two_places_of_a_folder_and_its_rows_are_read_together(tmp_path: Path) -> None:
    read(tmp_path, f"{HEADER}\n{ROW}\n", "links/agreements.csv")
    rows, findings = read(tmp_path, f"{HEADER}\n{ROW.replace('A1', 'A2')}\n")
    assert ([row.cells[0] for row in rows], findings) == (["A2", "A1"], [])


def test_two_data_folders_may_have_the_same_table(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "agreements.csv").write_text(f"{HEADER}\n{ROW}\n")
    tables, findings = find([tmp_path / "a", tmp_path / "b"], MODEL)
    assert [t.folder.name for t in tables] == ["a", "b"]
    assert findings == []


def test_a_folder_that_does_not_exist_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kg init"):
        find([tmp_path / "nowhere"], MODEL)


# Irregular rows ------------------------------------------------------------------------------------------------------


def test_ragged_rows_are_told_with_their_line_and_mend_and_the_others_are_read(tmp_path: Path) -> None:
    text = (
        f"{HEADER}\nA1,Hợp tác Hải Dương, Hải Phòng,2022-03-13,2022,2025,Hải Dương; Hải Phòng,S1\n"
        f"A2,Hợp tác hai tỉnh,2019-10-05,2020,2025\n{ROW}\n"
    )
    rows, (long, short) = read(tmp_path, text)
    assert (long.row, long.message) == (2, "line 2 has 8 cells for 7 columns")
    assert (long.column, long.value) == ("title", "Hợp tác Hải Dương, Hải Phòng")
    assert "quotation marks" in long.mend
    assert (short.row, short.message) == (3, "line 3 has 5 cells for 7 columns")
    assert [row.line for row in rows] == [4]


def test_text_after_a_closing_quotation_mark_is_told_and_reading_goes_on(tmp_path: Path) -> None:
    rows, (finding,) = read(tmp_path, f'{HEADER}\nA1,"Hợp tác" ba tỉnh,,,,,S1\n{ROW}\n')
    assert (finding.row, finding.rule) == (2, "quoting")
    assert [row.line for row in rows] == [3]


def test_a_quotation_mark_that_is_never_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    _, (finding,) = read(tmp_path, f'{HEADER}\n{ROW}\nA2,"Hợp tác,,,,,S1\nA3,Ba,,,,,S1\n')
    assert (finding.row, finding.rule) == (3, "quoting")
    assert "never closed" in finding.message


# Encodings and characters --------------------------------------------------------------------------------------------

VIETNAMESE = {
    "windows-1258": b"H\xf5\xf2p t\xe1c,2019-10-05,2020,2025,Ha\xd2i D\xfd\xf5ng; B\xe3\xecc Giang,S1\r\n",
    "TCVN3": b"H\xeep t\xb8c \xae\xa7,,,,H\xb6i D\xad\xacng; B\xbec Giang,S1\r\n",
    "VISCII": b"H\xfep t\xe1c,,,,H\xe4i D\xdf\xbdng; B\xa1c Giang; Qu\xe4ng Ninh,S1\r\n",
    "Latin-1": b"Coop\xe9ration interr\xe9gionale,,,,Hai Duong; Bac Giang,S1\r\n",
}


@pytest.mark.parametrize("page", VIETNAMESE)
def test_what_is_not_utf8_is_told_with_byte_offset_line_and_likely_code_page(tmp_path: Path, page: str) -> None:
    head = HEADER.encode() + b"\r\nA1,"
    finding = one(tmp_path, head + VIETNAMESE[page])
    offset = len(head) + next(i for i, byte in enumerate(VIETNAMESE[page]) if byte >= 0x80)
    assert (finding.row, finding.rule) == (2, "encoding")
    assert (
        f"byte 0x{VIETNAMESE[page][offset - len(head)]:02X} at offset {offset}, most likely {page}" in finding.message
    )
    assert "CSV UTF-8" in finding.mend


def test_the_first_wrong_byte_is_found_far_inside_a_file(tmp_path: Path) -> None:
    good = f"{HEADER}\n".encode() + f"{ROW}\n".encode() * 20_000
    finding = one(tmp_path, good + b"A2,Coop\xe9ration,,,,,S1\n")
    assert (finding.row, finding.value) == (20_002, "0xE9")
    assert f"offset {len(good) + 7}" in finding.message


def test_a_file_cut_inside_a_letter_is_told_so(tmp_path: Path) -> None:
    assert "middle of a character" in one(tmp_path, f"{HEADER}\nA1,Hợp tá".encode()[:-1]).message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf16_is_told_with_its_mend(tmp_path: Path, encoding: str) -> None:
    finding = one(tmp_path, f"{HEADER}\n{ROW}\n".encode(encoding))
    assert "UTF-16" in finding.message


def test_a_workbook_named_csv_is_told_so(tmp_path: Path) -> None:
    assert one(tmp_path, b"PK\x03\x04" + bytes(60)).rule == "not-csv"


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\0", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x85", "U+0085"),
        ("\ufffd", "U+FFFD REPLACEMENT CHARACTER"),
    ],
)
def test_hidden_and_lost_characters_are_named_by_code_point(tmp_path: Path, character: str, named: str) -> None:
    finding = one(tmp_path, f"{HEADER}\nA1,Hợp {character}tác,,,,,S1\n")
    assert (finding.row, finding.column) == (2, "title")
    assert named in finding.message
    assert character not in finding.value


@pytest.mark.parametrize("title", ["a\tb", "Đà Nẵng – “ba bên”", "<b>&</b>", "日本", "=1+1", "Ðắk Nông"])
def test_tab_quotation_marks_and_foreign_letters_are_plain_text(tmp_path: Path, title: str) -> None:
    rows, findings = read(tmp_path, f"{HEADER}\nA1,{title},,,,,S1\n")
    assert (findings, rows[0].cells[1]) == ([], title)


# Limits --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\n"])
def test_an_empty_file_is_told_so(tmp_path: Path, content: bytes) -> None:
    assert one(tmp_path, content).rule == "empty-file"


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_giant_cell_is_one_finding_with_its_place(tmp_path: Path, quote: str) -> None:
    giant = "x" * (5 * CELL_LIMIT)
    rows, (finding,) = read(tmp_path, f"{HEADER}\n{ROW}\nA2,{quote}{giant}{quote},,,,,S1\n")
    assert (finding.row, finding.column, finding.rule) == (3, "title", "cell-too-long")
    assert len(finding.value) < 200
    assert len(rows) == 1


def test_a_giant_cell_of_many_lines_is_one_finding(tmp_path: Path) -> None:
    _, (finding,) = read(tmp_path, f'{HEADER}\nA1,"' + "một dòng\n" * 200_000 + '",,,,,S1\n')
    assert (finding.row, finding.rule) == (2, "cell-too-long")


def test_a_cell_just_within_the_limit_is_read(tmp_path: Path) -> None:
    rows, findings = read(tmp_path, f"{HEADER}\nA1,{'x' * (CELL_LIMIT - 1)},,,,,S1\n")
    assert (findings, len(rows[0].cells[1])) == ([], CELL_LIMIT - 1)


def test_a_giant_header_is_told_so(tmp_path: Path) -> None:
    assert one(tmp_path, "x" * (2 * CELL_LIMIT)).rule == "no-header"


def test_a_file_above_the_limit_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "agreements.csv").open("wb") as file:
        file.write(f"{HEADER}\n".encode())
        file.truncate(FILE_LIMIT + 1)  # sparse: costs no disk
    tables, (finding,) = find([tmp_path], MODEL)
    assert (tables, finding.rule) == ([], "file-too-large")


@pytest.mark.parametrize("rows", [[], [ROW], [ROW, "x,y"], [ROW, "", ROW.replace("A1", "A2")]])
def test_every_finding_names_file_line_rule_and_mend(tmp_path: Path, rows: Sequence[str]) -> None:
    _, findings = read(tmp_path, "\n".join([HEADER, *rows]))
    for finding in findings:
        assert finding.file == "agreements.csv"
        assert all((finding.row, finding.rule, finding.message, finding.mend))
