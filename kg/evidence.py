"""The rows of one record -> its values, who states what, and where sources cannot both be right.

Pure: rows of read terms in, frozen values out. A single row needs none of this: its evidence supports all that the
record says. Rules: docs/decisions.md, "Provenance".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from kg import terms, when
from kg.vocabulary import Column, Value

#: Headers whose lists are compared as a whole: a list that lacks a party which another names disagrees with it.
PARTIES: Final = "parties"
Broader = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Given:
    """What one row gives: header -> terms; `preferred` names properties whose value here wins."""

    values: Mapping[str, tuple[str, ...]]
    preferred: frozenset[str] = frozenset()
    parties_text: str = ""
    list_open: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """One value and the rows (by position) that give it."""

    header: str
    property: str
    term: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A record of several rows: its values, every statement, pairs of statements that cannot both be true."""

    values: Mapping[str, tuple[str, ...]]
    stated: tuple[Stated, ...]
    conflicts: tuple[tuple[int, int], ...]
    #: Lists of parties that disagree: the cell as stated, and its rows; each conflicts with each other.
    party_lists: tuple[tuple[str, tuple[int, ...]], ...] = ()


def merge(columns: Sequence[Column], rows: Sequence[Given], broader: Broader) -> Merged:
    """Merges the rows of one record, in file order."""
    values: dict[str, tuple[str, ...]] = {}
    stated: list[Stated] = []
    conflicts: list[tuple[int, int]] = []
    for column in columns:
        given = [(n, row.values[column.header]) for n, row in enumerate(rows) if row.values.get(column.header)]
        if not given:
            continue
        values[column.header] = _union(given) if column.many else (_chosen(column, given, rows),)
        if column.ours or column.property is None:
            continue
        first = len(stated)
        stated += _statements(column, given)
        if not column.many:
            pairs = combinations(range(first, len(stated)), 2)
            conflicts += [(a, b) for a, b in pairs if cannot_both(column, stated[a].term, stated[b].term, broader)]
    return Merged(values, tuple(stated), tuple(conflicts), _party_lists(rows))


def _union(given: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for _, found in given for term in found))


def _statements(column: Column, given: Sequence[tuple[int, tuple[str, ...]]]) -> list[Stated]:
    by_term: dict[str, list[int]] = {}
    for n, found in given:
        for term in found:
            by_term.setdefault(term, []).append(n)
    return [Stated(column.header, column.property or "", term, tuple(ns)) for term, ns in by_term.items()]


def _chosen(column: Column, given: Sequence[tuple[int, tuple[str, ...]]], rows: Sequence[Given]) -> str:
    preferred = [found[0] for n, found in given if column.property in rows[n].preferred]
    if preferred:
        return preferred[0]
    chosen = given[0][1][0]
    if column.value is Value.DATE:
        for _, found in given[1:]:
            if _more_precise(found[0], chosen):
                chosen = found[0]
    return chosen


def _bounds(term: str) -> tuple[date, date]:
    stated = when.parse(terms.plain(term))
    return stated.earliest or date.min, stated.latest or date.max


def _more_precise(term: str, than: str) -> bool:
    (a, b), (c, d) = _bounds(term), _bounds(than)
    return c <= a and b <= d and (a, b) != (c, d)


def cannot_both(column: Column, a: str, b: str, broader: Broader) -> bool:
    """True when two values of a single-valued property cannot both be true. Texts always can: they paraphrase."""
    match column.value:
        case Value.DATE | Value.DAY:
            (a1, a2), (b1, b2) = _bounds(a), _bounds(b)
            return a2 < b1 or b2 < a1
        case Value.INTEGER | Value.DECIMAL | Value.BOOLEAN:
            return terms.plain(a) != terms.plain(b)
        case Value.CONCEPT:
            return a != b and not broader(a, b) and not broader(b, a)
        case Value.REFERENCE:
            return a != b
        case _:
            return False


def _party_lists(rows: Sequence[Given]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    lists: dict[frozenset[str], list[int]] = {}
    for n, row in enumerate(rows):
        if row.values.get(PARTIES):
            lists.setdefault(frozenset(row.values[PARTIES]), []).append(n)
    named = frozenset(term for found in lists for term in found)
    lacking = [found for found, ns in lists.items() if found != named and not all(rows[n].list_open for n in ns)]
    if not lacking:
        return ()
    return tuple((rows[ns[0]].parties_text, tuple(ns)) for ns in lists.values())
