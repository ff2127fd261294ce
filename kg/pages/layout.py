"""Places of the network's marks and labels: one force layout, then boxes pushed apart. Deterministic.

The world is 766 × 604 px at zoom 1. Every thing is a box: its mark, a gap and its label, which stands on the side away
from its neighbours. Fruchterman-Reingold (igraph) gives the order of things, pushing gives every box some room, and
one that still lies on another moves to the nearest free place; where none is left, its label is given up.
"""

from __future__ import annotations

import json
import math
import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import igraph
import numpy as np
from numpy.typing import NDArray

from kg import resources

WIDTH: Final = 766.0
HEIGHT: Final = 604.0
#: Above this number of things the boxes are left out: the browser shows the labels that fit.
MANY: Final = 400
#: Share of the world that boxes may fill before quiet labels are given up; pushing alone ends at about 0.35.
FILL: Final = 0.40
_SEEDS: Final = 12
_GAP: Final = 6.0

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to place: radius of its mark, its caption, whether the caption stands below, and what gives way.

    `rank` 0 is the focus, 1 its parties, 2 what else keeps its label, 3 and more give it up, the highest first.
    """

    id: str
    radius: float
    caption: str
    size: float = 11.0
    below: bool = False
    rank: int = 2
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands (px, the middle of the world is 0, 0) and where its label goes: r, l, b or none."""

    x: float
    y: float
    side: str


@cache
def _widths() -> tuple[dict[str, int], int]:
    table = json.loads((resources.assets() / "widths.json").read_text(encoding="utf-8"))
    return {sign: int(width) for width, signs in table["widths"].items() for sign in signs}, int(table["other"])


def width(text: str, size: float) -> float:
    """Width of a text in px: a table of Noto Sans, two percent added because the reader's font may be another."""
    widths, other = _widths()
    bare = (sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return sum(widths.get(sign, other) for sign in bare) * size / 100 * 1.02


def place(items: Sequence[Item], links: Sequence[tuple[int, int]]) -> Mapping[str, Place]:
    """A place for every item; `links` are pairs of indexes into `items`, repeated where several links join a pair."""
    if not items:
        return {}
    fixed = _fixed(items)
    points = _best(items, links, fixed)
    if len(items) > MANY:
        points = _push(_stretched(points), np.full((len(items), 2), 7.0), np.zeros((len(items), 2)), frozenset(), 80)
        return {item.id: _made(point, "r") for item, point in zip(items, points, strict=True)}
    sides = _sides(items, links, points, _bare(items))
    for rounds in (250, 250, 400):
        halves, offsets = _boxes(items, sides)
        points = _push(points, halves, offsets, fixed.keys(), rounds)
        sides = _sides(items, links, points, {i for i, side in enumerate(sides) if side == ""})
    points, sides = _settle(items, points, sides, fixed.keys())
    return {item.id: _made(points[i], sides[i]) for i, item in enumerate(items)}


def _made(point: Points, side: str) -> Place:
    return Place(round(float(point[0]), 1), round(float(point[1]), 1), side)


def _fixed(items: Sequence[Item]) -> dict[int, tuple[float, float]]:
    """The focus in the middle, its parties on an ellipse round it in geographic order."""
    focus = next((i for i, item in enumerate(items) if item.rank == 0), None)
    parties = [i for i, item in enumerate(items) if item.rank == 1]
    if focus is None:
        return {}
    found = {focus: (0.0, 0.0)}
    known = [i for i in parties if items[i].lat is not None and items[i].lon is not None]
    if not known:
        known, angle = parties, {i: -math.pi / 2 + 2 * math.pi * n / len(parties) for n, i in enumerate(parties)}
    else:
        lat = sum(items[i].lat or 0.0 for i in known) / len(known)
        lon = sum(items[i].lon or 0.0 for i in known) / len(known)
        angle = {i: math.atan2(lat - (items[i].lat or lat), (items[i].lon or lon) - lon) for i in known}
    order = sorted(parties, key=lambda i: (angle.get(i, math.pi), items[i].id))
    east = max(known, key=lambda i: (items[i].lon or 0.0, items[i].id), default=None)
    start = 0.4 * angle[east] if east is not None else 0.0
    shift = order.index(east) if east is not None else 0
    for n, i in enumerate(order):
        turn = start + 2 * math.pi * (n - shift) / len(order)
        found[i] = (0.20 * WIDTH * math.cos(turn), 0.24 * HEIGHT * math.sin(turn))
    return found


def _best(items: Sequence[Item], links: Sequence[tuple[int, int]], fixed: dict[int, tuple[float, float]]) -> Points:
    """The run with the fewest crossings of a few seeds; one seed where crossings are too many to count."""
    seeds = _SEEDS if len(items) <= 150 else 1
    runs = [_spread(_forces(items, links, fixed, seed), fixed) for seed in range(seeds)]
    return runs[0] if seeds == 1 else min(runs, key=lambda run: crossings(run, links))


def _forces(
    items: Sequence[Item], links: Sequence[tuple[int, int]], fixed: dict[int, tuple[float, float]], seed: int
) -> Points:
    count: dict[tuple[int, int], int] = {}
    for a, b in links:
        if a != b:
            pair = (min(a, b), max(a, b))
            count[pair] = count.get(pair, 0) + 1
    short, unit = 14.0, 14.0 / HEIGHT
    long = WIDTH * unit
    bounds: dict[str, list[float]] = {"minx": [], "maxx": [], "miny": [], "maxy": []}
    for i in range(len(items)):
        x, y = fixed.get(i, (math.nan, math.nan))
        held = i in fixed
        bounds["minx"].append(x * unit if held else -long / 2)
        bounds["maxx"].append(x * unit if held else long / 2)
        bounds["miny"].append(y * unit if held else -short / 2)
        bounds["maxy"].append(y * unit if held else short / 2)
    chance = random.Random(seed)
    start = [
        (chance.uniform(bounds["minx"][i], bounds["maxx"][i]), chance.uniform(bounds["miny"][i], bounds["maxy"][i]))
        for i in range(len(items))
    ]
    igraph.set_random_number_generator(chance)
    graph = igraph.Graph(n=len(items), edges=list(count))
    quiet = {i for i, item in enumerate(items) if item.rank >= 3}
    weights = [(0.5 + 0.5 * math.log2(1 + n)) * (0.4 if quiet & set(pair) else 1.0) for pair, n in count.items()]
    rounds = 500 if len(items) <= MANY else 200
    options: dict[str, Any] = {"weights": weights or None, "niter": rounds, "start_temp": 1.5, "seed": start}
    layout = graph.layout_fruchterman_reingold(grid=False, **options, **bounds)
    return np.array(layout.coords, dtype=float) / unit


def _spread(points: Points, fixed: Mapping[int, object]) -> Points:
    """Fills the world where nothing holds the layout in place."""
    if fixed or len(points) < 2:
        return points
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, 1.0)
    spread: Points = ((points - low) / size - 0.5) * np.array([WIDTH - 90, HEIGHT - 50])
    return spread


def _stretched(points: Points) -> Points:
    """Many things: clip to the first and last percent and fill the world."""
    low, high = np.percentile(points, 1, axis=0), np.percentile(points, 99, axis=0)
    part = (np.clip(points, low, high) - low) / np.maximum(high - low, 1.0)
    stretched: Points = (part - 0.5) * np.array([WIDTH - 40, HEIGHT - 40])
    return stretched


def crossings(points: Points, links: Sequence[tuple[int, int]]) -> int:
    """Number of pairs of links that cross, ends not counted."""
    pairs = np.array(sorted({(min(a, b), max(a, b)) for a, b in links if a != b}), dtype=int).reshape(-1, 2)
    if len(pairs) < 2:
        return 0
    a, b = points[pairs[:, 0]], points[pairs[:, 1]]

    def turn(p: Points, q: Points, r: Points) -> Points:
        u, v = q - p, r - p
        side: Points = np.sign(u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0])
        return side

    first = turn(a[:, None], b[:, None], a[None]) * turn(a[:, None], b[:, None], b[None]) < 0
    return int((first & first.T).sum()) // 2


def _bare(items: Sequence[Item]) -> set[int]:
    """Indexes of the items whose label is given up because the boxes would fill too much of the world."""
    area = [_area(item) for item in items]
    total, bare = sum(area), set[int]()
    order = sorted((i for i, item in enumerate(items) if item.rank >= 3), key=lambda i: (-items[i].rank, -area[i]))
    for i in order:
        if total <= FILL * WIDTH * HEIGHT:
            break
        total -= area[i] - 4 * (items[i].radius + 2) ** 2
        bare.add(i)
    return bare


def _area(item: Item) -> float:
    return (2 * item.radius + _GAP + width(item.caption, item.size) + 6) * max(2 * item.radius, 15.0)


def _sides(items: Sequence[Item], links: Sequence[tuple[int, int]], points: Points, bare: set[int]) -> list[str]:
    sums, counts = np.zeros(len(items)), np.zeros(len(items))
    for a, b in links:
        sums[a], sums[b] = sums[a] + points[b, 0], sums[b] + points[a, 0]
        counts[[a, b]] += 1
    mean = sums / np.maximum(counts, 1)
    sides = ["b" if item.below else "r" if points[i, 0] >= mean[i] else "l" for i, item in enumerate(items)]
    for i, item in enumerate(items):
        room = item.radius + _GAP + width(item.caption, item.size) + 6
        if i in bare or not item.caption:
            sides[i] = ""
        elif sides[i] == "r" and points[i, 0] + room > WIDTH / 2:
            sides[i] = "l"
        elif sides[i] == "l" and points[i, 0] - room < -WIDTH / 2:
            sides[i] = "r"
    return sides


def _boxes(items: Sequence[Item], sides: Sequence[str]) -> tuple[Points, Points]:
    """Half sizes of the boxes, and where their middles are from the marks."""
    halves, offsets = np.zeros((len(items), 2)), np.zeros((len(items), 2))
    for i, (item, side) in enumerate(zip(items, sides, strict=True)):
        r, w = item.radius + 2.5, width(item.caption, item.size)
        if side == "b":
            tall = item.size * 1.35 + 3
            halves[i] = max(r, w / 2 + 3), r + tall / 2
            offsets[i] = 0.0, tall / 2
        elif side in ("r", "l"):
            long = r * 2 + _GAP + w
            halves[i] = long / 2 + 2, max(r, item.size * 0.75)
            offsets[i] = (long / 2 - r) * (1 if side == "r" else -1), 0.0
        else:
            halves[i] = r + 1, r + 1
    return halves, offsets


def _push(points: Points, halves: Points, offsets: Points, fixed: Any, rounds: int) -> Points:
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
        hit = (over > 0).all(axis=2)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        sign = np.where(apart == 0, np.sign(np.arange(len(points))[:, None, None] - np.arange(len(points))[None, :, None]), np.sign(apart))
        across = over[..., 0] < over[..., 1]
        step = np.zeros_like(over)
        step[..., 0] = np.where(hit & across, over[..., 0], 0)
        step[..., 1] = np.where(hit & ~across, over[..., 1], 0)
        points += free * ((step * sign * share).sum(axis=1) * 0.42 + (home - points) * 0.05 * (1 - n / rounds))
        points += free * (np.clip(points + offsets, -limit + halves, limit - halves) - (points + offsets))
    return points


def _settle(
    items: Sequence[Item], points: Points, sides: list[str], fixed: Any
) -> tuple[Points, list[str]]:
    """Each box that lies on an earlier one takes the nearest free place, or gives up its label."""
    points, sides = points.copy(), list(sides)
    placed: list[int] = []
    boxes = np.zeros((len(items), 4))
    order = sorted(range(len(items)), key=lambda i: (i not in fixed, items[i].rank, -_area(items[i]), i))
    for i in order:
        for side in dict.fromkeys((sides[i], {"r": "l", "l": "r"}.get(sides[i], ""), "")):
            halves, offsets = _boxes([items[i]], [side])
            spot = _free(points[i], halves[0], offsets[0], boxes[placed], 0 if i in fixed else 16 if side else 40)
            if spot is not None:
                break
        sides[i] = side
        points[i] = points[i] if spot is None else spot
        middle = points[i] + offsets[0]
        boxes[i] = (*(middle - halves[0]), *(middle + halves[0]))
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
