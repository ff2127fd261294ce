"""Dates as they are stated: EDTF (ISO 8601-2, level 1 and one-of sets) with their first and last possible day.

The text is never made more exact than it is. The shapes that tables hold (`2022`, `2022-01`, `2022-01-22`, `2022?`,
`XXXX-01-22`, `[2027-10..2027-12]`, `[..2024-08]`, `[2022..]`) are read here; years and days in part unknown (`202X`,
`2022-01-XX`) by the library `edtf`, which takes milliseconds a date and is imported only for them. Years run from
0001 to 9999. What is not such a date is refused together with every way to read it; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Final

from kg.errors import UsageError

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
YEAR, MONTH, DAY = 4, 7, 10  # characters of a plain date of that precision
DATATYPES: Final = {YEAR: f"{XSD}gYear", MONTH: f"{XSD}gYearMonth", DAY: f"{XSD}date"}
LONGEST: Final = 200  # characters; a longer cell is no date, and not worth a parser's time

PLAIN: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
YEARLESS: Final = re.compile(r"XXXX-\d\d(?:-\d\d)?", re.ASCII)
PARTIAL: Final = re.compile(r"\d\d[\dX]X|\d{4}-XX(?:-XX)?|\d{4}-\d\d-XX", re.ASCII)


ANY: Final = "write 2022-01-22, 2022-01, 2022, XXXX-01-22, [2027-10..2027-12] or [..2024-08]"


class BadDate(UsageError):
    """A text is no date; `readings` are the forms it may stand for, likeliest first, `mend` says what to write."""

    def __init__(self, value: str, message: str, mend: str, readings: Iterable[str] = ()) -> None:
        self.value, self.message, self.mend, self.readings = value, message, mend, tuple(readings)
        shown = value if len(value) <= LONGEST else f"{value[:40]}..."
        super().__init__(f"{shown!r} {message}; {mend}")


@dataclass(frozen=True, slots=True)
class When:
    """A stated date: its canonical text, the full IRI of its datatype, its first and last possible day.

    A bound is None where the text gives none: both for a day without its year, one for an open range.
    """

    text: str
    datatype: str
    earliest: date | None
    latest: date | None


class _Unread(Exception):
    """No date; `explain` makes the BadDate, which must not happen while readings are tried."""

    def __init__(self, explain: Callable[[], BadDate]) -> None:
        self.explain = explain


def parse(text: str) -> When:
    """Read a cell or a parameter; blanks around it do not count. Raises BadDate."""
    if len(text) > LONGEST:
        raise BadDate(text, f"is {len(text)} characters long", ANY)
    try:
        return _read(unicodedata.normalize("NFC", text).strip())
    except _Unread as fault:
        raise fault.explain() from None


def day(text: str) -> date:
    """Read one full day (`2022-01-22`), as `--today` needs it. Raises BadDate."""
    when = parse(text)
    if when.datatype != DATATYPES[DAY] or when.earliest is None:
        raise BadDate(when.text, "is a date, but not one full day", "write year, month and day: 2022-01-22")
    return when.earliest


@lru_cache(maxsize=4096)
def _read(text: str) -> When:
    """Try the shapes, the most frequent first."""
    if PLAIN.fullmatch(text):
        return When(text, DATATYPES[len(text)], *_bounds(text))
    if text.startswith("[") and text.endswith("]"):
        return _one_of(text)
    mark = text[-1:] if text.endswith(("?", "~", "%")) else ""
    bare = text.removesuffix(mark).rstrip().upper()
    if mark and PLAIN.fullmatch(bare):
        return When(bare + mark, EDTF, *_within(text, bare, lambda reading: reading + mark))
    if YEARLESS.fullmatch(bare):  # 29 February is possible, so a leap year stands in
        _within(text, f"2000{bare[4:]}", lambda reading: f"XXXX{reading[4:]}{mark}")
        return When(bare + mark, EDTF, None, None)
    if PARTIAL.fullmatch(bare):
        return When(bare + mark, EDTF, *_partial(bare))
    raise _Unread(lambda: _refusal(text))


def _bounds(text: str) -> tuple[date, date]:
    """First and last day of a plain date."""
    year, month, number = int(text[:4]), int(text[5:7] or 1), int(text[8:10] or 1)
    try:
        first = date(year, month, number)
    except ValueError:
        raise _Unread(lambda: _impossible(text)) from None
    if len(text) == YEAR:
        return first, date(year, 12, 31)
    return first, first if len(text) == DAY else date(year, month, monthrange(year, month)[1])


def _within(whole: str, part: str, placed: Callable[[str], str]) -> tuple[date, date]:
    """Bounds of a plain date inside `whole`; a fault is told of the whole, each reading `placed` in it."""
    try:
        return _bounds(part)
    except _Unread as fault:
        inner = fault.explain

    def explain() -> BadDate:
        found = inner()
        return _bad(whole, found.message, [placed(reading) for reading in found.readings])

    raise _Unread(explain)


def _partial(text: str) -> tuple[date, date]:
    """Bounds of a date whose last digits, month or day are unknown, as the library has them."""
    _within(text, text.replace("X", "0") if len(text) == YEAR else text.replace("XX", "01"), lambda _: "")
    from edtf import parse_edtf  # slow to import, seldom needed

    known = parse_edtf(text)
    return date(*known.lower_strict()[:3]), date(*known.upper_strict()[:3])


def _one_of(text: str) -> When:
    """`[a..b]`, `[..b]`, `[a..]`, `[a,b,c..d]`: one of these days, nobody knows which."""
    parts = ["..".join(end.strip() for end in part.split("..")) for part in text[1:-1].split(",")]
    lows: list[date | None] = []
    highs: list[date | None] = []
    for number, part in enumerate(parts):
        low, dots, high = part.partition("..")
        misplaced = dots and ((not low and number > 0) or (not high and number < len(parts) - 1))
        if not (low or high) or misplaced or not all(PLAIN.fullmatch(end) for end in (low, high) if end):
            raise _Unread(lambda: _refusal(text))
        first = _within(text, low, partial(text.replace, low)) if low else None
        last = _within(text, high, partial(text.replace, high)) if high else None
        if first and last and first[0] > last[1]:
            turned = f"[{','.join([*parts[:number], f'{high}..{low}', *parts[number + 1 :]])}]"
            raise _Unread(partial(_bad, text, "ends before it begins", [turned]))
        lows.append(first[0] if first else None)
        highs.append(last[1] if last else first[1] if first and not dots else None)
    if len(parts) == 1 and ".." not in text:
        raise _Unread(lambda: _bad(text, "is a choice of one", parts))
    earliest = None if None in lows else min(low for low in lows if low)
    latest = None if None in highs else max(high for high in highs if high)
    return When(f"[{','.join(parts)}]", EDTF, earliest, latest)


# --- what a text may have meant: read only when it is refused -------------------------------------------------------

SEP: Final = r"(?:\s*[-/.,]\s*|\s+)(?:tháng\s+|năm\s+)?"
D: Final = r"(?:ngày\s+)?(\d{1,2})(?:st|nd|rd|th)?"
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
M: Final = rf"((?:{'|'.join(MONTHS)})[a-z]*)\.?"
QUARTERS: Final = {"1": 1, "2": 4, "3": 7, "4": 10, "i": 1, "ii": 4, "iii": 7, "iv": 10}
SEASONS: Final = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10}
NOT_ISO: Final = "is not written year first (ISO 8601)"


def _bad(value: str, message: str, readings: Iterable[str]) -> BadDate:
    """A BadDate whose mend names those of the readings that are dates themselves."""
    valid = tuple(dict.fromkeys(reading for reading in readings if _is_date(reading)))
    return BadDate(value, message, f"write {' or '.join(valid)}" if valid else ANY, valid)


def _is_date(text: str) -> bool:
    try:
        _read(text)
    except _Unread:
        return False
    return True


def _iso(year: str, month: str | int = "", number: str = "") -> str:
    return "-".join([year, *(f"{int(part):02}" for part in (month, number) if part)])


def _impossible(text: str) -> BadDate:
    """A plain date that no calendar has, with the nearest that it has."""
    year, month = text[:4], int(text[5:7] or 1)
    if year == "0000":
        return BadDate(text, "lies outside the years 0001 to 9999", ANY)
    if month in SEASONS and len(text) == MONTH:
        return _bad(text, "is a season or quarter", [_three_months(year, SEASONS[month])])
    if not 1 <= month <= 12:
        swapped = [f"{year}-{text[8:]}-{text[5:7]}"] if len(text) == DAY else []
        return _bad(text, f"has no month {month}", [*swapped, f"{year}-{'12' if month else '01'}{text[7:]}"])
    if text[8:] == "00":
        return _bad(text, "has no day 0", [f"{text[:8]}01", text[:7]])
    last = date(int(year), month, monthrange(int(year), month)[1])
    after = [] if last == date.max else [(last + timedelta(days=1)).isoformat()]
    return _bad(text, f"does not exist: that month has {last.day} days", [last.isoformat(), *after])


def _three_months(year: str, first: int) -> str:
    """The one-of set of a quarter or season that begins in month `first`."""
    return f"[{year}-{first:02}..{int(year) + (first > 10):04}-{(first + 1) % 12 + 1:02}]"


def _either(text: str, first: str, second: str, year: str) -> BadDate:
    """`03/04/2022`: in Viet Nam the day stands first; where the month may as well, both are shown."""
    readings = [_iso(year, second, first)] + ([] if "tháng" in text.lower() else [_iso(year, first, second)])
    fault = _bad(text, NOT_ISO if year != "XXXX" else "has no year", readings)
    if len(fault.readings) == 2:
        mend = f"write {fault.readings[0]} (day first, as in Viet Nam) or {fault.readings[1]} (month first)"
        return BadDate(text, f"{fault.message} and can be read in two ways", mend, fault.readings)
    return fault if fault.readings or year == "XXXX" else _bad(text, NOT_ISO, _impossible(readings[0]).readings)


def _interval(text: str, low: str, high: str) -> BadDate:
    """Beginning and end have two columns; a range in one cell is one unknown day of it."""
    low, high = low.strip("."), high.strip(".")
    fault = _bad(text, "is an interval", [f"[{low}..{high}]"])
    mend = f"write beginning ({low or 'open'}) and end ({high or 'open'}) into the two columns for them"
    return BadDate(text, fault.message, f"{mend}; if it is one unknown day in it, {fault.mend}", fault.readings)


def _serial(number: str) -> list[str]:
    """A spreadsheet's number of a day, counted from 1900 or (old Macintosh workbooks) from 1904."""
    return [(epoch + timedelta(days=int(number))).isoformat() for epoch in (date(1899, 12, 30), date(1904, 1, 1))]


def _named(year: str, name: str, number: str = "") -> list[str]:
    return [_iso(year, MONTHS.index(name[:3]) + 1, number)]


# Ordered: the first that fits tells what the text may have meant. A function takes the groups of its pattern.
WHOLE: Final[tuple[tuple[str, Callable[..., BadDate]], ...]] = (
    (rf"{D}{SEP}(\d{{1,2}}){SEP}(\d{{4}})", _either),
    (r"(\d{4}[-\d]*|\.\.|)\s*/\s*(\d{4}[-\d]*|\.\.|)", _interval),
    (r"(\d{4})\s*-\s*(\d{4})", _interval),
    (rf"{D}{SEP}(\d{{1,2}})", lambda text, first, second: _either(text, first, second, "XXXX")),
)
MEANINGS: Final[tuple[tuple[str, str, Callable[..., list[str]]], ...]] = (
    (r"(\d{4}-\d\d-\d\d)[t ]\d\d:\d\d.*", "is a moment, not a day", lambda stated: [stated]),
    (r"(\d{4}-\d\d-\d\d|\d{4}-\d\d)", "has dashes that are no hyphens", lambda stated: [stated]),
    (r"(\d{4})(\d\d)(\d\d)", NOT_ISO, lambda *parts: [_iso(*parts)]),
    (rf"(\d{{4}}){SEP}(\d{{1,2}}){SEP}(\d{{1,2}})", NOT_ISO, lambda *parts: [_iso(*parts)]),
    (rf"(\d{{4}}){SEP}(\d{{1,2}})", NOT_ISO, lambda *parts: [_iso(*parts)]),
    (rf"(?:tháng\s+)?(\d{{1,2}}){SEP}(\d{{4}})", NOT_ISO, lambda month, year: [_iso(year, month)]),
    (r"năm\s+(\d{4})", NOT_ISO, lambda year: [year]),
    (rf"(?:quý\s+|q)([1-4]|i{{1,3}}|iv){SEP}(\d{{4}})", "is a quarter", lambda q, y: [_three_months(y, QUARTERS[q])]),
    (rf"{D}\s+{M},?\s+(\d{{4}})", NOT_ISO, lambda number, name, year: _named(year, name, number)),
    (rf"{M}\s+{D},?\s+(\d{{4}})", NOT_ISO, lambda name, number, year: _named(year, name, number)),
    (rf"{M}\s+(\d{{4}})", NOT_ISO, lambda name, year: _named(year, name)),
    (rf"{D}{SEP}\d{{1,2}}{SEP}\d\d", "has a year of two digits", lambda _: []),
    (r"([2-5]\d{4})", "looks like a spreadsheet's number of a day", _serial),
    (r"\{(.*)\}", "means all of several dates", lambda body: [f"[{body}]"]),
)


def _refusal(text: str) -> BadDate:
    """What to say of a text that has the shape of no date."""
    words = re.sub(r"[‐-―−]", "-", text.lower())
    for pattern, fault in WHOLE:
        if found := re.fullmatch(pattern, words, re.ASCII):
            return fault(text, *found.groups())
    for pattern, message, meant in MEANINGS:
        if found := re.fullmatch(pattern, words, re.ASCII):
            return _bad(text, message, meant(*found.groups()))
    return BadDate(text, "is no date" if text else "is empty", ANY)
