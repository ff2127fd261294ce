"""The embedded document: nothing in it can leave its element, nothing is lost on the way."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kg.pages.document import Both, Unit
from kg.pages.embedded import embed, plain


@given(st.text())
def test_any_text_comes_back_and_cannot_end_its_element(text: str) -> None:
    written = embed({"a": text})
    assert json.loads(written)["a"] == text
    for sign in "<>&\u2028\u2029":
        assert sign not in written


def test_empty_fields_are_left_out_and_one_language_stands_once() -> None:
    unit = Unit("unit:a", Both("Hà Nội", "Hanoi"), Both("city", "city"), since="2008-08-01")
    assert plain(unit) == {"id": "unit:a", "label": ["Hà Nội", "Hanoi"], "category": ["city"], "since": "2008-08-01"}
