"""Twins: things of one kind with the same neighbours by the same relations stand together in one pill.

Never units, never the focus. A pill draws its members as small marks in rows and has one caption; a click opens it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

from kg.pages.document import Document, Group, Node

#: Fewest members of a pill: quiet things fold sooner, for their names matter less.
FEWEST: Final = 3
FEWEST_QUIET: Final = 2
#: Marks that a pill draws; of more it draws one less and "+k".
MOST: Final = 12
CELL: Final = 13.0
DOT: Final = 9.0


@dataclass(frozen=True, slots=True)
class Pill:
    """Members in the order of their day; `rx`, `ry` are half sizes in px."""

    id: str
    group: str
    members: tuple[str, ...]
    rx: float
    ry: float


def pills(document: Document, opened: Iterable[Node]) -> tuple[Pill, ...]:
    """The pills of the things that the page opens with."""
    groups = {group.id: group for group in document.groups}
    shown = {node.id: node for node in opened}
    ends: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for edge in document.edges:
        if edge.source in shown and edge.target in shown:
            ends[edge.source].add((edge.target, edge.property, "to"))
            ends[edge.target].add((edge.source, edge.property, "from"))
    units = {unit.id for unit in document.units}
    alike: dict[tuple[str, frozenset[tuple[str, str, str]]], list[Node]] = defaultdict(list)
    for node in shown.values():
        if node.id not in units and node.id != document.meta.focus and ends[node.id]:
            alike[node.group, frozenset(ends[node.id])].append(node)
    found: list[Pill] = []
    for (name, _), members in sorted(alike.items(), key=lambda item: min(n.id for n in item[1])):
        group = groups.get(name)
        if len(members) >= (FEWEST_QUIET if group is None or group.quiet else FEWEST):
            found.append(_pill(len(found), name, members, group))
    return tuple(found)


def _pill(number: int, name: str, members: list[Node], group: Group | None) -> Pill:
    ordered = sorted(members, key=lambda n: ((n.life.earliest if n.life else "") or n.when, n.id))
    drawn = min(len(ordered), MOST)
    columns = drawn if drawn < 7 else ceil(drawn / 2) if drawn <= MOST else ceil(sqrt(1.4 * drawn))
    cell = DOT if group is not None and group.shape == "dot" else CELL
    rows = ceil(drawn / columns)
    ids = tuple(node.id for node in ordered)
    return Pill(f"pill:{number}", name, ids, round(columns * cell / 2 + 3, 1), round(rows * cell / 2 + 2, 1))


def trunks(found: Iterable[Pill]) -> Mapping[str, str]:
    """Member -> the pill that stands for it."""
    return {member: pill.id for pill in found for member in pill.members}
