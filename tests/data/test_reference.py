"""What the tables of units, changes, codes, neighbours and regions promise."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.data.plain_tables import (
    MERGE_MAP,
    REFERENCE,
    Record,
    by_id,
    many,
    records,
    rows,
    stands,
    unit_named,
    units_on,
)

COMPLETE_SINCE = date(2004, 1, 1)


def test_viet_nam_had_63_units_until_june_2025_and_has_34_since() -> None:
    assert len(units_on(date(2025, 6, 30))) == 63
    assert len(units_on(date(2025, 7, 1))) == 34
    assert len(units_on(date(2026, 11, 25))) == 34
    assert len([unit for unit in by_id("units").values() if unit["category"] != "foreign"]) == 100


def test_the_number_of_cities_follows_the_resolutions() -> None:
    def cities(day: date) -> int:
        return sum(unit["category"] == "city" for unit in units_on(day))

    days = ("2024-12-31", "2025-01-01", "2025-07-01", "2026-04-30", "2026-09-01", "2026-09-20")
    assert [cities(date.fromisoformat(day)) for day in days] == [5, 6, 6, 7, 8, 9]


def test_exactly_one_version_of_a_name_stands_on_any_day() -> None:
    versions: dict[str, list[Record]] = {}
    for unit in by_id("units").values():
        if unit["category"] != "foreign":
            versions.setdefault(unit["name"], []).append(unit)
    for name, same in versions.items():
        same.sort(key=lambda unit: unit.get("from", ""))
        for before, after in pairwise(same):
            end, begin = date.fromisoformat(before["until"]), date.fromisoformat(after["from"])
            assert end + timedelta(days=1) == begin, name


def test_the_earliest_version_of_a_name_has_the_plain_slug_and_later_ones_their_year() -> None:
    for ident, unit in by_id("units").items():
        year = re.search(r"-(\d{4})$", ident)
        assert year is None or unit["from"].startswith(year[1]), ident


def test_every_beginning_and_every_end_since_the_list_is_complete_has_its_change() -> None:
    changes = by_id("changes").values()
    ends = {unit: change["effective"] for change in changes for unit in many(change["inputs"])}
    begins = {unit: change["effective"] for change in changes for unit in many(change["outputs"])}
    for ident, unit in by_id("units").items():
        if "until" in unit:
            last = date.fromisoformat(unit["until"])
            assert date.fromisoformat(ends[ident]) == last + timedelta(days=1), ident
        else:
            assert ident not in ends
        assert begins.get(ident) == unit.get("from"), ident


def test_each_change_has_one_input_or_one_output_and_cites_a_resolution_that_exists() -> None:
    changes, documents = by_id("changes"), by_id("documents")
    assert len(changes) == 36
    for ident, change in changes.items():
        ins, outs = many(change["inputs"]), many(change["outputs"])
        shape = {"merge": (len(ins) > 1, len(outs) == 1), "split": (len(ins) == 1, len(outs) > 1)}
        assert shape.get(change["kind"], (len(ins) == 1, len(outs) == 1)) == (True, True), ident
        resolution = documents[change["resolution"]]
        assert resolution["kind"] == "resolution"
        assert COMPLETE_SINCE.isoformat() <= change["effective"] >= resolution["issued"], ident


def test_the_merger_of_2025_made_23_units_of_52_and_left_11() -> None:
    merges = [c for c in by_id("changes").values() if c["effective"] == "2025-07-01"]
    assert len(merges) == 23
    assert sum(len(many(c["inputs"])) for c in merges) == 52
    assert {c["resolution"] for c in merges} == {"doc:202-2025-qh15"}
    both = {u["id"] for u in units_on(date(2025, 6, 30))} & {u["id"] for u in units_on(date(2025, 7, 1))}
    assert len(both) == 11


def test_all_63_names_reach_the_unit_that_the_official_list_names() -> None:
    changes = [c for c in by_id("changes").values() if c["effective"] == "2025-07-01"]
    leads = {unit: many(change["outputs"])[0] for change in changes for unit in many(change["inputs"])}
    expected = rows(MERGE_MAP)
    assert len(expected) == 63
    assert len({row["new_name"] for row in expected}) == 34
    for row in expected:
        before = unit_named(row["old_name"], date(2025, 6, 30))
        assert leads.get(before, before) == unit_named(row["new_name"], date(2025, 7, 1)), row


def test_foreign_partners_are_units_of_their_own_category() -> None:
    foreign = {ident for ident, unit in by_id("units").items() if unit["category"] == "foreign"}
    assert foreign == {"unit:van-nam", "unit:mukdahan", "unit:quang-tay", "unit:hokkaido", "unit:gyeongsangbuk"}


def test_a_code_names_one_unit_on_a_day_and_a_unit_has_one_code_of_a_scheme() -> None:
    codes = list(records("codes").values())
    units = by_id("units")
    for scheme in ("gso-2004", "gso-2025"):
        for day in (date(2005, 1, 1), date(2008, 7, 15), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 25)):
            valid = [c for c in codes if c["scheme"] == scheme and stands(c, day)]
            assert len({c["code"] for c in valid}) == len(valid) == len({c["unit"] for c in valid}), (scheme, day)
            assert all(stands(units[c["unit"]], day) for c in valid), (scheme, day)
    assert {c["scheme"] for c in codes} == {"gso-2004", "gso-2025", "iso-3166-2"}


def test_codes_have_the_form_of_their_scheme() -> None:
    form = {"gso-2004": r"\d\d", "gso-2025": r"\d\d", "iso-3166-2": r"VN-(\d\d|[A-Z]{2})"}
    for row in rows(REFERENCE / "codes.csv"):
        assert re.fullmatch(form[row["scheme"]], row["code"]), row


def test_every_unit_had_a_statistics_code_before_and_after_the_merger() -> None:
    codes = list(records("codes").values())
    for scheme, day, number in (("gso-2004", date(2025, 6, 30), 63), ("gso-2025", date(2025, 7, 1), 34)):
        named = {c["unit"] for c in codes if c["scheme"] == scheme and stands(c, day)}
        assert named == {unit["id"] for unit in units_on(day)}
        assert len(named) == number


def test_the_merge_map_names_the_codes_of_both_schemes() -> None:
    codes = {(c["scheme"], c["unit"]): c["code"] for c in records("codes").values()}
    for row in rows(MERGE_MAP):
        assert codes["gso-2004", unit_named(row["old_name"], date(2025, 6, 30))] == row["old_code"]
        assert codes["gso-2025", unit_named(row["new_name"], date(2025, 7, 1))] == row["new_code"]


@pytest.mark.parametrize(("day", "number"), [(date(2025, 6, 30), 135), (date(2025, 7, 1), 58)])
def test_neighbours_are_pairs_of_units_of_the_day(day: date, number: int) -> None:
    pairs = [record for record in records("neighbours").values() if stands(record, day)]
    alive = {unit["id"] for unit in units_on(day)}
    assert len({frozenset((pair["a"], pair["b"])) for pair in pairs}) == len(pairs) == number
    assert {unit for pair in pairs for unit in (pair["a"], pair["b"])} == alive


def test_the_new_borders_are_the_old_ones_without_those_inside_a_merged_unit() -> None:
    changes = [c for c in by_id("changes").values() if c["effective"] == "2025-07-01"]
    leads = {unit: many(change["outputs"])[0] for change in changes for unit in many(change["inputs"])}
    pairs = list(records("neighbours").values())
    old = [(p["a"], p["b"]) for p in pairs if stands(p, date(2025, 6, 30))]
    read = {frozenset((leads.get(a, a), leads.get(b, b))) for a, b in old}
    new = {frozenset((p["a"], p["b"])) for p in pairs if stands(p, date(2025, 7, 1))}
    assert {pair for pair in read if len(pair) == 2} == new


def test_seventeen_regions_have_their_members() -> None:
    regions, members = by_id("regions"), records("members")
    assert len(regions) == 17
    counts: dict[str, list[int]] = {}
    for ident, region in regions.items():
        counts.setdefault(region["scheme"], []).append(sum(in_ == ident for in_, _ in members))
    assert {scheme: sorted(numbers) for scheme, numbers in counts.items()} == {
        "scheme-2023": [5, 6, 11, 13, 14, 14],
        "nq-306-2025": [3, 5, 5, 6, 6, 9],
        "key-economic": [4, 5, 8, 8],
        "capital": [10],
    }


@pytest.mark.parametrize(("scheme", "day"), [("scheme-2023", date(2023, 1, 9)), ("nq-306-2025", date(2025, 10, 5))])
def test_the_regions_of_a_scheme_hold_every_unit_once(scheme: str, day: date) -> None:
    regions = {ident for ident, region in by_id("regions").items() if region["scheme"] == scheme}
    held = Counter(unit for in_, unit in records("members") if in_ in regions)
    assert held == Counter(unit["id"] for unit in units_on(day))
