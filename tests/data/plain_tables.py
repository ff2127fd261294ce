"""The reference tables read with the plain csv module: the tests beside need no code of the product.

A record may have several rows (one for each place in a source); `records` joins them the simple way: the first
value stated of each column.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "data" / "reference"
SOURCES = ROOT / "data" / "sources.csv"
MERGE_MAP = ROOT / "tests" / "cases" / "merge-map.csv"
TABLES = sorted(REFERENCE.glob("*.csv"))
KEYS = {"codes": ("scheme", "code", "unit"), "members": ("in", "unit"), "neighbours": ("a", "b")}

Row = dict[str, str]
Record = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def key(table: str, row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in KEYS.get(table, ("id",)))


def records(table: str) -> dict[tuple[str, ...], Record]:
    found: dict[tuple[str, ...], Record] = {}
    for row in rows(REFERENCE / f"{table}.csv"):
        record = found.setdefault(key(table, row), {})
        for column, value in row.items():
            if value and not record.get(column):
                record[column] = value
    return found


def by_id(table: str) -> dict[str, Record]:
    return {record["id"]: record for record in records(table).values()}


def many(cell: str | None) -> list[str]:
    return cell.split("; ") if cell else []


def stands(record: Record, day: date) -> bool:
    first = date.fromisoformat(record["from"]) if record.get("from") else date.min
    last = date.fromisoformat(record["until"]) if record.get("until") else date.max
    return first <= day <= last


def units_on(day: date) -> list[Record]:
    return [unit for unit in by_id("units").values() if unit["category"] != "foreign" and stands(unit, day)]


def unit_named(name: str, day: date) -> str:
    (found,) = [unit["id"] for unit in units_on(day) if unit["name"] == name]
    return found
