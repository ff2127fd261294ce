"""The Country view's part of the document: who stands where, which pills lie between, what is hidden at the opening.

Deterministic, numpy only. The steps are those of the specification: places on the stretched map (`stretched`), boxes
apart (`apart`), places of pills (`pills`), and a reading of the result (`readable`) that decides what to hide.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

import numpy as np

from kg import resources
from kg.pages import gaps, readable, scenes, standing
from kg.pages.document import Both, Document
from kg.pages.scenes import Frame, Scene

#: Up to so many matters all kinds are on; above the second number pills tell their number, above the third the browser
#: draws bands between units and no pills.
CALM: Final = 170
CROWDED: Final = 400
MOST: Final = 3000
#: What goes off, in this order, while a picture between the first two cannot be read.
GIVES_WAY: Final = ("proj", "plan", "body")


@dataclass(frozen=True, slots=True)
class Opening:
    """The country as it opens: both pictures, and the groups that are hidden."""

    hidden: tuple[str, ...]
    signed: Scene
    today: Scene


def compact(document: Document) -> dict[str, Any]:
    """The country part of the embedded data.

    `world`: its size in px at zoom 1; `hidden`: groups that are off at the opening; `signed` and `today`: {`stands`:
    [id, x, y, matters that are not hidden, index of the host of a ring or -1, ids of the members of a capsule, side of
    the name (0 below, 1 right, 2 left, 3 above; 4 to 7: below and above, shifted to the right and to the left)],
    `pills`: [x, y, indexes of its stands], `gaps`: [indexes of two neighbours without a matter], `unsearched`}. The
    place of a ring is that beside its disc at zoom 1, on the side of its partners. Above 3,000 matters there are no
    pills. `aliases`: version -> id of the stand that draws it as signed (today the readings tell it); `captions`: label
    -> its abbreviation.
    """
    shown = opening(document)
    return {
        "world": shown.signed.table.board.world.tolist(),
        "hidden": list(shown.hidden),
        "signed": _part(shown.signed, document),
        "today": _part(shown.today, document),
        "aliases": dict(shown.signed.picture.aliases),
        "captions": dict(abbreviations()),
    }


def opening(document: Document) -> Opening:
    """The first of the pictures that reads well, or the one in which least is wrong."""
    plan = _Plan(document, ())
    options = _options(document, plan.matters)
    if len(options) == 1:
        return plan.laid()
    tried: list[tuple[int, _Plan]] = []
    for hidden in options:
        plan = _Plan(document, hidden)
        wrong = failures(plan.units) or failures(plan.before) or failures(plan.now)
        if not wrong:
            return plan.laid()
        tried.append((len(wrong), plan))
    return min(tried, key=lambda one: one[0])[1].laid()


def failures(scene: Scene) -> list[str]:
    """What cannot be read when the picture opens: in a window of the usual size it is not larger than that."""
    zoom = min(1.0, *(scenes.USUAL / scene.table.board.world))
    return readable.read(scenes.zoomed(scene, zoom) if zoom < 1 else scene).failures()


def _options(document: Document, matters: int) -> list[tuple[str, ...]]:
    """What may be hidden, the least first."""
    known = {node.group for node in document.nodes if node.matter}
    given = [group for group in GIVES_WAY if group in known]
    return [tuple(given[:n]) for n in range(len(given) + 1 if CALM < matters <= CROWDED else 1)]


class _Plan:
    """Who stands in both pictures while some groups are hidden; each picture is laid out when it is first asked for."""

    def __init__(self, document: Document, hidden: tuple[str, ...]) -> None:
        self.hidden = hidden
        self._signed, self._today = standing.signed(document, hidden), standing.today(document, hidden)
        self.matters = self._signed.matters
        units = sum(not stand.host for stand in self._signed.stands)
        sets = sum(one.shown > 0 for one in self._signed.sets)
        self._frame = Frame(
            world=scenes.size(units, sets) if self.matters <= MOST else scenes.USUAL,
            caption=caption,
            counted=self.matters > CROWDED,
        )

    @cached_property
    def units(self) -> Scene:
        """The map before the merger without its pills."""
        return scenes.signed(self._signed, [stand.members for stand in self._today.stands], self._frame)

    @cached_property
    def before(self) -> Scene:
        """The map before the merger."""
        return self._filled(self.units)

    @cached_property
    def now(self) -> Scene:
        """Today's map."""
        return self._filled(scenes.today(self._today, self.units, self._frame))

    def laid(self) -> Opening:
        """Both."""
        return Opening(self.hidden, self.before, self.now)

    def _filled(self, scene: Scene) -> Scene:
        return scenes.filled(scene, self._frame) if self.matters <= MOST else scene


def _part(scene: Scene, document: Document) -> dict[str, Any]:
    index = {stand.id: n for n, stand in enumerate(scene.picture.stands)}
    places, spots = np.round(scene.places, 1).tolist(), np.round(scene.table.spots, 1).tolist()
    sides = [*scene.sides, *[0] * (len(places) - len(scene.sides))]
    stands = [
        [stand.id, *place, stand.matters, index.get(stand.host, -1), list(stand.members), side]
        for stand, place, side in zip(scene.picture.stands, places, sides, strict=True)
    ]
    pills = [[*spot, list(bundle.ends)] for bundle, spot in zip(scene.table.bundles, spots, strict=True)]
    without = gaps.gaps(document, scene.picture)
    return {"stands": stands, "pills": pills, "gaps": without.searched, "unsearched": without.unsearched}


@cache
def abbreviations() -> dict[str, str]:
    """The only names that are cut short in the picture (assets/abbreviations.json): label -> abbreviation."""
    raw = json.loads((resources.assets() / "abbreviations.json").read_text(encoding="utf-8"))
    return {str(name): str(short) for name, short in raw.items()}


def caption(label: Both) -> tuple[str, str]:
    """The name under a unit in both languages."""
    return abbreviations().get(label.vi, label.vi), abbreviations().get(label.en, label.en)
