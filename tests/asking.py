"""Asks questions of the catalogue, for tests that read an answer by its columns."""

from __future__ import annotations

from kg import catalogue
from kg.verbs.asked import asked
from kg.verbs.parameters import Parameters

QUESTIONS = catalogue.questions()


def ask(parameters: Parameters, name: str, **given: str) -> list[dict[str, str | None]]:
    answer = asked(QUESTIONS[name], given, parameters)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def column(rows: list[dict[str, str | None]], name: str) -> list[str | None]:
    return [row[name] for row in rows]
