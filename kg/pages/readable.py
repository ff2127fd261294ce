"""Whether a picture of the Country view can be read: counts of what disturbs, each with the most that is borne."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from kg.pages import strokes
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
#: A line lies on a disc that it does not join when it comes so near to its rim, on a pill to the middle of a mark.
_DISC: Final = 1.5
_MARK: Final = 7.0
_WASH: Final = 15.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted of what is not hidden.

    `touching`: names on names or signs, and pills on anything; `outside`: what leaves the world; `north_above`: share
    of pairs of units 1.5° of latitude apart whose northern one stands above; `west_left`: of pairs 1° of longitude
    apart within these latitudes, whose western one stands to the left; `strangers`: units inside the wash of others;
    `discs_passed`: lines on a disc that they do not join; `names_crossed`: names under a line that does not join
    their unit; `pills_passed`: share of the pills with a mark under a line of another.
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


def read(scene: Scene) -> Reading:
    """Counts of everything that a picture shows."""
    shown = [n for n in range(len(scene.table.bundles)) if scene.picture.sets[n].shown]
    half = np.array([scene.table.bundles[n].half for n in shown]).reshape(-1, 2)
    plates = np.concatenate([scene.table.spots[shown] - half, scene.table.spots[shown] + half], axis=1)
    return Reading(
        touching=_touching(scene, plates),
        outside=_outside(scene, plates),
        north_above=_ordered(scene, across=False),
        west_left=_ordered(scene, across=True),
        strangers=_strangers(scene),
        discs_passed=_discs(scene, shown),
        names_crossed=_names(scene, shown),
        pills_passed=_pills(scene, shown, plates),
    )


def _touching(scene: Scene, plates: Boxes) -> int:
    names, solid = scene.table.names, scene.table.board.solid
    pairs = np.triu(strokes.overlaps(names, names), 1).sum() + strokes.overlaps(names, solid).sum()
    on_pills = np.triu(strokes.overlaps(plates, plates), 1).any(axis=0)
    on_others = strokes.overlaps(plates, np.concatenate([names, solid])).any(axis=1)
    return int(pairs + (on_pills | on_others).sum())


def _outside(scene: Scene, plates: Boxes) -> int:
    board = scene.table.board
    boxes = np.concatenate([plates, scene.table.names, board.covered, board.edges])
    return int(((boxes < 0) | (boxes > np.tile(board.world, 2))).any(axis=1).sum())


def _ordered(scene: Scene, across: bool) -> float:
    stands = [(s.lat, s.lon, *scene.places[n]) for n, s in enumerate(scene.picture.stands) if not s.host]
    known = np.array([one for one in stands if one[0] is not None and one[1] is not None], dtype=float).reshape(-1, 4)
    first, second = (known[index] for index in np.triu_indices(len(known), 1))
    level = np.abs(first[:, 0] - second[:, 0]) <= 1.5
    east, down = first[:, 1] < second[:, 1], first[:, 0] > second[:, 0]
    if across:
        kept, same = level & (np.abs(first[:, 1] - second[:, 1]) > 1), east == (first[:, 2] < second[:, 2])
    else:
        kept, same = ~level, down == (first[:, 3] < second[:, 3])
    return float(same[kept].mean()) if kept.any() else 1.0


def _strangers(scene: Scene) -> int:
    """Units whose middle lies in a wash: the hull of its members with a rim of 15 px."""
    inside: set[tuple[int, int]] = set()
    units = scene.places[: len(scene.sides)]
    spots = np.concatenate([units, np.full((len(units), 1), _WASH)], axis=1)
    for number, wash in enumerate(scene.washes):
        found = np.zeros(len(units), dtype=bool)
        for first, second in combinations(wash, 2):
            found |= strokes.passing(units[first], units[second], spots)
        for corners in combinations(wash, 3):
            found |= _within(units[list(corners)], units)
        inside |= {(number, n) for n in np.flatnonzero(found).tolist() if n not in wash}
    return len(inside)


def _within(corners: Points, points: Points) -> Flags:
    """Which of the points lie in the triangle."""
    way = np.roll(corners, -1, axis=0) - corners
    away = points[:, None] - corners
    turns = way[:, 0] * away[..., 1] - way[:, 1] * away[..., 0]
    within: Flags = (turns.min(axis=1) >= 0) | (turns.max(axis=1) <= 0)
    return within


def _discs(scene: Scene, shown: list[int]) -> int:
    """A pair has one line, three to five parties as many; hubs have none."""
    table, passed = scene.table, 0
    discs = table.discs + np.array([0, 0, _DISC])
    for n in shown:
        lines = strokes.passing(table.begins[n], table.stops[n], discs) & ~table.near[n, table.owners]
        passed += int(lines.any() if len(table.bundles[n].ends) == 2 else lines.any(axis=1).sum())
    return passed


def _names(scene: Scene, shown: list[int]) -> int:
    table = scene.table
    touched = strokes.crossing(table.begins[shown], table.stops[shown], table.names).any(axis=1)
    foreign: Flags = ~table.near[shown][:, : len(table.names)]
    return int((touched & foreign).any(axis=0).sum())


def _pills(scene: Scene, shown: list[int], plates: Boxes) -> float:
    table = scene.table
    # A mark reaches 7.4 px, a plate 9.5 px from the middles of its outer marks.
    alone = plates[:, 2] - plates[:, 0] < 16
    marks = strokes.grown(plates, _MARK - 9.5)
    marks[alone] = strokes.grown(plates[alone], _MARK - 7.4)
    touched: Flags = np.logical_or.reduce(strokes.crossing(table.begins[shown], table.stops[shown], marks), axis=1)
    np.fill_diagonal(touched, False)
    return float(touched.any(axis=0).mean()) if len(shown) else 0.0
