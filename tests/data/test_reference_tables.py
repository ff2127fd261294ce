"""What every reference table promises, and what places, figures and boundaries hold."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.data.plain_tables import REFERENCE, SOURCES, TABLES, by_id, key, many, rows, units_on

EVIDENCE = {"source", "place", "verification", "inferred", "preferred", "note"}
VERIFICATION = {"seen", "excerpt", "mirror", "secondary", "unverified", "not-found-again"}


@pytest.mark.parametrize("path", [*TABLES, SOURCES], ids=lambda path: path.stem)
def test_a_table_is_plain_utf8_with_line_feeds_and_no_ragged_row(path: Path) -> None:
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file, strict=True))
    assert len(set(table[0])) == len(table[0])
    assert {len(line) for line in table} == {len(table[0])}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_ids_and_references_are_curies_whose_local_part_is_letters_digits_and_dashes(path: Path) -> None:
    for row in rows(path):
        for column in ("id", "in", "unit", "of", "a", "b", "inputs", "outputs", "resolution", "issuer", "source"):
            for value in many(row.get(column)):
                assert re.fullmatch(r"[a-z]+:[A-Za-z0-9_-]+", value), (path.name, column, value)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_row_names_listed_sources_and_how_far_it_was_verified(path: Path) -> None:
    listed = {row["id"] for row in rows(SOURCES)}
    for row in rows(path):
        sources = many(row["source"])
        assert sources, (path.name, row)
        assert set(sources) <= listed, (path.name, row)
        assert row["verification"] in VERIFICATION, (path.name, row)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_record_has_two_rows_of_the_same_source_and_place(path: Path) -> None:
    seen = Counter((key(path.stem, row), row["source"], row["place"]) for row in rows(path))
    assert [place for place, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_columns_called_inferred_or_preferred_name_a_column_the_row_fills(path: Path) -> None:
    for row in rows(path):
        for column in many(row.get("inferred")) + many(row.get("preferred")):
            assert column not in EVIDENCE, (path.name, row)
            assert row[column], (path.name, row)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_references_lead_to_records_that_exist(path: Path) -> None:
    known = {ident for table in ("units", "regions", "documents", "organisations") for ident in by_id(table)}
    for row in rows(path):
        for column in ("in", "unit", "of", "a", "b", "inputs", "outputs", "resolution", "issuer"):
            assert set(many(row.get(column))) <= known, (path.name, row)


def test_points_lie_in_viet_nam_and_every_unit_drawn_on_a_map_has_one() -> None:
    units, places = by_id("units"), by_id("places")
    for record in [*units.values(), *places.values()]:
        if "lat" in record:
            assert 7 < float(record["lat"]) < 23.6, record
            assert 102 < float(record["lon"]) < 118.4, record
    for day in (date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 25)):
        assert all("lat" in unit for unit in units_on(day)), day


def test_hoang_sa_and_truong_sa_are_in_place_and_belong_to_the_units_of_the_day() -> None:
    belongs: dict[str, set[str]] = {}
    for row in rows(REFERENCE / "places.csv"):
        if row["unit"]:
            belongs.setdefault(row["id"], set()).update(many(row["unit"]))
    off_shore = [ident for ident, place in by_id("places").items() if place["kind"] in {"island", "archipelago"}]
    assert len(off_shore) == 16
    for ident in off_shore:
        assert belongs[ident] in ({"unit:da-nang", "unit:da-nang-2025"}, {"unit:khanh-hoa", "unit:khanh-hoa-2025"})
    assert belongs["place:quan-dao-hoang-sa"] == {"unit:da-nang", "unit:da-nang-2025"}
    assert belongs["place:quan-dao-truong-sa"] == {"unit:khanh-hoa", "unit:khanh-hoa-2025"}


def test_every_province_before_the_merger_has_its_capital_and_every_merged_unit_its_seat() -> None:
    places = by_id("places")
    seats = [row for row in rows(REFERENCE / "places.csv") if places[row["id"]]["kind"] == "capital"]
    seated = [unit for row in seats for unit in many(row["unit"])]
    assert len(seated) == len(set(seated))
    provinces = {unit["id"] for unit in units_on(date(2025, 6, 30)) if unit["category"] == "province"}
    merged = {many(c["outputs"])[0] for c in by_id("changes").values() if c["effective"] == "2025-07-01"}
    assert set(seated) == provinces | merged | {"unit:thua-thien-hue"}


def test_area_and_population_are_positive_and_of_a_plausible_size() -> None:
    sizes = {"km2": (800, 25_000), "people": (300_000, 15_000_000), "thousand-people": (300, 9_000)}
    figures = by_id("figures")
    assert len(figures) == 2 * (12 + 63 + 34)
    for ident, figure in figures.items():
        low, high = sizes[figure["measure"]]
        assert low < float(figure["value"]) < high, ident
        assert figure["quantity"] in {"area", "population"}, ident


def test_the_areas_of_the_34_add_up_to_the_country() -> None:
    areas = [float(f["value"]) for i, f in by_id("figures").items() if i.startswith("fig:area-2025-")]
    assert len(areas) == 34
    assert round(sum(areas), 2) == 331_333.54


@pytest.mark.parametrize("day", ["2025-06-30", "2025-07-01"])
def test_boundaries_are_keyed_by_the_units_of_the_day(day: str) -> None:
    shapes = json.loads((REFERENCE / "boundaries" / f"units-{day}.geojson").read_text(encoding="utf-8"))["features"]
    assert all(set(shape["properties"]) == {"unit"} for shape in shapes)
    named = [shape["properties"]["unit"] for shape in shapes]
    assert sorted(named) == sorted(unit["id"] for unit in units_on(date.fromisoformat(day)))
    assert all(shape["geometry"]["type"] in {"Polygon", "MultiPolygon"} for shape in shapes)
