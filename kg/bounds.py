"""When a record happened, and what opens and closes it: the four derived days by which queries filter and sort.

The cells keep what is stated in any precision; SPARQL cannot compare those, so it gets plain days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg import terms, when
from kg.vocabulary import RL, Kind, Value

Headers = tuple[str, ...]
_EARLIEST: Final = f" <{RL}earliest> "
_LATEST: Final = f" <{RL}latest> "
_FIRST: Final = f" <{RL}firstDay> "
_LAST: Final = f" <{RL}lastDay> "
#: Beginnings and ends, whatever they mean for the record's life.
_SPANS: Final = (("from", "until"), ("periodStart", "periodEnd"))


@dataclass(frozen=True, slots=True)
class Dates:
    """The headers of a kind's date columns by what they say of a record; the `_else` ones where those are empty."""

    happens: Headers
    happens_else: Headers
    opens: Headers
    opens_else: Headers
    closes: Headers
    closes_else: Headers
    #: pairs of a beginning and an end
    spans: tuple[tuple[str, str], ...]


def dates(kind: Kind) -> Dates:
    """Reads them from the ontology's annotations."""

    def headers(properties: Sequence[str]) -> Headers:
        dated = [c for c in kind.columns if c.value in (Value.DATE, Value.DAY)]
        return tuple(c.header for c in dated if c.property in properties)

    pairs = ((kind.opens, kind.closes), *(((RL + first,), (RL + last,)) for first, last in _SPANS))
    return Dates(
        headers(kind.happens),
        headers(kind.happens_else),
        headers(kind.opens),
        headers(kind.opens_else),
        headers(kind.closes),
        headers(kind.closes_else),
        tuple(dict.fromkeys((a, b) for first, last in pairs for a in headers(first) for b in headers(last))),
    )


@lru_cache(maxsize=16_384)
def _when(term: str) -> when.When:
    return when.parse(terms.plain(term))


def bounds(of: Dates, s: str, values: Mapping[str, tuple[str, ...]]) -> list[str]:
    """rl:earliest and rl:latest (when it happened), rl:firstDay and rl:lastDay (what opens and closes it)."""

    def stated(headers: Headers) -> list[when.When]:
        return [_when(term) for header in headers if header in values for term in values[header]]

    happened = stated(of.happens) or stated(of.happens_else)
    opened, closed = stated(of.opens), stated(of.closes)
    if not opened and not closed and of.closes_else:
        opened = closed = stated(of.closes_else)
    opened = opened or stated(of.opens_else)
    found = (
        (_EARLIEST, min([w.earliest for w in happened if w.earliest], default=None)),
        (_LATEST, max([w.latest for w in happened if w.latest], default=None)),
        (_FIRST, min([w.earliest for w in opened if w.earliest], default=None)),
        (_LAST, max([w.latest for w in closed if w.latest], default=None)),
    )
    return [f"{s}{predicate}{terms.day(day.isoformat())} .\n" for predicate, day in found if day]


def ends_early(first: Sequence[str], last: Sequence[str]) -> bool:
    """True when the last possible day of the end lies before the first possible day of the beginning."""
    begins = [w.earliest for w in map(_when, first)]
    ends = [w.latest for w in map(_when, last)]
    return all(b and e and e < b for b in begins for e in ends)
