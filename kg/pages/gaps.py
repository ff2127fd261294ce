"""Neighbours without a joint matter: where one was searched and not found, and where nobody searched.

An absence is never silently "no": a pair is a gap only where a search about both units found nothing. A matter of more
than five parties joins no two of them in particular and does not count.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import Final, NamedTuple

from kg.pages.document import Document
from kg.pages.standing import Picture

#: Matters of more parties than this do not tie each two of them.
MOST: Final = 5
Pair = tuple[int, int]


class Gaps(NamedTuple):
    """Pairs of indexes of stands, searched and nothing found; and how many more neighbours have no matter."""

    searched: tuple[Pair, ...]
    unsearched: int


def gaps(document: Document, picture: Picture) -> Gaps:
    """Of the whole graph only: a page about one thing does not hold what its neighbours share."""
    if document.meta.focus or document.meta.question:
        return Gaps((), 0)
    index = {stand.id: n for n, stand in enumerate(picture.stands)}
    home = [index.get(stand.host, n) for n, stand in enumerate(picture.stands)]
    spot = index | {version: index[stand] for version, stand in picture.aliases.items()}
    # A unit that the picture draws as a ring has borders of its own, which its disc had not.
    borders = [(spot[a], spot[b]) for a, b in document.borders if a in spot and b in spot]
    near = {_pair(a, b) for a, b in borders if a != b and home[a] == a and home[b] == b}
    tied: set[Pair] = set()
    for one in picture.sets:
        if len(one.stands) <= MOST:
            tied |= set(combinations(sorted({home[stand] for stand in one.stands}), 2))
    found: dict[Pair, set[str]] = defaultdict(set)
    for search in document.searches:
        units = sorted({home[spot[version]] for version in search.about if version in spot})
        for pair in combinations(units, 2):
            found[pair].add(search.found)
    open_ = sorted(near - tied)
    return Gaps(tuple(p for p in open_ if found.get(p) == {"none"}), sum(p not in found for p in open_))


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
