"""What hangs on the matters of a page: promises, limits, results and reports of the packaged graph."""

from __future__ import annotations

from typing import Any

import pytest

from kg.pages.document import Remark
from kg.pages.ledger import remarks
from kg.pages.reader import Reader

AGREEMENT, BRIDGE = "agr:qn-hd-bg-2022", "prj:cau-dong-viet"


@pytest.fixture(scope="module")
def found(packaged: Any) -> dict[str, Remark]:
    made = remarks(Reader(packaged.graph.rows), [AGREEMENT, "agr:bg-hd-2023", BRIDGE, "unit:quang-ninh"])
    return {remark.id: remark for remark in made}


def test_the_promises_of_the_seed_hang_on_its_agreement_with_their_place(found: dict[str, Remark]) -> None:
    promises = [one for one in found.values() if one.group == "commitment" and AGREEMENT in one.on]
    assert len(promises) == 5
    assert all(one.evidence and one.evidence[0].place.startswith("char=") for one in promises)


def test_limits_named_at_the_conference_hang_on_what_was_concluded_there(found: dict[str, Remark]) -> None:
    limits = [one for one in found.values() if one.group == "limit"]
    assert limits
    assert all(AGREEMENT in one.on for one in limits)
    assert {one.kind.en for one in limits} == {"limitation"}


def test_a_promise_knows_its_project_and_its_due_date(found: dict[str, Remark]) -> None:
    promise = found["cmt:thong-cau-dong-viet"]
    assert promise.on == ("agr:bg-hd-2023", BRIDGE)
    assert promise.about is not None
    assert promise.about.ref == BRIDGE
    assert promise.life is not None
    assert promise.life.due_last == "2024-08-31"
    assert promise.life.done_earliest == "2025-07-01"


def test_reports_on_promises_and_on_projects_are_there(found: dict[str, Remark]) -> None:
    reports = [one for one in found.values() if one.group == "report"]
    assert {BRIDGE} <= {thing for one in reports for thing in one.on}
    assert any("cmt:thong-cau-dong-viet" in one.on for one in reports)
    assert all(one.status.vi for one in reports)


def test_remarks_stand_by_their_day_and_units_have_none(found: dict[str, Remark]) -> None:
    days = [one.when for one in found.values()]
    assert days == sorted(days)
    assert not any(thing.startswith("unit:") for one in found.values() for thing in one.on)
