"""What decides the state of each matter: its status, its days, the reports on it (kg/states.json reads them)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from kg import when
from kg.errors import UsageError
from kg.model import Kind
from kg.pages.document import Life
from kg.pages.reader import Reader, Triples

#: Statuses that say it is done.
DONE: Final = frozenset({"held", "completed", "in-use", "inscribed"})
_REPORTS: Final = "?r rl:of ?s ; rl:status ?p ; rl:earliest ?o"
_RENEWED: Final = "?o rl:renews ?s . BIND(rl:renews AS ?p)"


def lives(reader: Reader, facts: Triples, kinds: Mapping[str, Kind]) -> tuple[dict[str, Life], dict[str, str]]:
    """The life of every thing that has a status, a day or a period; and which later matter renews it."""
    things: Iterable[str] = kinds
    done = {
        thing: min(day for status, days in reports.items() if _slug(status) in DONE for day in days)
        for thing, reports in reader.triples(things, _REPORTS).items()
        if any(_slug(status) in DONE for status in reports)
    }
    renewed = {thing: found["rl:renews"][0] for thing, found in reader.triples(things, _RENEWED).items()}
    made: dict[str, Life] = defaultdict(Life)
    for thing, kind in kinds.items():
        known = facts.get(thing, {})
        status = _slug(_one(known, "rl:status"))
        lapses = kind.lapses
        ended = _one(known, "rl:until")
        by_itself = _bound(ended, first=True) if status in DONE and not lapses and ended else ""
        life = Life(
            status=status,
            earliest=_one(known, "rl:earliest"),
            latest=_one(known, "rl:latest"),
            first_day=_one(known, "rl:firstDay"),
            last_day=_one(known, "rl:lastDay"),
            due_last=_bound(_one(known, "rl:due"), first=False),
            done_earliest=done.get(thing, by_itself),
            renewed=thing in renewed,
            lapses=lapses,
        )
        made[thing] = life
    return dict(made), renewed


def _slug(concept: str) -> str:
    return concept.partition(":")[2]


def _one(known: Mapping[str, list[str]], prop: str) -> str:
    values = known.get(prop)
    return values[0] if values else ""


def _bound(text: str, first: bool) -> str:
    """First or last possible day of a stated date; empty where it gives none."""
    if not text:
        return ""
    try:
        read = when.parse(text)
    except UsageError:
        return ""
    day = read.earliest if first else read.latest
    return day.isoformat() if day else ""
