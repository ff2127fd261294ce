"""Names and codes of units -> the version meant on a day.

A name is no identity: "Hải Phòng" is one unit until 2025-06-30 and another since. So a name is looked up together with
the possible days on which the record acted, and the answer is one version, or a fault that names the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kg.errors import VIOLATION, WARNING
from kg.names import fold_unit, nearest

#: What people write between two names where a semicolon belongs.
_JOINED: Final = re.compile(r",|/| - | – | và | and ")
FIRST: Final = date.min
LAST: Final = date.max
_SUGGESTIONS: Final = 500


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a unit: `first` and `last` are inclusive; None means before, or after, what the data know."""

    curie: str
    name: str
    names: tuple[str, ...]
    category: str
    first: date | None = None
    last: date | None = None

    def alive(self, earliest: date, latest: date) -> bool:
        """True when some day from `earliest` to `latest` lies within the version's life."""
        return (self.first or FIRST) <= latest and earliest <= (self.last or LAST)

    def life(self) -> str:
        """`2008-08-01..2025-06-30`, open ends left empty."""
        return f"{self.first or ''}..{self.last or ''}"


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last possible day on which a record acted, and the last possible day of its source."""

    earliest: date
    latest: date
    reported: date | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The version meant; `rule` and the texts tell what must be said of the choice ("" for nothing)."""

    curie: str
    rule: str = ""
    message: str = ""
    mend: str = ""
    severity: str = VIOLATION


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All versions of all units, by matching key and by code."""

    versions: Mapping[str, Version]
    #: version -> "Hải Phòng (unit:hai-phong-2025) since 2025-07-01, 202/2025/QH15"
    went: Mapping[str, str] = field(default_factory=dict)
    #: "gso-2004:24" -> versions that bore it
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _keys: dict[str, list[Version]] = field(default_factory=dict)
    #: names and codes that nobody bears -> what was said of them; the nearest are sought for the first of them only
    _strange: dict[str, Resolved] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for version in self.versions.values():
            for name in dict.fromkeys(fold_unit(n) for n in version.names):
                self._keys.setdefault(name, []).append(version)

    def resolve(self, text: str, days: Days | None) -> Resolved:
        """The version that a name, a code with its scheme, or a CURIE means on those days."""
        if text in self.versions:
            return self._stated(self.versions[text], days)
        is_code = ":" in text
        found = [self.versions[v] for v in self.codes.get(text, ())] if is_code else self._keys.get(fold_unit(text), [])
        if not found:
            if text not in self._strange and len(self._strange) < _SUGGESTIONS:
                self._strange[text] = self._unknown_code(text) if is_code else self._unknown(text)
            mend = "write the name of a province or city of Viet Nam"
            return self._strange.get(text) or Resolved("", "unit-unknown", f"no unit is called {text}", mend)
        if days is None:
            return self._without_day(text, found)
        alive = [v for v in found if v.alive(days.earliest, days.latest)]
        if len(alive) == 1:
            return Resolved(alive[0].curie)
        if alive:
            return self._latest(text, alive, days)
        return self._not_in_force(text, found, days)

    def _stated(self, version: Version, days: Days | None) -> Resolved:
        if days is None or version.alive(days.earliest, days.latest):
            return Resolved(version.curie)
        if version.last and version.last < days.earliest:
            return self._ended(version.curie, version, days)
        return self._later(version.curie, version)

    def _unknown_code(self, text: str) -> Resolved:
        """A code that no unit bears; the same number written with or without zeros in front is named first."""
        scheme, _, number = text.partition(":")
        same = [c for c in self.codes if c.partition(":")[0] == scheme and code_number(c) == code_number(number) != ""]
        named = [f"{code}, {self._named(self.codes[code])}" for code in same]
        mend = f"did you mean {' or '.join(named)}?" if named else self._near(text, [*self.codes, *self.versions])
        return Resolved("", "unit-unknown", f"no unit has the id or code {text}", mend)

    def _unknown(self, text: str) -> Resolved:
        if text.isdigit() or text.upper().startswith("VN-"):
            number = text.upper().removeprefix("VN-")
            bearers = {
                code: units
                for code, units in self.codes.items()
                if code.partition(":")[2].removeprefix("VN-") == number
            }
            options = "; ".join(f"{code} is {self._named(units)}" for code, units in sorted(bearers.items()))
            mend = f"write the code with its scheme: {options}" if options else "write the name of the unit"
            return Resolved(
                "", "code-without-scheme", f"{text} is a code without its scheme, and codes collide and move", mend
            )
        parts = [p for p in _JOINED.split(text) if p.strip()]
        if len(parts) > 1 and all(fold_unit(p) in self._keys for p in parts):
            mend = f"part the names with semicolons: {'; '.join(p.strip() for p in parts)}"
            return Resolved("", "unit-unknown", f"{text} names several units", mend)
        names = sorted({v.name for v in self.versions.values()})
        return Resolved("", "unit-unknown", f"no unit is called {text}", self._near(text, names))

    def _named(self, units: Iterable[str]) -> str:
        return ", ".join(dict.fromkeys(self.versions[u].name for u in units))

    @staticmethod
    def _near(text: str, choices: Iterable[str]) -> str:
        close = nearest(text, tuple(choices))
        return f"did you mean {' or '.join(close)}?" if close else "write the name of a province or city of Viet Nam"

    @staticmethod
    def _without_day(text: str, found: list[Version]) -> Resolved:
        if len(found) == 1:
            return Resolved(found[0].curie)
        options = "; ".join(f"{v.curie} ({v.life()})" for v in found)
        return Resolved(
            "",
            "unit-without-day",
            f"{text} names several versions and no day of the record is known",
            f"write one of {options}",
        )

    @staticmethod
    def _latest(text: str, alive: list[Version], days: Days) -> Resolved:
        options = "; ".join(f"{v.curie} ({v.life()})" for v in alive)
        limit = min(days.latest, days.reported or LAST)
        at = [v for v in alive if v.alive(limit, limit)] if limit >= days.earliest else []
        if len(at) == 1:
            span = f"{days.earliest}..{days.latest}"
            message = f"{text} has {len(alive)} versions on the possible days {span}; {at[0].curie} was taken"
            return Resolved(at[0].curie, "unit-two-versions", message, f"write one of {options} to be sure", WARNING)
        return Resolved(
            "",
            "unit-ambiguous",
            f"{text} names several units on {days.earliest}..{days.latest}",
            f"write one of {options}",
        )

    def _not_in_force(self, text: str, found: list[Version], days: Days) -> Resolved:
        ended = [v for v in found if v.last and v.last < days.earliest]
        later = [v for v in found if v.first and v.first > days.latest]
        if ended and not later:
            return self._ended(text, max(ended, key=lambda v: v.last or LAST), days)
        if later and not ended:
            return self._later(text, min(later, key=lambda v: v.first or FIRST))
        options = "; ".join(f"{v.curie} ({v.life()})" for v in found)
        return Resolved("", "unit-not-in-force", f"{text} was no unit on {days.earliest}", f"write one of {options}")

    def _ended(self, text: str, version: Version, days: Days) -> Resolved:
        went = self.went.get(version.curie, "")
        return Resolved(
            "",
            "unit-ended",
            f"{text} ended on {version.last}, before {days.earliest}" + (f"; it went into {went}" if went else ""),
            f"write the unit of that day{', ' + went if went else ''}, or mend the date",
        )

    @staticmethod
    def _later(text: str, version: Version) -> Resolved:
        return Resolved(
            version.curie,
            "unit-named-later",
            f"{text} began on {version.first}, after the record's day: it was named by a later name",
            "keep it if the source names it so",
            WARNING,
        )


def code_number(code: str) -> str:
    """The number in a code, without zeros in front: `gso-2025:04` gives `4`; "" for a code that is no number."""
    number = code.rpartition(":")[2].upper().removeprefix("VN-")
    return (number.lstrip("0") or "0") if number.isdecimal() else ""
