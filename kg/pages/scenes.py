"""One lens of the Country view laid out: discs, rings, capsules and names pushed apart, and pills between them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kg.pages import pills, signs, stretched
from kg.pages.apart import apart
from kg.pages.document import Both
from kg.pages.pills import Board, Bundle
from kg.pages.standing import Picture, Stand
from kg.pages.strokes import Boxes, Points

#: The tools in the corner at the lower right, in a world of the usual size.
_TOOLS: Final = np.array([232.0, 44.0])
_USUAL: Final = np.array([766.0, 640.0])
#: Worlds of nearly the usual size have it, so that they stand in the usual window at zoom 1.
_NEARLY, _LEAST = 0.05, 0.4
#: Room above a unit that has matters inside it, and to the right of a pill for its caption.
_INSIDE: Final = 14.0
#: From the middle of a unit's edge up to the middle of the pill on it.
_EDGE: Final = 5.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What both pictures share: the size of the world, how units are called, how pills are drawn, whether at all."""

    world: Points
    caption: Callable[[Both], Sequence[str]]
    counted: bool = False
    pills: bool = True

    @property
    def tools(self) -> Boxes:
        """The corner that stays free."""
        return np.concatenate([self.world - _TOOLS * (self.world / _USUAL).min(), self.world])


@dataclass(frozen=True, slots=True)
class Scene:
    """Where everything of one picture stands: `places` of its stands, `spots` of the pills of its `bundles`."""

    picture: Picture
    world: Points
    board: Board
    bundles: tuple[Bundle, ...]
    spots: Points

    @property
    def places(self) -> Points:
        """The middle of each disc, ring and capsule."""
        return self.board.places


def size(units: int, sets: int) -> Points:
    """Of a world for so many units and sets of parties."""
    factor = max(math.sqrt((units + sets) / 175), _LEAST)
    return np.round(_USUAL * (1 if abs(factor - 1) < _NEARLY else factor))


def signed(picture: Picture, groups: Sequence[Sequence[str]], frame: Frame) -> Scene:
    """The map before the merger; `groups`: ids of the members of one successor each."""
    units = [stand for stand in picture.stands if not stand.host]
    index = {stand.id: n for n, stand in enumerate(units)}
    known = [[index[member] for member in group if member in index] for group in groups]
    homes = stretched.gathered(stretched.places(units, *frame.world), [group for group in known if len(group) > 1])
    return _scene(picture, homes, [[signs.radius(stand.matters)] for stand in units], frame, new=False)


def today(picture: Picture, before: Scene, frame: Frame) -> Scene:
    """Today's map, each unit where those that it was made of stood."""
    old = {stand.id: (place, stand) for place, stand in zip(before.places, before.picture.stands, strict=True)}
    homes = stretched.places(picture.stands, *frame.world)
    dots = []
    for n, stand in enumerate(picture.stands):
        members = [old[member] for member in stand.members if member in old]
        if members:
            homes[n] = np.mean([place for place, _ in members], axis=0)
        drawn = [one for _, one in members] if len(members) > 1 else [stand]
        dots.append([signs.radius(one.matters) for one in drawn])
    return _scene(picture, homes, dots, frame, new=True)


def _scene(picture: Picture, homes: Points, dots: Sequence[Sequence[float]], frame: Frame, new: bool) -> Scene:
    """`homes` and `dots` (radii of the discs in each sign) are those of all stands but the rings, which stand last."""
    count = len(homes)
    half = np.array([signs.capsule(radii) if len(radii) > 1 else (radii[0], radii[0]) for radii in dots]).reshape(-1, 2)
    names = np.array(
        [signs.name(frame.caption(s.label), s.matters, new) for s in picture.stands[:count]], dtype=float
    ).reshape(-1, 2)
    middles = apart(homes, _reach(picture, half, names), frame.tools[None], frame.world)
    board = _board(picture, middles, half, names, frame)
    bundles = tuple(_bundle(one.stands, len(one.matters), frame) for one in picture.sets) if frame.pills else ()
    later = {n for n, one in enumerate(picture.sets) if not one.shown}
    return Scene(picture, frame.world, board, bundles, pills.place(board, bundles, later))


def _reach(picture: Picture, half: Points, names: Points) -> Boxes:
    """The box of each unit relative to its middle: disc or capsule, ring, what stands on its edge, name, a margin."""
    matters = np.array([stand.matters for stand in picture.stands[: len(half)]])
    hosts = {stand.host for stand in picture.stands}
    ringed = np.array([stand.id in hosts for stand in picture.stands[: len(half)]])
    rows = np.array([_row(picture, n)[0] for n in range(len(half))])
    wide = np.max([half[:, 0] + np.where(ringed, signs.RING_REACH, 0), names[:, 0] / 2, rows], axis=0, initial=0)
    above, below = half[:, 1] + np.where(rows > 0, _INSIDE, 0), half[:, 1] + signs.NAME_GAP + names[:, 1]
    margin = 4 + 2.2 * np.sqrt(matters)
    return np.stack([-wide - margin, -above - margin, wide + margin, below + margin], axis=1)


def _row(picture: Picture, n: int) -> tuple[float, float]:
    """Half sizes of the pill of the matters inside a unit."""
    return signs.plate(len(picture.internal[n]), row=True) if n in picture.internal else (0.0, 0.0)


def _board(picture: Picture, middles: Points, half: Points, names: Points, frame: Frame) -> Board:
    """What stands before the pills are placed; `middles`, `half` sizes and `names` are the units', rings are added."""
    count = len(middles)
    index = {stand.id: n for n, stand in enumerate(picture.stands)}
    hosts = [index[stand.host] for stand in picture.stands[count:]]
    sides = np.array([_side(picture, middles, index, n) for n in range(count, len(picture.stands))])
    offset = np.stack([sides * (half[hosts, 0] + signs.RING_GAP), sides * 0], axis=1) if hosts else np.zeros((0, 2))
    places = np.concatenate([middles, middles[hosts] + offset])
    half = np.concatenate([half, np.full((len(hosts), 2), signs.RING)])
    kin = np.eye(len(places), dtype=bool)
    kin[hosts, range(count, len(places))] = kin[range(count, len(places)), hosts] = True
    top = middles + [0, 1] * half[:count] + [0, signs.NAME_GAP]
    below = np.concatenate([top - names * [0.5, 0], top + names * [0.5, 1]], axis=1)
    rows = np.array([_row(picture, n) for n in picture.internal]).reshape(-1, 2)
    edges = places[list(picture.internal)] - [0, 1] * half[list(picture.internal)] - [0, _EDGE]
    solid = [
        np.concatenate([places - half, places + half], axis=1),
        np.concatenate([edges - rows, edges + rows], axis=1),
    ]
    return Board(frame.world, places, half, below, kin, np.concatenate([*solid, frame.tools[None]]))


def _side(picture: Picture, middles: Points, index: dict[str, int], ring: int) -> int:
    """-1 where the partners of a ring stand to the left of its disc on average, else 1."""

    def at(stand: Stand) -> float:
        return float(middles[index[stand.host or stand.id], 0])

    partners = [picture.stands[end] for one in picture.sets if ring in one.stands for end in one.stands]
    return -1 if sum(at(stand) - at(picture.stands[ring]) for stand in partners) < 0 else 1


def _bundle(ends: tuple[int, ...], matters: int, frame: Frame) -> Bundle:
    return Bundle(ends, (signs.counted if frame.counted else signs.plate)(matters))
