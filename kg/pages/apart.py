"""Boxes apart: each pushes the others away, sideways where it can, so that what lies north stays above."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
#: Left, top, right and bottom of each.
Boxes = NDArray[np.float64]

_ROUNDS: Final = 500
_PULL: Final = 0.03
_STEP: Final = 0.4
#: Two boxes part upwards and downwards only where sideways is more than so many times as far.
_SIDEWAYS: Final = 2.0


def apart(homes: Points, reach: Boxes, fixed: Boxes, world: Points) -> Points:
    """Places near `homes` inside the `world` (its size) where boxes overlap little, none with one of the `fixed`.

    `reach`: the box of each, relative to its place. In every round each is pulled home, in the last ones not at all.
    """
    count = len(homes)
    halves = np.concatenate([_halves(reach), _halves(fixed)])
    offsets = _middles(reach)
    low, high = -reach[:, :2], world - reach[:, 2:]
    points = _inside(homes, low, high)
    first, second = np.triu_indices(count + len(fixed), 1)
    first, second = first[first < count], second[first < count]
    both = halves[first] + halves[second]
    share = np.where(second < count, 0.5, 1.0)
    movable = second < count
    for n in range(_ROUNDS):
        middles = np.concatenate([points + offsets, _middles(fixed)])
        away = middles[first] - middles[second]
        over = both - np.abs(away)
        hit = np.flatnonzero((over > 0).all(axis=1))
        across = over[hit, 0] <= _SIDEWAYS * over[hit, 1]
        step = np.where(np.stack([across, ~across], axis=1), over[hit], 0.0)
        step *= np.where(away[hit] < 0, -_STEP, _STEP) * share[hit, None]
        pushed, pushing = first[hit], hit[movable[hit]]
        moved = _summed(pushed, step, count) - _summed(second[pushing], step[movable[hit]], count)
        points = _inside(points + moved + (homes - points) * _PULL * (1 - n / _ROUNDS), low, high)
    return points


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
