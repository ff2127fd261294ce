"""The bench's country: the same seed gives the same tables, and a build finds nothing wrong with them."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kg.errors import Finding
from kg.verbs.build import check
from kg.verbs.setting import Setting
from tests.bench.generate import generate

TABLES = ("sources.csv", "agreements.csv", "projects.csv")
PROJECTS = 300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("country")
    generate(made, PROJECTS, seed=7)
    return made


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(folder: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", PROJECTS, seed=7)
    generate(tmp_path / "other", PROJECTS, seed=8)
    for table in TABLES:
        assert (tmp_path / "again" / table).read_bytes() == (folder / table).read_bytes()
        assert (tmp_path / "other" / table).read_bytes() != (folder / table).read_bytes()


def test_there_are_as_many_projects_as_asked_and_a_tenth_as_many_agreements(folder: Path) -> None:
    assert len({row["id"] for row in rows(folder, "projects.csv")}) == PROJECTS
    assert len({row["id"] for row in rows(folder, "agreements.csv")}) == PROJECTS // 10


def test_about_a_tenth_of_the_projects_has_a_second_source(folder: Path) -> None:
    counts = Counter(row["id"] for row in rows(folder, "projects.csv"))
    assert 0.05 < sum(n == 2 for n in counts.values()) / PROJECTS < 0.15


def test_projects_have_one_to_four_units_and_agreements_two_to_five(folder: Path) -> None:
    sizes = {
        table: {len(row["parties"].split("; ")) for row in rows(folder, table)}
        for table in ("projects.csv", "agreements.csv")
    }
    assert sizes == {"projects.csv": {1, 2, 3, 4}, "agreements.csv": {2, 3, 4, 5}}


def test_dates_have_every_precision_that_tables_hold(folder: Path) -> None:
    stated = {row[column] for row in rows(folder, "projects.csv") for column in ("approved", "from", "until")}
    shapes = {"".join("9" if sign.isdigit() else sign for sign in text) for text in stated if text}
    assert {"9999", "9999-99", "9999-99-99", "9999?", "[9999-99-99..9999-99-99]", "XXXX-99-99"} <= shapes


def test_a_build_finds_nothing_wrong_with_them(folder: Path) -> None:
    def of_the_country(finding: Finding) -> bool:
        return finding.file in TABLES or finding.value.startswith(("prj:p", "agr:a", "ev:prj_p", "ev:agr_a"))

    found = check(Setting((str(folder),), today=date(2026, 11, 25)), lambda text: None)
    assert [finding for finding in found if of_the_country(finding)] == []
