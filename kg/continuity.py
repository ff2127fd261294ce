"""What every version of a unit reads as under every lens. Pure: no store, no table, no clock.

Units are versions: one begins when its name, category or territory changes, and its last day is inclusive. A
`Change` has one output (merge, category, name, territory) or one input (split). The spans between two days of change
are the lenses, named by their first day as a local name (`2025-07-01`; the first is `0001-01-01`); `signed` is the
lens in which every version reads as itself. The rule, in one sentence: a version alive in the span reads as itself;
one that ended reads as its successors, all of them after a split; one not yet born goes back through changes with one
input, and where a merge bars the way reads as the version at which it is barred.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from typing import Final

SIGNED: Final = "signed"
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a unit; `first` None means before the data, `last` (inclusive) None means still there."""

    unit: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the map, in force from `effective` on; `resolution` is the document that made it."""

    id: str
    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    effective: date
    resolution: str | None = None


@dataclass(frozen=True, slots=True)
class Lens:
    """A span in which the map stands still; `last` is inclusive, None in the span that lasts."""

    name: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What `version` reads as under `lens`, and the changes that its own way passed, in the order of the way."""

    lens: str
    version: str
    reads_as: tuple[str, ...]
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a change: in which of its columns, and with which unit."""

    change: Change
    header: str
    unit: str
    message: str


@dataclass(frozen=True, slots=True)
class _History:
    """Versions and changes, looked up both ways."""

    versions: Mapping[str, Version]
    ended_by: Mapping[str, Change]
    born_by: Mapping[str, Change]


def lenses(changes: Iterable[Change]) -> tuple[Lens, ...]:
    """The spans between the days of change, in order; without any change one span that always was."""
    starts = [date.min, *sorted({change.effective for change in changes} - {date.min})]
    ends: list[date | None] = [start - DAY for start in starts[1:]]
    return tuple(Lens(start.isoformat(), start, end) for start, end in zip(starts, [*ends, None], strict=True))


def readings(versions: Sequence[Version], changes: Sequence[Change]) -> tuple[Reading, ...]:
    """Every version under `signed` and under every span, in the order of `versions`.

    Raises ValueError where the changes are nonsense (see `_history`).
    """
    history, spans = _history(versions, changes), lenses(changes)
    found: list[Reading] = []
    for version in versions:
        found.append(Reading(SIGNED, version.unit, (version.unit,), ()))
        for span in spans:
            way: dict[str, Change] = {}
            reads_as = tuple(dict.fromkeys(_read(version, span.first, history, way)))
            found.append(Reading(span.name, version.unit, reads_as, _in_order(version, way.values())))
    return tuple(found)


def one_to_one(versions: Sequence[Version], changes: Sequence[Change]) -> tuple[tuple[str, ...], ...]:
    """Groups of versions joined by changes with one input and one output; a version that has none stands alone."""
    group = {version.unit: [version.unit] for version in versions}
    for change in changes:
        if len(change.inputs) == len(change.outputs) == 1:
            before, after = group[change.inputs[0]], group[change.outputs[0]]
            if before is not after:
                before.extend(after)
                group.update(dict.fromkeys(after, before))
    place = {version.unit: number for number, version in enumerate(versions)}
    return tuple(dict.fromkeys(tuple(sorted(members, key=place.__getitem__)) for members in group.values()))


def _in_order(version: Version, way: Iterable[Change]) -> tuple[str, ...]:
    """The changes of a way by their days, from the version away: forward oldest first, backward newest first."""
    hops = sorted(way, key=lambda change: (change.effective, change.id))
    backward = bool(hops) and version.unit in hops[-1].outputs
    return tuple(change.id for change in (reversed(hops) if backward else hops))


def _read(version: Version, day: date, history: _History, way: dict[str, Change]) -> list[str]:
    """What `version` reads as in the span that begins on `day`; notes the changes passed in `way`."""
    if version.last is not None and version.last < day:
        change = history.ended_by.get(version.unit)
        if change is None:
            return [version.unit]
        way[change.id] = change
        nexts = [history.versions[output] for output in change.outputs]
        return [unit for one in nexts for unit in (_read(one, day, history, way) if _began(one, day) else [one.unit])]
    while not _began(version, day):
        change = history.born_by.get(version.unit)
        if change is None or len(change.inputs) > 1:
            break
        way[change.id] = change
        version = history.versions[change.inputs[0]]
    return [version.unit]


def _began(version: Version, day: date) -> bool:
    return version.first is None or version.first <= day


def faults(versions: Sequence[Version], changes: Sequence[Change]) -> Iterator[Fault]:
    """Nonsense among the changes: many to many, a unit ended or born twice, unknown units, a circle.

    Without the changes that are named here the rest can be read.
    """
    known = {version.unit for version in versions}
    ended: dict[str, Change] = {}
    born: dict[str, Change] = {}
    for change in changes:
        found = list(_own_faults(change, known, ended, born))
        yield from found
        if not found:
            ended.update(dict.fromkeys(change.inputs, change))
            born.update(dict.fromkeys(change.outputs, change))
    while circle := _circle(born):
        change = born[circle[0]]
        yield Fault(change, "outputs", circle[0], f"the changes lead in a circle: {' - '.join(circle)}")
        born = {unit: other for unit, other in born.items() if other is not change}


def _own_faults(
    change: Change, known: Collection[str], ended: Mapping[str, Change], born: Mapping[str, Change]
) -> Iterator[Fault]:
    if min(len(change.inputs), len(change.outputs)) != 1:
        message = f"{change.id} must have exactly one output, or one input if it is a split"
        yield Fault(change, "outputs", "; ".join(change.outputs), message)
    for header, side, index, word in (
        ("inputs", change.inputs, ended, "ends"),
        ("outputs", change.outputs, born, "begins"),
    ):
        for unit in side:
            if unit not in known:
                yield Fault(change, header, unit, f"{change.id} names {unit}, which is not a unit of the list")
            if unit in index:
                other = index[unit].id
                message = f"{unit} {word} by {other} and by {change.id}; a version does so once"
                yield Fault(change, header, unit, message)


def _circle(born: Mapping[str, Change]) -> Sequence[str]:
    """Units of which each is born of the next, and the first again at the end; none where there is no such circle."""
    try:
        TopologicalSorter({unit: change.inputs for unit, change in born.items()}).prepare()
    except CycleError as error:
        return [unit for unit in error.args[1] if unit in born]
    return ()


def _history(versions: Sequence[Version], changes: Sequence[Change]) -> _History:
    """Index; raises ValueError for what `faults` finds, and for two versions with one id."""
    known = {version.unit: version for version in versions}
    if len(known) != len(versions):
        raise ValueError("two versions bear the same id; give each version its own")
    for fault in faults(versions, changes):
        raise ValueError(fault.message)
    ended = {unit: change for change in changes for unit in change.inputs}
    born = {unit: change for change in changes for unit in change.outputs}
    return _History(known, ended, born)
