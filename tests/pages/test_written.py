"""Dates as the reader writes them; the page's copy passes the same cases (tests/browser/test_modules.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pages.written import written

CASES = Path(__file__).parent / "written.tsv"


def cases() -> list[tuple[str, str, str]]:
    lines = CASES.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return [(a, b, c) for a, b, c in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("stated", "vi", "en"), cases())
def test_a_date_is_written_in_both_languages(stated: str, vi: str, en: str) -> None:
    assert written(stated, "vi") == vi
    assert written(stated, "en") == en
