"""Columns and rows -> table, csv, tsv, json, xml. What a person reads and what a program reads are told apart."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from kg.names import vietnamese_key
from kg.vocabulary import curie

Cell = str | None
JOINT: Final = "; "
#: Names and IRIs come again in every row; their keys and CURIEs are made once.
_key = lru_cache(maxsize=8192)(vietnamese_key)
_curie = lru_cache(maxsize=8192)(curie)
#: XML 1.0 (production Char) holds no other control characters.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: names of columns, and rows of text; None where a value is not known."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def shown(term: object) -> Cell:
    """A term as an answer shows it: an IRI as its CURIE, a literal by its lexical form."""
    if term is None:
        return None
    value: str = term.value  # type: ignore[attr-defined]
    return value if hasattr(term, "language") else _curie(value)


def join(rows: Iterable[tuple[Cell, ...]], columns: Sequence[str], joined: Sequence[str]) -> list[tuple[Cell, ...]]:
    """One row a thing: rows that agree outside the joined columns become one, each value once, in Vietnamese order."""
    if not joined:
        return list(rows)
    at = [n for n, name in enumerate(columns) if name in joined]
    rest = [n for n in range(len(columns)) if n not in at]
    groups: dict[tuple[Cell, ...], list[dict[str, None]]] = {}
    for row in rows:
        lists = groups.setdefault(tuple([row[n] for n in rest]), [])
        if not lists:
            lists.extend({} for _ in at)
        for values, n in zip(lists, at, strict=True):
            if (cell := row[n]) is not None:
                values[cell] = None
    made = []
    for known, lists in groups.items():
        cells: list[Cell] = [None] * len(columns)
        for n, cell in zip(rest, known, strict=True):
            cells[n] = cell
        for n, values in zip(at, lists, strict=True):
            cells[n] = JOINT.join(sorted(values, key=_key)) or None
        made.append(tuple(cells))
    return made


def order(rows: list[tuple[Cell, ...]], columns: Sequence[str], by: Sequence[str]) -> list[tuple[Cell, ...]]:
    """Sorts by columns as Vietnamese sorts; rows that agree keep their order."""
    if by:
        at = [columns.index(name) for name in by]
        rows.sort(key=lambda row: [_key(row[n] or "") for n in at])
    return rows


def write(answer: Answer, format: str) -> str:
    """The answer in one of the formats; always ends with a line end."""
    return _WRITERS[format](answer)


def _csv(answer: Answer) -> str:
    # SPARQL 1.1 Query Results CSV: RFC 4180 quoting, CRLF; exact, also where a text begins with "=".
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow(["" if cell is None else cell for cell in row])
    return out.getvalue()


_TSV_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"'})


def _tsv(answer: Answer) -> str:
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    for row in answer.rows:
        lines.append("\t".join("" if cell is None else f'"{cell.translate(_TSV_ESCAPES)}"' for cell in row))
    return "\n".join(lines) + "\n"


def _json(answer: Answer) -> str:
    bindings = [
        {n: {"type": "literal", "value": cell} for n, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    whole = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _xml(answer: Answer) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#">',
        "<head>",
    ]
    lines += [f'<variable name="{name}"/>' for name in answer.columns]
    lines += ["</head>", "<results>"]
    for row in answer.rows:
        cells = zip(answer.columns, row, strict=True)
        inner = "".join(
            f'<binding name="{name}"><literal>{_xml_text(cell)}</literal></binding>'
            for name, cell in cells
            if cell is not None
        )
        lines.append(f"<result>{inner}</result>")
    lines += ["</results>", "</sparql>"]
    return "\n".join(lines) + "\n"


def _xml_text(cell: str) -> str:
    # A parser would read a bare CR as LF, and refuses the controls that XML 1.0 has no way to write.
    return escape(_NOT_XML.sub("\ufffd", cell), {"\r": "&#13;"})


#: A cell wider than this is cut in the table for people; the other formats are whole.
_WIDEST: Final = 60


def _table(answer: Answer) -> str:
    rows = [[_cut(cell) for cell in row] for row in answer.rows]
    widths = [max([len(name), *(len(row[n]) for row in rows)]) for n, name in enumerate(answer.columns)]
    lines = [answer.columns, ["-" * width for width in widths], *rows]
    text = "\n".join("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines)
    return f"{text}\n"


def _cut(cell: Cell) -> str:
    flat = " ".join((cell or "").split())
    return flat if len(flat) <= _WIDEST else flat[: _WIDEST - 1] + "…"


_WRITERS: Final = {"table": _table, "csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml}
