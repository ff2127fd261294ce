"""Undoes `kg.pages.packed`, by the three rules of its docstring: the mirror of `assets/js/packed.js`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from kg.names import fold
from kg.pages.document import Both
from kg.pages.packed import LISTS
from kg.pages.written import written

FORM = {"nodes": "Node", "units": "Unit", "changes": "Change", "sources": "Source", "searches": "Search"}
FORM |= {"remarks": "Remark"}


def unpacked(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The lists of the embedded data as records with all their fields, and the spans."""
    reader = _Reader(raw["shared"], raw["forms"], [row[0] for name in LISTS for row in raw[name]])
    spans = {
        first: {row[0]: row[1:] for row in map(reader.text, rows)} for first, *rows in raw["spans"]
    }  # fmt: skip
    regions = {
        region: [reader.text(label), list(map(reader.text, members))] for region, label, *members in raw["regions"]
    }
    lists = {name: [reader.record(FORM[name], row) for row in raw[name]] for name in LISTS}
    for source in lists["sources"]:
        source["address"] = _address(source["title"], source["address"])
    runs = [(start, reader.text(named), party == 1, ends) for start, named, party, *ends in raw["edges"]]
    edges = [(reader.ids[start], reader.ids[end], named, party) for start, named, party, ends in runs for end in ends]
    return {**lists, "spans": spans, "regions": regions, "edges": edges}


def _address(title: str, given: Any) -> str:
    """The address of a source: where it repeats the title, only the number of words stood there."""
    if not isinstance(given, list):
        return str(given)
    before, n, after = given
    return str(before + "-".join(fold(title).split()[: int(n)]) + after)


class _Reader:
    def __init__(self, shared: list[Any], forms: Mapping[str, list[list[Any]]], ids: list[str]) -> None:
        self.shared, self.forms, self.ids = shared, forms, ids

    def at(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        return self.shared[value] if value >= 0 else self.ids[-value - 1]

    def text(self, value: Any) -> Any:
        found = self.at(value)
        return [self.text(part) for part in found] if isinstance(found, list) else found

    def record(self, form: str, value: Any) -> dict[str, Any]:
        row = self.at(value)
        cells = [*row, *[None] * (len(self.forms[form]) - len(row))]
        return {name: self.field(cell, *rest) for cell, (name, *rest) in zip(cells, self.forms[form], strict=True)}

    def field(self, value: Any, empty: Any, part: str) -> Any:
        if value is None:
            return empty
        if part == "number" and not isinstance(empty, list):
            return value == 1 if isinstance(empty, bool) else value
        if value == 0:
            return empty
        if part == "number":
            return self.at(value)
        if part:
            return [self.record(part, one) for one in self.at(value)] if empty == [] else self.record(part, value)
        found = self.text(value)
        return [written(found, lang) for lang in ("vi", "en")] if empty and isinstance(found, str) else found


def whole(value: object) -> Any:
    """A value of `kg.pages.document` with all its fields, as `unpacked` gives it."""
    if isinstance(value, Both):
        return [value.vi] if value.vi == value.en and value.vi else list(value)
    if is_dataclass(value):
        return {field.name: whole(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [whole(part) for part in value]
    return value
