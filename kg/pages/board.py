"""What lies where in the Country view: stands and their names, pills and their lines, and the pixels that are taken."""

from __future__ import annotations

from collections.abc import Sequence
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
    """Where the stands are, before any name or pill.

    `places` and `half`: their middles and half sizes; `kin`: (stands, stands), who stands beside whom, so that lines
    to one may pass the other; `edges`: boxes of what lies on the upper edge of the stands `edged`; `tools`: a corner
    that stays free.
    """

    world: Points
    places: Points
    half: Points
    kin: Flags
    edges: Boxes
    edged: tuple[int, ...]
    tools: Boxes

    @property
    def covered(self) -> Boxes:
        """The box of each stand."""
        return np.concatenate([self.places - self.half, self.places + self.half], axis=1)

    @property
    def solid(self) -> Boxes:
        """Boxes of all that no name and no pill may cover."""
        return np.concatenate([self.covered, self.edges, self.tools[None]])

    def near(self, ends: Sequence[int]) -> Flags:
        """(stands,): whether it is one of these or stands beside one of them."""
        near: Flags = np.logical_or.reduce(self.kin[list(ends)])
        return near

    def discs(self) -> tuple[Points, NDArray[np.int64]]:
        """(x, y, radius) that make up the stands, a capsule of three, and the stand of each."""
        long = self.half[:, 0] - self.half[:, 1]
        owners = np.concatenate([np.arange(len(long)), *[np.flatnonzero(long > 0)] * 2])
        discs = np.concatenate([self.places[owners], self.half[owners, 1, None]], axis=1)
        ends = len(owners) - len(long)
        discs[len(long) :, 0] += np.repeat([-1, 1], ends // 2) * long[owners[len(long) :]]
        return discs, owners


class Table:
    """The board with names, and with the pills that lie on it so far."""

    def __init__(self, board: Board, bundles: Sequence[Bundle], names: Boxes) -> None:
        self.board, self.bundles, self.names = board, tuple(bundles), names.copy()
        self.discs, self.owners = board.discs()
        #: (bundles, stands): whose lines may pass whom.
        self.near = np.array([board.near(b.ends) for b in bundles], dtype=bool).reshape(-1, len(board.places))
        self.spots = np.full((len(bundles), 2), np.nan)
        self.plates = np.full((len(bundles), 4), np.nan)
        # Segments of the lines of each; what a bundle does not need stays nan, which touches nothing.
        self.begins = np.full((len(bundles), strokes.PIECES, 2), np.nan)
        self.stops = self.begins.copy()
        self.spans = self.plates.copy()
        self._pixels = np.zeros((int(board.world[1]) + 2, int(board.world[0]) + 2), dtype=np.int32)
        for box in (*board.solid, *names):
            self._cover(box, 1)

    def put(self, n: int, spot: Points) -> None:
        """The bundle lies there."""
        self.take(n)
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

    def rename(self, n: int, box: Boxes) -> None:
        """The name of this stand lies there."""
        self._cover(self.names[n], -1)
        self.names[n] = box
        self._cover(box, 1)

    def covered(self, boxes: Boxes) -> NDArray[np.int64]:
        """How many taken pixels lie under each of these boxes, which are near each other and inside the world."""
        low, high = np.floor(boxes[:, :2]).astype(int), np.ceil(boxes[:, 2:]).astype(int)
        corner = low.min(axis=0)
        window = self._pixels[corner[1] : high[:, 1].max(), corner[0] : high[:, 0].max()] > 0
        sums = np.zeros((window.shape[0] + 1, window.shape[1] + 1), dtype=np.int64)
        sums[1:, 1:] = window.cumsum(axis=0, dtype=np.int32).cumsum(axis=1)
        (left, top), (right, bottom) = (low - corner).T, (high - corner).T
        covered: NDArray[np.int64] = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return covered

    def _cover(self, box: Boxes, by: int) -> None:
        left, top = np.floor(box[:2].clip(0)).astype(int)
        right, bottom = np.ceil(box[2:].clip(0)).astype(int)
        self._pixels[top:bottom, left:right] += by
