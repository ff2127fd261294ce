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
#: How much wider the letters of the focus and its parties are.
BOLD: Final = 1.08
_GAP: Final = 6.0
#: Above this number a mark looks for a place only near by: there is none for all, and the search would take seconds.
CROWD: Final = 650
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
    """What an item with its label takes, in square px."""
    return float((4 * boxes([item], ["b" if item.below else "r"]).halves.prod(axis=1)).sum())


def room(item: Item) -> float:
    """How far the label reaches sideways from the middle of the mark."""
    return item.rx + _GAP + width(item.caption, item.size) + 6


@dataclass(frozen=True, slots=True)
class Boxes:
    """Half sizes of boxes, where their middles are from the marks, and the index of the item that each belongs to."""

    halves: Points
    offsets: Points
    owner: NDArray[np.int64]


def boxes(items: Sequence[Item], sides: Sequence[str], air: Points | None = None) -> Boxes:
    """A box for every mark and one for every label: what lies beside a label below a mark is free for others.

    `air`: how much larger than at zoom 1 each is, so that it fits there and at a smaller zoom too.
    """
    found: list[tuple[float, float, float, float, int]] = []
    for i, (item, side) in enumerate(zip(items, sides, strict=True)):
        k = 1.0 if air is None else float(air[i])
        rx, ry = (half + max(2.5, 0.17 * half) for half in (item.rx, item.ry))
        found.append((rx * k, ry * k, 0.0, 0.0, i))
        weight = BOLD if item.rank < 2 else 1.0
        wide, tall = k * (width(item.caption, item.size) * weight / 2 + 3), item.size * 1.35 + 2
        if side == "b":
            low = k * (ry + tall)
            found.append((wide, (low - ry) / 2, 0.0, (low + ry) / 2 - 1, i))
        elif side:
            far = k * rx + 2 * wide
            found.append(((far - rx) / 2, k * tall / 2, (far + rx) / 2 * (1 if side == "r" else -1), 0.0, i))
    rows = np.array(found).reshape(-1, 5)
    return Boxes(rows[:, :2], rows[:, 2:4], rows[:, 4].astype(np.int64))


def push(points: Points, made: Boxes, fixed: Container[int], rounds: int) -> Points:
    """Boxes apart, a little a round, each thing pulled to where it came from, ever less."""
    home, points = points.copy(), points.copy()
    free = np.array([i not in fixed for i in range(len(points))], dtype=float)[:, None]
    halves, owner = made.halves, made.owner
    size = halves[:, 0] * halves[:, 1]
    seen, pairs = np.full_like(halves, np.inf), np.zeros((2, 0), dtype=np.int64)
    low, high = _reach(made, len(points))
    for n in range(rounds):
        middle = points[owner] + made.offsets
        if not (np.abs(middle - seen) <= _SLACK / 2).all():
            seen, pairs = middle, _near(middle, halves, owner)
        first, second = pairs
        apart = middle[first] - middle[second]
        over = halves[first] + halves[second] - np.abs(apart)
        hit = (over > 0).all(axis=1)
        if not hit.any():
            break
        (first, second), apart, over = pairs[:, hit], apart[hit], over[hit]
        across = over[:, 0] < over[:, 1]
        step = np.where(np.stack([across, ~across], axis=1), over, 0) * np.where(apart < 0, -1, 1)
        share = (size[second] / (size[first] + size[second]))[:, None]
        moved = _summed(owner[first], step * share, len(points))
        moved -= _summed(owner[second], step * (1 - share), len(points))
        points += free * (moved * 0.42 + (home - points) * 0.05 * (1 - n / rounds))
        points += free * (np.clip(points, low, high) - points)
    return points


def _reach(made: Boxes, count: int) -> tuple[Points, Points]:
    """The least and the greatest place of each thing that keeps all its boxes in the world."""
    low, high = np.full((count, 2), -np.inf), np.full((count, 2), np.inf)
    np.maximum.at(low, made.owner, made.halves - made.offsets - _CORNER)
    np.minimum.at(high, made.owner, _CORNER - made.halves - made.offsets)
    return low, np.maximum(low, high)


def _near(middle: Points, halves: Points, owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pairs of boxes of two things that touch or soon may: swept from top to bottom, for boxes are wide, not tall."""
    low, high = middle - halves - _SLACK / 2, middle + halves + _SLACK / 2
    order = np.argsort(low[:, 1], kind="stable")
    last = np.searchsorted(low[order, 1], high[order, 1])
    counts = np.maximum(last - np.arange(len(order)) - 1, 0)
    begin = np.repeat(np.arange(len(order)), counts)
    after = begin + 1 + np.arange(len(begin)) - np.repeat(np.cumsum(counts) - counts, counts)
    first, second = order[begin], order[after]
    close = (low[first, 0] < high[second, 0]) & (low[second, 0] < high[first, 0]) & (owner[first] != owner[second])
    near: NDArray[np.int64] = np.sort(np.stack([first[close], second[close]]), axis=0)
    return near


def _summed(index: NDArray[np.int64], values: Points, count: int) -> Points:
    return np.stack([np.bincount(index, weights=column, minlength=count) for column in values.T], axis=1)


def settle(
    items: Sequence[Item], points: Points, sides: list[str], fixed: Container[int], air: Points
) -> tuple[Points, list[str]]:
    """Each thing whose boxes lie on an earlier one takes the nearest free place, or gives up its label.

    Where one finds none, all are tried again without the air of the smaller half.
    """
    before, points, sides = (points, sides), points.copy(), list(sides)
    taken = np.zeros((int(HEIGHT), int(WIDTH)), dtype=bool)
    order = sorted(range(len(items)), key=lambda i: (i not in fixed, items[i].rank, -items[i].rx, -area(items[i]), i))
    least = np.array([np.inf, np.inf])  # a bare mark of this size found no place anywhere
    far = 110 if len(items) <= CROWD else 10
    for i in order:
        for side, rings in _tries(items[i], sides[i], far):
            made = boxes([items[i]], [side], air[i : i + 1])
            lost = not side and bool((made.halves[0] >= least).all())
            spot = None if lost else _free(points[i], made, taken, 0 if i in fixed else rings)
            if spot is not None:
                break
        if spot is None and i not in fixed and (air > 1).any():
            return settle(items, *before, fixed, _less(items, air))
        if spot is None and i not in fixed:
            least = np.minimum(least, made.halves[0])
        sides[i] = side
        points[i] = points[i] if spot is None else spot
        for left, top, right, bottom in _cells(points[i] + made.offsets, made.halves).tolist():
            taken[top:bottom, left:right] = True
    return points, sides


def _less(items: Sequence[Item], air: Points) -> Points:
    """The smaller half of what has more room than it needs gives it up."""
    sizes = np.array([item.rx for item in items])
    return np.where(sizes > np.median(sizes[air > 1]), air, 1.0)


def _tries(item: Item, side: str, far: int) -> list[tuple[str, int]]:
    """Where the label may go, and how many rings of places are looked through: a unit goes far to keep its name."""
    other = {"r": "l", "l": "r"}.get(side)
    named = [(one, 40 if item.rank <= 2 else 16) for one in (side, other) if one]
    return [*named, ("", far)]


def _cells(middles: Points, halves: Points) -> NDArray[np.int64]:
    """The pixels of the world that boxes touch: left, top, right, bottom of each."""
    low, high = np.floor(middles - halves + _CORNER + 0.1), np.ceil(middles + halves + _CORNER - 0.1)
    return np.concatenate([low, high], axis=-1).astype(np.int64).clip(0)


@cache
def _rings(count: int) -> Points:
    """Steps from the middle outward, on rings of 7 × 5 px; the middle itself first."""
    turns = [np.arange(6 * ring) * math.pi / 3 / ring for ring in range(1, count + 1)]
    around = [np.stack([np.cos(t) * 7 * n, np.sin(t) * 5 * n], axis=1) for n, t in enumerate(turns, start=1)]
    return np.concatenate([np.zeros((1, 2)), *around])


def _free(point: Points, made: Boxes, taken: NDArray[np.bool_], rings: int) -> Points | None:
    """The nearest place where all boxes are free and inside; a table of sums counts the taken pixels of each."""
    for steps in dict.fromkeys((0, min(rings, 8), min(rings, 24), rings)):
        spots = point + _rings(steps)
        middles = spots[:, None] + made.offsets
        good = (np.abs(middles) <= _CORNER - made.halves + 0.01).all(axis=(1, 2))
        spots, middles = spots[good], middles[good]
        if not len(spots):
            continue
        cells = _cells(middles, made.halves)
        (x, y), (right, bottom) = cells[..., :2].min(axis=(0, 1)), cells[..., 2:].max(axis=(0, 1))
        sums = np.pad(taken[y:bottom, x:right].cumsum(axis=0, dtype=np.int32).cumsum(axis=1), ((1, 0), (1, 0)))
        left, top, right, bottom = np.moveaxis(cells - (x, y, x, y), -1, 0)
        inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        found = np.flatnonzero((inside == 0).all(axis=1))
        if len(found):
            spot: Points = spots[found[0]]
            return spot
    return None
