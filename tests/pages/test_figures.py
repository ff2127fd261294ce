"""What a figure reads as."""

from __future__ import annotations

from typing import cast

import pytest

from kg.pages.document import Both
from kg.pages.figures import text
from kg.pages.reader import Reader


class Labels:
    """Stands for a reader: only the labels of what figures are measured in."""

    def label(self, thing: str) -> Both:
        return {"concept:item": Both("cái, mục", "items"), "concept:km": Both("km", "km")}[thing]


@pytest.mark.parametrize(
    ("measure", "read"),
    [
        (["concept:item"], Both("2.139", "2,139")),
        (["concept:km"], Both("2.139 km", "2,139 km")),
        ([], Both("2.139", "2,139")),
    ],
)
def test_what_is_counted_one_by_one_is_a_number_without_a_unit(measure: list[str], read: Both) -> None:
    assert text(cast(Reader, Labels()), {"schema:value": ["2139"], "rl:measure": measure}) == read
