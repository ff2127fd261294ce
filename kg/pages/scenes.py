"""One lens of the Country view laid out: discs, rings, capsules and names pushed apart, and pills between them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kg.pages import labelled, pills, signs, stretched
from kg.pages.apart import apart
from kg.pages.board import Board, Bundle, Table
from kg.pages.document import Both
from kg.pages.standing import Picture, Stand
from kg.pages.strokes import Boxes, Points

Washes = tuple[tuple[int, ...], ...]

#: The tools in the corner at the lower right, in a world of the usual size.
_TOOLS: Final = np.array([232.0, 44.0])
USUAL: Final = np.array([766.0, 640.0])
#: Worlds of nearly the usual size have it, so that they stand in the usual window at zoom 1.
_NEARLY, _LEAST = 0.05, 0.4
#: Room above a unit that has matters inside it, and to the right of a pill for its caption.
_INSIDE: Final = 14.0
#: From the middle of a unit's edge up to the middle of the pill on it.
_EDGE: Final = 5.0
#: Share of the margin round each unit and rounds: with all of it boxes may still overlap, with none they part.
_MARGINS: Final = ((1.5, 500), (0.0, 100))
#: So often names and pills are looked at again, now that all lines are known.
_AGAIN: Final = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """What both pictures share: the size of the world, how units are called, how pills are drawn."""

    world: Points
    caption: Callable[[Both], Sequence[str]]
    counted: bool = False

    @property
    def tools(self) -> Boxes:
        """The corner that stays free."""
        return np.concatenate([self.world - _TOOLS * (self.world / USUAL).min(), self.world])


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything of one picture in its place.

    `sides`: of the name of each unit, an index into `labelled.around`; `washes`: stands that lie in one wash.
    """

    picture: Picture
    table: Table
    sides: tuple[int, ...]
    washes: Washes = ()

    @property
    def places(self) -> Points:
        """The middle of each disc, ring and capsule."""
        return self.table.board.places


def size(units: int, sets: int) -> Points:
    """Of a world for so many units and sets of parties."""
    factor = max(math.sqrt((units + sets) / 175), _LEAST)
    return np.round(USUAL * (1 if abs(factor - 1) < _NEARLY else factor))


def signed(picture: Picture, groups: Sequence[Sequence[str]], frame: Frame) -> Scene:
    """The map before the merger, without pills; `groups`: ids of the members of one successor each."""
    units = [stand for stand in picture.stands if not stand.host]
    index = {stand.id: n for n, stand in enumerate(units)}
    known = (tuple(index[member] for member in group if member in index) for group in groups)
    washes = tuple(group for group in known if len(group) > 1)
    homes = stretched.gathered(stretched.places(units, *frame.world), washes)
    return _scene(picture, homes, [[signs.radius(stand.size)] for stand in units], frame, washes)


def today(picture: Picture, before: Scene, frame: Frame) -> Scene:
    """Today's map, without pills, each unit where those that it was made of stood."""
    old = {stand.id: (place, stand) for place, stand in zip(before.places, before.picture.stands, strict=True)}
    homes = stretched.places(picture.stands, *frame.world)
    dots = []
    for n, stand in enumerate(picture.stands):
        members = [old[member] for member in stand.members if member in old]
        if members:
            homes[n] = np.mean([place for place, _ in members], axis=0)
        drawn = [one for _, one in members] if len(members) > 1 else [stand]
        dots.append([signs.radius(one.size) for one in drawn])
    return _scene(picture, homes, dots, frame)


def zoomed(scene: Scene, zoom: float) -> Scene:
    """The picture as it is drawn at a zoom: signs and names keep their size, what lies between them does not."""
    board, table = scene.table.board, scene.table
    hosts = np.array([int(np.flatnonzero(kin)[0]) for kin in board.kin], dtype=np.int64)
    shift = board.places[hosts] * (zoom - 1)
    drawn = replace(
        board,
        world=board.world * zoom,
        places=board.places + shift,
        edges=board.edges + np.tile(shift[list(board.edged)], 2),
        tools=board.tools * zoom,
    )
    again = Table(drawn, table.bundles, table.names + np.tile(shift[: len(table.names)], 2))
    for n, spot in enumerate(table.spots):
        again.put(n, spot * zoom)
    return replace(scene, table=again)


def _scene(
    picture: Picture, homes: Points, dots: Sequence[Sequence[float]], frame: Frame, washes: Washes | None = None
) -> Scene:
    """`homes` and `dots` (radii of the discs in each sign) are those of all stands but the rings, which stand last."""
    count = len(homes)
    half = np.array([signs.capsule(radii) if len(radii) > 1 else (radii[0], radii[0]) for radii in dots]).reshape(-1, 2)
    names = np.array(
        [signs.name(frame.caption(s.label), s.matters, washes is None) for s in picture.stands[:count]], dtype=float
    ).reshape(-1, 2)
    for margin, rounds in _MARGINS:
        homes = apart(homes, _reach(picture, half, names, margin), frame.tools[None], frame.world, washes or (), rounds)
    board = _board(picture, homes, half, frame)
    below = [labelled.around(board, n, np.array([0, 0, *name]))[0] for n, name in enumerate(names)]
    return Scene(picture, Table(board, (), np.array(below).reshape(-1, 4)), (0,) * count, washes or ())


def filled(scene: Scene, frame: Frame) -> Scene:
    """The picture with its pills."""
    sets = scene.picture.sets
    table = Table(scene.table.board, [_bundle(one.stands, len(one.matters), frame) for one in sets], scene.table.names)
    sides = list(scene.sides)
    shown = [n for n, one in enumerate(sets) if one.shown]
    pills.place(table, shown, lines=not frame.counted)
    for _ in range(0 if frame.counted else _AGAIN):
        labelled.turn(table, sides)
        pills.place(table, shown)
    pills.place(table, [n for n, one in enumerate(sets) if not one.shown], lines=not frame.counted)
    return replace(scene, table=table, sides=tuple(sides))


def _reach(picture: Picture, half: Points, names: Points, more: float) -> Boxes:
    """The box of each unit relative to its middle: disc or capsule, ring, what stands on its edge, name, a margin."""
    matters = np.array([stand.size for stand in picture.stands[: len(half)]])
    hosts = {stand.host for stand in picture.stands}
    ringed = np.array([stand.id in hosts for stand in picture.stands[: len(half)]])
    rows = np.array([_row(picture, n)[0] for n in range(len(half))])
    wide = np.max([half[:, 0] + np.where(ringed, signs.RING_REACH, 0), names[:, 0] / 2, rows], axis=0, initial=0)
    above, below = half[:, 1] + np.where(rows > 0, _INSIDE, 0), half[:, 1] + signs.NAME_GAP + names[:, 1]
    margin = 2 + more * (2 + 2.2 * np.sqrt(matters))
    return np.stack([-wide - margin, -above - margin, wide + margin, below + margin], axis=1)


def _row(picture: Picture, n: int) -> tuple[float, float]:
    """Half sizes of the pill of the matters inside a unit."""
    return signs.plate(len(picture.internal[n]), row=True) if n in picture.internal else (0.0, 0.0)


def _board(picture: Picture, middles: Points, half: Points, frame: Frame) -> Board:
    """The units with these middles and half sizes, and the rings beside them."""
    count = len(middles)
    index = {stand.id: n for n, stand in enumerate(picture.stands)}
    rings = range(count, len(picture.stands))
    hosts = [index[picture.stands[n].host] for n in rings]
    places, half = np.resize(middles, (count + len(rings), 2)), np.resize(half, (count + len(rings), 2))
    for n, host in zip(rings, hosts, strict=True):
        places[n] = middles[host] + [_side(picture, middles, index, n) * (half[host, 0] + signs.RING_GAP), 0]
        half[n] = signs.RING
    kin = np.eye(len(places), dtype=bool)
    kin[hosts, rings] = kin[rings, hosts] = True
    edged = tuple(picture.internal)
    rows = np.array([_row(picture, n) for n in edged]).reshape(-1, 2)
    middle = places[list(edged)] - [0, 1] * half[list(edged)] - [0, _EDGE]
    edges = np.concatenate([middle - rows, middle + rows], axis=1)
    return Board(frame.world, places, half, kin, edges, edged, frame.tools)


def _side(picture: Picture, middles: Points, index: dict[str, int], ring: int) -> int:
    """-1 where the partners of a ring stand to the left of its disc on average, else 1."""

    def at(stand: Stand) -> float:
        return float(middles[index[stand.host or stand.id], 0])

    partners = [picture.stands[end] for one in picture.sets if ring in one.stands for end in one.stands]
    return -1 if sum(at(stand) - at(picture.stands[ring]) for stand in partners) < 0 else 1


def _bundle(ends: tuple[int, ...], matters: int, frame: Frame) -> Bundle:
    return Bundle(ends, (signs.counted if frame.counted else signs.plate)(matters))
