"""`docs/vocabulary.md`: every table, column, term and concept in words, Vietnamese and English side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.term import Node

from kg.datapackage import words
from kg.vocabulary import Column, Concept, Kind, Model, Value, curie

#: How a cell is read, in words: Vietnamese and English.
_CELLS: Final[Mapping[Value, tuple[str, str]]] = {
    Value.TEXT: ("chữ", "text"),
    Value.STRING: ("chữ", "text"),
    Value.DATE: ("ngày, theo EDTF", "a date (EDTF)"),
    Value.DAY: ("một ngày", "a day"),
    Value.INTEGER: ("số nguyên", "a whole number"),
    Value.DECIMAL: ("số", "a number"),
    Value.BOOLEAN: ("có hoặc không", "yes or no"),
    Value.ADDRESS: ("địa chỉ trên mạng", "a web address"),
    Value.PROPERTY: ("đầu cột của bảng này", "headers of this table"),
    Value.ID: ("mã", "an id"),
}


def page(model: Model) -> str:
    """`docs/vocabulary.md`, Vietnamese and English side by side."""
    return "\n".join(_page(model)) + "\n"


def _page(model: Model) -> Iterator[str]:
    yield "# Từ vựng · Vocabulary\n"
    yield "Viết ra từ `ontology/` bằng `make generated`; đừng sửa ở đây. "
    yield "*Written from `ontology/` by `make generated`; do not edit it here.*\n"
    for title, kinds in (
        ("Bảng tham chiếu · Reference tables", [k for k in model.kinds if k.reference]),
        ("Bảng về liên kết · Tables of links", [k for k in model.kinds if not k.reference]),
    ):
        yield f"## {title}\n"
        for kind in kinds:
            yield from _table(kind, model)
    yield "## Cột bằng chứng · Evidence columns\n"
    yield "Mọi bảng trừ `sources` có thêm các cột này. *Every table but `sources` has these too.*\n"
    yield from _columns([c for c in model.kind("agreements").columns if c.evidence], model)
    filled = {c.property for kind in model.kinds for c in kind.columns} | {k.iri for k in model.kinds}
    for title, types in (
        ("Lớp không có bảng · Classes without a table", (OWL.Class,)),
        ("Thuộc tính suy ra · Derived properties", (OWL.ObjectProperty, OWL.DatatypeProperty)),
        ("Chú thích cho chương trình · Annotations for programs", (OWL.AnnotationProperty,)),
    ):
        yield f"## {title}\n"
        nodes = {n for t in types for n in words.graph().subjects(RDF.type, t) if str(n) not in filled}
        yield from _plain(sorted(nodes, key=str))
    yield "## Danh mục khái niệm · Lists of concepts\n"
    yield "Ô có thể ghi mã hoặc tên. *A cell may hold the slug or a name.*\n"
    for scheme, concepts in model.schemes.items():
        yield from _scheme(scheme, concepts)


def _table(kind: Kind, model: Model) -> Iterator[str]:
    vi, en = words.said(URIRef(kind.iri))
    yield f"### {kind.table}\n"
    yield f"**{kind.label_vi} · {kind.label_en}** (`{curie(kind.iri)}`): {vi} *{en}*\n"
    said = "ghép từ các cột khác · *composed*" if kind.composed else f"`{kind.prefix}:…`"
    yield f"Mã · *id*: {said}. Ví dụ · *example*: {words.example(URIRef(kind.iri))}\n"
    yield from _columns([c for c in kind.columns if not c.evidence], model)


def _columns(columns: Sequence[Column], model: Model) -> Iterator[str]:
    yield "| cột · column | đầu cột · header | ô chứa · cell | ý nghĩa | meaning |"
    yield "| --- | --- | --- | --- | --- |"
    for column in columns:
        vi, en = words.meaning(column)
        name = f"`{column.header}`" + (" \\*" if column.required else "")
        yield f"| {name} | {column.label_vi} · {column.label_en} | {_cell(column, model)} | {vi} | {en} |"
    yield ""


def _cell(column: Column, model: Model) -> str:
    if column.scheme:
        name = column.scheme.rsplit("/", 1)[-1]
        said = f"[{name}](#{name})"
    elif column.value is Value.REFERENCE:
        said = ", ".join(f"[{k.table}](#{k.table})" for k in model.below(column.targets))
    else:
        said = " · ".join(dict.fromkeys(_CELLS[column.value]))
    return said + (" (nhiều, cách nhau bằng `;` · several, parted by `;`)" if column.many else "")


def _plain(nodes: Sequence[Node]) -> Iterator[str]:
    yield "| tên · name | | ý nghĩa | meaning | ví dụ · example |"
    yield "| --- | --- | --- | --- | --- |"
    for node in nodes:
        label, text = " · ".join(words.said(node, RDFS.label)), " | ".join(words.said(node))
        yield f"| `{curie(str(node))}` | {label} | {text} | {words.example(node)} |"
    yield ""


def _scheme(scheme: str, concepts: Sequence[Concept]) -> Iterator[str]:
    vi, en = words.said(URIRef(scheme), SKOS.prefLabel)
    yield f"### {scheme.rsplit('/', 1)[-1]}\n"
    yield f"**{vi} · {en}**: {' *'.join(words.said(URIRef(scheme)))}*\n"
    yield "| mã · slug | tên · name | tên khác · other names | thuộc · within | ý nghĩa | meaning |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for c in concepts:
        broader = sorted(str(b) for b in words.graph().objects(URIRef(c.iri), SKOS.broader))
        within = ", ".join(b.rsplit("/", 1)[-1] for b in broader)
        text = " | ".join(words.said(URIRef(c.iri)))
        yield f"| `{c.slug}` | {c.label_vi} · {c.label_en} | {', '.join(c.other)} | {within} | {text} |"
    yield ""
