"""The page of all shipped data stays small enough to be sent around, vis-network included."""

from __future__ import annotations

from pathlib import Path

from kg.pages import assemble
from tests.commands import kg

MOST = 1_200_000


def test_the_page_of_all_shipped_data_is_under_1_2_mb(tmp_path: Path) -> None:
    out = tmp_path / "all.html"
    assert kg("view", "--out", str(out)).code == 0
    assert assemble.library() in out.read_text(encoding="utf-8")
    assert out.stat().st_size < MOST
