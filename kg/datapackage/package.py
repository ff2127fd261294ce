"""`data/datapackage.json`: a resource a file, with the columns that the file has; a table may have two files.

Source: Frictionless Data Package v1 and Table Schema v1. A table without a file has all its columns.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rdflib import URIRef

from kg import resources
from kg.datapackage import words
from kg.vocabulary import Column, Kind, Model, Value, curie

Json = dict[str, Any]
_TYPES: Final[Mapping[Value, Json]] = {
    Value.DAY: {"type": "date"},
    Value.INTEGER: {"type": "integer"},
    Value.DECIMAL: {"type": "number"},
    Value.BOOLEAN: {"type": "boolean", "trueValues": ["yes", "true", "có"], "falseValues": ["no", "false", "không"]},
}
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_PACKAGE: Final[Json] = {
    "profile": "tabular-data-package",
    "name": "regional-links",
    "title": "Liên kết giữa các tỉnh, thành của Việt Nam",
    "title_en": "Links between the provinces and cities of Viet Nam",
    "description": "Mỗi dòng là điều một chỗ trong một nguồn nói về một bản ghi; nhiều dòng có thể chung một mã.",
    "description_en": "A row is what one place in one source says of one record; several rows may share an id.",
    "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
}


@dataclass(frozen=True, slots=True)
class File:
    """One packaged file of a table: the name of its resource, and its path below data/."""

    name: str
    path: str

    @property
    def there(self) -> Path:
        """Where it is on this machine."""
        return resources.data() / self.path

    @property
    def folder(self) -> str:
        """`reference`, `links`, or "" for the list of sources."""
        return self.path.rpartition("/")[0]


def package(model: Model) -> str:
    """`data/datapackage.json`."""
    described = [_resource(file, kind, model) for kind in model.kinds for file in files_of(kind)]
    return written(_PACKAGE | {"resources": described})


def files_of(kind: Kind) -> tuple[File, ...]:
    """The packaged files of a table: in its own folder, perhaps one in the other too; its own where none stands."""
    if kind.table == "sources":
        return (File("sources", "sources.csv"),)
    own, other = ("reference", "links") if kind.reference else ("links", "reference")
    first = File(kind.table, f"{own}/{kind.table}.csv")
    second = File(f"{kind.table}-{other}", f"{other}/{kind.table}.csv")
    return tuple(file for file in (first, second) if file.there.is_file()) or (first,)


def columns_of(file: File, kind: Kind) -> list[Column]:
    """The columns that the packaged file has, in its order; all of them where there is no file."""
    if not file.there.is_file():
        return list(kind.columns)
    with file.there.open(encoding="utf-8", newline="") as text:
        headers = next(csv.reader(text), [])
    return [column for header in headers if (column := kind.column(header))]


def _resource(file: File, kind: Kind, model: Model) -> Json:
    vi, en = words.said(URIRef(kind.iri))
    return {
        "profile": "tabular-data-resource",
        "name": file.name,
        "path": file.path,
        "title": kind.label_vi,
        "title_en": kind.label_en,
        "description": vi,
        "description_en": en,
        "class": curie(kind.iri),
        "idPrefix": kind.prefix,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(file, kind, model),
    }


def _schema(file: File, kind: Kind, model: Model) -> Json:
    columns = columns_of(file, kind)
    headers = [column.header for column in columns]
    wanted = ["id"] if "id" in headers else [h for part in kind.composed for h in part.split("|")]
    key = [h for h in (*wanted, *(("source", "place") if kind.has_evidence else ())) if h in headers]
    schema: Json = {"fields": [_field(column, model) for column in columns], "primaryKey": key}
    foreign = [_foreign(column, file, kind, model) for column in columns]
    return schema | ({"foreignKeys": keys} if (keys := [key for key in foreign if key]) else {})


def _field(column: Column, model: Model) -> Json:
    vi, en = words.meaning(column)
    field: Json = {"name": column.header, "title": column.label_vi, "title_en": column.label_en}
    field |= _TYPES.get(column.value, {"type": "string"}) if not column.many else {"type": "string"}
    field |= {"description": vi, "description_en": en}
    if column.property:
        field["property"] = curie(column.property)
    if column.value is Value.DATE:
        field["datatype"] = "edtf:EDTF"
    if column.many:
        field["separator"] = ";"
    constraints: Json = {"required": True} if column.required else {}
    if column.scheme:
        field["scheme"] = curie(column.scheme)
        if not column.many:
            accepted = {text for c in model.schemes[column.scheme] for text in (c.slug, *c.other)}
            constraints["enum"] = sorted(text for text in accepted if _SLUG.match(text))
    return field | ({"constraints": constraints} if constraints else {})


def _foreign(column: Column, file: File, kind: Kind, model: Model) -> Json:
    """The foreign key of a column whose cells are ids of one file; empty for any other.

    A unit may be given by its name outside reference tables. Reference tables name only what stands among them.
    """
    found = model.below(column.targets) if column.value is Value.REFERENCE and not column.many else ()
    if len(found) != 1 or (found[0].table == "units" and not kind.reference):
        return {}
    targets = files_of(found[0])
    if file.folder == "reference":
        targets = tuple(target for target in targets if target.folder == "reference") or targets
    if len(targets) != 1:
        return {}
    name = targets[0].name
    return {"fields": column.header, "reference": {"resource": "" if name == file.name else name, "fields": "id"}}


def written(value: Json) -> str:
    """JSON text with the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
