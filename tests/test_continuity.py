"""The lens: what every version reads as, first on small histories, then on the shipped units."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.continuity import SIGNED, Change, Lens, Reading, Version, lenses, one_to_one, readings

REFERENCE = Path(__file__).parent.parent / "data" / "reference"
MERGED, CITY, SPLIT = date(2025, 7, 1), date(2026, 9, 20), date(2004, 1, 1)
DAY = timedelta(days=1)

SMALL = (
    Version("bac-giang", None, MERGED - DAY),
    Version("bac-ninh", None, MERGED - DAY),
    Version("bac-ninh-2025", MERGED, CITY - DAY),
    Version("bac-ninh-2026", CITY, None),
    Version("dak-lak", None, SPLIT - DAY),
    Version("dak-lak-2004", SPLIT, None),
    Version("dak-nong", SPLIT, None),
    Version("son-la"),
)
MERGE = Change("merge", "merge", ("bac-giang", "bac-ninh"), ("bac-ninh-2025",), MERGED, "202/2025/QH15")
CATEGORY = Change("city", "category", ("bac-ninh-2025",), ("bac-ninh-2026",), CITY, "39/2026/QH16")
PARTED = Change("parted", "split", ("dak-lak",), ("dak-lak-2004", "dak-nong"), SPLIT, "22/2003/QH11")
CHANGES = (MERGE, CATEGORY, PARTED)


def reading(lens: str, version: str) -> Reading:
    """The one reading of `version` under `lens` in the small history."""
    (one,) = [each for each in readings(SMALL, CHANGES) if (each.lens, each.version) == (lens, version)]
    return one


def test_the_spans_meet_without_gap_and_the_first_always_was() -> None:
    spans = lenses(CHANGES)
    assert [span.name for span in spans] == ["0001-01-01", "2004-01-01", "2025-07-01", "2026-09-20"]
    assert [span.last for span in spans] == [date(2003, 12, 31), date(2025, 6, 30), date(2026, 9, 19), None]
    assert lenses(()) == (Lens("0001-01-01", date.min, None),)


def test_a_day_of_change_lies_in_the_span_that_it_opens() -> None:
    def holding(day: date) -> list[str]:
        return [span.name for span in lenses(CHANGES) if span.first <= day <= (span.last or date.max)]

    assert holding(MERGED - DAY) == ["2004-01-01"]
    assert holding(MERGED) == ["2025-07-01"]


def test_as_signed_every_version_reads_as_itself() -> None:
    assert {(each.reads_as, each.via) for each in readings(SMALL, CHANGES) if each.lens == SIGNED} == {
        ((version.unit,), ()) for version in SMALL
    }


def test_a_version_that_ended_reads_as_its_successor_and_cites_each_hop() -> None:
    assert reading("2025-07-01", "bac-giang") == Reading("2025-07-01", "bac-giang", ("bac-ninh-2025",), ("merge",))
    assert reading("2026-09-20", "bac-giang").reads_as == ("bac-ninh-2026",)
    assert reading("2026-09-20", "bac-giang").via == ("merge", "city")


def test_a_version_that_was_split_reads_as_all_its_parts() -> None:
    assert reading("2025-07-01", "dak-lak").reads_as == ("dak-lak-2004", "dak-nong")
    assert reading("2025-07-01", "dak-lak").via == ("parted",)


def test_a_version_not_yet_born_goes_back_through_one_input() -> None:
    assert reading("0001-01-01", "dak-nong") == Reading("0001-01-01", "dak-nong", ("dak-lak",), ("parted",))
    assert reading("2025-07-01", "bac-ninh-2026").reads_as == ("bac-ninh-2025",)


def test_a_merge_bars_the_way_back_at_its_output() -> None:
    assert reading("2004-01-01", "bac-ninh-2025") == Reading("2004-01-01", "bac-ninh-2025", ("bac-ninh-2025",), ())
    assert reading("2004-01-01", "bac-ninh-2026").reads_as == ("bac-ninh-2025",)
    assert reading("2004-01-01", "bac-ninh-2026").via == ("city",)


def test_a_unit_without_any_change_reads_as_itself_everywhere() -> None:
    assert {each.reads_as for each in readings(SMALL, CHANGES) if each.version == "son-la"} == {("son-la",)}
    lonely = (Version("ended", None, date(2000, 1, 1)), Version("begun", date(2030, 1, 1)))
    assert all(each.reads_as == (each.version,) for each in readings(lonely, CHANGES[:0]))


def test_one_to_one_changes_join_versions_and_merges_do_not() -> None:
    groups = one_to_one(SMALL, CHANGES)
    assert ("bac-ninh-2025", "bac-ninh-2026") in groups
    assert {("bac-giang",), ("dak-lak",), ("son-la",)} <= set(groups)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Change("x", "merge", ("a", "b"), ("c", "d"), MERGED), "exactly one"),
        (Change("x", "merge", (), ("c",), MERGED), "exactly one"),
        (Change("x", "name", ("a",), ("nowhere",), MERGED), "nowhere"),
        (Change("x", "name", ("a",), ("a",), MERGED), "circle"),
    ],
)
def test_nonsense_is_refused(change: Change, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        readings([Version(unit) for unit in "abcd"], [change])


def test_a_circle_and_a_second_end_are_refused() -> None:
    versions = [Version(unit) for unit in "abc"]
    there, back = Change("1", "name", ("a",), ("b",), SPLIT), Change("2", "name", ("b",), ("a",), MERGED)
    with pytest.raises(ValueError, match="circle"):
        readings(versions, [there, back])
    with pytest.raises(ValueError, match="a ends by 1 and by 3"):
        readings(versions, [there, Change("3", "name", ("a",), ("c",), MERGED)])
    with pytest.raises(ValueError, match="same id"):
        readings([Version("a"), Version("a")], [])


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Version], list[Change]]:
    """Five units and up to eight merges, splits and changes of name, one a year."""
    alive = {f"u{number}": Version(f"u{number}") for number in range(5)}
    ended: list[Version] = []
    changes: list[Change] = []
    for year in range(2000, 2000 + draw(st.integers(0, 8))):
        day, kind = date(year, 1, 1), draw(st.sampled_from(["merge", "split", "name"]))
        count = 2 if kind == "merge" and len(alive) > 1 else 1
        inputs = draw(st.lists(st.sampled_from(sorted(alive)), min_size=count, max_size=count, unique=True))
        outputs = [f"{kind}-{year}-{part}" for part in range(2 if kind == "split" else 1)]
        ended += [Version(unit, alive.pop(unit).first, day - DAY) for unit in inputs]
        alive |= {unit: Version(unit, day) for unit in outputs}
        changes.append(Change(f"chg-{year}", kind, tuple(inputs), tuple(outputs), day))
    return [*ended, *alive.values()], changes


@settings(max_examples=80, deadline=None)
@given(histories())
def test_whatever_happens_every_version_reads_as_something_that_is_alive_or_barred(
    history: tuple[list[Version], list[Change]],
) -> None:
    versions, changes = history
    by_unit = {version.unit: version for version in versions}
    merged = {change.outputs[0] for change in changes if len(change.inputs) > 1}
    effective = {change.id: change.effective for change in changes}
    spans = {span.name: span for span in lenses(changes)}
    found = [each for each in readings(versions, changes) if each.lens != SIGNED]
    assert len(found) == len(versions) * len(spans)
    for each in found:
        day = spans[each.lens].first
        for unit in each.reads_as:
            one = by_unit[unit]
            alive = (one.first is None or one.first <= day) and (one.last is None or one.last >= day)
            assert alive or (unit in merged and one.first is not None and one.first > day)
        passed = [effective[change] for change in each.via]
        assert passed in (sorted(passed), sorted(passed, reverse=True))
        assert each.reads_as


# --- the shipped units ---------------------------------------------------------------------------------------------

shipped = pytest.mark.skipif(not (REFERENCE / "changes.csv").exists(), reason="the reference tables are not there yet")


def stated(text: str) -> date | None:
    """A full day of a cell, or None."""
    return date.fromisoformat(text) if text else None


def table(name: str) -> dict[str, dict[str, str]]:
    """The records of a reference table by id; of several rows the first that states a value holds."""
    records: dict[str, dict[str, str]] = {}
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            record = records.setdefault(row["id"], dict.fromkeys(row, ""))
            record.update({key: value for key, value in row.items() if value and not record[key]})
    return records


def units() -> list[Version]:
    """The shipped versions of the units of Viet Nam."""
    rows = [row for row in table("units").values() if row["category"] in ("province", "city")]
    return [Version(row["id"], stated(row["from"]), stated(row["until"])) for row in rows]


def changes() -> list[Change]:
    """The shipped changes."""

    def listed(cell: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in cell.split(";"))

    found: list[Change] = []
    for row in table("changes").values():
        inputs, outputs, day = listed(row["inputs"]), listed(row["outputs"]), date.fromisoformat(row["effective"])
        found.append(Change(row["id"], row["kind"], inputs, outputs, day, row["resolution"]))
    return found


@shipped
def test_a_hundred_versions_read_as_something_in_each_of_nine_spans() -> None:
    assert (len(units()), len(changes()), len(lenses(changes()))) == (100, 36, 9)
    found = readings(units(), changes())
    assert len(found) == 100 * 10
    assert all(each.reads_as for each in found)


@shipped
def test_every_day_of_change_sees_one_version_of_a_name_and_63_then_34_units() -> None:
    names = {row["id"]: row["name"] for row in table("units").values()}
    for day in {span.first + delta for span in lenses(changes())[1:] for delta in (-DAY, DAY * 0)}:
        seen = Counter(
            names[one.unit]
            for one in units()
            if (one.first is None or one.first <= day) and (one.last is None or one.last >= day)
        )
        assert max(seen.values()) == 1
    for day, count in ((MERGED - DAY, 63), (MERGED, 34)):
        assert sum(1 for v in units() if (v.first or day) <= day <= (v.last or day)) == count


@shipped
def test_every_version_ends_on_the_day_before_the_change_that_ends_it() -> None:
    by_unit = {version.unit: version for version in units()}
    for change in changes():
        assert all(by_unit[unit].last == change.effective - DAY for unit in change.inputs)
        assert all(by_unit[unit].first == change.effective for unit in change.outputs)


@shipped
def test_the_city_of_bac_ninh_reads_before_july_2025_as_the_merged_unit_of_2025() -> None:
    found = {(each.lens, each.version): each for each in readings(units(), changes())}
    before = [span.name for span in lenses(changes()) if span.first < MERGED]
    for span in before:
        assert found[span, "unit:bac-ninh-2026"].reads_as == ("unit:bac-ninh-2025",)
        assert found[span, "unit:quang-ninh-2026"].reads_as == ("unit:quang-ninh",)


@shipped
def test_hai_duong_reads_today_as_hai_phong_and_names_its_resolution() -> None:
    cited = {change.id: change.resolution for change in changes()}
    (today,) = [r for r in readings(units(), changes()) if (r.lens, r.version) == ("2026-09-20", "unit:hai-duong")]
    assert today.reads_as == ("unit:hai-phong-2025",)
    assert [cited[change] for change in today.via] == ["doc:202-2025-qh15"]


@shipped
def test_nobody_cites_a_resolution_that_is_not_of_his_own_way() -> None:
    cited = {change.id: change.resolution for change in changes()}
    found = readings(units(), changes())
    for unit in ("unit:phu-tho", "unit:phu-tho-2025"):
        assert "doc:15-2008-qh12" not in {cited[hop] for r in found if r.version == unit for hop in r.via}
    assert not any(r.via for r in found if r.version == "unit:hai-phong-2025")


@shipped
def test_hue_and_thua_thien_hue_are_joined_and_the_hai_phongs_are_not() -> None:
    groups = one_to_one(units(), changes())
    assert ("unit:hue", "unit:thua-thien-hue") in {tuple(sorted(group)) for group in groups}
    assert ("unit:hai-phong",) in groups
    assert sum(len(group) for group in groups) == 100
