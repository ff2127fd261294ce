"""Who stands in the Country view: discs, rings and capsules, and which matters join which of them.

Signed: a disc for each unit of the map before the latest merger, and a ring for a unit born by that merger that acts
itself. Today: a unit of today's map each, with the discs that it was made of. Foreign partners, matters of one party
and matters that only cover regions are not drawn. Matters of hidden groups have their sets, since a click may show
them, but do not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.pages import signs
from kg.pages.document import Both, Change, Document, Node, Span, Unit

Readings = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Stand:
    """One sign of a unit: a disc, a ring beside its `host`, or a capsule of `members`.

    `matters`: how many that are not hidden it takes part in; `size`: the number by which its sign is drawn.
    """

    id: str
    label: Both
    lat: float | None
    lon: float | None
    matters: int = 0
    host: str = ""
    members: tuple[str, ...] = ()
    city: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class PartySet:
    """The matters that exactly these stands take part in; `stands` are indexes, `matters` node ids, both in order.

    `shown`: how many of the matters are not hidden.
    """

    stands: tuple[int, ...]
    matters: tuple[str, ...]
    shown: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One lens of the Country view.

    `aliases`: version -> the stand that draws it, where it is not one itself. `internal`: index of a stand -> matters
    all of whose several parties read as it.
    """

    stands: tuple[Stand, ...]
    sets: tuple[PartySet, ...]
    aliases: Mapping[str, str]
    internal: Mapping[int, tuple[str, ...]]

    @property
    def matters(self) -> int:
        """How many are drawn between stands, hidden ones included."""
        return sum(len(one.matters) for one in self.sets)


def signed(document: Document, hidden: Iterable[str] = ()) -> Picture:
    """The map before the latest merger, with rings; matters of `hidden` groups do not count."""
    return _Standing(document, frozenset(hidden)).signed()


def today(document: Document, hidden: Iterable[str] = ()) -> Picture:
    """The map of meta.today; matters of `hidden` groups do not count."""
    return _Standing(document, frozenset(hidden)).today()


class _Standing:
    """The document, asked for who is drawn."""

    def __init__(self, document: Document, hidden: frozenset[str]) -> None:
        self.day = document.meta.today
        self.units = {unit.id: unit for unit in document.units if not unit.foreign}
        self.matters = [node for node in document.nodes if node.matter]
        self.hidden = hidden
        self.order = {group.id: n for n, group in enumerate(document.groups)}
        self.made = {output: change for change in document.changes for output in change.outputs}
        merges = [c.effective for c in document.changes if c.kind == "merge" and c.effective <= self.day]
        self.merger = max(merges, default="")
        self.before = _day_before(self.merger) if self.merger else self.day
        self.old = _readings(document.spans, self.before)
        self.now = _readings(document.spans, self.day)
        whole = not document.meta.focus and not document.meta.question
        self.named = None if whole else self._named(document)

    def _named(self, document: Document) -> set[str]:
        """Versions that a page about one thing or question shows: its nodes and the parties of its matters."""
        return {n.id for n in document.nodes if n.id in self.units} | {p for n in self.matters for p in n.parties}

    def signed(self) -> Picture:
        aliases: dict[str, str] = {}
        hosts: dict[str, str] = {}
        for version in self.units:
            stand, host = self._stands(version)
            aliases[version] = stand
            if host:
                hosts[stand] = host
        acting = {aliases[p] for node in self.matters for p in node.parties if p in aliases}
        drawn = {v for v, unit in self.units.items() if _alive(unit, self.before)}
        if self.named is not None:
            reached = {aliases[v] for v in self.named if v in aliases}
            drawn &= reached | {hosts[stand] for stand in reached & acting if stand in hosts}
        drawn |= acting
        return self._picture(drawn, aliases, hosts, {})

    def today(self) -> Picture:
        # A unit that split reads as several; its first is where one stand has to do.
        aliases = {v: (self.now[v][0][0] if v in self.now else v) for v in self.units}
        drawn = {v for v, unit in self.units.items() if _alive(unit, self.day)}
        if self.named is not None:
            drawn &= {aliases[v] for v in self.named if v in aliases}
        members: dict[str, list[str]] = defaultdict(list)
        for version, unit in self.units.items():
            if _alive(unit, self.before) and aliases[version] in drawn:
                members[aliases[version]].append(version)
        return self._picture(drawn, aliases, {}, members)

    def _stands(self, version: str) -> tuple[str, str]:
        """The stand of a version under *as signed*, and the disc beside which it is a ring, if it is one."""
        unit = self.units[version]
        if _alive(unit, self.before):
            return version, ""
        if unit.until and unit.until < self.before:
            known = self.old.get(version)
            return (known[0][0] if known else version), ""
        seen = version
        while (change := self.made.get(seen)) is not None and len(change.inputs) == 1 == len(change.outputs):
            seen = change.inputs[0]
            if seen not in self.units or _alive(self.units[seen], self.before):
                return seen if seen in self.units else version, ""
        if change is not None and change.kind == "merge" and change.effective == self.merger:
            return seen, self._host(seen, change)
        return seen, ""

    def _host(self, version: str, change: Change) -> str:
        """The member whose name the new unit bears, else the first."""
        known = [one for one in change.inputs if one in self.units]
        named = [one for one in known if self.units[one].label == self.units[version].label]
        return (named or known or [""])[0]

    def _picture(
        self, drawn: set[str], aliases: Mapping[str, str], hosts: Mapping[str, str], members: Mapping[str, list[str]]
    ) -> Picture:
        order = sorted(drawn, key=lambda v: (v in hosts, v))
        index = {version: n for n, version in enumerate(order)}
        sets: dict[tuple[int, ...], list[Node]] = defaultdict(list)
        internal: dict[int, list[Node]] = defaultdict(list)
        counts: dict[int, int] = defaultdict(int)
        for node in self.matters:
            parties = {p for p in node.parties if p in aliases}
            ends = tuple(sorted({index[aliases[p]] for p in parties if aliases[p] in index}))
            if len(ends) > 1:
                sets[ends].append(node)
            elif ends and len({self._stands(p)[0] for p in parties}) > 1:
                internal[ends[0]].append(node)
            else:
                continue
            for end in ends:
                counts[end] += self._counts(node)
        share = min(1.0, signs.LARGEST / max(1, max(counts.values(), default=1)))
        made = [self._stand(v, counts[index[v]], hosts.get(v, ""), tuple(members.get(v, ()))) for v in order]
        return Picture(
            stands=tuple(replace(stand, size=stand.matters * share) for stand in made),
            sets=tuple(
                PartySet(ends, self._ordered(nodes), sum(map(self._counts, nodes)))
                for ends, nodes in sorted(sets.items())
            ),
            aliases={v: stand for v, stand in sorted(aliases.items()) if stand != v and stand in index},
            internal={end: self._ordered(nodes) for end, nodes in sorted(internal.items())},
        )

    def _counts(self, node: Node) -> bool:
        return node.group not in self.hidden

    def _stand(self, version: str, matters: int, host: str, members: tuple[str, ...]) -> Stand:
        unit = self.units[version]
        return Stand(version, unit.label, unit.lat, unit.lon, matters, host, members, unit.city)

    def _ordered(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        """By kind, then by day, those without a day last."""

        def key(node: Node) -> tuple[int, str, str]:
            begun = (node.life.earliest or node.life.latest) if node.life else ""
            return self.order.get(node.group, 0), begun or "9999", node.id

        return tuple(node.id for node in sorted(nodes, key=key))


def _alive(unit: Unit, day: str) -> bool:
    return unit.since <= day and (not unit.until or unit.until >= day)


def _readings(spans: Iterable[Span], day: str) -> Readings:
    passed = [span for span in spans if span.first <= day]
    return max(passed, key=lambda span: span.first).readings if passed else {}


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
