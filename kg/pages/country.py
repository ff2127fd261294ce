"""Places of the Country view: units on the stretched map, a pill for each set of parties. Deterministic, numpy only."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

import numpy as np

from kg import resources
from kg.pages import standing, stretched
from kg.pages.document import Both, Document
from kg.pages.standing import Picture

WIDTH: Final = 766.0
HEIGHT: Final = 640.0


def compact(document: Document) -> dict[str, Any]:
    """The country part of the embedded data.

    `world`: its size; `hidden`: groups that are off at the opening; `signed` and `today`: {`stands`: [id, x, y,
    matters, index of the host of a ring or -1, ids of the members of a capsule], `pills`: [x, y, indexes of its
    stands]}; `aliases`: version -> id of the stand that draws it as signed (today the readings tell it); `captions`:
    label -> its abbreviation.
    """
    hidden: tuple[str, ...] = ()
    first, now = standing.signed(document, hidden), standing.today(document, hidden)
    return {
        "world": [WIDTH, HEIGHT],
        "hidden": list(hidden),
        "signed": _part(first),
        "today": _part(now),
        "aliases": dict(first.aliases),
        "captions": dict(abbreviations()),
    }


def _part(picture: Picture) -> dict[str, Any]:
    places = stretched.places(picture.stands, WIDTH, HEIGHT)
    index = {stand.id: n for n, stand in enumerate(picture.stands)}
    stands = [
        [s.id, *np.round(places[n], 1).tolist(), s.matters, index.get(s.host, -1), list(s.members)]
        for n, s in enumerate(picture.stands)
    ]
    pills = [
        [*np.round(places[list(group.stands)].mean(axis=0), 1).tolist(), list(group.stands)] for group in picture.sets
    ]
    return {"stands": stands, "pills": pills}


@cache
def abbreviations() -> dict[str, str]:
    """The only names that are cut short in the picture (assets/abbreviations.json): label -> abbreviation."""
    raw = json.loads((resources.assets() / "abbreviations.json").read_text(encoding="utf-8"))
    return {str(name): str(short) for name, short in raw.items()}


def caption(label: Both) -> tuple[str, str]:
    """The name under a unit in both languages."""
    return abbreviations().get(label.vi, label.vi), abbreviations().get(label.en, label.en)
