"""The document as the page carries it: each text, list and record that stands in several places stands once.

Three rules, which `assets/js/packed.js` undoes (and `tests/pages/unpacked.py`):

- A record is a row of its fields in the order of `forms`, the empty ones at its end left out. `forms` gives for each
  field [name, what it is when empty, what it is made of: a record, "number" or nothing for text].
- Where a text, a list or a record belongs, a number may stand: its place in `shared`; 0 is what `forms` calls empty; a
  negative number is an id: -1 that of the first row of `nodes`, counted on through the other lists in their order.
- The first field of a thing, a unit, a change, a source, a search or a remark is its id; it stands in its place, never
  as a number.

A text in two languages is [Vietnamese, English], or [both] where they are equal; one string alone is a day (EDTF) that
each language writes in its way (`kg.pages.written`). The address of a source may be a list [what comes before, n, what
comes after]: between them stand the first n words of its title, folded (`kg.names.fold`) and joined by hyphens, as most
papers make their addresses. Ends of edges, things of the network and members of pills are numbers of things in the
order of `nodes`, the first 0. Edges that follow each other with one start and one property are a row: [start, property,
1 for parties, end, end, ...].
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final, get_args, get_type_hints

from kg.names import fold
from kg.pages.document import (
    Both,
    Change,
    Conflict,
    Document,
    Evidence,
    Fact,
    Life,
    Node,
    Remark,
    Search,
    Source,
    Unit,
    Value,
)
from kg.pages.embedded import plain
from kg.pages.written import written

#: The lists of a document that are packed.
LISTS: Final = ("nodes", "units", "changes", "sources", "searches", "remarks")
#: Fields that few records tell, the rarest last: they end the rows.
_LAST: Final = (
    *("ref", "locator", "place", "note", "life", "sectors", "parties", "matter", "short", "period", "covers", "money"),
    *("keys", "since", "city", "foreign", "lapses", "done_earliest", "due_last", "renewed", "due", "by", "about"),
    *("inferred", "conflicts", "partners", "renewed_by", "stated", "depth"),
)
_RECORDS: Final = (Value, Fact, Evidence, Conflict, Life, Node, Unit, Change, Source, Search, Remark)
#: Type of a field -> what it is when empty, and what it is made of.
_SHAPES: Final[Mapping[Any, tuple[Any, str]]] = {
    str: ("", ""),
    Both: (["", ""], ""),
    tuple[str, str]: (["", ""], ""),
    tuple[str, ...]: ([], ""),
    tuple[Both, ...]: ([], ""),
    bool: (False, "number"),
    int: (0, "number"),
    float | None: (None, "number"),
    tuple[int, ...]: ([], "number"),
}


@cache
def forms() -> Mapping[str, tuple[tuple[str, Any, str], ...]]:
    """The fields of each record: name, empty value, what it is made of."""
    return {record.__name__: tuple((name, *_shape(hint)) for name, hint in _hints(record)) for record in _RECORDS}


def _hints(record: type) -> Iterable[tuple[str, Any]]:
    hints = get_type_hints(record)
    return [(name, hints[name]) for name in _names(record)]


def _shape(hint: Any) -> tuple[Any, str]:
    if hint in _SHAPES:
        return _SHAPES[hint]
    made = get_args(hint)[0]
    return None if type(None) in get_args(hint) else [], made.__name__


def pack(document: Document, network: Mapping[str, Any]) -> dict[str, Any]:
    """The document, and the network that is drawn of it (`kg.pages.network`), as JSON data."""
    rows = {name: tuple(_row(item) for item in getattr(document, name)) for name in LISTS}
    rows["sources"] = tuple(map(_source, document.sources))
    spans = tuple(tuple((version, *reading) for version, reading in span.readings.items()) for span in document.spans)
    runs = _runs(document)
    named = tuple(name for _, name, _, _ in runs)
    regions = {region: (_cell(label), *members) for region, (label, members) in document.regions.items()}
    ids = (row[0] for listed in rows.values() for row in listed)
    shared = _Shared((*(row[1:] for listed in rows.values() for row in listed), *spans, *regions.values(), named), ids)
    number = {node.id: n for n, node in enumerate(document.nodes)}
    return {
        "meta": plain(document.meta),
        "groups": plain(document.groups),
        "properties": plain(document.properties),
        "forms": {name: [list(field) for field in form] for name, form in forms().items()},
        "shared": shared.table(),
        **{name: [[row[0], *shared.places(row[1:])] for row in listed] for name, listed in rows.items()},
        "spans": [[span.first, *shared.places(row)] for span, row in zip(document.spans, spans, strict=True)],
        "regions": [[region, *shared.places(row)] for region, row in regions.items()],
        "edges": [
            [number[start], place, int(party), *[number[end] for end in ends]]
            for (start, _, party, ends), place in zip(runs, shared.places(named), strict=True)
        ],
        "network": _network(network, number),
    }


def _runs(document: Document) -> list[tuple[str, str, bool, list[str]]]:
    """Edges that follow each other from one thing with one property: start, property, whether parties, ends."""
    runs = groupby(document.edges, lambda edge: (edge.source, edge.property, edge.party))
    return [(*key, [edge.target for edge in run]) for key, run in runs]


def _source(source: Source) -> tuple[Any, ...]:
    """The row of a source; where its address repeats words of its title stands only how many."""
    row, at = _row(source), _names(Source).index("address")
    words = fold(source.title).split()
    for n in range(len(words), 2, -1):
        before, slug, after = source.address.partition("-".join(words[:n]))
        if slug:
            return (*row[:at], (before, str(n), after), *row[at + 1 :])
    return row


def _network(network: Mapping[str, Any], number: Mapping[str, int]) -> dict[str, Any]:
    """Things by their number."""
    return {
        **network,
        "nodes": [_trimmed([number[node[0]], *node[1:]]) for node in network["nodes"]],
        "edges": [_trimmed(edge) for edge in network["edges"]],
        "pills": [[*pill[:-1], [number[member] for member in pill[-1]]] for pill in network["pills"]],
    }


def _trimmed(row: list[Any]) -> list[Any]:
    """A row without what is empty at its end; a number that is 0 as 0, not as -0.0."""
    kept = [item or 0 if isinstance(item, float) else item for item in row]
    while kept[-1] in ("", 0, None):
        kept.pop()
    return kept


@cache
def _names(record: type) -> tuple[str, ...]:
    """The fields of a record in the order of its row."""
    names = [field.name for field in fields(record)]
    return tuple(sorted(names, key=lambda name: _LAST.index(name) + 1 if name in _LAST else 0))


def _row(record: Any) -> tuple[Any, ...]:
    kind: type = type(record)
    cells = [_day(value) or _cell(value) for value in (getattr(record, name) for name in _names(kind))]
    while cells and cells[-1] in (0, None):
        cells.pop()
    return tuple(cells)


def _day(value: Any) -> str:
    """The day that both languages of a text write; "" where it says something else."""
    if not isinstance(value, Both) or "/" not in value.vi:
        return ""
    day = "-".join(part.zfill(2) for part in reversed(value.vi.split("/")))
    return day if value == (written(day, "vi"), written(day, "en")) else ""


def _cell(value: Any) -> Any:
    """A value as nested tuples of texts and numbers; 0 where a text, a list or a record is empty."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, (int, float)):
        return value
    if is_dataclass(value):
        return _row(value)
    if value in ("", (), ("", "")):
        return 0
    if isinstance(value, Both):
        return (value.vi,) if value.vi == value.en else tuple(value)
    return value if isinstance(value, str) else tuple(_cell(part) for part in value)


class _Shared:
    """What stands in several places, the most frequent first; its parts are counted once, however often it stands."""

    def __init__(self, parts: Iterable[tuple[Any, ...]], ids: Iterable[str]) -> None:
        self._places: dict[Any, int] = {}
        for n, name in enumerate(ids, 1):
            self._places.setdefault(name, -n)
        self._counts: Counter[Any] = Counter()
        for part in parts:
            for item in part:
                self._count(item)
        kept = [item for item, times in self._counts.items() if self._worth(item, times)]
        self._order = sorted(kept, key=lambda item: (-self._counts[item], _text(item)))
        self._places |= {item: n for n, item in enumerate(self._order, 1)}

    def _count(self, item: Any) -> None:
        if isinstance(item, (str, tuple)) and item not in self._places:
            self._counts[item] += 1
            if isinstance(item, tuple) and self._counts[item] == 1:
                for part in item:
                    self._count(part)

    def _worth(self, item: Any, times: int) -> bool:
        """True where a place of three digits and a comma is shorter than saying it again."""
        return times > 1 and (times - 1) * self._size(item) > 4 * times

    def _size(self, item: Any) -> int:
        """Bytes that it takes where it is said; a part that may have a place of its own takes five."""
        if isinstance(item, tuple):
            return 2 + sum(1 + min(self._size(part), 5 if self._counts[part] > 1 else 1000) for part in item)
        return 5 if item in self._places else len(_text(item).encode())

    def places(self, items: Iterable[Any]) -> list[Any]:
        """Each item as its place in the table, as a list of such places, or as itself."""
        return [self._place(item) for item in items]

    def _place(self, item: Any) -> Any:
        if isinstance(item, (str, tuple)) and item in self._places:
            return self._places[item]
        return self.places(item) if isinstance(item, tuple) else item

    def table(self) -> list[Any]:
        """What the places mean; the first is nothing."""
        return ["", *(self.places(item) if isinstance(item, tuple) else item for item in self._order)]


def _text(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))
