"""The page's copies of fold(), the states, the lens and the dates pass the very cases that Python passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg import states
from kg.names import fold, fold_unit
from tests.pages import sample
from tests.pages.test_written import cases as dates

CASES = Path(__file__).parent.parent / "cases"
ENTRY = """import { fold, foldUnit } from "./fold.js";
import { stateOn } from "./states.js";
import { spanOf, reads, passed, partiesUnder } from "./lens.js";
import { writtenDate } from "./dates.js";
import { writtenNumber } from "./numbers.js";
import { hull } from "./hull.js";
import { placeLabels } from "./labels.js";
import { monthOf, monthText, laterBy, columnsOf, scaleOf } from "./timescale.js";
window.kg = { fold, foldUnit, stateOn, spanOf, reads, passed, partiesUnder, writtenDate, hull, placeLabels };
Object.assign(window.kg, { writtenNumber, monthOf, monthText, laterBy, columnsOf, scaleOf });
"""


def lines(name: str) -> list[list[str]]:
    text = (CASES / name).read_bytes().decode("utf-8").removesuffix("\n")
    return [line.split("\t") for line in text.split("\n")]


def test_fold_gives_the_key_of_every_case(run: Any) -> None:
    given = lines("names.tsv")
    assert run("names => names.map((name) => kg.fold(name))", [name for name, _ in given]) == [key for _, key in given]


def test_units_are_found_without_the_words_for_their_category(run: Any) -> None:
    names = ["TP. Hải Phòng", "tỉnh Quảng Ninh", "Hanoi City", "Province of Hai Duong", "Thành phố", "TP.HCM", "Tỉnh"]
    assert run("names => names.map((name) => kg.foldUnit(name))", names) == [fold_unit(name) for name in names]
    assert run("name => kg.fold(name)", "Ð") == fold("Ð")


def test_states_follow_the_shared_table(run: Any) -> None:
    head, *given = lines("states.tsv")
    table = json.loads(states.TABLE.read_text(encoding="utf-8"))
    matters = [dict(zip(head, line, strict=True)) for line in given]
    for matter in matters:
        matter.update(renewed=matter["renewed"] == "yes", lapses=matter["lapses"] == "yes")  # type: ignore[call-overload]
    found = run("([table, list]) => list.map((one) => kg.stateOn(table, one, one.day))", [table, matters])
    wrong = [(m, f) for m, f in zip(matters, found, strict=True) if m["state"] != f]
    assert wrong == []


def test_a_version_reads_as_its_successor_from_the_day_of_the_change(run: Any) -> None:
    spans = [{"first": span.first, "readings": span.readings} for span in sample.SPANS]
    ask = """([spans, lens, unit]) => {
      const span = kg.spanOf(spans, lens, "2026-11-25");
      return [kg.reads(span, unit), kg.passed(span, unit)];
    }"""
    assert run(ask, [spans, "signed", sample.HD]) == [[sample.HD], []]
    assert run(ask, [spans, "2025-06-30", sample.HD]) == [[sample.HD], []]
    assert run(ask, [spans, "2025-07-01", sample.HD]) == [[sample.HP25], ["chg:hai-phong-2025"]]
    assert run(ask, [spans, "today", sample.BG]) == [[sample.BN26], ["chg:bac-ninh-2025", "chg:bac-ninh-2026"]]
    both = "([spans, list]) => kg.partiesUnder(kg.spanOf(spans, 'today', '2026-11-25'), list)"
    assert run(both, [spans, [sample.HD, sample.HP]]) == [sample.HP25]


def test_dates_are_written_as_in_python(run: Any) -> None:
    for stated, vi, en in dates():
        assert run("([text]) => ['vi', 'en'].map((lang) => kg.writtenDate(text, lang))", [stated]) == [vi, en]


def test_the_hull_holds_every_disc(run: Any) -> None:
    outline = run("() => kg.hull([{x: 0, y: 0, r: 10}, {x: 100, y: 0, r: 5}, {x: 50, y: 20, r: 1}])")
    assert min(x for x, _ in outline) == pytest.approx(-10)
    assert max(x for x, _ in outline) == pytest.approx(105)


def test_a_label_that_finds_no_room_is_left_out(run: Any) -> None:
    ask = """() => kg.placeLabels([0, 1].map((i) => ({ id: i, x: 0, y: i * 4, rx: 4, ry: 4, side: "r",
      lines: [{ text: "x", font: "", height: 200 }] })), () => 200, [-210, -110, 210, 110])
      .map((spot) => spot.item.id)"""
    assert run(ask) == [0, 1]
    assert run(ask.replace("-210", "-100")) == [0]


def test_months_are_counted_and_written_back(run: Any) -> None:
    months = ["2019-05", "2019", "2026-12", "0001-01"]
    back = ["2019-05", "2019-01", "2026-12", "0001-01"]
    assert run("list => list.map((text) => kg.monthText(kg.monthOf(text)))", months) == back
    assert run("text => kg.monthText(kg.monthOf(text, true))", "2019") == "2019-12"
    days = [("2024-01-31", 1), ("2025-07-01", -1), ("2024-12-15", 12), ("2023-02-28", 12)]
    later = ["2024-02-29", "2025-06-01", "2025-12-15", "2024-02-28"]
    assert run("list => list.map(([day, months]) => kg.laterBy(day, months))", days) == later


def test_early_years_share_a_column_and_what_has_no_year_has_its_own(run: Any) -> None:
    columns = run(
        "([names, last]) => kg.columnsOf(names, last).map((one) => one.name)", [["1998", "2005", "2020", "?"], 2026]
    )
    assert columns[:3] == ["?", "≤2010", "2011"]
    assert columns[-1] == "2026"
    assert run("([names, last]) => kg.columnsOf(names, last).length", [["2026"], 2026]) == 6
    assert run("([names, last]) => kg.columnsOf(names, last).length", [[], 2026]) == 6


def test_a_month_stands_on_the_axis_and_is_found_there_again(run: Any) -> None:
    ask = """names => {
      const scale = kg.scaleOf(kg.columnsOf(names, 2026), 700);
      const months = Array.from({ length: 150 }, (_, n) => kg.monthOf("2014-01") + n);
      return [months.filter((month) => scale.monthAt(scale.x(month)) !== month).length,
        months.every((month, n) => !n || scale.x(month) > scale.x(month - 1)),
        scale.monthAt(-50) === scale.low, scale.monthAt(9999) === scale.high + 1];
    }"""
    assert run(ask, ["1998", "2020", "?"]) == [0, True, True, True]
    assert run(ask, ["2013", "2026"]) == [0, True, True, True]


@pytest.mark.parametrize(("lang", "locale"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_numbers_are_written_as_the_browser_writes_them(run: Any, lang: str, locale: str) -> None:
    for value in (0, 7, 999, 1000, 12_345, 1_234_567, -1000, 100_000_000, 0.5, 1234.25):
        ours, theirs = run(f"[kg.writtenNumber({value}, '{lang}'), ({value}).toLocaleString('{locale}')]")
        assert ours == theirs
