"""The state of a matter on a day, from one table (`states.json`) that Python and the page's JavaScript share.

A status is what sources say once; a state is what follows from it, from the dates and from the reports on one day:
`not-yet`, `dropped`, `done`, `missed`, `planned`, `renewed`, `lapsed`, `under-way`, `in-force` or `unknown`. The table
is a list of rows; the first whose conditions all hold gives the state. This module only interprets it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import Failed

TABLE: Final = Path(__file__).with_name("states.json")

Condition = tuple[str, ...]  # the name of a test, and what it is given


@dataclass(frozen=True, slots=True)
class Matter:
    """What the state of a matter depends on; each field is defined in the table under `fields`.

    Dates are bounds of stated dates, None where nothing bounds them. `done_earliest` comes from the first report that
    says it is done; else, for an event or project (`lapses` False) whose own status says so, it is the first possible
    day of its end.
    """

    status: str = ""
    earliest: date | None = None
    latest: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    due_last: date | None = None
    done_earliest: date | None = None
    renewed: bool = False
    lapses: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The shared table: its rows in order, and the label of each state by language."""

    rows: tuple[tuple[str, tuple[Condition, ...]], ...]
    labels: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A matter as it is seen on one day."""

    matter: Matter
    day: date

    def date_of(self, name: str) -> date | None:
        """A stated or derived date, None where it is not known."""
        matter = self.matter
        if name == "begins":
            return None if matter.latest and not matter.earliest else _first(min, matter.earliest, matter.first_day)
        if name == "done_from":
            return matter.done_earliest or _first(max, matter.earliest, matter.first_day)
        found: date | None = getattr(matter, name)
        return found

    def holds(self, condition: Condition) -> bool:
        """Whether one condition of the table holds."""
        test, *given = condition
        if test == "status":
            return self.matter.status in given
        if test in ("true", "false"):
            return bool(getattr(self.matter, given[0])) is (test == "true")
        return DATE_TESTS[test](self.day, self.date_of(given[0]))


DATE_TESTS: Final[Mapping[str, Callable[[date, date | None], bool]]] = {
    "before": lambda day, known: known is not None and day < known,
    "reached": lambda day, known: known is None or day >= known,
    "past": lambda day, known: known is not None and day > known,
    "not-past": lambda day, known: known is None or day <= known,
    "known": lambda _, known: known is not None,
}
FLAGS: Final = frozenset({"renewed", "lapses"})
DATES: Final = frozenset(one.name for one in fields(Matter)) - FLAGS - {"status"} | {"begins", "done_from"}


def state(matter: Matter, day: date) -> str:
    """The state of `matter` on `day`: the first row of the table that holds."""
    seen = _Seen(matter, day)
    return next(name for name, conditions in table().rows if all(seen.holds(one) for one in conditions))


def label(name: str, language: str) -> str:
    """The word for a state in `vi` or `en`. Raises KeyError for a state or language that the table lacks."""
    return table().labels[name][language]


@cache
def table(path: Path = TABLE) -> Table:
    """The shared table. Raises Failed where it is nonsense: an unknown test, field or state, or no last resort."""
    raw = json.loads(path.read_text("utf-8"))
    rows = tuple((row["state"], tuple(tuple(one) for one in row["when"])) for row in raw["rows"])
    for name, conditions in rows:
        if name not in raw["labels"] or not all(_makes_sense(one) for one in conditions):
            raise Failed(f"{path.name}: the row of the state {name} is nonsense; install the package again")
    if not rows or rows[-1][1]:
        raise Failed(f"{path.name}: the last row must hold for every matter; install the package again")
    return Table(rows, raw["labels"])


def _makes_sense(condition: Condition) -> bool:
    test, *given = condition or ("",)
    if test == "status":
        return bool(given)
    return len(given) == 1 and given[0] in (FLAGS if test in ("true", "false") else DATES if test in DATE_TESTS else ())


def _first(choose: Callable[[list[date]], date], *dates: date | None) -> date | None:
    """The least or the greatest of the dates that are known."""
    known = [one for one in dates if one]
    return choose(known) if known else None
