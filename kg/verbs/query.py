"""`kg query`: any SPARQL 1.1 query over the store, with limits and without side effects."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg import answers, catalogue, guard, store, terms
from kg.errors import Failed, TimedOut, UsageError
from kg.store import Result
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
    with _Deadline(timeout):
        bound = _checked(given, values)
    graph = answering(setting, say)
    with _Deadline(timeout):
        # While a large answer is written the deadline still holds: nothing of a late answer is shown whole.
        try:
            out = _written(graph.result(bound, allowed), format)
        except OSError as fault:
            raise Failed(f"the query failed: {fault}") from fault
        sys.stdout.buffer.write(out)
        sys.stdout.buffer.flush()


def _checked(given: str, values: str) -> str:
    """The query with its parameters bound; raises UsageError, in words about the user's own text, before any run."""
    if complaint := store.syntax(given):
        guard.refuse_updates(given)
        raise UsageError(guard.pointed(given, complaint, store.syntax))
    bound = guard.bound(given, values) if values else given
    if values and store.syntax(bound):
        raise UsageError("--param cannot be bound in this query; write a line `#PARAMS` in the group that needs it")
    return bound


def source(text: str) -> str:
    """The query itself, from standard input for `-`, or from the file of this name.

    Raises UsageError for what is no file and does not begin as a query does, and for what is not UTF-8.
    """
    if text == "-":
        return _decoded("standard input", sys.stdin.buffer.read())
    if "\n" in text or "{" in text:
        return text
    try:
        return _decoded(text, Path(text).read_bytes())
    except OSError as fault:
        if guard.begins_query(text):  # DESCRIBE needs no group
            return text
        raise UsageError(
            f"{text}: no such file can be read ({fault.strerror}), and it begins as no query does"
        ) from fault


def _decoded(name: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageError(f"{name} is not UTF-8: {fault.reason} at byte {fault.start}") from fault


def _written(result: Result, format: str | None) -> bytes:
    format = format or ("ttl" if result.form == "graph" else "table")
    if format != "table":
        return result.written(format)
    if result.form == "boolean":
        return b"true\n" if result.boolean() else b"false\n"
    names: tuple[str, ...] = ("subject", "predicate", "object")
    found: Iterable[tuple[object, ...]] = ()
    if result.form == "graph":
        found = result.triples()
    else:
        names, found = (rows := result.rows()).variables, rows
    shown = tuple(tuple(answers.shown(term) for term in row) for row in found)
    return answers.write(answers.Answer(names, shown), "table").encode()


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
