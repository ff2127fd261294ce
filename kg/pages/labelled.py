"""Sides of names: below its unit each, unless another side is free and lines run through the name below."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.pages import signs, strokes
from kg.pages.board import Board, Table
from kg.pages.strokes import Boxes, Flags

#: From the rim of a disc sideways to its name.
_BESIDE: Final = 4.0
#: A name that is not below keeps so far from all else: it must not be taken for another's.
_CLEAR: Final = 3.0


def turn(table: Table, sides: list[int]) -> None:
    """Gives each name, one after the other, the free side (an index into `around`) where fewest foreign lines lie."""
    for n, now in enumerate(sides):
        boxes = around(table.board, n, table.names[n])
        crossed, free = _crossed(table, n, boxes), _free(table, n, boxes)
        best = min(range(len(boxes)), key=lambda side: (not free[side], crossed[side], side))
        if free[best] and crossed[best] < crossed[now]:
            sides[n] = best
            table.rename(n, boxes[best])


def _crossed(table: Table, n: int, boxes: Boxes) -> NDArray[np.int64]:
    """How many bundles that do not join the unit draw a line through each box."""
    foreign = ~table.near[:, n]
    touched = strokes.crossing(table.begins[foreign], table.stops[foreign], boxes)
    crossed: NDArray[np.int64] = touched.any(axis=1).sum(axis=0)
    return crossed


def _free(table: Table, n: int, boxes: Boxes) -> Flags:
    """Which of the boxes keep clear of all but the unit itself and pills, which give way, and lie in the world."""
    board = table.board
    own = board.kin[n]
    others = [board.covered[~own], board.edges, board.tools[None], np.delete(table.names, n, axis=0)]
    taken = strokes.overlaps(strokes.grown(boxes, _CLEAR), np.concatenate(others))
    on_own, outside = strokes.overlaps(boxes, board.covered[own]), (boxes < 0) | (boxes > np.tile(board.world, 2))
    free: Flags = ~np.logical_or.reduce(np.concatenate([taken, on_own, outside], axis=1), axis=1)
    return free


def around(board: Board, n: int, name: Boxes) -> Boxes:
    """Where a name of this size may stand round its unit; assets/js/country-labels.js tries the same, in this order.

    Below, right, left, above; below and above shifted to the right and to the left.
    """
    w, h = name[2:] - name[:2]
    left, top, right, bottom = board.covered[n]
    beside = board.covered[board.kin[n]]
    x, middle = (left + right) / 2, (top + bottom - h) / 2
    under, over = bottom + signs.NAME_GAP, top - signs.NAME_GAP - h
    corners = np.array(
        [
            (x - w / 2, under),
            (beside[:, 2].max() + _BESIDE, middle),
            (beside[:, 0].min() - _BESIDE - w, middle),
            (x - w / 2, over),
            (x - 0.2 * w, under),
            (x - 0.8 * w, under),
            (x - 0.2 * w, over),
            (x - 0.8 * w, over),
        ]
    )
    return np.concatenate([corners, corners + name[2:] - name[:2]], axis=1)
