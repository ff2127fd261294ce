"""What a list of matters leaves unsaid, for standard error: parties not born under the lens, matters without a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg import catalogue
from kg.answers import Answer
from kg.catalogue import Question
from kg.verbs.asked import asked
from kg.verbs.parameters import Parameters
from kg.vocabulary import iri

_WENT = "successors"
_MATTERS = ("agreement", "link", "project")


def remarks(question: Question, given: Mapping[str, str], answer: Answer, parameters: Parameters) -> Iterator[str]:
    """One sentence a remark; none for an answer that is no list of matters."""
    listed = _listed(answer)
    if not answer.rows and "unit" in given and question.name != _WENT:
        way = asked(catalogue.question(_WENT), {"unit": given["unit"]}, parameters).rows
        if len(way) > 1:
            yield f"{way[0][1]} is {way[-1][1]} ({way[-1][0]}) since {way[-1][4]}, {way[-1][3]}"
    if listed:
        lens = (
            parameters.lens(given.get("lens") or parameters.setting.lens) if _has(question, "lens") else "lens:signed"
        )
        later = f"?matter rl:party ?x . ?x rl:firstDay ?first . {lens} rl:lastDay ?last . FILTER(?first > ?last)"
        if unborn := _count(parameters, listed, later):
            yield f"{unborn} parties were not yet born under this lens; each reads as the unit that was there"
        if undated := _count(parameters, listed, "BIND(?matter AS ?x) FILTER NOT EXISTS { ?x rl:earliest ?day }"):
            yield f"{undated} of these have no day that can be placed in time"
    if "on" in given:
        whole = _listed(asked(question, {k: v for k, v in given.items() if k != "on"}, parameters))
        left = [m for m in whole if m not in listed]
        if unplaced := _count(parameters, left, "BIND(?matter AS ?x) FILTER NOT EXISTS { ?x rl:firstDay ?day }"):
            yield f"{unplaced} are left out because no day is known on which they begin"


def _has(question: Question, name: str) -> bool:
    return any(p.name == name for p in question.parameters)


def _listed(answer: Answer) -> list[str]:
    at = next((n for n, name in enumerate(answer.columns) if name in _MATTERS), None)
    return [] if at is None else sorted({row[at] or "" for row in answer.rows})


def _count(parameters: Parameters, matters: list[str], pattern: str) -> int:
    if not matters:
        return 0
    values = " ".join(f"<{iri(m)}>" for m in matters)
    query = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ VALUES ?matter {{ {values} }} {pattern} }}"
    return next(int(n.value) for (n,) in parameters.graph.rows(query) if n)
