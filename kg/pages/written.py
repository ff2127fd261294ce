"""Dates as the reader writes them: the twin of assets/js/dates.js, held to it by the same cases."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TEXT: Final = {
    "vi": ("muộn nhất ", "sớm nhất ", " (chưa rõ năm)", " (chưa chắc)", "trong khoảng "),
    "en": ("by ", "from ", " (year not known)", " (uncertain)", "between "),
}
_SET: Final = re.compile(r"\[(.*?)\.\.(.*?)\]\Z")
_PLAIN: Final = re.compile(r"[\dX]{4}(-\d\d){0,2}\Z")


def written(text: str, lang: str) -> str:
    """`2022-01-22` -> 22/01/2022 or 22 Jan 2022; ranges and uncertain dates (EDTF) in words; other text unchanged."""
    before, after, _, about, between = _TEXT[lang]
    found = _SET.match(text)
    if found:
        first, last = found[1], found[2]
        if first and last:
            return f"{between}{_plain(first, lang)}–{_plain(last, lang)}"
        return after + _plain(first, lang) if first else before + _plain(last, lang)
    if text[-1:] in ("?", "~", "%"):
        return _plain(text[:-1], lang) + about
    return _plain(text, lang) if _PLAIN.match(text) else text


def _plain(text: str, lang: str) -> str:
    year, month, day = (*text.split("-"), "", "")[:3]
    known = year != "XXXX"
    tail = "" if known else _TEXT[lang][2]
    if not month:
        return year if known else "?"
    if lang == "en":
        name = _MONTHS[int(month) - 1] if month.isdecimal() and 1 <= int(month) <= 12 else month
        parts = (str(int(day)) if day.isdecimal() else day, name, year if known else "")
        return " ".join(part for part in parts if part) + tail
    parts = (day, month if day else str(int(month)) if month.isdecimal() else month, year if known else "")
    return "/".join(part for part in parts if part) + tail
