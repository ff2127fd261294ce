"""The state of a matter on a day; the cases file is shared with the page's JavaScript."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Failed
from kg.states import DATE_TESTS, TABLE, Matter, label, state, table

CASES = Path(__file__).parent / "cases" / "states.tsv"
STATES = ["not-yet", "dropped", "done", "missed", "planned", "renewed", "lapsed", "under-way", "in-force", "unknown"]
FLAGS = ("renewed", "lapses")


def cases() -> list[dict[str, str]]:
    """The lines of the cases file by the names of its first line."""
    head, *lines = CASES.read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def matter(case: dict[str, str]) -> Matter:
    """The matter of a case; dates are full days, flags `yes` or empty."""
    dates = {
        name: date.fromisoformat(case[name]) if case[name] else None
        for name in case
        if name not in ("status", "day", "state", *FLAGS)
    }
    return Matter(case["status"], renewed=case["renewed"] == "yes", lapses=case["lapses"] == "yes", **dates)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['status'] or 'no status'} on {case['day']}")
def test_the_first_row_that_holds_gives_the_state(case: dict[str, str]) -> None:
    assert state(matter(case), date.fromisoformat(case["day"])) == case["state"]


def test_the_cases_reach_every_row_and_every_state() -> None:
    assert {case["state"] for case in cases()} == set(STATES)
    assert set(cases()[0]) == {one.name for one in fields(Matter)} | {"day", "state"}


def test_the_states_stand_in_the_order_of_the_design_and_have_two_words_each() -> None:
    assert list(dict.fromkeys(name for name, _ in table().rows)) == STATES
    assert list(table().labels) == STATES
    assert len({label(name, language) for name in STATES for language in ("vi", "en")}) == 2 * len(STATES)


def test_the_table_defines_every_field_and_test_that_it_uses() -> None:
    raw = json.loads(TABLE.read_text("utf-8"))
    assert set(raw["fields"]) == {one.name for one in fields(Matter)}
    assert set(raw["tests"]) == {*DATE_TESTS, "status", "true", "false"}
    used = {one[0] for _, conditions in table().rows for one in conditions}
    assert used == set(raw["tests"])


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"state": "done", "when": [["status", "held"]]}],
        [{"state": "nowhere", "when": []}],
        [{"state": "done", "when": [["past", "lapses"]]}, {"state": "unknown", "when": []}],
        [{"state": "done", "when": [["often", "earliest"]]}, {"state": "unknown", "when": []}],
        [{"state": "done", "when": [["status"]]}, {"state": "unknown", "when": []}],
        [{"state": "done", "when": [[]]}, {"state": "unknown", "when": []}],
    ],
)
def test_a_table_of_nonsense_is_refused(rows: list[object], tmp_path: Path) -> None:
    path = tmp_path / "states.json"
    path.write_text(json.dumps({"rows": rows, "labels": {"done": {}, "unknown": {}}}), "utf-8")
    with pytest.raises(Failed):
        table(path)


DAYS = st.none() | st.dates(date(2015, 1, 1), date(2030, 12, 31))
STATUSES = sorted(
    {one for _, conditions in table().rows for test, *slugs in conditions if test == "status" for one in slugs}
)
MATTERS = st.builds(
    Matter,
    st.sampled_from(["", "unknown", *STATUSES]),
    DAYS,
    DAYS,
    DAYS,
    DAYS,
    DAYS,
    DAYS,
    st.booleans(),
    st.booleans(),
)


@given(MATTERS, st.dates(date(2010, 1, 1), date(2035, 12, 31)))
def test_every_matter_has_a_state_on_every_day(one: Matter, day: date) -> None:
    assert state(one, day) in STATES


@given(MATTERS, st.dates(date(2010, 1, 1), date(2035, 12, 31)))
def test_what_is_done_stays_done_and_what_has_begun_is_never_not_yet_again(one: Matter, day: date) -> None:
    before, after = state(one, day), state(one, day + timedelta(days=1))
    assert before != "done" or after == "done"
    assert before == "not-yet" or after != "not-yet"
