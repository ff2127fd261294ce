"""Boxes of marks and labels: how wide a text is, how boxes push each other apart, where one finds a free place."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg import resources

#: The world in px at zoom 1.
WIDTH: Final = 766.0
HEIGHT: Final = 604.0
_CORNER: Final = np.array([WIDTH / 2, HEIGHT / 2])
_GAP: Final = 6.0
#: Boxes that are nearer than this are looked at again in the next rounds of pushing.
_SLACK: Final = 16.0

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to place: half sizes of its mark, its caption, whether the caption stands below, and what gives way.

    `rank` 0 is the focus, 1 its parties, 2 units, 3 what else keeps its label, 4 and more give it up, the highest
    first.
    """

    id: str
    rx: float
    ry: float
    caption: str
    size: float = 11.0
    below: bool = False
    rank: int = 3
    lat: float | None = None
    lon: float | None = None


@cache
def _widths() -> tuple[dict[str, int], int]:
    table = json.loads((resources.assets() / "widths.json").read_text(encoding="utf-8"))
    return {sign: int(width) for width, signs in table["widths"].items() for sign in signs}, int(table["other"])


def width(text: str, size: float) -> float:
    """Width of a text in px: a table of Noto Sans, two percent added because the reader's font may be another."""
    widths, other = _widths()
    bare = (sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return sum(widths.get(sign, other) for sign in bare) * size / 100 * 1.02


def area(item: Item) -> float:
    """What the box of an item with its label takes, in square px."""
    wide, tall = width(item.caption, item.size), item.size * 1.35
    if item.below:
        return max(2 * item.rx, wide) * (2 * item.ry + tall)
    return (2 * item.rx + _GAP + wide + 6) * max(2 * item.ry, 15.0)


def room(item: Item) -> float:
    """How far the label reaches sideways from the middle of the mark."""
    return item.rx + _GAP + width(item.caption, item.size) + 6


def boxes(items: Sequence[Item], sides: Sequence[str]) -> tuple[Points, Points]:
    """Half sizes of the boxes, and where their middles are from the marks."""
    halves, offsets = np.zeros((len(items), 2)), np.zeros((len(items), 2))
    for i, (item, side) in enumerate(zip(items, sides, strict=True)):
        rx, ry, wide = item.rx + 2.5, item.ry + 2.5, width(item.caption, item.size)
        if side == "b":
            tall = item.size * 1.35 + 3
            halves[i] = max(rx, wide / 2 + 3), ry + tall / 2
            offsets[i] = 0.0, tall / 2
        elif side in ("r", "l"):
            long = rx * 2 + _GAP + wide
            halves[i] = long / 2 + 2, max(ry, item.size * 0.75)
            offsets[i] = (long / 2 - rx) * (1 if side == "r" else -1), 0.0
        else:
            halves[i] = rx + 1, ry + 1
    return halves, offsets


def push(points: Points, halves: Points, offsets: Points, fixed: Container[int], rounds: int) -> Points:
    """Boxes apart, a little a round, each pulled to where it came from, ever less."""
    home, points = points.copy(), points.copy()
    free = np.array([i not in fixed for i in range(len(points))], dtype=float)[:, None]
    area = halves[:, 0] * halves[:, 1]
    seen, pairs = np.full_like(points, np.inf), np.zeros((2, 0), dtype=int)
    for n in range(rounds):
        middle = points + offsets
        if not (np.abs(middle - seen) <= _SLACK / 2).all():
            seen, pairs = middle, _near(middle, halves)
        first, second = pairs
        apart = middle[first] - middle[second]
        over = halves[first] + halves[second] - np.abs(apart)
        hit = (over > 0).all(axis=1)
        if not hit.any():
            break
        (first, second), apart, over = pairs[:, hit], apart[hit], over[hit]
        across = over[:, 0] < over[:, 1]
        step = np.where(np.stack([across, ~across], axis=1), over, 0) * np.where(apart < 0, -1, 1)
        share = (area[second] / (area[first] + area[second]))[:, None]
        moved = _summed(first, step * share, len(points)) - _summed(second, step * (1 - share), len(points))
        points += free * (moved * 0.42 + (home - points) * 0.05 * (1 - n / rounds))
        points += free * (np.clip(points + offsets, halves - _CORNER, _CORNER - halves) - (points + offsets))
    return points


def _near(middle: Points, halves: Points) -> NDArray[np.int64]:
    """Pairs of boxes that touch or soon may: swept from left to right, so that far ones are never compared."""
    low, high = middle - halves - _SLACK / 2, middle + halves + _SLACK / 2
    order = np.argsort(low[:, 0], kind="stable")
    last = np.searchsorted(low[order, 0], high[order, 0])
    counts = np.maximum(last - np.arange(len(order)) - 1, 0)
    begin = np.repeat(np.arange(len(order)), counts)
    after = begin + 1 + np.arange(len(begin)) - np.repeat(np.cumsum(counts) - counts, counts)
    pairs = np.sort(np.stack([order[begin], order[after]]), axis=0)
    touching: NDArray[np.bool_] = (low[pairs[0], 1] < high[pairs[1], 1]) & (low[pairs[1], 1] < high[pairs[0], 1])
    near: NDArray[np.int64] = pairs[:, touching]
    return near


def _summed(index: NDArray[np.int64], values: Points, count: int) -> Points:
    return np.stack([np.bincount(index, weights=column, minlength=count) for column in values.T], axis=1)


def settle(
    items: Sequence[Item], points: Points, sides: list[str], fixed: Container[int], far: int = 40
) -> tuple[Points, list[str]]:
    """Each box that lies on an earlier one takes the nearest free place, or gives up its label.

    `far`: rings of places that a box without a label looks through.
    """
    points, sides = points.copy(), list(sides)
    taken = np.zeros((int(HEIGHT), int(WIDTH)), dtype=bool)
    order = sorted(range(len(items)), key=lambda i: (i not in fixed, items[i].rank, -items[i].rx, -area(items[i]), i))
    for i in order:
        for side in dict.fromkeys((sides[i], {"r": "l", "l": "r"}.get(sides[i], ""), "")):
            halves, offsets = boxes([items[i]], [side])
            spot = _free(points[i] + offsets[0], halves[0], taken, 0 if i in fixed else 16 if side else far)
            if spot is not None:
                break
        sides[i] = side
        points[i] = points[i] if spot is None else spot - offsets[0]
        left, top, right, bottom = _cells((points[i] + offsets[0])[None], halves[0])[0].tolist()
        taken[top:bottom, left:right] = True
    return points, sides


def _cells(middles: Points, half: Points) -> NDArray[np.int64]:
    """The pixels of the world that boxes touch: left, top, right, bottom of each."""
    corners = np.concatenate(
        [np.floor(middles - half + _CORNER + 0.1), np.ceil(middles + half + _CORNER - 0.1)], axis=1
    )
    return corners.astype(np.int64).clip(0)


@cache
def _rings(count: int) -> Points:
    """Steps from the middle outward, on rings of 7 × 5 px; the middle itself first."""
    turns = [np.arange(6 * ring) * math.pi / 3 / ring for ring in range(1, count + 1)]
    around = [np.stack([np.cos(t) * 7 * n, np.sin(t) * 5 * n], axis=1) for n, t in enumerate(turns, start=1)]
    return np.concatenate([np.zeros((1, 2)), *around])


def _free(middle: Points, half: Points, taken: NDArray[np.bool_], rings: int) -> Points | None:
    """The nearest place where the box is free and inside the world; a table of sums counts the taken pixels of each."""
    for steps in dict.fromkeys((0, min(rings, 8), rings)):
        spots = middle + _rings(steps)
        spots = spots[(np.abs(spots) <= _CORNER - half + 0.01).all(axis=1)]
        if not len(spots):
            continue
        cells = _cells(spots, half)
        (x, y), (right, bottom) = cells[:, :2].min(axis=0), cells[:, 2:].max(axis=0)
        sums = np.pad(taken[y:bottom, x:right].cumsum(axis=0, dtype=np.int32).cumsum(axis=1), ((1, 0), (1, 0)))
        left, top, right, bottom = (cells - (x, y, x, y)).T
        inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        good = np.flatnonzero(inside == 0)
        if len(good):
            found: Points = spots[good[0]]
            return found
    return None
