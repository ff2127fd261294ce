"""Places of pills: near the middle of their parties, on nothing, their lines past other units where that is cheap."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.pages import strokes
from kg.pages.strokes import Boxes, Flags, Points

#: Sets of so many parties draw rays instead of lines.
HUB: Final = 6
#: Room for rays round a pill, and for its caption to the right.
_RAYS: Final = 5.0
_CAPTION: Final = 34.0
_STEP: Final = 6.0
_FAR: Final = 102.0
_GRID: Final = np.stack(np.meshgrid(*[np.arange(-_FAR, _FAR + 1, _STEP)] * 2), axis=-1).reshape(-1, 2)
_DISC, _NAME, _LINE = 9.0, 8.0, 8.0
_DISC_COST, _NAME_COST, _LINE_COST = 80.0, 25.0, 25.0
#: So many places are looked at together.
_LOOK: Final = 48


@dataclass(frozen=True, slots=True)
class Bundle:
    """A set of stands to join, and the half sizes of its pill."""

    ends: tuple[int, ...]
    half: tuple[float, float]

    @property
    def hub(self) -> bool:
        """True where it draws rays and a caption instead of lines."""
        return len(self.ends) >= HUB

    @property
    def reach(self) -> Boxes:
        """Its box relative to its place."""
        (w, h), more = self.half, _RAYS if self.hub else 0.0
        return np.array([-w - more, -h - more, w + more + (_CAPTION if self.hub else 0.0), h + more])


@dataclass(frozen=True, slots=True)
class Board:
    """What stands already.

    `places` and `half`: middles and half sizes of the stands; `names`: boxes of the names, those of the first stands;
    `kin`: (stands, stands), who belongs together, so that lines to one may pass the other; `solid`: boxes of all else
    that no pill may cover.
    """

    world: Points
    places: Points
    half: Points
    names: Boxes
    kin: Flags
    solid: Boxes

    def near(self, ends: Sequence[int]) -> Flags:
        """(stands,): whether it is one of these or stands beside one of them."""
        near: Flags = np.logical_or.reduce(self.kin[list(ends)])
        return near

    def discs(self) -> tuple[Points, NDArray[np.int64]]:
        """(x, y, radius) that make up the stands, a capsule of three, and the stand of each."""
        long = self.half[:, 0] - self.half[:, 1]
        shifts = np.stack([long * 0, -long, long], axis=1)
        x, (y, r) = (
            self.places[:, 0, None] + shifts,
            (np.repeat(v[:, None], 3, axis=1) for v in (self.places[:, 1], self.half[:, 1])),
        )
        discs, owners = np.stack([x, y, r], axis=2), np.repeat(np.arange(len(long))[:, None], 3, axis=1)
        drawn = np.stack([long >= 0, long > 0, long > 0], axis=1)
        return discs[drawn], owners[drawn]


def place(board: Board, bundles: Sequence[Bundle], later: Container[int]) -> Points:
    """A place for each bundle, the largest first, those that come `later` in what the others leave.

    A second round looks again at each, now that all lines are known.
    """
    area = [(n in later, -b.half[0] * b.half[1], n) for n, b in enumerate(bundles)]
    order = [n for *_, n in sorted(area)]
    table = _Table(board, bundles)
    for group in ([n for n in order if n not in later], [n for n in order if n in later]):
        for n in group * ROUNDS:
            table.take(n)
            table.put(n, table.cheapest(n))
    return table.spots


ROUNDS = 1


class _Table:
    """The board with the pills that lie on it, and the pixels that something covers."""

    def __init__(self, board: Board, bundles: Sequence[Bundle]) -> None:
        self.board, self.bundles = board, bundles
        self.discs, self.owners = board.discs()
        self.spots = np.full((len(bundles), 2), np.nan)
        self.plates = np.full((len(bundles), 4), np.nan)
        # Segments of the lines of each; what a bundle does not need stays nan, which touches nothing.
        self.begins = np.full((len(bundles), strokes.PIECES, 2), np.nan)
        self.stops = self.begins.copy()
        self.spans = self.plates.copy()
        self.pixels = np.zeros((int(board.world[1]) + 2, int(board.world[0]) + 2), dtype=np.int32)
        for box in (*board.solid, *board.names):
            self._cover(box, 1)

    def put(self, n: int, spot: Points) -> None:
        """The bundle lies there."""
        bundle = self.bundles[n]
        self.spots[n] = spot
        self.plates[n] = np.concatenate([spot, spot]) + bundle.reach
        self._cover(self.plates[n], 1)
        if not bundle.hub:
            begins, stops = strokes.spokes(spot[None], self.board.places[list(bundle.ends)])
            count = begins.shape[1]
            self.begins[n, :count], self.stops[n, :count] = begins[0], stops[0]
            both = np.concatenate([begins[0], stops[0]])
            self.spans[n] = np.concatenate([both.min(axis=0), both.max(axis=0)])

    def take(self, n: int) -> None:
        """The bundle lies nowhere."""
        if not np.isnan(self.spots[n, 0]):
            self._cover(self.plates[n], -1)
            for kept in (self.spots, self.plates, self.begins, self.stops, self.spans):
                kept[n] = np.nan

    def _cover(self, box: Boxes, by: int) -> None:
        left, top = np.floor(box[:2].clip(0)).astype(int)
        right, bottom = np.ceil(box[2:].clip(0)).astype(int)
        self.pixels[top:bottom, left:right] += by

    def _covered(self, boxes: Boxes) -> NDArray[np.int64]:
        """How many taken pixels lie under each of these boxes, which are near each other and inside the world."""
        low, high = np.floor(boxes[:, :2]).astype(int), np.ceil(boxes[:, 2:]).astype(int)
        corner = low.min(axis=0)
        window = self.pixels[corner[1] : high[:, 1].max(), corner[0] : high[:, 0].max()] > 0
        sums = np.zeros((window.shape[0] + 1, window.shape[1] + 1), dtype=np.int64)
        sums[1:, 1:] = window.cumsum(axis=0).cumsum(axis=1)
        (left, top), (right, bottom) = (low - corner).T, (high - corner).T
        covered: NDArray[np.int64] = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return covered

    def cheapest(self, n: int) -> Points:
        """Of the places near the middle that cover least the one that costs least."""
        bundle = self.bundles[n]
        ends = self.board.places[list(bundle.ends)]
        middle: Points = ends.mean(axis=0) if len(ends) == 2 else _median(ends)
        low, high = 1 - bundle.reach[:2], self.board.world - bundle.reach[2:] - 1
        middle = np.clip(middle, np.minimum(low, high), np.maximum(low, high))
        spots = middle + _GRID
        spots = spots[((spots >= low) & (spots <= high)).all(axis=1)]
        if not len(spots):
            return middle
        covered = self._covered(np.concatenate([spots, spots], axis=1) + bundle.reach)
        spots = spots[covered == covered.min()]
        far = np.hypot(*(spots - middle).T)
        order = np.argsort(far, kind="stable")
        spots, far = spots[order], far[order]
        around = _Around(self, bundle, np.concatenate([spots.min(axis=0), spots.max(axis=0)]), ends)
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
    """What lies where the lines and the pill of a bundle may come."""

    def __init__(self, table: _Table, bundle: Bundle, window: Boxes, ends: Points) -> None:
        self.bundle, self.ends = bundle, ends
        board = table.board
        own = board.near(bundle.ends)
        swept = np.concatenate([np.minimum(window[:2], ends.min(axis=0)), np.maximum(window[2:], ends.max(axis=0))])
        discs = table.discs[~own[table.owners]] + np.array([0, 0, _DISC])
        reach = discs[:, 2:]
        self.discs = discs[_meeting(np.concatenate([discs[:, :2] - reach, discs[:, :2] + reach], axis=1), swept)]
        boxes = strokes.grown(np.concatenate([board.names[~own[: len(board.names)]], table.plates]), _NAME)
        self.boxes = boxes[_meeting(boxes, swept)]
        self.reach = strokes.grown(bundle.reach[None], _LINE)[0]
        near = _meeting(table.spans, window + self.reach)
        self.begins, self.stops = table.begins[near], table.stops[near]

    def costs(self, spots: Points) -> Points:
        """What the pill of the bundle and its lines would disturb, were it at these spots."""
        boxes = np.concatenate([spots, spots], axis=1) + self.reach
        cost: Points = _LINE_COST * strokes.crossing(self.begins, self.stops, boxes).any(axis=1).sum(axis=0)
        if not self.bundle.hub:
            begins, stops = strokes.spokes(spots, self.ends)
            cost = cost + _DISC_COST * strokes.passing(begins, stops, self.discs).any(axis=1).sum(axis=1)
            cost = cost + _NAME_COST * strokes.crossing(begins, stops, self.boxes).any(axis=1).sum(axis=1)
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
