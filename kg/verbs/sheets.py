"""CSV and XLSX for spreadsheets: every matter with its parties, dates and sources. No formula can run.

In the CSV a text that begins with = + - @ TAB or CR has an apostrophe before it, which spreadsheets show as text and
our own reader takes away again (the choice: docs/decisions.md); in the workbook every cell is a string. `kg query
--format csv` stays exact.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg import answers
from kg.delimited import as_text
from kg.packages import without_clock
from kg.store import Graph
from kg.verbs.setting import Setting

_COLUMNS: Final = ("link", "class", "title", "parties", "date", "period_start", "period_end", "status", "source")
_QUERY: Final = """SELECT ?link ?class ?title ?parties ?date ?period_start ?period_end ?status ?source {
  ?link a rl:Link , ?type . ?type rl:table ?table .
  OPTIONAL { ?type rdfs:label ?class FILTER(LANG(?class) = "LANGUAGE") }
  OPTIONAL { ?link rdfs:label ?mine FILTER(LANG(?mine) = "LANGUAGE") }
  OPTIONAL { ?link rdfs:label ?other FILTER(LANG(?other) != "LANGUAGE") }
  BIND(COALESCE(?mine, ?other) AS ?title)
  OPTIONAL { ?link rl:party/rdfs:label ?parties FILTER(LANG(?parties) = "LANGUAGE") }
  OPTIONAL { ?link rl:concluded ?concluded } OPTIONAL { ?link dcterms:issued ?issued } OPTIONAL { ?link rl:from ?from }
  BIND(COALESCE(?concluded, ?issued, ?from) AS ?date)
  OPTIONAL { ?link rl:periodStart ?period_start } OPTIONAL { ?link rl:periodEnd ?period_end }
  OPTIONAL { ?link rl:status/skos:prefLabel ?status FILTER(LANG(?status) = "LANGUAGE") }
  OPTIONAL { ?evidence rl:about ?link ; prov:wasDerivedFrom ?source }
} ORDER BY ?table ?link"""


def _rows(graph: Graph, lang: str) -> Iterator[list[str]]:
    found = graph.rows(_QUERY.replace("LANGUAGE", lang))
    at = [found.variables.index(name) for name in _COLUMNS]
    rows = [tuple(answers.shown(row[n]) for n in at) for row in found]
    yield list(_COLUMNS)
    for joined in answers.join(rows, _COLUMNS, ("parties", "source")):
        yield [cell or "" for cell in joined]


def csv_file(graph: Graph, path: Path, setting: Setting) -> None:
    """UTF-8 with a BOM, CRLF, and no cell that a spreadsheet would run."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in _rows(graph, setting.lang):
            writer.writerow([as_text(cell) for cell in row])


def xlsx_file(graph: Graph, path: Path, setting: Setting) -> None:
    """One sheet, every cell a string, no clock time."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("links")
    for row in _rows(graph, setting.lang):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    packed = io.BytesIO()
    book.save(packed)
    path.write_bytes(without_clock(packed.getvalue()))
