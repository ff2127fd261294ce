"""What a page carries of the document, as JSON that can stand inside a script element."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from kg.pages.document import Both

#: What would end the script element or, in old engines, the line of a string (HTML 4.12.1.3; ECMA-262 12.3).
_ESCAPES: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def plain(value: object) -> Any:
    """A value of `kg.pages.document` as plain JSON data; empty fields are left out."""
    if isinstance(value, Both):
        return [value.vi] if value.vi == value.en else [value.vi, value.en]
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: plain(item) for name, item in pairs if not _empty(item)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def embed(value: object) -> str:
    """JSON that can stand inside a script element: no character of it can end the element or the string."""
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text


def _empty(item: object) -> bool:
    return item is None or item is False or item in ("", (), Both("", ""), ("", "")) or item == {}
