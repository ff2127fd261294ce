"""Lines of the Country view as short segments, and what they pass or cross. Pure geometry on arrays, numpy only."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Boxes = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: Segments of a bend, and at least as many as the straight lines of one pill.
PIECES: Final = 8
_T: Final = np.linspace(0, 1, PIECES + 1)[:, None]


def spokes(pills: Points, ends: Points) -> tuple[Points, Points]:
    """Begins and ends, (pills, segments, 2), of the lines from pills to their parties.

    Two parties: one bend through the pill, as the painter draws it; more: a straight line to each.
    """
    if len(ends) != 2:
        begins = np.repeat(pills[:, None], len(ends), axis=1)
        return begins, np.broadcast_to(ends, begins.shape)
    bend = 2 * pills - ends.mean(axis=0)
    path = (1 - _T) ** 2 * ends[0] + 2 * _T * (1 - _T) * bend[:, None] + _T**2 * ends[1]
    return path[:, :-1], path[:, 1:]


def passing(begins: Points, ends: Points, discs: Points) -> Flags:
    """(…, discs): whether the segment comes nearer to the disc (x, y, radius) than its radius."""
    x, y = begins[..., 0, None], begins[..., 1, None]
    dx, dy = ends[..., 0, None] - x, ends[..., 1, None] - y
    away_x, away_y = discs[:, 0] - x, discs[:, 1] - y
    part = np.clip((away_x * dx + away_y * dy) / np.maximum(dx * dx + dy * dy, 1e-9), 0, 1)
    near: Flags = (away_x - part * dx) ** 2 + (away_y - part * dy) ** 2 < discs[:, 2] ** 2
    return near


def crossing(begins: Points, ends: Points, boxes: Boxes) -> Flags:
    """(…, boxes): whether the segment touches the box (left, top, right, bottom)."""
    enter_x, leave_x = _within(begins[..., 0, None], ends[..., 0, None], boxes[:, 0], boxes[:, 2])
    enter_y, leave_y = _within(begins[..., 1, None], ends[..., 1, None], boxes[:, 1], boxes[:, 3])
    enter, leave = np.maximum(enter_x, enter_y), np.minimum(leave_x, leave_y)
    touched: Flags = (enter <= leave) & (leave >= 0) & (enter <= 1)
    return touched


def _within(begin: Points, end: Points, low: Points, high: Points) -> tuple[Points, Points]:
    """Between which parts of its way from begin to end a point is between low and high."""
    way = end - begin
    scale = 1 / np.where(np.abs(way) < 1e-9, 1e-9, way)
    to_low, to_high = (low - begin) * scale, (high - begin) * scale
    return np.minimum(to_low, to_high), np.maximum(to_low, to_high)


def grown(boxes: Boxes, by: float) -> Boxes:
    """The boxes, larger by so many px on each side."""
    more: Boxes = boxes + np.array([-by, -by, by, by])
    return more


def overlaps(first: Boxes, second: Boxes) -> Flags:
    """(first, second): whether the boxes overlap."""
    a, b = first[:, None], second[None, :]
    across = (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2])
    over: Flags = across & (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
    return over
