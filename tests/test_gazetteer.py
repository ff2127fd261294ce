"""Names, codes and CURIEs of units -> the one version meant on a day, or what to say instead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import WARNING
from kg.gazetteer import Days, Gazetteer, Version, code_number

OLD = Version("unit:hp", "Hải Phòng", ("Hải Phòng", "Hai Phong"), "city", None, date(2025, 6, 30))
NEW = Version("unit:hp-2025", "Hải Phòng", ("Hải Phòng", "Hai Phong"), "city", date(2025, 7, 1))
GONE = Version("unit:hd", "Hải Dương", ("Hải Dương",), "province", None, date(2025, 6, 30))
SON_LA = Version("unit:sl", "Sơn La", ("Sơn La",), "province")
HOA_BINH = Version("unit:hb", "Hòa Bình", ("Hòa Bình",), "province", None, date(2025, 6, 30))
UNITS = Gazetteer(
    {v.curie: v for v in (OLD, NEW, GONE, SON_LA, HOA_BINH)},
    {"unit:hd": "Hải Phòng (unit:hp-2025) since 2025-07-01, 202/2025/QH15"},
    {
        "gso-2004:14": ("unit:sl",),
        "iso-3166-2:VN-14": ("unit:hb",),
        "gso-2004:31": ("unit:hp", "unit:hp-2025"),
        "gso-2004:04": ("unit:hd",),
    },
)
BEFORE = Days(date(2022, 1, 22), date(2022, 1, 22))
AFTER = Days(date(2025, 8, 10), date(2025, 8, 10))
YEAR = Days(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    "name", ["Hải Phòng", "hai phong", "HẢI PHÒNG", "TP. Hải Phòng", "thành phố Hải Phòng", "Hai Phong city"]
)
def test_every_spelling_of_a_name_means_the_version_of_the_day(name: str) -> None:
    assert UNITS.resolve(name, BEFORE).curie == "unit:hp"
    assert UNITS.resolve(name, AFTER).curie == "unit:hp-2025"
    assert UNITS.resolve(name, BEFORE).rule == ""


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_exactly_one_version_of_a_name_is_in_force_on_any_day(day: date) -> None:
    found = UNITS.resolve("Hải Phòng", Days(day, day))
    assert found.curie == ("unit:hp" if day <= date(2025, 6, 30) else "unit:hp-2025")
    assert found.rule == ""
    assert UNITS.resolve("gso-2004:31", Days(day, day)).curie == found.curie


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 800), st.integers(-800, 800))
def test_what_is_resolved_can_have_been_in_force_and_two_possible_versions_are_always_told(
    first: date, length: int, later: int
) -> None:
    last = first + timedelta(days=length)
    days = Days(first, last, last + timedelta(days=later))
    found = UNITS.resolve("Hải Phòng", days)
    if found.curie:
        assert UNITS.versions[found.curie].alive(first, last)
    both = OLD.alive(first, last) and NEW.alive(first, last)
    assert (found.rule != "") == both


def test_of_two_possible_versions_the_one_before_the_source_is_taken_with_a_warning() -> None:
    reported = Days(YEAR.earliest, YEAR.latest, date(2025, 3, 1))
    found = UNITS.resolve("Hải Phòng", reported)
    assert (found.curie, found.rule, found.severity) == ("unit:hp", "unit-two-versions", WARNING)
    assert "unit:hp-2025 (2025-07-01..)" in found.mend
    assert UNITS.resolve("Hải Phòng", YEAR).curie == "unit:hp-2025"


def test_a_name_without_a_day_is_told_with_its_versions_unless_it_has_but_one() -> None:
    found = UNITS.resolve("Hải Phòng", None)
    assert (found.curie, found.rule) == ("", "unit-without-day")
    assert "unit:hp (..2025-06-30)" in found.mend
    assert UNITS.resolve("Sơn La", None).curie == "unit:sl"


@pytest.mark.parametrize("name", ["Hải Dương", "unit:hd", "gso-2004:04"])
def test_a_unit_that_has_ended_is_told_with_where_it_went(name: str) -> None:
    found = UNITS.resolve(name, AFTER)
    assert (found.curie, found.rule) == ("", "unit-ended")
    assert "ended on 2025-06-30" in found.message
    assert "unit:hp-2025" in found.mend
    assert "202/2025/QH15" in found.mend


def test_a_unit_named_by_a_later_name_is_taken_and_marked() -> None:
    found = UNITS.resolve("unit:hp-2025", BEFORE)
    assert (found.curie, found.rule, found.severity) == ("unit:hp-2025", "unit-named-later", WARNING)


@pytest.mark.parametrize("bare", ["14", "VN-14", "vn-14"])
def test_a_code_without_its_scheme_is_told_with_every_bearer(bare: str) -> None:
    found = UNITS.resolve(bare, BEFORE)
    assert (found.curie, found.rule) == ("", "code-without-scheme")
    assert "gso-2004:14 is Sơn La" in found.mend
    assert "iso-3166-2:VN-14 is Hòa Bình" in found.mend


def test_a_code_without_its_zeros_is_told_with_them() -> None:
    found = UNITS.resolve("gso-2004:4", BEFORE)
    assert (found.curie, found.rule) == ("", "unit-unknown")
    assert "gso-2004:04, Hải Dương" in found.mend
    assert [code_number(c) for c in ("gso-2025:04", "iso-3166-2:VN-04", "gso:00", "a:b", "14")] == [
        "4",
        "4",
        "0",
        "",
        "14",
    ]


@given(st.text(max_size=30))
def test_no_text_stops_it_and_every_refusal_has_a_mend(text: str) -> None:
    for days in (None, BEFORE, YEAR):
        found = UNITS.resolve(text, days)
        assert found.curie or (found.rule and found.message and found.mend)


def test_thousands_of_unknown_names_are_told_quickly() -> None:
    import time

    begun = time.monotonic()
    for number in range(5_000):
        assert UNITS.resolve(f"Xứ lạ {number}", BEFORE).rule == "unit-unknown"
    assert time.monotonic() - begun < 20
