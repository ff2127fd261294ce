"""The stretched map: latitude and longitude mixed with their ranks, so that busy parts of the country get room."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.pages.standing import Stand


def places(stands: Sequence[Stand], width: float, height: float) -> NDArray[np.float64]:
    """A place for each stand in a world of this size; a stand without a place on earth stands in the middle."""
    lat = np.array([s.lat if s.lat is not None else 16.0 for s in stands], dtype=float)
    lon = np.array([s.lon if s.lon is not None else 106.0 for s in stands], dtype=float)
    weight = 1 + 0.10 * np.array([s.matters for s in stands], dtype=float)
    down = 0.45 * (23.3 - lat) / 14.7 + 0.55 * _ranks(-lat, weight)
    across = np.empty(len(stands))
    for n in range(len(stands)):
        band = np.abs(down - down[n]) < 0.085
        if band.sum() >= 4:
            across[n] = 0.5 * (lon[n] - 102.2) / 7.2 + 0.5 * _ranks(lon[band], weight[band])[band[:n].sum()]
        else:
            across[n] = 0.3 + 0.6 * (lon[n] - 102.2) / 7.2
    return np.stack([45 + across * (width - 90), 22 + down * (height - 60)], axis=1)


def _ranks(values: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weighted mid-ranks from 0 to 1."""
    below = (weight[None, :] * (values[None, :] < values[:, None])).sum(axis=1)
    equal = (weight[None, :] * (values[None, :] == values[:, None])).sum(axis=1)
    ranks: NDArray[np.float64] = (below + equal / 2) / weight.sum()
    return ranks
