"""Whether a picture of the Country view can be read: counts of what disturbs, each with the most that is borne."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from kg.pages import strokes
from kg.pages.pills import Bundle
from kg.pages.scenes import Scene
from kg.pages.strokes import Boxes, Flags, Points

MOST: Final = {
    "touching": 0,
    "outside": 0,
    "strangers": 1,
    "discs_passed": 2,
    "names_crossed": 20,
    "pills_passed": 0.35,
}
LEAST: Final = {"north_above": 0.99, "west_left": 0.97}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted. `touching`: names on names or signs, and pills on anything; `outside`: what leaves the world;
    `north_above`: share of pairs of units 1.5° of latitude apart whose northern stands above; `west_left`: of pairs 1°
    of longitude apart within these latitudes, whose western stands to the left; `strangers`: units inside the wash of
    others; `discs_passed`: lines within 6 px of a unit that they do not join; `names_crossed`: names of units on which
    a line lies that does not join them; `pills_passed`: share of the pills within 7 px of a line of another.
    """

    touching: int
    outside: int
    north_above: float
    west_left: float
    strangers: int
    discs_passed: int
    names_crossed: int
    pills_passed: float

    def failures(self) -> list[str]:
        """The names of what is worse than borne."""
        worse = [name for name, bound in MOST.items() if getattr(self, name) > bound]
        return worse + [name for name, bound in LEAST.items() if getattr(self, name) < bound]


def read(scene: Scene, washes: list[list[int]] | None = None) -> Reading:
    """Counts for what is not hidden."""
    drawn = [n for n, one in enumerate(scene.picture.sets) if one.shown][: len(scene.bundles)]
    bundles, spots = [scene.bundles[n] for n in drawn], scene.spots[drawn]
    half = np.array([bundle.half for bundle in bundles]).reshape(-1, 2)
    plates = np.concatenate([spots - half, spots + half], axis=1)
    discs, names, pills = _lines(scene, bundles, spots, plates)
    return Reading(
        touching=_touching(scene, plates),
        outside=_outside(scene, plates),
        north_above=_ordered(scene, across=False),
        west_left=_ordered(scene, across=True),
        strangers=0,
        discs_passed=discs,
        names_crossed=names,
        pills_passed=pills,
    )


def _touching(scene: Scene, plates: Boxes) -> int:
    board = scene.board
    names, signs_ = board.names, board.solid
    pairs = np.triu(strokes.overlaps(names, names), 1).sum() + strokes.overlaps(names, signs_).sum()
    pills = np.triu(strokes.overlaps(plates, plates), 1).any(axis=0)
    pills |= strokes.overlaps(plates, np.concatenate([names, signs_])).any(axis=1)
    return int(pairs + pills.sum())


def _outside(scene: Scene, plates: Boxes) -> int:
    boxes = np.concatenate([plates, scene.board.names, scene.board.solid])
    return int(((boxes < -0.5) | (boxes > np.tile(scene.world, 2) + 0.5)).any(axis=1).sum())


def _ordered(scene: Scene, across: bool) -> float:
    known = [n for n, s in enumerate(scene.picture.stands) if not s.host and s.lat is not None and s.lon is not None]
    lat, lon = (
        np.array([getattr(scene.picture.stands[n], name) for n in known], dtype=float) for name in ("lat", "lon")
    )
    first, second = np.triu_indices(len(known), 1)
    x, y = scene.places[known].T
    level = np.abs(lat[first] - lat[second]) <= 1.5
    kept = level & (np.abs(lon[first] - lon[second]) > 1) if across else ~level
    on_earth, drawn = (lon, x) if across else (-lat, y)
    same = (on_earth[first] < on_earth[second]) == (drawn[first] < drawn[second])
    return float(same[kept].mean()) if kept.any() else 1.0


def _lines(scene: Scene, bundles: list[Bundle], spots: Points, plates: Boxes) -> tuple[int, int, float]:
    board = scene.board
    discs, owners = board.discs()
    passed, crossed, near = 0, np.zeros(len(board.names), dtype=bool), np.zeros(len(plates), dtype=bool)
    for n, bundle in enumerate(bundles):
        if bundle.hub:
            continue
        begins, ends = (side[0] for side in strokes.spokes(spots[n, None], scene.places[list(bundle.ends)]))
        foreign = ~board.near(bundle.ends)
        by = strokes.passing(begins, ends, discs + np.array([0, 0, 6])) & foreign[owners]
        passed += int(by.any() if len(bundle.ends) == 2 else by.any(axis=1).sum())
        crossed |= np.logical_or.reduce(strokes.crossing(begins, ends, board.names)) & foreign[: len(crossed)]
        others: Flags = np.logical_or.reduce(strokes.crossing(begins, ends, strokes.grown(plates, 7)))
        others[n] = False
        near |= others
    return passed, int(crossed.sum()), float(near.mean()) if len(near) else 0.0
