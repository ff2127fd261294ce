"""Sizes of the signs of the Country view in px at zoom 1, as assets/js/country-geometry.js draws them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from kg.pages.boxes import width

#: Half sizes of a ring, and how far it reaches from the rim of its disc.
RING: Final = 5.8
RING_REACH: Final = 13.0
#: From the rim of a disc to the middle of its ring.
RING_GAP: Final = 7.0
#: From the rim of a disc down to its name.
NAME_GAP: Final = 2.0
#: Half size of a mark that stands alone, its outline included.
_ALONE: Final = 7.4
_CELL: Final = 13.0
_MOST: Final = 12
#: From so many matters on the name of a unit is larger.
BUSY: Final = 14
#: Letters of weight 650 are so much wider; a hundredth more since the reader's font may be another.
_BOLD: Final = 1.08
_PLAIN: Final = 1.01


#: A disc of more matters than this would cover its neighbours: where one has more, all shrink in proportion.
LARGEST: Final = 60


def radius(matters: float) -> float:
    """Of the disc of a unit that takes part in so many matters."""
    return 3.2 + 1.9 * math.sqrt(matters)


def plate(matters: int, row: bool = False) -> tuple[float, float]:
    """Half sizes of the pill of so many matters; `row`: all side by side."""
    if matters == 1 and not row:
        return _ALONE, _ALONE
    drawn = min(matters, _MOST)
    columns = drawn if row or drawn < 4 else math.ceil(math.sqrt(1.4 * drawn))
    return columns * _CELL / 2 + 3, math.ceil(drawn / columns) * _CELL / 2 + 3


def counted(matters: int) -> tuple[float, float]:
    """Half sizes of a pill that tells its number instead of its marks."""
    return (8 + 3 * len(str(matters)), 9.0) if matters > 1 else (_ALONE, _ALONE)


def capsule(radii: Sequence[float]) -> tuple[float, float]:
    """Half sizes of a capsule that holds discs of these radii."""
    return sum(2 * r + 4 for r in radii) / 2 - 2 + 6, max(radii) + 5


def name(captions: Sequence[str], matters: int, new: bool) -> tuple[float, float]:
    """Width and height of the name of a unit, the widest of its captions; `new`: under the lens of today."""
    size, factor = (12.5, _BOLD) if new else (13.0, _BOLD) if matters >= BUSY else (11.5, _PLAIN)
    return max(width(caption, size) for caption in captions) * factor + 2, 16.0
