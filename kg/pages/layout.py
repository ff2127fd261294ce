"""Places of the network's marks and labels: one force layout, then boxes pushed apart. Deterministic.

The world is 766 × 604 px at zoom 1. Every thing is a box: its mark, a gap and its label, which stands on the side away
from its neighbours. Fruchterman-Reingold (igraph) gives the order of things, pushing gives every box some room, and
one that still lies on another moves to the nearest free place; where none is left, its label is given up.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import igraph
import numpy as np

from kg.pages.boxes import HEIGHT, WIDTH, Item, Points, area, boxes, push, room, settle

#: Above this number of things only units keep the room for their labels: the browser shows what else fits.
MANY: Final = 220
#: Above this number no box looks for a free place of its own any more.
SETTLED: Final = 1200
#: Share of the world that boxes may fill before quiet labels are given up; pushing alone ends at about 0.35.
FILL: Final = 0.40
FILL_RESULT: Final = 0.33
#: Boxes larger than at zoom 1 by this much are wanted, of units as long as all boxes fill no more than the first share,
#: of the rest the second.
AIR: Final = 1.17
PACKED: Final = 0.60
LOOSE: Final = 0.46
_SEEDS: Final = 12
_ROUNDS: Final = 900
_ROUNDS_MANY: Final = 300


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands (px, the middle of the world is 0, 0) and where its label goes: r, l, b or none."""

    x: float
    y: float
    side: str


def place(items: Sequence[Item], links: Sequence[tuple[int, int]]) -> Mapping[str, Place]:
    """A place for every item; `links` are pairs of indexes into `items`, repeated where several links join a pair."""
    if not items:
        return {}
    fixed = _fixed(items)
    focused = any(item.rank == 0 for item in items)
    many = len(items) > MANY
    if many and focused:
        points = _stretched(_forces(items, links, _mapped(items), 0, bounded=False))
    elif many:
        points = _between(_spread(_forces(items, links, fixed, 0), fixed), links, fixed)
    else:
        points = _best(items, links, fixed)
    held = {i for i in fixed if items[i].rank < 2} if focused and not many else set()
    bare = _bare(items, 4 if focused and not many else 3, FILL if focused else FILL_RESULT)
    sides = _sides(items, links, points, bare)
    air = _air(items, sides) if len(items) <= 500 else np.ones(len(items))
    for share in (0.28, 0.28, 0.44):
        made = boxes(items, sides, air)
        points = push(points, made, held, int(share * (_ROUNDS_MANY if many else _ROUNDS)))
        sides = _sides(items, links, points, {i for i, side in enumerate(sides) if side == ""})
    if len(items) <= SETTLED:
        points, sides = settle(items, points, sides, held, air)
    return {item.id: _made(points[i], sides[i]) for i, item in enumerate(items)}


def _air(items: Sequence[Item], sides: Sequence[str]) -> Points:
    """How much larger than at zoom 1 each box may be: where there is room, names fit a smaller window, units' first."""
    made = boxes(items, sides)
    sizes = 4 * made.halves.prod(axis=1) / (WIDTH * HEIGHT)
    unit = np.array([item.rank <= 2 for item in items])[made.owner]
    units, rest = float(sizes[unit].sum()), float(sizes[~unit].sum())
    first = _grown(PACKED - rest, units)
    second = _grown(LOOSE - units * first**2, rest)
    return np.where([item.rank <= 2 for item in items], first, second)


def _grown(room: float, need: float) -> float:
    return min(AIR, math.sqrt(max(1.0, room / need if need else 1.0)))


def _made(point: Points, side: str) -> Place:
    return Place(round(float(point[0]), 1), round(float(point[1]), 1), side)


def _fixed(items: Sequence[Item]) -> dict[int, tuple[float, float]]:
    """The focus in the middle, its parties on an ellipse round it in geographic order."""
    focus = next((i for i, item in enumerate(items) if item.rank == 0), None)
    parties = [i for i, item in enumerate(items) if item.rank == 1]
    if focus is None:
        return _mapped(items)
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


def _mapped(items: Sequence[Item]) -> dict[int, tuple[float, float]]:
    """Units on the stretched map: latitudes and longitudes mixed with their ranks, so that busy parts get room."""
    known = [(i, item.lat, item.lon) for i, item in enumerate(items) if item.lat is not None and item.lon is not None]
    if len(known) < 12:
        return {}
    north = sorted({lat for _, lat, _ in known}, reverse=True)
    raw = {i: 0.45 * (23.3 - lat) / 14.7 + 0.55 * north.index(lat) / len(north) for i, lat, _ in known}
    found: dict[int, tuple[float, float]] = {}
    taken: dict[tuple[float, float], int] = {}
    for i, lat, lon in known:
        band = sorted({o for j, _, o in known if abs(raw[j] - raw[i]) < 0.085})
        mixed = 0.5 * (lon - 102.2) / 7.2 + 0.5 * (band.index(lon) + 0.5) / len(band)
        across = mixed if len(band) >= 4 else 0.3 + 0.6 * (lon - 102.2) / 7.2
        again = taken[lat, lon] = taken.get((lat, lon), -1) + 1
        found[i] = ((across - 0.5) * (WIDTH - 120) + 26 * again, (raw[i] - 0.5) * (HEIGHT - 70))
    return found


def _best(items: Sequence[Item], links: Sequence[tuple[int, int]], fixed: dict[int, tuple[float, float]]) -> Points:
    """The run with the fewest crossings of a few seeds; one seed where crossings are too many to count."""
    seeds = _SEEDS if len(items) <= 150 else 1
    runs = [_spread(_forces(items, links, fixed, seed), fixed) for seed in range(seeds)]
    return runs[0] if seeds == 1 else min(runs, key=lambda run: crossings(run, links))


def _forces(
    items: Sequence[Item],
    links: Sequence[tuple[int, int]],
    fixed: dict[int, tuple[float, float]],
    seed: int,
    bounded: bool = True,
) -> Points:
    """One run of Fruchterman-Reingold; what is fixed stays where it is, or, unbounded, only begins there."""
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
        (fixed[i][0] * unit, fixed[i][1] * unit)
        if i in fixed
        else (chance.uniform(-long / 2, long / 2), chance.uniform(-short / 2, short / 2))
        for i in range(len(items))
    ]
    igraph.set_random_number_generator(chance)
    graph = igraph.Graph(n=len(items), edges=list(count))
    quiet = {i for i, item in enumerate(items) if item.rank >= 4}
    weights = [(0.5 + 0.5 * math.log2(1 + n)) * (0.4 if quiet & set(pair) else 1.0) for pair, n in count.items()]
    rounds = 500 if len(items) <= MANY else 200
    options: dict[str, Any] = {"weights": weights or None, "niter": rounds, "start_temp": 1.5, "seed": start}
    layout = graph.layout_fruchterman_reingold(grid=False, **options, **(bounds if bounded else {}))
    return np.array(layout.coords, dtype=float) / unit


def _spread(points: Points, fixed: Mapping[int, object]) -> Points:
    """Fills the world where nothing holds the layout in place."""
    if fixed or len(points) < 2:
        return points
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, 1.0)
    spread: Points = ((points - low) / size - 0.5) * np.array([WIDTH - 90, HEIGHT - 50])
    return spread


def _between(points: Points, links: Sequence[tuple[int, int]], fixed: dict[int, tuple[float, float]]) -> Points:
    """Many things on a map: each between what it is linked to, with a little of where the forces put it."""
    ends = np.array([*links, *((b, a) for a, b in links)], dtype=int).reshape(-1, 2)
    counts = np.bincount(ends[:, 0], minlength=len(points))
    free = (counts > 0) & ~np.isin(np.arange(len(points)), list(fixed))
    found = points.copy()
    for _ in range(30):
        sums = np.stack([np.bincount(ends[:, 0], found[ends[:, 1], k], len(points)) for k in (0, 1)], axis=1)
        found[free] = 0.7 * (sums / np.maximum(counts, 1)[:, None])[free] + 0.3 * points[free]
    return found


def _stretched(points: Points) -> Points:
    """Many things: half by place, clipped to the first and last percent, half by rank, so that the world is filled."""
    low, high = np.percentile(points, 1, axis=0), np.percentile(points, 99, axis=0)
    part = (np.clip(points, low, high) - low) / np.maximum(high - low, 1.0)
    rank = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(1, len(points) - 1)
    stretched: Points = (0.5 * part + 0.5 * rank - 0.5) * np.array([WIDTH - 40, HEIGHT - 40])
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


def _bare(items: Sequence[Item], rank: int, fill: float) -> set[int]:
    """Indexes of the items, from `rank` on, whose label is given up because the boxes would fill too much."""
    areas = [area(item) for item in items]
    total, bare = sum(areas), set[int]()
    order = sorted((i for i, item in enumerate(items) if item.rank >= rank), key=lambda i: (-items[i].rank, -areas[i]))
    for i in order:
        if total <= fill * WIDTH * HEIGHT:
            break
        total -= areas[i] - 4 * (items[i].rx + 2) * (items[i].ry + 2)
        bare.add(i)
    return bare


def _sides(items: Sequence[Item], links: Sequence[tuple[int, int]], points: Points, bare: set[int]) -> list[str]:
    sums, counts = np.zeros(len(items)), np.zeros(len(items))
    for a, b in links:
        sums[a], sums[b] = sums[a] + points[b, 0], sums[b] + points[a, 0]
        counts[[a, b]] += 1
    mean = sums / np.maximum(counts, 1)
    sides = ["b" if item.below else "r" if points[i, 0] >= mean[i] else "l" for i, item in enumerate(items)]
    for i, item in enumerate(items):
        if i in bare or not item.caption:
            sides[i] = ""
        elif sides[i] == "r" and points[i, 0] + room(item) > WIDTH / 2:
            sides[i] = "l"
        elif sides[i] == "l" and points[i, 0] - room(item) < -WIDTH / 2:
            sides[i] = "r"
    return sides
