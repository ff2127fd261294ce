"""What a thing is called on the page: its label, and the short caption that it bears in a picture."""

from __future__ import annotations

from collections.abc import Mapping

from kg.pages import figures
from kg.pages.document import Both
from kg.pages.page import groups
from kg.pages.reader import Reader
from kg.pages.written import written

#: The legend group whose things are known by their day and the number of their parties.
_DATED = "agr"


def of_group(legend: str) -> Both:
    """The label of a legend group, for what has no class of its own."""
    return next((group.label for group in groups() if group.id == legend), Both("", ""))


def label(reader: Reader, thing: str, known: Mapping[str, list[str]]) -> Both:
    """Its label; a source's id and title; a figure's value; a change's kind and day."""
    if reader.has_label(thing):
        return reader.label(thing)
    title = _one(known, "dcterms:title")
    if title:
        head = " · ".join(part for part in (thing.partition(":")[2], _one(known, "dcterms:publisher")) if part)
        return Both(f"{head}: {title}", f"{head}: {title}")
    if known.get("schema:value"):
        return figures.text(reader, known)
    day = _one(known, "rl:effective")
    if day and known.get("rl:kind"):
        name = reader.label(known["rl:kind"][0])
        return Both(f"{name.vi} {written(day, 'vi')}", f"{name.en} {written(day, 'en')}")
    return reader.label(thing)


def short(thing: str, legend: str, known: Mapping[str, list[str]], matter: bool, when: str, parties: int) -> Both:
    """Day and number of parties of an agreement, id and publisher of a source, number of a document; else nothing."""
    if legend == "source":
        head = " · ".join(part for part in (thing.partition(":")[2], _one(known, "dcterms:publisher")) if part)
        return Both(head, head)
    number = _one(known, "rl:number")
    if number and not matter:
        return Both(number, number)
    if legend != _DATED or not when or not parties:
        return Both("", "")
    noun = "party" if parties == 1 else "parties"
    return Both(f"{written(when, 'vi')} · {parties} bên", f"{written(when, 'en')} · {parties} {noun}")


def _one(known: Mapping[str, list[str]], prop: str) -> str:
    values = known.get(prop)
    return values[0] if values else ""
