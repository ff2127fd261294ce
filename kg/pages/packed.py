"""The document as the page carries it: every text, list and record that stands in several places stands once.

Three rules, which `assets/js/packed.js` undoes and `unpack` mirrors for tests:

- A record (`Evidence`, `Fact`, …) is a row of its fields in the order that `forms` lists, the empty ones at its end left
  out. `forms` gives for each field [name, what it is when empty, the record it is made of].
- Where a text, a list or a record belongs, a number may stand: its place in `shared`. 0 is "empty". Fields that are
  numbers themselves (their empty value is a number, true or false, or "number" is what they are made of) stay so.
- Ids of things, units and sources are never shared, so that who reads the JSON finds them where he looks.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Final, get_args, get_type_hints

from kg.pages import document as forms_of
from kg.pages.document import Both, Document, plain

#: Records by the name that `forms` gives them; a record stands after those it is made of.
_RECORDS: Final = ("Value", "Fact", "Evidence", "Conflict", "Life", "Node", "Unit", "Change", "Source", "Search")
#: The lists of a document that are packed, and what they hold.
_LISTS: Final = {"nodes": "Node", "units": "Unit", "changes": "Change", "sources": "Source", "searches": "Search"}


def pack(document: Document) -> dict[str, Any]:
    """The document as JSON data, packed; `unpack` gives it back."""
    rows = {name: tuple(_row(item) for item in getattr(document, name)) for name in _LISTS}
    spans = tuple((span.first, _pairs(span.readings)) for span in document.spans)
    shared = _Shared((*rows.values(), spans))
    return {
        "meta": plain(document.meta),
        "groups": plain(document.groups),
        "properties": plain(document.properties),
        "forms": forms(),
        **{name: [[row[0], *shared.list(row[1:])] for row in rows[name]] for name in _LISTS},
        "spans": shared.list(spans),
        "shared": shared.table(),
    }


def forms() -> dict[str, list[list[Any]]]:
    """What the rows of each record mean: [name, empty value, name of the record or "number"] for each field."""
    return {name: _form(getattr(forms_of, name)) for name in _RECORDS}


def _form(record: type) -> list[list[Any]]:
    hints = get_type_hints(record)
    found = []
    for one in fields(record):
        made_of = {part for part in _parts(hints[one.name]) if part is not type(None)}
        if Both in made_of and hints[one.name] is Both:
            found.append([one.name, ["", ""]])
            continue
        empty = plain(one.default) if one.default is not MISSING else [] if made_of != {str} else ""
