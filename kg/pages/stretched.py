"""The stretched map: latitude and longitude mixed with their ranks, so that busy parts of the country get room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

#: How far the members of one successor move toward their middle: it keeps strangers out between them.
_TOGETHER: Final = 0.4


class Somewhere(Protocol):
    """What has a place on earth, known or not, and a size."""

    @property
    def lat(self) -> float | None:
        """Degrees north."""

    @property
    def lon(self) -> float | None:
        """Degrees east."""

    @property
    def size(self) -> float:
        """Matters that it takes part in, or fewer in proportion; what is larger gets more room."""


def places(things: Sequence[Somewhere], width: float, height: float) -> Points:
    """A place for each thing in a world of this size; one without a place on earth stands in the middle."""
    lat = np.array([16.0 if t.lat is None else t.lat for t in things], dtype=float)
    lon = np.array([106.0 if t.lon is None else t.lon for t in things], dtype=float)
    weight = 1 + 0.10 * np.array([t.size for t in things], dtype=float)
    down = 0.45 * (23.3 - lat) / 14.7 + 0.55 * _ranks(-lat, weight)
    across = 0.3 + 0.6 * (lon - 102.2) / 7.2
    for n in range(len(things)):
        band = np.abs(down - down[n]) < 0.085
        if band.sum() >= 4:
            across[n] = 0.5 * (lon[n] - 102.2) / 7.2 + 0.5 * _ranks(lon[band], weight[band])[band[:n].sum()]
    return np.stack([45 + across * (width - 90), 22 + down * (height - 60)], axis=1)


def gathered(points: Points, groups: Iterable[Sequence[int]]) -> Points:
    """The places, the members of each group nearer to their middle."""
    moved = points.copy()
    for group in groups:
        members = list(group)
        moved[members] += _TOGETHER * (points[members].mean(axis=0) - points[members])
    return moved


def _ranks(values: Points, weight: Points) -> Points:
    """Weighted mid-ranks from 0 to 1."""
    below = (weight[None, :] * (values[None, :] < values[:, None])).sum(axis=1)
    equal = (weight[None, :] * (values[None, :] == values[:, None])).sum(axis=1)
    ranks: Points = (below + equal / 2) / weight.sum()
    return ranks
