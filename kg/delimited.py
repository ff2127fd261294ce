"""CSV files -> records | findings: dialect, encoding, quoting and limits, without knowing what a table means.

A file is read as it is or told why not: nothing is guessed but the separator (from the header line, and said in
`detected`), no byte is replaced, no cell is moved. Sizes are bounded before and while a file is read, so a single
cell of 100 MB costs one finding. Records follow RFC 4180 with the line ends CR, LF and CRLF.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from kg.errors import Finding

Report = Callable[[Finding], None]

FILE_LIMIT: Final = 512 * 1024 * 1024
CELL_LIMIT: Final = 1024 * 1024
_LINE_LIMIT: Final = 4 * CELL_LIMIT
_HEAD: Final = 64 * 1024
_SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "TAB"}
#: What a spreadsheet runs, and what `as_text` made of it.
_RUNS: Final = re.compile(r"'*[=+\-@\t\r]")
_SEP_LINE: Final = re.compile(r'"?sep=(?P<sep>[,;\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)
_SAVE: Final = "save the table as 'CSV UTF-8'"
#: Titles are where an unquoted separator usually stands.
_WORDY: Final = ("title", "name", "text", "official_name", "note")

# Bytes of Vietnamese letters in code pages without a Python codec; those that Latin-1 shares are left out.
_VISCII: Final = frozenset(bytes.fromhex("f0dfbde5e4d5efb8f7f8a4a5a7a1a3aaabacaeafb0b5beb6fed1d7f1e6a9b1b7b2d8"))
_TCVN3: Final = frozenset(bytes.fromhex("aeadabaca9aaa8b8b5b6b7b9ddd7decac7cbbec6d5d2d3d6dcc8c9ced1a7"))
_CP1258_TONES: Final = re.compile(
    rb"[aeiouyAEIOUY\xe2\xe3\xea\xf4\xf5\xfd\xc2\xc3\xca\xd4\xd5\xdd][\xcc\xd2\xde\xec\xf2]"
)


@dataclass(frozen=True, slots=True)
class Delimited:
    """An opened CSV file: its raw header cells, where they stand, and how its records are parted.

    `detected` says in words what is not the plain case (another separator than the comma), or "".
    """

    path: Path
    name: str
    header: tuple[str, ...]
    header_line: int
    separator: str
    detected: str

    def records(self, report: Report) -> Iterator[tuple[int, list[str]]]:
        """(line where the record begins, its cells) of every regular record that is not blank.

        Line ends inside a cell become LF. Irregular records are reported and left out; a fault after which the
        place in the file is not certain (a giant cell, wrong bytes) ends the reading, and its finding says so.
        """
        width = len(self.header)
        for begins, record, several in self._parsed(report):
            if len(record) != width:
                if any(map(str.strip, record)):
                    report(self._ragged(begins, record))
                continue
            if several:
                record = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in record]
            yield begins, record

    def _parsed(self, report: Report) -> Iterator[tuple[int, list[str], bool]]:
        """(line, cells, whether the record spans several lines) of every record below the header that is not blank."""
        csv.field_size_limit(CELL_LIMIT)  # one limit for the whole process, as the module has it
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            lines = _Lines(iter(partial(file.readline, _LINE_LIMIT), ""))
            reader = csv.reader(lines, delimiter=self.separator, strict=True)
            above = self.header_line - 1
            deque(islice(lines, above), maxlen=0)
            while True:
                begins = reader.line_num + above + 1
                try:
                    record = next(reader)
                except StopIteration:
                    return
                except (UnicodeDecodeError, _GiantLine, csv.Error) as fault:
                    report(self._fault(begins, fault, lines.last, reader.line_num + above <= begins))
                    if not isinstance(fault, csv.Error) or _too_long(fault):
                        return
                    continue
                if lines.apostrophe:
                    record, lines.apostrophe = [_stated(cell) for cell in record], False
                if begins != self.header_line and any(record):
                    yield begins, record, reader.line_num + above != begins

    def _fault(self, line: int, fault: Exception, last: str, one_line: bool) -> Finding:
        if isinstance(fault, UnicodeDecodeError):
            return _wrong_bytes(self.path, self.name)
        if isinstance(fault, _GiantLine) or _too_long(fault):
            return self._giant(line, last, one_line)
        return self._quoting(line, last, str(fault))

    def _ragged(self, line: int, record: Sequence[str]) -> Finding:
        width, extra = len(self.header), len(record) - len(self.header)
        message = f"line {line} has {len(record)} cells for {width} columns"
        if extra < 0:
            last = self.header[len(record) - 1]
            mend = f"the line ends after {last!r}: write a separator for every empty cell"
            return Finding(self.name, line, last, record[-1].strip(), "ragged-row", message, mend)
        wordy = next((i for i, h in enumerate(self.header) if h.strip().casefold() in _WORDY), None)
        mend = f"put quotation marks around the cell that holds a {_SEPARATORS[self.separator]}"
        if wordy is None:
            return Finding(self.name, line, "", _short(record[-1]), "ragged-row", message, mend)
        column = self.header[wordy].strip()
        value = self.separator.join(record[wordy : wordy + extra + 1]).strip()
        mend += f', perhaps the {column}: "{_short(value)}"'
        return Finding(self.name, line, column, _short(value), "ragged-row", message, mend)

    def _quoting(self, line: int, text: str, fault: str) -> Finding:
        if "end of data" in fault:
            message, mend = "a quotation mark is opened and never closed", "close it at the end of its cell"
        else:
            message = "text follows a closing quotation mark"
            mend = 'write a quotation mark inside a quoted cell twice: ""'
        return Finding(self.name, line, "", _short(text), "quoting", f"line {line}: {message}", mend)

    def _giant(self, line: int, beginning: str, one_line: bool) -> Finding:
        cells = re.finditer(rf'(?:^|{self.separator})("(?:[^"]++|"")*+"?|[^{self.separator}]*)', beginning)
        place = next(
            (i for i, cell in enumerate(cells) if len(cell[1]) >= CELL_LIMIT or cell.end() == len(beginning)), 0
        )
        column = self.header[place] if one_line and place < len(self.header) else ""
        message = f"a cell is longer than {CELL_LIMIT:,} characters; the file was not read from here on"
        mend = "shorten the cell, or close its quotation mark"
        return Finding(self.name, line, column, _short(beginning), "cell-too-long", message, mend)


def open_csv(path: Path, name: str, known: Callable[[str], bool]) -> Delimited | Finding:
    """Opens a CSV file; `known` tells whether a header cell names a column, which decides between separators.

    A file that is empty, too large, not text or not UTF-8 in its header gives the finding instead.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as fault:
        return Finding(name, 0, "", "", "unreadable", str(fault.strerror), "check the file and its permissions")
    refused = _refuse(name, size, head)
    if refused:
        return refused
    text, finding = _decoded_head(path, name, head, whole=size <= _HEAD)
    if finding:
        return finding
    start = 1
    if stated := _SEP_LINE.match(text):
        text, start = text[stated.end() :], 2
    line, begins = _first_line(text, start)
    if not line:
        message = "the header line is too long" if size > _HEAD else "the file holds no header"
        return Finding(name, begins, "", "", "no-header", message, "write the column names in the first line")
    opened = Delimited(path, name, (), begins, stated["sep"] if stated else ",", "")
    tried = [_header(line, s) for s in ([stated["sep"]] if stated else _SEPARATORS)]
    best = max(tried, key=lambda pair: (sum(map(known, pair[1])), len(pair[1]), pair[0] == ","))
    detected = f"separator {_SEPARATORS[best[0]]}" if best[0] != "," else ""
    return replace(opened, header=tuple(best[1]), separator=best[0], detected=detected)


class _GiantLine(Exception):
    """A physical line is longer than the limit."""


def _too_long(fault: Exception) -> bool:
    return "field limit" in str(fault)


class _Lines:
    """Physical lines, the last one kept for findings; `apostrophe` tells that one held it since it was reset."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self.last, self.apostrophe = lines, "", False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.last = line = next(self._lines)
        self.apostrophe = self.apostrophe or "'" in line
        if len(line) >= _LINE_LIMIT:
            raise _GiantLine
        return line


def _refuse(name: str, size: int, head: bytes) -> Finding | None:
    """What can be told from size and first bytes: too large, empty, a workbook, UTF-16."""
    if size > FILE_LIMIT:
        message = f"the file has {size:,} bytes, more than {FILE_LIMIT:,}"
        return Finding(name, 0, "", "", "file-too-large", message, "part the table into several folders")
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        return Finding(name, 0, "", "", "empty-file", "the file is empty", "write the column names in the first line")
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        message = "the file is a workbook, not CSV"
        return Finding(name, 0, "", "", "not-csv", message, "name it .xlsx, or " + _SAVE)
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if wide or head.count(b"\0") > len(head) // 4:
        message = "the file is UTF-16, not UTF-8"
        return Finding(name, 0, "", f"bytes {head[:2].hex(' ').upper()}", "encoding", message, _SAVE)
    return None


def _decoded_head(path: Path, name: str, head: bytes, whole: bool) -> tuple[str, Finding | None]:
    """The text of the first bytes as far as it is UTF-8; the finding when already the header is not."""
    text = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        return text.decode(head, final=whole), None
    except UnicodeDecodeError as fault:
        good = head[: fault.start].decode("utf-8-sig", "ignore")
        if "\n" in good.lstrip() or "\r" in good.lstrip():
            return good, None  # the header stands; `records` reports the place
        return "", _wrong_bytes(path, name)


def _first_line(text: str, start: int) -> tuple[str, int]:
    """The first line that is not blank and its number; ("", line) if none ends within the text."""
    for number, line in enumerate(re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text), start):
        if line.strip():
            return (line, number) if line.endswith(("\r", "\n")) or len(text) < _HEAD // 4 else ("", number)
    return "", start


def _header(line: str, separator: str) -> tuple[str, list[str]]:
    cells = next(csv.reader([line], delimiter=separator), [])
    return separator, [cell.strip().strip("\ufeff\u200b").strip() for cell in cells]


def _wrong_bytes(path: Path, name: str) -> Finding:
    """Finds the first byte that is not UTF-8: value, offset from 0, line, and the likely code page."""
    decoder, offset, line, before = codecs.getincrementaldecoder("utf-8")(), 0, 1, b""
    with path.open("rb") as file:
        while chunk := file.read(_HEAD * 16):
            pending = decoder.getstate()[0]
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as fault:
                at = fault.start - len(pending)  # negative: the character began in the chunk before
                around = (before + chunk)[-_HEAD * 16 :]
                byte = (pending + chunk)[fault.start]
                line += _line_ends(chunk[: max(at, 0)])
                page = _code_page(around)
                message = f"not UTF-8: byte 0x{byte:02X} at offset {offset + at}, most likely {page}"
                return Finding(name, line, "", f"0x{byte:02X}", "encoding", message, _SAVE)
            offset, line, before = offset + len(chunk), line + _line_ends(chunk), chunk
    message = f"not UTF-8: the file ends at offset {offset} in the middle of a character"
    return Finding(name, line, "", "", "encoding", message, "copy the file again; its end is missing")


def _line_ends(raw: bytes) -> int:
    return raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")


def _code_page(raw: bytes) -> str:
    """The likely old code page, from the bytes that Vietnamese letters have in each; a hint, never used to decode."""
    high = [byte for byte in raw if byte >= 0x80]
    tones = len(_CP1258_TONES.findall(raw))
    if tones * 5 >= len(high):
        return "windows-1258"
    shares = {"TCVN3 (ABC fonts)": _TCVN3, "VISCII": _VISCII}
    counts = {page: sum(byte in letters for byte in high) for page, letters in shares.items()}
    page = max(counts, key=lambda p: counts[p])
    return page if counts[page] * 2 >= len(high) else "Latin-1 (windows-1252)"


def as_text(cell: str) -> str:
    """A cell for spreadsheets: what would run as a formula there has an apostrophe before it. Undone when read."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def _stated(cell: str) -> str:
    """Undoes `as_text`."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def _short(text: str, limit: int = 80) -> str:
    text = text.strip()
    return text if len(text) <= limit else text[: limit - 1] + "…"
