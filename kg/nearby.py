"""Ids like a wrong one, found among a hundred or among a hundred thousand."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kg.names import nearest

#: Distinct wrong ids for which others like them are sought, and how many ids either side are compared. Comparing
#: 100,000 ids for every bad cell would take minutes, and a table of bad cells has another mend than an id.
MOST: Final = 500
AROUND: Final = 25


def suggesting(ids: Iterable[str], prefixes: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """A function from a wrong id to those of `ids` with one of the prefixes that are like it, the likest first.

    Of many ids the neighbours of the wrong one in the alphabet are compared. The ids are read when they are needed.
    """
    sorted_ids: list[str] = []
    told: dict[str, tuple[str, ...]] = {}

    def suggest(wrong: str) -> tuple[str, ...]:
        if wrong not in told and len(told) < MOST:
            if not sorted_ids:
                sorted_ids.extend(sorted(i for i in ids if i.partition(":")[0] in prefixes))
            by_local = {i.partition(":")[2]: i for i in reversed(_around(wrong, sorted_ids, prefixes))}
            told[wrong] = tuple(by_local[local] for local in nearest(wrong.rpartition(":")[2], by_local))
        return told.get(wrong, ())

    return suggest


def _around(wrong: str, ids: list[str], prefixes: Sequence[str]) -> list[str]:
    if len(ids) <= 8 * AROUND:
        return ids
    local = wrong.rpartition(":")[2]
    begins = {local, local[:-1], local[:-2]}  # a letter too many at the end leads far away in the alphabet
    places = [bisect(ids, f"{prefix}:{begin}") for prefix in prefixes for begin in sorted(begins)]
    return list(dict.fromkeys(i for at in places for i in ids[max(0, at - AROUND) : at + AROUND]))
