"""`kg query`: any SPARQL 1.1 query over the store, with limits and without side effects."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from kg import answers, catalogue, guard, terms
from kg.errors import TimedOut, UsageError
from kg.store import Graph
from kg.verbs.build import Say, answering
from kg.verbs.setting import Setting
from kg.vocabulary import LOCAL, iri, prefixes


def query(
    setting: Setting,
    text: str,
    format: str | None,
    parameters: Sequence[str],
    timeout: float,
    allowed: Sequence[str],
    say: Say,
) -> None:
    """Prints the answer. Exit 2 for a query that does not parse or calls a host, 3 when the time is over."""
    given = source(text)
    values = " ".join(f"VALUES ?{_name(k)} {{ {_term(v)} }}" for k, v in catalogue.pairs(parameters))
    guard.refuse_services(given, allowed)
    graph = answering(setting, say)
    with _Deadline(timeout):
        try:
            form = graph.form(given)
        except UsageError as fault:
            raise UsageError(guard.pointed(given, str(fault))) from fault
        bound = guard.bound(given, values) if values else given
        out = _written(graph, bound, form, format)
        # While a large answer is written the deadline still holds: nothing of a late answer is shown whole.
        sys.stdout.buffer.write(out)
        sys.stdout.buffer.flush()


def source(text: str) -> str:
    """The query itself, from standard input for `-`, or from a file where one has this name."""
    if text == "-":
        return sys.stdin.read()
    if "{" not in text and "\n" not in text:
        path = Path(text)
        if not path.is_file():
            raise UsageError(f"{text}: there is no such file, and it is no query (a query has a group in braces)")
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as fault:
            raise UsageError(f"{text} is not UTF-8: {fault.reason} at byte {fault.start}") from fault
    return text


def _written(graph: Graph, query: str, form: str, format: str | None) -> bytes:
    format = format or ("ttl" if form == "graph" else "table")
    if format != "table":
        return graph.answer(query, format)
    if form == "boolean":
        return b"true\n" if b"true" in graph.answer(query, "json") else b"false\n"
    if form == "graph":
        found = tuple(tuple(answers.shown(t) for t in triple) for triple in graph.triples(query))
        return answers.write(answers.Answer(("subject", "predicate", "object"), found), "table").encode()
    rows = graph.rows(query)
    shown = tuple(tuple(answers.shown(t) for t in row) for row in rows)
    return answers.write(answers.Answer(rows.variables, shown), "table").encode()


def _name(name: str) -> str:
    if not LOCAL.match(name) or "-" in name:
        raise UsageError(f"--param {name}: a variable has letters, digits and _ only")
    return name


def _term(text: str) -> str:
    prefix, sign, local = text.partition(":")
    if sign and prefix in prefixes() and LOCAL.match(local):
        return terms.iri(iri(text))
    if text.startswith("<") and text.endswith(">") and not terms.NOT_IN_IRI.search(text[1:-1]):
        return text
    return terms.literal(text)


class _Deadline:
    """Ends the process when the time is over: the engine cannot be stopped from within (design: docs/decisions.md)."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._timer = threading.Timer(seconds, self._over) if seconds > 0 else None

    def _over(self) -> None:
        sys.stderr.write(f"kg: the query took longer than {self._seconds:g} s; give it more with --timeout\n")
        sys.stderr.flush()
        os._exit(TimedOut.exit_code)

    def __enter__(self) -> None:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()

    def __exit__(self, *fault: object) -> None:
        if self._timer:
            self._timer.cancel()
