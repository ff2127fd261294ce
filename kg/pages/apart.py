"""Boxes apart: each pushes the others away, sideways where it can, so that what lies north stays above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
#: Left, top, right and bottom of each.
Boxes = NDArray[np.float64]

_PULL: Final = 0.03
_STEP: Final = 0.4
#: Two boxes part upwards and downwards only where sideways is more than so many times as far.
_SIDEWAYS: Final = 2.0
#: So far from the line between two that belong together others should be; what of it is gone in a round.
_RIM: Final = 16.0
_OUT: Final = 0.6
#: Once in so many rounds.
_SELDOM: Final = 4


def apart(
    homes: Points, reach: Boxes, fixed: Boxes, world: Points, washes: Sequence[Sequence[int]] = (), rounds: int = 500
) -> Points:
    """Places near `homes` inside the `world` (its size) where boxes overlap little, also with those that are `fixed`.

    `reach`: the box of each, relative to its place; `washes`: places that belong together, between which others are
    not welcome. In every round each is pulled home, in the last ones not at all.
    """
    count, washing = len(homes), _Washes(washes, len(homes))
    halves = np.concatenate([_halves(reach), _halves(fixed)])
    offsets = _middles(reach)
    low, high = -reach[:, :2], world - reach[:, 2:]
    points = _inside(homes, low, high)
    first, second = np.triu_indices(count + len(fixed), 1)
    first, second = first[first < count], second[first < count]
    both = halves[first] + halves[second]
    share = np.where(second < count, 0.5, 1.0)
    movable = second < count
    for n in range(rounds):
        middles = np.concatenate([points + offsets, _middles(fixed)])
        away = middles[first] - middles[second]
        over = both - np.abs(away)
        hit = np.flatnonzero((over > 0).all(axis=1))
        across = over[hit, 0] <= _SIDEWAYS * over[hit, 1]
        step = np.where(np.stack([across, ~across], axis=1), over[hit], 0.0)
        step *= np.where(away[hit] < 0, -_STEP, _STEP) * share[hit, None]
        pushed, pushing = first[hit], hit[movable[hit]]
        moved = _summed(pushed, step, count) - _summed(second[pushing], step[movable[hit]], count)
        if n % _SELDOM == 0:
            moved = moved + washing.strangers(points)
        points = _inside(points + moved + (homes - points) * _PULL * (1 - n / rounds), low, high)
    return points


class _Washes:
    """Pairs and triangles of places that belong together, as edges that know on which side the others should be."""

    def __init__(self, washes: Sequence[Sequence[int]], count: int) -> None:
        shapes = [
            shape for wash in washes for shape in (combinations(wash, 3) if len(wash) > 2 else [(*wash, wash[0])])
        ]
        self.corners = np.array(list(shapes), dtype=np.int64).reshape(-1, 3)
        self.flat = self.corners[:, 0] == self.corners[:, 2]
        self.member = np.zeros((len(self.corners), count), dtype=bool)
        self.member[np.arange(len(self.corners))[:, None], self.corners] = True

    def strangers(self, points: Points) -> Points:
        """How each place that lies between others should move away."""
        if not len(self.corners):
            return np.zeros_like(points)
        begin = points[self.corners]
        end = np.roll(begin, -1, axis=1)
        end[self.flat, 2] = begin[self.flat, 1]
        way = end - begin
        length = np.maximum(np.hypot(way[..., 0], way[..., 1]), 1e-6)
        along = way / length[..., None]
        second, third = begin[:, 1] - begin[:, 0], begin[:, 2] - begin[:, 0]
        turned = np.where(second[:, 0] * third[:, 1] - second[:, 1] * third[:, 0] < 0, -1, 1)[:, None]
        outward = np.stack([along[..., 1], -along[..., 0]], axis=-1) * turned[..., None]
        away = points[None, None] - begin[:, :, None]
        out = (away * outward[:, :, None]).sum(axis=-1)
        part = (away * along[:, :, None]).sum(axis=-1)
        edge = out.argmax(axis=1)[:, None]
        out, part = np.take_along_axis(out, edge, 1)[:, 0], np.take_along_axis(part, edge, 1)[:, 0]
        within = (part > 0) & (part < np.take_along_axis(length[..., None], edge, 1)[:, 0]) & ~self.member
        push = np.where(within, np.clip(_RIM - out, 0, _RIM), 0) * _OUT
        direction = np.take_along_axis(outward, np.swapaxes(edge, 1, 2), 1)
        moved: Points = (push[..., None] * direction).sum(axis=0)
        return moved


def _halves(boxes: Boxes) -> Points:
    half: Points = (boxes[:, 2:] - boxes[:, :2]) / 2
    return half


def _middles(boxes: Boxes) -> Points:
    middle: Points = (boxes[:, 2:] + boxes[:, :2]) / 2
    return middle


def _inside(points: Points, low: Points, high: Points) -> Points:
    """Each within its bounds; what is larger than the world in the middle of them."""
    middle = (low + high) / 2
    return np.clip(points, np.minimum(low, middle), np.maximum(high, middle))


def _summed(index: NDArray[np.int64], steps: Points, count: int) -> Points:
    return np.stack([np.bincount(index, weights=column, minlength=count) for column in steps.T], axis=1)
