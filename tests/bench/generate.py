"""A seeded country: the tables that users write, of any size, for the bench.

`python -m tests.bench.generate DIR --projects N --seed S` writes sources.csv, agreements.csv and projects.csv. Names of
units are those of the packaged reference tables, valid on the day of the row, so that a build has nothing to find.
The same seed gives the same bytes: only `Random.random` is drawn from, which no version of Python changes.
Nothing here is true of anybody; the tables never leave the bench.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from kg import resources
from kg.names import fold_unit

T = TypeVar("T")
FIRST, LAST = date(2004, 1, 1), date(2026, 6, 30)
# fmt: off
SECTORS = (
    "transport", "trade", "tourism", "agriculture", "health", "education", "investment", "industry", "logistics",
    "energy", "culture", "security", "railway", "environment", "science", "labour", "sea-economy",
    "digital-transformation", "disaster-prevention", "training",
)
# fmt: on
KINDS = ("road", "bridge", "expressway", "coastal-road", "railway", "industrial-park", "energy", "water", "port")
WORKS = {
    "road": ("Đường nối", "Road between"),
    "bridge": ("Cầu nối", "Bridge between"),
    "expressway": ("Cao tốc", "Expressway"),
    "coastal-road": ("Đường ven biển", "Coastal road"),
    "railway": ("Đường sắt", "Railway"),
    "industrial-park": ("Khu công nghiệp", "Industrial park"),
    "energy": ("Đường dây tải điện", "Power line"),
    "water": ("Công trình thuỷ lợi", "Waterworks"),
    "port": ("Cảng", "Port"),
}
FORMS = ("agreement", "programme", "mou", "conference-conclusion", "minutes", "coordination-rules")
STATUSES = ("planned", "started", "in-use", "completed", "dropped", "unknown")
SEEN = ("full-text", "excerpt", "title-only")
VERIFIED = ("seen", "excerpt", "secondary", "mirror")
SOURCES = ("id", "title", "publisher", "address", "date", "retrieved", "licence", "seen")
# fmt: off
AGREEMENTS = (
    "id", "title", "title_en", "form", "signed", "period_start", "period_end", "parties", "status", "sectors",
    "every_months", "renews", "source", "place", "verification", "inferred", "note",
)
PROJECTS = (
    "id", "title", "title_en", "kind", "sectors", "approved", "from", "until", "due", "status", "parties",
    "location", "under", "source", "place", "verification", "note",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a unit, and the days on which it means that unit."""

    unit: str
    vi: str
    en: str
    key: str
    first: date
    last: date
    #: How often it is drawn: a few units are busy, most are not.
    weight: float


class Draw:
    """Seeded choices, made from `Random.random` alone."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def below(self, n: int) -> int:
        """0 to n - 1."""
        return int(self._random() * n)

    def one(self, choices: Sequence[T]) -> T:
        """Any of the choices."""
        return choices[self.below(len(choices))]

    def chance(self, share: float) -> bool:
        """True in this share of the calls."""
        return self._random() < share

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`."""
        return first + timedelta(days=self.below((last - first).days + 1))


def names() -> list[Name]:
    """Every name of a unit of Viet Nam with its life, from the packaged reference tables."""
    found: dict[str, dict[str, str]] = {}
    with (resources.data() / "reference" / "units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            unit = found.setdefault(row["id"], {})
            unit.update({key: value for key, value in row.items() if value and key not in unit})
    made = []
    for rank, (curie, unit) in enumerate(sorted(found.items())):
        first, last = (_day(unit.get(k, ""), d) for k, d in (("from", FIRST), ("until", date.max)))
        if unit["category"] != "foreign" and last >= FIRST:
            weight = 1 / (1 + (rank * 37 % 101) / 30)
            made.append(Name(curie, unit["name"], unit["name_en"], fold_unit(unit["name"]), first, last, weight))
    return made


def _day(text: str, default: date) -> date:
    return date.fromisoformat(text) if text else default


class Country:
    """Draws records; every name that it gives has one meaning on the possible days of the row."""

    def __init__(self, projects: int, seed: int) -> None:
        self.draw = Draw(seed)
        self.names = names()
        self.projects, self.agreements = projects, max(1, projects // 10)
        self.sources = max(20, projects // 20)
        self._spans: dict[tuple[date, date], tuple[list[Name], list[float]]] = {}

    def stated(self, day: date) -> tuple[str, date, date]:
        """A day as a source states it, in one of the precisions of tables, with its first and last possible day."""
        sort = self.draw.below(20)
        if sort < 12:
            return day.isoformat(), day, day
        month = date(day.year, day.month, 1)
        if sort < 15:
            return f"{day:%Y-%m}", month, (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if sort == 15:
            later = day + timedelta(days=60)
            return f"[{day}..{later}]", day, later
        text = f"{day:%Y}" + ("?" if sort == 16 else "")
        return text, date(day.year, 1, 1), date(day.year, 12, 31)

    def units(self, count: int, first: date, last: date) -> list[Name]:
        """Different units whose names mean one version on all the days."""
        alive, upto = self._alive(first, last)
        drawn: dict[str, Name] = {}
        while len(drawn) < count:
            at = self.draw._random() * upto[-1]
            low, high = 0, len(upto) - 1
            while low < high:
                middle = (low + high) // 2
                low, high = (middle + 1, high) if upto[middle] < at else (low, middle)
            drawn.setdefault(alive[low].key, alive[low])
        return list(drawn.values())

    def _alive(self, first: date, last: date) -> tuple[list[Name], list[float]]:
        """The names that may be written on those days, and their weights added up."""
        known = self._spans.get((first, last))
        if known is None:
            met = [n for n in self.names if n.first <= last and first <= n.last]
            twice = {n.key for n in met if sum(m.key == n.key for m in met) > 1}
            alive = [n for n in met if n.key not in twice]
            upto, total = [], 0.0
            for name in alive:
                total += name.weight
                upto.append(total)
            known = self._spans[first, last] = (alive, upto)
        return known

    def source(self, day: date) -> str:
        """A source that was published on that day or later."""
        earliest = (day - FIRST).days * self.sources // ((LAST - FIRST).days + 120)
        return f"S{min(self.sources - 1, earliest + 1 + self.draw.below(self.sources - earliest)):06}"

    def place(self) -> str:
        """A place in a source's text."""
        at = self.draw.below(4000)
        return f"char={at},{at + 40 + self.draw.below(200)}"

    def sectors(self) -> str:
        """One to three sectors."""
        return "; ".join(dict.fromkeys(self.draw.one(SECTORS) for _ in range(1 + self.draw.below(3))))

    def source_rows(self) -> Iterator[dict[str, str]]:
        """The sources, oldest first."""
        span = (LAST - FIRST).days + 120
        for n in range(self.sources):
            day = FIRST + timedelta(days=span * (n + 1) // self.sources)
            yield {
                "id": f"S{n:06}",
                "title": f"Bản tin số {n} về liên kết vùng",
                "publisher": f"Báo {self.draw.one(self.names).vi}",
                "address": f"https://example.org/tin/{n}",
                "date": f"{day:%Y-%m}" if self.draw.chance(0.1) else day.isoformat(),
                "retrieved": "2026-11-25",
                "licence": "facts only",
                "seen": self.draw.one(SEEN),
            }

    def agreement_rows(self) -> Iterator[dict[str, str]]:
        """The agreements; a tenth has a second row, from another source."""
        for n in range(self.agreements):
            day = self.draw.day(FIRST, LAST)
            signed, first, last = self.stated(day)
            who = self.units(2 + self.draw.below(4), first, last)
            begin = day.year + self.draw.below(2)
            months = self.draw.one(("", "", "6", "12"))
            yield {
                "id": f"a{n}",
                "title": f"Thoả thuận số {n} giữa {_listed(who)}",
                "title_en": f"Agreement no. {n} between {', '.join(u.en for u in who)}",
                "form": self.draw.one(FORMS),
                "signed": signed,
                "period_start": str(begin),
                "period_end": "" if self.draw.chance(0.1) else str(begin + 1 + self.draw.below(8)),
                "parties": "; ".join(u.vi for u in who),
                "status": "signed",
                "sectors": self.sectors(),
                "every_months": months,
                "renews": f"a{self.draw.below(n)}" if n and self.draw.chance(0.05) else "",
                **self._evidence(last),
                "inferred": "signed" if self.draw.chance(0.05) else "",
            }
            if self.draw.chance(0.1):
                yield {
                    "id": f"a{n}",
                    "signed": signed,
                    "period_start": str(begin),
                    "parties": "; ".join(u.vi for u in reversed(who)),
                    **self._evidence(last),
                }

    def project_rows(self) -> Iterator[dict[str, str]]:
        """The projects; a tenth has a second row, from another source."""
        for n in range(self.projects):
            day = self.draw.day(FIRST, LAST)
            approved, first, last = self.stated(day)
            who = self.units(1 + self.draw.below(4), first, last)
            kind = self.draw.one(KINDS)
            begin = last + timedelta(days=self.draw.below(700))
            end = begin + timedelta(days=200 + self.draw.below(1500))
            vi, en = WORKS[kind]
            sectors = self.sectors()
            yield {
                "id": f"p{n}",
                "title": f"{vi} {' - '.join(u.vi for u in who)}, số {n}",
                "title_en": f"{en} {' - '.join(u.en for u in who)}, no. {n}",
                "kind": kind,
                "sectors": sectors,
                "approved": approved,
                "from": self.stated(begin)[0] if self.draw.chance(0.7) else "",
                "until": self._until(end) if self.draw.chance(0.5) else "",
                "due": f"{end:%Y-%m}" if self.draw.chance(0.5) else "",
                "status": self.draw.one(STATUSES),
                "parties": "; ".join(u.vi for u in who),
                "location": who[0].vi,
                "under": f"a{self.draw.below(self.agreements)}" if self.draw.chance(0.2) else "",
                **self._evidence(last),
            }
            if self.draw.chance(0.1):
                yield {
                    "id": f"p{n}",
                    "kind": kind if self.draw.chance(0.5) else "",
                    "sectors": sectors,
                    "approved": approved,
                    "parties": "; ".join(u.vi for u in who),
                    **self._evidence(last),
                }

    def _until(self, end: date) -> str:
        if self.draw.chance(0.03):
            return f"XXXX-{end:%m}-{end:%d}"
        return f"[..{end:%Y-%m}]" if self.draw.chance(0.03) else self.stated(end + timedelta(days=366))[0]

    def _evidence(self, last: date) -> dict[str, str]:
        return {
            "source": self.source(min(last, LAST)),
            "place": self.place(),
            "verification": self.draw.one(VERIFIED),
            "note": "Chỉ dùng để đo." if self.draw.chance(0.1) else "",
        }


def _listed(who: Sequence[Name]) -> str:
    return f"{', '.join(u.vi for u in who[:-1])} và {who[-1].vi}" if len(who) > 1 else who[0].vi


def generate(folder: Path, projects: int, seed: int) -> None:
    """Writes the three tables."""
    folder.mkdir(parents=True, exist_ok=True)
    country = Country(projects, seed)
    for name, headers, rows in (
        ("sources", SOURCES, country.source_rows()),
        ("agreements", AGREEMENTS, country.agreement_rows()),
        ("projects", PROJECTS, country.project_rows()),
    ):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, headers, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--projects", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generate(given.folder, given.projects, given.seed)


if __name__ == "__main__":
    main()
