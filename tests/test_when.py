"""Dates: what is read, with which bounds; what is refused, with which readings."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.when import EDTF, LONGEST, XSD, BadDate, When, day, parse

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[list[str]]:
    """The lines of a cases file, cut at tabs."""
    return [line.split("\t") for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("text", "canonical", "datatype", "earliest", "latest"), cases("dates.txt"))
def test_a_date_keeps_its_text_and_knows_its_bounds(
    text: str, canonical: str, datatype: str, earliest: str, latest: str
) -> None:
    iri = EDTF if datatype == "EDTF" else XSD + datatype
    low, high = (date.fromisoformat(bound) if bound else None for bound in (earliest, latest))
    assert parse(text) == When(canonical, iri, low, high)
    assert parse(canonical) == parse(text)


@pytest.mark.parametrize(("text", "readings"), cases("no_dates.txt"))
def test_what_is_no_date_is_refused_with_every_way_to_read_it(text: str, readings: str) -> None:
    with pytest.raises(BadDate) as fault:
        parse(text)
    assert list(fault.value.readings) == [reading for reading in readings.split("; ") if reading]
    assert fault.value.value == text
    assert fault.value.mend.startswith("write ")
    for reading in fault.value.readings:
        assert reading in fault.value.mend
        assert parse(reading).text == reading


def test_a_bad_date_is_a_wrong_call_and_says_text_fault_and_mend() -> None:
    with pytest.raises(UsageError, match=r"'03/04/2022' .*two ways; write 2022-04-03 \(day first.*or 2022-03-04"):
        parse("03/04/2022")


def test_an_interval_is_sent_to_the_two_columns_for_it() -> None:
    with pytest.raises(BadDate, match=r"beginning \(2020\) and end \(2025\) into the two columns"):
        parse("2020/2025")


def test_blanks_around_and_decomposed_letters_do_not_matter() -> None:
    assert parse("\u00a0 2022-01-22\t") == parse("2022-01-22")
    with pytest.raises(BadDate) as fault:
        parse("nga\u0300y 22/1/2022")
    assert fault.value.readings == ("2022-01-22",)


def test_a_huge_cell_is_refused_at_once_and_not_quoted_whole() -> None:
    with pytest.raises(BadDate) as fault:
        parse("9" * 10_000_000)
    assert len(str(fault.value)) < LONGEST * 2


def test_a_full_day_is_asked_for_where_only_a_day_will_do() -> None:
    assert day(" 2022-01-22 ") == date(2022, 1, 22)
    for text in ("2022", "2022-01", "2022-01-22?", "XXXX-01-22", "[2022-01-22..2022-01-22]", "2022-02-31", "today"):
        with pytest.raises(BadDate):
            day(text)


def test_the_plain_shapes_do_not_load_the_library() -> None:
    reads = "[kg.when.parse(text) for text in ('2022', '2022-01', '2022-01-22', '2022?', '[..2024-08]')]"
    code = f"import sys, kg.when; {reads}; print('edtf' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@given(st.dates())
def test_a_vaguer_date_holds_the_days_of_the_more_precise_one(stated: date) -> None:
    full = stated.isoformat()
    widening = [parse(text) for text in (full, full[:7], full[:4], *([f"{full[:3]}X"] if stated.year > 9 else []))]
    assert (widening[0].earliest, widening[0].latest) == (stated, stated)
    assert sorted((one.earliest or date.max for one in widening), reverse=True) == [one.earliest for one in widening]
    assert sorted(one.latest or date.min for one in widening) == [one.latest for one in widening]


@given(st.dates(), st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_a_range_spans_both_its_ends(one: date, other: date, cut: int, other_cut: int) -> None:
    low, high = sorted((one, other))
    text = f"[{low.isoformat()[:cut]}..{high.isoformat()[:other_cut]}]"
    found = parse(text)
    assert (found.text, found.datatype) == (text, EDTF)
    assert found.earliest == parse(low.isoformat()[:cut]).earliest
    assert found.latest == parse(high.isoformat()[:other_cut]).latest


@given(st.dates(), st.sampled_from(["/", "-", ".", " / "]))
def test_a_day_first_date_always_offers_its_day(stated: date, sign: str) -> None:
    with pytest.raises(BadDate) as fault:
        parse(f"{stated.day}{sign}{stated.month:02}{sign}{stated.year:04}")
    assert fault.value.readings[0] == stated.isoformat()


@given(st.text(alphabet="0123456789X-/.[],?~% ngàyháQqIV", max_size=24) | st.text(max_size=40))
@example("[2022-13..2022]")
@example("9999-24")
@example("XXXX-24")
def test_any_text_is_a_date_within_its_bounds_or_a_bad_date(text: str) -> None:
    try:
        found = parse(text)
    except BadDate as fault:
        offered = fault.readings
    else:
        offered = (found.text,)
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
    assert [parse(reading).text for reading in offered] == list(offered)
