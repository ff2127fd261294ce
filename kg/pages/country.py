"""The Country view's part of the document: who stands where, which pills lie between, what is hidden at the opening.

Deterministic, numpy only. The steps are those of the specification: places on the stretched map (`stretched`), boxes
apart (`apart`), places of pills (`pills`), and a reading of the result (`readable`) that decides what to hide.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from kg import resources
from kg.pages import readable, scenes, standing
from kg.pages.document import Both, Document
from kg.pages.readable import Reading
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
    """The country as it opens: both pictures, the groups that are hidden, and how each picture reads."""

    hidden: tuple[str, ...]
    signed: Scene
    today: Scene

    def readings(self) -> tuple[Reading, Reading]:
        """Of *as signed* and of *today*."""
        return readable.read(self.signed), readable.read(self.today)


def compact(document: Document) -> dict[str, Any]:
    """The country part of the embedded data.

    `world`: its size in px at zoom 1; `hidden`: groups that are off at the opening; `signed` and `today`: {`stands`:
    [id, x, y, matters that are not hidden, index of the host of a ring or -1, ids of the members of a capsule],
    `pills`: [x, y, indexes of its stands]}. The place of a ring is beside its disc at zoom 1, on the side of its
    partners. Above 3,000 matters there are no pills. `aliases`: version -> id of the stand that draws it as signed
    (today the readings tell it); `captions`: label -> its abbreviation.
    """
    shown = opening(document)
    return {
        "world": shown.signed.world.tolist(),
        "hidden": list(shown.hidden),
        "signed": _part(shown.signed),
        "today": _part(shown.today),
        "aliases": dict(shown.signed.picture.aliases),
        "captions": dict(abbreviations()),
    }


def opening(document: Document) -> Opening:
    """The first of the pictures that reads well, or the one in which least is wrong."""
    tried: list[tuple[int, Opening]] = []
    for hidden in _hiding(document):
        drawn = Opening(hidden, *_laid(document, hidden))
        failures = sum(len(reading.failures()) for reading in drawn.readings())
        tried.append((failures, drawn))
        if not failures:
            break
    return min(tried, key=lambda pair: pair[0])[1]


def _hiding(document: Document) -> Iterator[tuple[str, ...]]:
    """What may be hidden, the least first."""
    yield ()
    if CALM < standing.signed(document).matters <= CROWDED:
        known = {node.group for node in document.nodes if node.matter}
        given = [group for group in GIVES_WAY if group in known]
        yield from (tuple(given[: n + 1]) for n in range(len(given)))


def _laid(document: Document, hidden: tuple[str, ...]) -> tuple[Scene, Scene]:
    first, now = standing.signed(document, hidden), standing.today(document, hidden)
    units = sum(not stand.host for stand in first.stands)
    frame = Frame(
        world=scenes.size(units, sum(one.shown > 0 for one in first.sets)),
        caption=caption,
        counted=first.matters > CROWDED,
        pills=first.matters <= MOST,
    )
    before = scenes.signed(first, [stand.members for stand in now.stands], frame)
    return before, scenes.today(now, before, frame)


def _part(scene: Scene) -> dict[str, Any]:
    index = {stand.id: n for n, stand in enumerate(scene.picture.stands)}
    places, spots = np.round(scene.places, 1).tolist(), np.round(scene.spots, 1).tolist()
    stands = [
        [stand.id, *place, stand.matters, index.get(stand.host, -1), list(stand.members)]
        for stand, place in zip(scene.picture.stands, places, strict=True)
    ]
    pills = [[*spot, list(bundle.ends)] for bundle, spot in zip(scene.bundles, spots, strict=True)]
    return {"stands": stands, "pills": pills}


@cache
def abbreviations() -> dict[str, str]:
    """The only names that are cut short in the picture (assets/abbreviations.json): label -> abbreviation."""
    raw = json.loads((resources.assets() / "abbreviations.json").read_text(encoding="utf-8"))
    return {str(name): str(short) for name, short in raw.items()}


def caption(label: Both) -> tuple[str, str]:
    """The name under a unit in both languages."""
    return abbreviations().get(label.vi, label.vi), abbreviations().get(label.en, label.en)
