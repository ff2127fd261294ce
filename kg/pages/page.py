"""Writes the page: templates, styles, scripts, library and document become one HTML file that asks for nothing.

What `<html>` tells at every moment, for whoever tests the page: `data-ready` (it can be used), `data-view`,
`data-lens` (signed, today or a day), `data-units` (province-level units of Viet Nam drawn; in the table: parties of the
visible rows), `data-marks` (matters that pass the filters = visible rows of `#kg-table`, drawn or not; of more than 500
matters the rows come in idle time after `data-ready`, of more than 12,000 when the table is first opened), `data-links`
(pairs of such a matter and a unit of Viet Nam that is its party under the lens).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

import networkx as nx
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg import resources, states
from kg.errors import UsageError
from kg.pages import assemble, country, network, packed
from kg.pages.document import Both, Document, Group, Life, Node
from kg.pages.embedded import embed, plain
from kg.pages.written import written

#: The views that this version draws, in the order of their tabs; later ones find their place here.
VIEWS: Final = ("country", "network", "table")
#: Of more matters the rows stand where only browsers without scripts read them; others make them when the page is open.
ROWS_AT_ONCE: Final = 500
COLUMNS: Final = ("kind", "title", "then", "now", "date", "period", "state", "sectors", "money", "sources")


@dataclass(frozen=True, slots=True)
class Row:
    """One matter in the table, as text in the page's language."""

    id: str
    kind: str
    title: str
    then: str
    now: str
    date: str
    period: str
    state: str
    sectors: str
    money: str
    sources: str


@cache
def words() -> Mapping[str, Both]:
    """The frame's words, Vietnamese and English (assets/words.json)."""
    raw = json.loads((resources.assets() / "words.json").read_text(encoding="utf-8"))
    return {key: Both(*pair) for key, pair in raw.items()}


@cache
def groups() -> tuple[Group, ...]:
    """The rows of the legend in their order (assets/groups.json)."""
    raw = json.loads((resources.assets() / "groups.json").read_text(encoding="utf-8"))
    return tuple(
        Group(
            id=g["id"],
            label=Both(*g["label"]),
            shape=g["shape"],
            colour=g["colour"],
            noun=Both(*g["noun"]),
            matter=g.get("matter", False),
            quiet=g.get("quiet", False),
        )
        for g in raw
    )


def state_table() -> Mapping[str, Any]:
    """The table of states as the page needs it: its rows and labels, without the comments."""
    raw = json.loads(states.TABLE.read_text(encoding="utf-8"))
    return {"rows": raw["rows"], "labels": raw["labels"]}


def write_page(document: Document, graph: nx.MultiDiGraph, show: str = "network") -> str:
    """The page as HTML text. Raises UsageError for a view that this version does not draw."""
    if show not in VIEWS:
        raise UsageError(f"the view {show!r} is not drawn; known are {', '.join(VIEWS)}")
    drawing = network.Drawing(document, graph)
    data = packed.pack(document, drawing.compact())
    data["meta"]["view"] = show
    data["words"] = plain(document.words or words())
    data["states"] = document.states or state_table()
    data["country"] = country.compact(document)
    if show == "country":
        data["meta"]["hide"] = data["country"]["hidden"]
    return _render(document, show, embed(data))


def _render(document: Document, show: str, data: str) -> str:
    script, sheet, library = assemble.script(), assemble.style(), assemble.library()
    template = _templates().get_template("frame.html")
    lang = document.meta.lang
    known = document.words or words()
    listed = rows(document)
    return template.render(
        lang=lang,
        view=show,
        lens=document.meta.lens,
        title=_in(document.meta.title, lang),
        policy=Markup(assemble.policy((library, script), sheet)),
        style=Markup(sheet),
        script=Markup(script),
        library=Markup(library),
        data=Markup(data),
        views=VIEWS,
        columns=COLUMNS,
        rows=listed,
        late=len(listed) > ROWS_AT_ONCE,
        w=lambda key: _in(known[key], lang),
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(resources.assets() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _in(pair: Both, lang: str) -> str:
    return (pair.en or pair.vi) if lang == "en" else (pair.vi or pair.en)


def rows(document: Document) -> tuple[Row, ...]:
    """One row a matter, the latest first, those without a day last."""
    matters = [node for node in document.nodes if node.matter]
    dated = sorted(matters, key=lambda node: node.id)
    dated.sort(key=_day, reverse=True)
    table = _Table(document)
    return tuple(table.row(node) for node in dated)


def _day(node: Node) -> str:
    """The day that the table is ordered by, or only its year; empty where neither is known."""
    known = (node.life.earliest or node.life.latest) if node.life else ""
    stated = re.search(r"\d{4}", node.when)
    return known or (stated.group() if stated else "")


class _Table:
    """Rows of the static table; the script of the page fills the same cells again when language or lens change."""

    def __init__(self, document: Document) -> None:
        self.lang, self.today = document.meta.lang, document.meta.today
        self.units = {unit.id: unit for unit in document.units}
        passed = [span for span in document.spans if span.first <= self.today]
        self.readings = max(passed, key=lambda span: span.first).readings if passed else {}

    def row(self, node: Node) -> Row:
        now = [unit for party in node.parties for unit in self.readings.get(party, ((party,), ()))[0]]
        sources = dict.fromkeys(s.partition(":")[2] for e in node.evidence for s in e.sources)
        period = "–".join(dict.fromkeys(written(day, self.lang) for day in node.period)) if any(node.period) else ""
        return Row(
            id=node.id,
            kind=_in(node.kind, self.lang) or _in(node.type, self.lang),
            title=_in(node.label, self.lang),
            then=self._names(node.parties, node),
            now=self._names(now, node),
            date=written(node.when, self.lang),
            period=period,
            state=states.label(state_on(node.life, self.today), self.lang) if node.life else "",
            sectors="; ".join(_in(sector, self.lang) for sector in node.sectors),
            money=_in(node.money, self.lang),
            sources="; ".join(sources),
        )

    def _names(self, ids: Iterable[str], node: Node) -> str:
        known = [self.units[i] for i in dict.fromkeys(ids) if i in self.units and not self.units[i].foreign]
        return "; ".join([_in(u.label, self.lang) for u in known] + [_in(p, self.lang) for p in node.partners])


def state_on(life: Life, today: str) -> str:
    """The state of a matter of the document on a day."""

    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    matter = states.Matter(
        status=life.status,
        earliest=day(life.earliest),
        latest=day(life.latest),
        first_day=day(life.first_day),
        last_day=day(life.last_day),
        due_last=day(life.due_last),
        done_earliest=day(life.done_earliest),
        renewed=life.renewed,
        lapses=life.lapses,
    )
    return states.state(matter, date.fromisoformat(today))
