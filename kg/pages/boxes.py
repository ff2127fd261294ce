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
_GAP: Final = 6.0

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
    limit = np.array([WIDTH / 2, HEIGHT / 2])
    area = halves[:, 0] * halves[:, 1]
    share = (area[None, :] / (area[:, None] + area[None, :]))[..., None]
    for n in range(rounds):
        middle = points + offsets
        apart = middle[:, None, :] - middle[None, :, :]
        over = halves[:, None, :] + halves[None, :, :] - np.abs(apart)
        hit: NDArray[np.bool_] = np.asarray((over > 0).all(axis=2))
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        sign = np.where(
            apart == 0,
            np.sign(np.arange(len(points))[:, None, None] - np.arange(len(points))[None, :, None]),
            np.sign(apart),
        )
        across = over[..., 0] < over[..., 1]
        step = np.zeros_like(over)
        step[..., 0] = np.where(hit & across, over[..., 0], 0)
        step[..., 1] = np.where(hit & ~across, over[..., 1], 0)
        points += free * ((step * sign * share).sum(axis=1) * 0.42 + (home - points) * 0.05 * (1 - n / rounds))
        points += free * (np.clip(points + offsets, -limit + halves, limit - halves) - (points + offsets))
    return points


def settle(items: Sequence[Item], points: Points, sides: list[str], fixed: Container[int]) -> tuple[Points, list[str]]:
    """Each box that lies on an earlier one takes the nearest free place, or gives up its label."""
    points, sides = points.copy(), list(sides)
    placed: list[int] = []
    taken = np.zeros((len(items), 4))
    order = sorted(range(len(items)), key=lambda i: (i not in fixed, items[i].rank, -area(items[i]), i))
    for i in order:
        for side in dict.fromkeys((sides[i], {"r": "l", "l": "r"}.get(sides[i], ""), "")):
            halves, offsets = boxes([items[i]], [side])
            spot = _free(points[i], halves[0], offsets[0], taken[placed], 0 if i in fixed else 16 if side else 40)
            if spot is not None:
                break
        sides[i] = side
        points[i] = points[i] if spot is None else spot
        middle = points[i] + offsets[0]
        taken[i] = (*(middle - halves[0]), *(middle + halves[0]))
        placed.append(i)
    return points, sides


def _free(point: Points, half: Points, offset: Points, taken: Points, rings: int) -> Points | None:
    """The nearest place on rings of 7 × 5 px round the point whose box is free and inside the world."""
    limit = np.array([WIDTH / 2, HEIGHT / 2]) - half
    for ring in range(rings + 1):
        count = max(1, 6 * ring)
        turns = np.arange(count) * 2 * math.pi / count
        spots = point + np.stack([np.cos(turns) * 7 * ring, np.sin(turns) * 5 * ring], axis=1)
        middles = spots + offset
        inside = (np.abs(middles) <= limit + 0.01).all(axis=1)
        low, high = middles - half, middles + half
        clash = (low[:, None] < taken[None, :, 2:]) & (taken[None, :, :2] < high[:, None])
        good = np.flatnonzero(inside & ~clash.all(axis=2).any(axis=1))
        if len(good):
            best: Points = spots[good[0]]
            return best
    return None
