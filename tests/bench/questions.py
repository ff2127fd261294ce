"""Marks of the questions: each through our API, against the same query on bare pyoxigraph, its values read as text.

pyoxigraph makes a term when it is asked for, so a row that nobody read would not be an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg import builds, catalogue, store
from kg.store import Graph
from kg.verbs.asked import asked
from kg.verbs.parameters import Parameters
from kg.verbs.setting import Setting
from kg.vocabulary import curie, prefixes
from tests.bench.measure import milliseconds

#: What our API may cost beside the query: milliseconds a question, and a row.
ALLOWED, ALLOWED_A_ROW = 2.0, 0.005
SLOWEST = 1_000.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its parameters: rows that the query gives, milliseconds of both."""

    call: str
    rows: int
    ours: float
    raw: float

    @property
    def allowed(self) -> float:
        """The most that ours may take, in milliseconds."""
        return self.raw + ALLOWED + ALLOWED_A_ROW * self.rows


class Questions:
    """Asks every question of the store that was built, of its busiest things, as signed and today."""

    def __init__(self, folder: Path, tables: tuple[str, ...], today: date, times: int) -> None:
        from pyoxigraph import Store

        self.setting = Setting(tables, folder, today=today)
        self.graph = store.open_current(folder)
        build = builds.current(folder)
        assert build is not None
        self.raw = Store.read_only(str(build / "graph"))
        self.times = times

    def all(self) -> list[Asked]:
        """Every question of the catalogue."""
        busy = [name for name, _ in self._top("?thing a rl:Project ; rl:party ?unit", "?unit")]
        thing = next(name for name, _ in self._top("?e rl:about ?thing . ?thing a rl:Agreement", "?thing"))
        found = []
        for question in catalogue.questions().values():
            for given in _calls(question, busy, thing):
                found.append(self._ask(question, given))
        return found

    def _top(self, pattern: str, variable: str) -> list[tuple[str, int]]:
        counted = f"SELECT {variable} (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY {variable}"
        query = f"{counted} ORDER BY DESC(?n) {variable} LIMIT 2"
        return [(curie(row[0].value), int(row[1].value)) for row in self.graph.rows(query) if row[0] and row[1]]

    def _ask(self, question: catalogue.Question, given: dict[str, str]) -> Asked:
        graph: Graph = self.graph
        text = question.query(Parameters(lambda: graph, self.setting).terms(question, given))
        known = dict(prefixes())
        rows = len(list(self.raw.query(text, prefixes=known)))
        raw, ours = milliseconds(
            lambda: [[term and term.value for term in row] for row in self.raw.query(text, prefixes=known)],
            lambda: asked(question, given, Parameters(lambda: graph, self.setting)),
            times=2 * self.times + 1,
        )
        return Asked(" ".join([question.name, *(f"{k}={v}" for k, v in given.items())]), rows, ours, raw)


def _calls(question: catalogue.Question, busy: list[str], thing: str) -> list[dict[str, str]]:
    """The example of a question; and where it asks for units or agreements, the busiest, under two lenses."""
    units = [p.name for p in question.parameters if p.type == "unit"]
    things = [p.name for p in question.parameters if "Agreement" in p.type or p.type == "things"]
    heavy = {**dict(zip(units, busy, strict=False)), **dict.fromkeys(things, thing)}
    calls = [dict(question.example)]
    if heavy:
        calls.append(heavy)
    if any(p.name == "lens" for p in question.parameters):
        calls.append({**calls[-1], "lens": "signed" if calls[-1].get("lens") == "today" else "today"})
    if question.parameters and all(p.optional for p in question.parameters):
        calls.append({})
    return calls
