"""Places of pills: near the middle of their parties, on nothing, their lines past other units where that is cheap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from kg.pages import strokes
from kg.pages.board import Bundle, Table
from kg.pages.strokes import Boxes, Flags, Points

_STEP: Final = 6.0
_FAR: Final = 102.0
_GRID: Final = np.stack(np.meshgrid(*[np.arange(-_FAR, _FAR + 1, _STEP)] * 2), axis=-1).reshape(-1, 2)
#: So near to a disc that it does not join, to a name or a pill a line disturbs.
_DISC: Final = 4.0
_BOX: Final = 2.0
#: How many px of way from the middle each is worth; the last: the pill itself on the line of another.
_DISC_COST: Final = 700.0
_NAME_COST: Final = 80.0
_PILL_COST: Final = 60.0
_LINE_COST: Final = 60.0
#: So many places are looked at together.
_LOOK: Final = 48


def place(table: Table, which: Iterable[int], lines: bool = True) -> None:
    """Puts each of these bundles where it costs least now, the largest first.

    `lines`: what their lines pass has a price; else the nearest free place will do, which is much quicker.
    """
    for n in sorted(which, key=lambda n: (-np.prod(table.bundles[n].half), n)):
        known = table.spots[n].copy()
        table.take(n)
        table.put(n, known if _undisturbed(table, n, known) else _cheapest(table, n, lines))


def _undisturbed(table: Table, n: int, spot: Points) -> bool:
    """True for a place found earlier, on which and on whose lines nothing lies now."""
    if np.isnan(spot[0]):
        return False
    window = np.concatenate([spot, spot])
    if table.covered((window + table.bundles[n].reach)[None])[0]:
        return False
    around = _Around(table, n, table.board.places[list(table.bundles[n].ends)], window)
    return not around.costs(spot[None])[0]


def _cheapest(table: Table, n: int, lines: bool) -> Points:
    """Of the places near the middle that cover least the one that costs least."""
    bundle = table.bundles[n]
    ends = table.board.places[list(bundle.ends)]
    middle: Points = ends.mean(axis=0) if len(ends) == 2 else _median(ends)
    low, high = 1 - bundle.reach[:2], table.board.world - bundle.reach[2:] - 1
    middle = np.clip(middle, np.minimum(low, high), np.maximum(low, high))
    spots = middle + _GRID
    spots = spots[((spots >= low) & (spots <= high)).all(axis=1)]
    if not len(spots):
        return middle
    covered = table.covered(np.concatenate([spots, spots], axis=1) + bundle.reach)
    spots = spots[covered == covered.min()]
    far = np.hypot(*(spots - middle).T)
    order = np.argsort(far, kind="stable")
    spots, far = spots[order], far[order]
    if not lines:
        nearest: Points = spots[0]
        return nearest
    around = _Around(table, n, ends, np.concatenate([spots.min(axis=0), spots.max(axis=0)]))
    best, least = 0, np.inf
    for first in range(0, len(spots), _LOOK):
        if far[first] >= least:
            break
        costs = far[first : first + _LOOK] + around.costs(spots[first : first + _LOOK])
        if costs.min() < least:
            best, least = first + int(costs.argmin()), costs.min()
    found: Points = spots[best]
    return found


class _Around:
    """What lies where the lines and the pill of a bundle may come, if its pill comes into a window."""

    def __init__(self, table: Table, n: int, ends: Points, window: Boxes) -> None:
        self.bundle: Bundle = table.bundles[n]
        self.ends = ends
        own = table.near[n]
        swept = np.concatenate([np.minimum(window[:2], ends.min(axis=0)), np.maximum(window[2:], ends.max(axis=0))])
        discs = table.discs[~own[table.owners]] + np.array([0, 0, _DISC])
        reach = discs[:, 2:]
        self.discs = discs[_meeting(np.concatenate([discs[:, :2] - reach, discs[:, :2] + reach], axis=1), swept)]
        names, plates = strokes.grown(table.names[~own[: len(table.names)]], _BOX), strokes.grown(table.plates, _BOX)
        self.names, self.plates = names[_meeting(names, swept)], plates[_meeting(plates, swept)]
        self.reach = strokes.grown(self.bundle.reach[None], _BOX)[0]
        near = _meeting(table.spans, window + self.reach)
        self.begins, self.stops = table.begins[near], table.stops[near]

    def costs(self, spots: Points) -> Points:
        """What the pill of the bundle and its lines would disturb, were it at these spots."""
        boxes = np.concatenate([spots, spots], axis=1) + self.reach
        cost: Points = _LINE_COST * strokes.crossing(self.begins, self.stops, boxes).any(axis=1).sum(axis=0)
        if not self.bundle.hub:
            begins, stops = strokes.spokes(spots, self.ends)
            cost = cost + _DISC_COST * strokes.passing(begins, stops, self.discs).any(axis=1).sum(axis=1)
            cost = cost + _NAME_COST * strokes.crossing(begins, stops, self.names).any(axis=1).sum(axis=1)
            cost = cost + _PILL_COST * strokes.crossing(begins, stops, self.plates).any(axis=1).sum(axis=1)
        return cost


def _median(ends: Points) -> Points:
    """The point from which the ways to all are shortest in sum (Weiszfeld)."""
    middle: Points = ends.mean(axis=0)
    for _ in range(40):
        weight = 1 / np.maximum(np.hypot(*(ends - middle).T), 12)
        middle = (ends * weight[:, None]).sum(axis=0) / weight.sum()
    return middle


def _meeting(boxes: Boxes, one: Boxes) -> Flags:
    across = (boxes[:, 0] <= one[2]) & (boxes[:, 2] >= one[0])
    meeting: Flags = across & (boxes[:, 1] <= one[3]) & (boxes[:, 3] >= one[1])
    return meeting
