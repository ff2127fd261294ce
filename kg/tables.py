"""A folder -> its tables -> rows | findings. What a file holds is decided by its name and the ontology.

`find` opens every table of the data folders and matches its header line with the columns of its class, in English
slugs or in Vietnamese or English labels. `Table.rows` then streams the rows: cells trimmed, in NFC, in the order of
`Table.headers`, "" where nothing stands. Every fault becomes a `Finding`; a faulty row is left out, never mended.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Final

from kg.delimited import Delimited, Report, open_csv
from kg.errors import WARNING, Finding, UsageError
from kg.names import fold
from kg.vocabulary import Column, Kind, Model, Value
from kg.workbooks import Sheet, open_workbook

#: Where a data folder holds its tables.
#: Ids of the worked example that `kg init` writes begin so.
EXAMPLE: Final = "example-"
PLACES: Final = ("", "links", "reference")
_READ: Final = frozenset({".csv", ".xlsx", ".xlsm"})
_NOT_READ: Final = frozenset({".tsv", ".xls", ".xlsb", ".ods", ".numbers", ".txt"})
#: Controls (but TAB and LF), invisible and direction characters, and what stands for a lost letter.
FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\uffff\U000e0000-\U000e0fff]"
)
_NUMBER_LIKE: Final = frozenset({Value.INTEGER, Value.DECIMAL})
_DATE_LIKE: Final = frozenset({Value.DATE, Value.DAY})

Records = Callable[[Report], Iterator[tuple[int, list[str]]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file (or row of the sheet) where it begins, and its cells, "" where nothing stands."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table of a data folder, its header understood.

    `headers` are canonical slugs in file order, those of `Row.cells`; `name` is the file below its data folder as
    findings show it (`agreements.csv`, `book.xlsx!agreements`); `detected` says what is not the plain dialect, or "".
    """

    kind: Kind
    name: str
    path: Path
    folder: Path
    headers: tuple[str, ...]
    detected: str
    _records: Records
    _positions: tuple[int, ...]
    _nameless: tuple[int, ...]

    def rows(self, report: Report | None = None) -> Iterator[Row]:
        """Streams the rows; faults go to `report`, or nowhere on a second reading. Blank rows are no rows."""
        say = report or _silent
        for line, record in self._records(say):
            joined = "".join(record)
            if not joined.isprintable() or "\ufffd" in joined:
                record = self._without_forbidden(line, record, say)
            if not unicodedata.is_normalized("NFC", joined):
                record = [unicodedata.normalize("NFC", cell) for cell in record]
            for place in self._nameless:
                if record[place].strip():
                    message, mend = f"column {place + 1} has cells but no header", "name the column or empty it"
                    say(Finding(self.name, line, "", record[place].strip(), "no-header", message, mend))
            cells = tuple([record[place].strip() for place in self._positions])
            if any(cells):
                yield Row(line, cells)

    def _without_forbidden(self, line: int, record: list[str], say: Report) -> list[str]:
        for place, header in zip(self._positions, self.headers, strict=True):
            if bad := sorted(set(FORBIDDEN.findall(record[place]))):
                shown = FORBIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", record[place]).strip()
                lost = "\ufffd" in bad
                message = f"the cell holds {', '.join(map(_point, bad))}"
                mend = "a letter was lost in a conversion: type it again" if lost else "delete the hidden character"
                rule = "lost-letter" if lost else "hidden-character"
                say(Finding(self.name, line, header, shown[:200], rule, message, mend))
        return [FORBIDDEN.sub("", cell) for cell in record]


def find(folders: Sequence[Path], model: Model, places: Sequence[str] = PLACES) -> tuple[list[Table], list[Finding]]:
    """The tables in these places of the folders, in their order, then by name; and faults of files and header lines.

    A table whose header line cannot be used (a required column missing, a header twice, an empty file) is not
    returned, so its findings should stop the reading before references into it are checked. Raises UsageError for
    a folder that does not exist.
    """
    tables: list[Table] = []
    findings: list[Finding] = []
    for folder in folders:
        paths = _files(folder, places)
        found = [t for path in paths for t in _open(path, folder, model, findings.append)]
        tables += _one_a_kind(found, findings.append)
    return tables, findings


def table_names(model: Model) -> Mapping[str, Kind]:
    """Folded spelling -> kind: table slug, Vietnamese and English class label."""
    names: dict[str, Kind] = {}
    for spelling in ("table", "label_vi", "label_en"):
        for kind in model.kinds:
            names.setdefault(spelled(getattr(kind, spelling)), kind)
    return names


def column_names(kind: Kind) -> Mapping[str, Column]:
    """Folded spelling -> column of one table: header slug, Vietnamese and English label."""
    names: dict[str, Column] = {}
    for spelling in ("header", "label_vi", "label_en"):
        for column in kind.columns:
            names.setdefault(spelled(getattr(column, spelling)), column)
    names.pop("", None)
    return names


def _silent(finding: Finding) -> None:
    """Findings of a second reading were told in the first."""


def spelled(text: str) -> str:
    """The key under which all spellings of a header or a table's name meet."""
    return fold(text.replace("_", " ").replace("\u00a0", " ").strip("\ufeff\u200b "))


def _point(character: str) -> str:
    name = unicodedata.name(character, "control character")
    return f"U+{ord(character):04X} {name}"


def _nearest(text: str, names: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(spelled(text), list(names), n=1, cutoff=0.5)), None)


def files(folder: Path, places: Sequence[str] = PLACES) -> list[Path]:
    """The files that `find` reads tables from. Raises UsageError for a folder that is not there or cannot be read."""
    return [path for path in _files(folder, places) if path.suffix.lower() in _READ]


def _files(folder: Path, places: Sequence[str]) -> list[Path]:
    """Files that may be tables, in an order that no file system decides."""
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}; `kg init {folder}` makes one with empty tables")
    try:
        found = [f for place in places if (folder / place).is_dir() for f in (folder / place).iterdir() if f.is_file()]
    except OSError as fault:
        raise UsageError(f"the folder {folder} cannot be read: {fault.strerror}") from fault
    shown = [f for f in found if not f.name.startswith((".", "~$"))]
    return sorted(shown, key=lambda f: (len(f.parts), unicodedata.normalize("NFC", f.as_posix())))


def _open(path: Path, folder: Path, model: Model, report: Report) -> Iterator[Table]:
    name = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
    suffix = path.suffix.lower()
    if suffix in _READ - {".csv"}:
        yield from _sheets(path, name, folder, model, report)
    elif suffix == ".csv":
        kind = table_names(model).get(spelled(path.stem))
        if kind is None:
            report(_unknown_table(name, path.stem, model))
        elif isinstance(opened := open_csv(path, name, lambda header: spelled(header) in column_names(kind)), Finding):
            report(opened)
        elif table := _table(kind, name, folder, opened, report):
            yield table
    elif suffix in _NOT_READ:
        message, mend = f"{suffix} files are not read", "save the table as CSV UTF-8 or XLSX"
        report(Finding(name, 0, "", "", "not-read", message, mend, WARNING))


def _sheets(path: Path, name: str, folder: Path, model: Model, report: Report) -> Iterator[Table]:
    """The sheets named after tables; a workbook named after a table may hold it in its first sheet instead.

    Sheets whose title begins with "_" are helpers (lists of choices) and no tables.
    """
    names = table_names(model)
    sheets = [sheet for sheet in open_workbook(path, name, report) if not sheet.title.startswith("_")]
    kinds = [names.get(spelled(sheet.title)) for sheet in sheets]
    own = names.get(spelled(path.stem))
    if own and own not in kinds:
        first = next((i for i, s in enumerate(sheets) if s.header and kinds[i] is None), None)
        if first is not None:
            kinds[first] = own
        elif sheets and not any(sheet.header for sheet in sheets):
            report(_empty(name))
    for sheet, kind in zip(sheets, kinds, strict=True):
        if kind is None:
            if sheet.header:
                report(_unknown_table(sheet.name, sheet.title, model))
        elif not sheet.header:
            report(_empty(sheet.name))
        elif table := _table(kind, sheet.name, folder, sheet, report):
            yield table


def _empty(name: str) -> Finding:
    return Finding(name, 0, "", "", "empty-file", "the sheet is empty", "write the column names in its first row")


def _unknown_table(name: str, title: str, model: Model) -> Finding:
    names = table_names(model)
    near = _nearest(title, names)
    tables = ", ".join(sorted(kind.table for kind in model.kinds))
    mend = f"perhaps {names[near].table}" if near else f"tables are {tables}"
    return Finding(name, 0, "", title, "unknown-table", "no table has this name; it is not read", mend, WARNING)


def _table(kind: Kind, name: str, folder: Path, opened: Delimited | Sheet, report: Report) -> Table | None:
    """Matches the header line; None when the rows cannot be read under it."""
    known, places = column_names(kind), dict[str, int]()
    usable = True
    for place, text in enumerate(opened.header):
        column = known.get(spelled(text))
        at = partial(Finding, name, opened.header_line, text, text)
        if column is None and text:
            near = _nearest(text, known)
            mend = f"perhaps {known[near].header} ({known[near].label_vi})" if near else "delete the column"
            report(at("unknown-column", f"{kind.table} has no column {text!r}", mend))
        elif column and column.header in places:
            usable = False
            other = opened.header[places[column.header]]
            message = f"two columns are {column.header}: {other!r} and {text!r}"
            report(at("duplicate-column", message, "keep one of them"))
        elif column:
            places[column.header] = place
    for column in kind.columns:
        if column.required and column.header not in places:
            usable = False
            message = f"the column {column.header} ({column.label_vi}) is missing"
            found = ", ".join(h for h in opened.header if h)
            mend = "add it to the header line; columns are parted by a comma, semicolon or TAB"
            report(Finding(name, opened.header_line, column.header, found[:200], "missing-column", message, mend))
    if not usable:
        return None
    nameless = tuple(i for i, text in enumerate(opened.header) if not text)
    records = opened.records if isinstance(opened, Delimited) else partial(opened.records, _accepted(opened, known))
    headers, positions = tuple(places), tuple(places.values())
    return Table(kind, name, opened.path, folder, headers, opened.detected, records, positions, nameless)


def _accepted(sheet: Sheet, known: Mapping[str, Column]) -> tuple[frozenset[str], ...]:
    """For each column of a sheet which sorts of cells beside text are what its type means."""
    accepted = []
    for text in sheet.header:
        column = known.get(spelled(text))
        sorts = {"number", "date", "boolean"} if column is None else set[str]()
        if column and column.value in _NUMBER_LIKE | _DATE_LIKE:
            sorts.add("number")
        if column and column.value in _DATE_LIKE:
            sorts.add("date")
        if column and column.value is Value.BOOLEAN:
            sorts.add("boolean")
        accepted.append(frozenset(sorts))
    return tuple(accepted)


def _is_template(table: Table) -> bool:
    return all(row.cells[0].rpartition(":")[2].startswith(EXAMPLE) for row in table.rows())


def _one_a_kind(tables: Sequence[Table], report: Report) -> list[Table]:
    """One table a kind in each place of a folder.

    A template (empty, or with the rows of `kg init`'s example alone) beside a filled table is passed over; two filled
    ones are a finding.
    """
    kept: dict[tuple[str, Path], Table] = {}
    for table in tables:
        former = kept.setdefault((table.kind.table, table.path.parent), table)
        if former is table or _is_template(table):
            continue
        if not _is_template(former):
            message = f"{former.name} and {table.name} both hold {table.kind.table}"
            report(
                Finding(
                    table.name, 0, "", former.name, "two-tables", message, "bring the rows into one, delete the other"
                )
            )
        kept[table.kind.table, table.path.parent] = table
    return list(kept.values())
