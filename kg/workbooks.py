"""XLSX -> grids of text | findings. A workbook is not a grid; what has no meaning in a table is named by cell.

Values come through openpyxl's own sheet parser, which tells formula, error, number, date (with the workbook's date
system) and text apart and sees merges and hidden rows, at one row in memory. python-calamine is faster but gives a
formula's last result, an error as text and no hidden rows. Before anything is parsed the package is measured (entry
sizes, ratio) and every part with a document type declaration is refused, so neither zip nor entity bombs unfold.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from kg.errors import WARNING, Finding

Report = Callable[[Finding], None]

UNPACKED_LIMIT: Final = 200 * 1024 * 1024
RATIO_LIMIT: Final = 200
_ENTRY_LIMIT: Final = 10_000
_CELL_LIMIT: Final = 1024 * 1024
_CHUNK: Final = 1024 * 1024
#: What zipfile, expat and openpyxl raise on damaged packages; openpyxl has no exception of its own for them.
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, ParseError, EOFError, OSError, NotImplementedError, RuntimeError,
    KeyError, IndexError, ValueError, TypeError, AttributeError,
)  # fmt: skip
_REFUSED: Final = {
    "formula": ("a formula stands here", "paste it as a value"),
    "error": ("the cell shows an error", "write the value or empty the cell"),
    "moment": ("the date has a time of day", "write the day alone"),
    "time": ("a time or duration stands here", "write what is meant as text"),
    "giant": (f"the cell is longer than {_CELL_LIMIT:,} characters", "shorten it"),
}
_MISPLACED: Final = {
    "number": "the cell is a number where text is meant",
    "date": "the cell is a date where none is meant",
    "boolean": "the cell is a truth value where none is meant",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, raw header cells, and its cells as text.

    `rows` are (row of the sheet, column index from 0 -> text); `sorts` names every cell that is not plain text
    (number, date, boolean, formula, error, moment, time, giant); `hidden` and `merged` are descriptions by cell.
    """

    path: Path
    name: str
    title: str
    header: tuple[str, ...]
    header_line: int
    detected: str
    rows: Sequence[tuple[int, dict[int, str]]]
    sorts: dict[tuple[int, int], str]
    faults: tuple[Finding, ...]

    def records(self, accepted: Sequence[frozenset[str]], report: Report) -> Iterator[tuple[int, list[str]]]:
        """(row, its cells) of every row below the header that holds something.

        `accepted` says for each column which sorts of cells beside text mean what they show.
        """
        for finding in self.faults:
            report(finding)
        width = len(self.header)
        for row, cells in self.rows:
            record = [""] * width
            for column, text in cells.items():
                sort = self.sorts.get((row, column))
                if column >= width:
                    message = "the cell stands beside the table: its column has no header"
                    report(self._finding(row, column, text, "no-header", message, "name the column or empty the cell"))
                elif sort in _REFUSED:
                    message, mend = _REFUSED[sort]
                    report(self._finding(row, column, text, f"{sort}-cell", message, mend))
                else:
                    if sort and sort not in accepted[column]:
                        mend = f"format the cell as text and write it as it is meant, as {_as_meant(sort, text)}"
                        report(self._finding(row, column, text, f"{sort}-cell", _MISPLACED[sort], mend))
                    record[column] = text
            yield row, record

    def _finding(self, row: int, column: int, text: str, rule: str, message: str, mend: str) -> Finding:
        header = self.header[column] if column < len(self.header) else ""
        return Finding(self.name, row, f"{header} ({_address(row, column)})".strip(), text[:120], rule, message, mend)


def open_workbook(path: Path, name: str, report: Report) -> list[Sheet]:
    """The sheets of a workbook in their order; [] and a finding when it cannot or must not be read."""
    try:
        if refused := _refuse(path, name):
            report(refused)
            return []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it will not write back; nothing is written
            return _read(path, name)
    except _DAMAGED as fault:
        message = f"not a readable XLSX workbook ({type(fault).__name__})"
        mend = "open it, remove a password if it has one, and save it as XLSX again"
        report(Finding(name, 0, "", "", "unreadable", message, mend))
        return []


def _refuse(path: Path, name: str) -> Finding | None:
    """Measures the package before anything is parsed. Raises zipfile's errors for what is no package."""
    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
        size = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if size > UNPACKED_LIMIT or len(entries) > _ENTRY_LIMIT or (size > _CHUNK and size > packed * RATIO_LIMIT):
            message = f"the workbook unfolds to {size:,} bytes from {packed:,}; that is refused"
            return Finding(name, 0, "", "", "zip-bomb", message, "save the tables as CSV UTF-8")
        for entry in entries:
            if entry.filename.lower().endswith((".xml", ".rels", ".vml")) and _declares_type(package, entry):
                message = "a part of the workbook declares a document type or entities; that is refused"
                return Finding(name, 0, "", entry.filename, "xml-entities", message, "save it again as XLSX")
    return None


def _declares_type(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """True for <!DOCTYPE or <!ENTITY anywhere in the part, also in UTF-16."""
    tail = b""
    with package.open(entry) as part:
        while chunk := part.read(_CHUNK):
            text = tail + chunk.replace(b"\0", b"")
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                return True
            tail = text[-16:]
    return False


def _read(path: Path, name: str) -> list[Sheet]:
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    try:
        detected = "dates counted from 1904" if book.epoch == CALENDAR_MAC_1904 else ""
        return [_sheet(book, sheet, path, name, detected) for sheet in book.worksheets]
    finally:
        book.close()


def _sheet(book: Any, sheet: Any, path: Path, name: str, detected: str) -> Sheet:
    from openpyxl.worksheet._reader import WorkSheetParser

    shown = f"{name}!{sheet.title}"
    rows: list[tuple[int, dict[int, str]]] = []
    sorts: dict[tuple[int, int], str] = {}
    # The parser behind openpyxl's two modes: its read-only mode drops merges and hidden rows, the other needs
    # some fifty times the file in memory.
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for row, cells in parser.parse():
            texts: dict[int, str] = {}
            for cell in cells:
                text, sort = _text(cell["value"], cell["data_type"])
                if text.strip():
                    texts[cell["column"] - 1] = text
                    if sort:
                        sorts[row, cell["column"] - 1] = sort
            if texts:
                rows.append((row, texts))
    if not rows:
        return Sheet(path, shown, sheet.title, (), 0, detected, (), {}, ())
    line, first = rows.pop(0)
    header = tuple(" ".join(first.get(i, "").split()) for i in range(max(first) + 1))
    faults = (*_merges(parser, shown, header, line), *_hidden(parser, sheet, shown, rows, header))
    return Sheet(path, shown, sheet.title, header, line, detected, rows, sorts, faults)


def _text(value: Any, data_type: str) -> tuple[str, str]:
    """A cell's text and, where it is not plain text, its sort."""
    from openpyxl.utils.escape import unescape

    if value is None:
        return "", ""
    if data_type == "f":
        return str(getattr(value, "text", None) or value), "formula"
    if data_type == "e":
        return str(value), "error"
    if isinstance(value, bool):
        return ("yes" if value else "no"), "boolean"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return (value.date().isoformat(), "date") if midnight else (value.isoformat(" "), "moment")
    if isinstance(value, date):
        return value.isoformat(), "date"
    if isinstance(value, (time, timedelta)):
        return str(value), "time"
    if isinstance(value, (int, float)):
        return _plain(value), "number"
    text = unescape(str(value)) if "_x" in str(value) else str(value)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return (text, "") if len(text) <= _CELL_LIMIT else (text[:80], "giant")


def _plain(value: int | float) -> str:
    """Plain digits, with the 15 significant ones that a spreadsheet keeps: 2022, 0.1, 3695000000000."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _as_meant(sort: str, text: str) -> str:
    return f"0{text}, if it is the code of two digits" if sort == "number" and len(text) == 1 else f"{text!r}"


def _merges(parser: Any, name: str, header: Sequence[str], line: int) -> Iterator[Finding]:
    for merged in parser.merged_cells.mergeCell if parser.merged_cells else ():
        left, top, right, bottom = merged.bounds
        if bottom >= line and left <= len(header) and (left, top) != (right, bottom):
            column = f"{header[left - 1]} ({merged.coord})".strip()
            message, mend = "cells are merged", "unmerge them and write the value in each row that it is of"
            yield Finding(name, top, column, merged.coord, "merged-cells", message, mend)


def _hidden(parser: Any, sheet: Any, name: str, rows: Sequence[tuple[int, dict[int, str]]], header: Sequence[str]) \
        -> Iterator[Finding]:  # fmt: skip
    """Warnings: hidden content is read like any other, but its author may not know that it stands there."""
    message, mend = "is hidden and is read all the same", "show it, or delete it if it is not meant"
    if sheet.sheet_state != "visible":
        yield Finding(name, 0, "", sheet.title, "hidden", f"the sheet {message}", mend, WARNING)
    dimensions = parser.row_dimensions
    for row, cells in rows:
        if dimensions.get(str(row), {}).get("hidden") in ("1", "true"):
            yield Finding(
                name, row, "", next(iter(cells.values()))[:120], "hidden", f"the row {message}", mend, WARNING
            )
    for attributes in parser.column_dimensions.values():
        if attributes.get("hidden") in ("1", "true"):
            for place in range(int(attributes["min"]) - 1, min(int(attributes["max"]), len(header))):
                column = f"{header[place]} ({_address(1, place)[:-1]})".strip()
                if any(place in cells for _, cells in rows):
                    yield Finding(name, 0, column, "", "hidden", f"the column {message}", mend, WARNING)


def _address(row: int, column: int) -> str:
    from openpyxl.utils.cell import get_column_letter

    return f"{get_column_letter(column + 1)}{row}"
