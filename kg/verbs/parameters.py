"""Typed parameters: what a user writes -> one RDF term, or a clear refusal with the nearest valid choice.

Names are accepted wherever a CURIE is. Nothing that a user writes becomes query text: a value is looked up as a
literal, and what is bound is a term.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from kg import terms, when
from kg.catalogue import Question
from kg.errors import UsageError
from kg.gazetteer import code_number
from kg.names import clean, fold, fold_unit, nearest
from kg.store import Graph
from kg.verbs.setting import Setting
from kg.vocabulary import LOCAL, curie, iri, prefixes

_START_END: Final = (("since", "date"), ("from", "until"))
#: What stands in no name of a unit; folding drops it, so that a name with such a tail would pass for the name.
_IN_NO_NAME: Final = re.compile(r"[\x00-\x1f\x7f\"#$%&*+;<=>?@\[\\\]^`{|}~]")
_MOST_LABELS: Final = 20_000


class Parameters:
    """Reads parameters against one graph, which is opened when the first of them needs it."""

    def __init__(self, opened: Callable[[], Graph], setting: Setting) -> None:
        self._opened, self.setting = opened, setting

    @cached_property
    def graph(self) -> Graph:
        """The graph that answers."""
        return self._opened()

    def terms(self, question: Question, given: Mapping[str, str]) -> dict[str, str]:
        """The terms that a question's parameters are bound to; `lang` is always one of them."""
        # `--lens signed` is what holds without the option, so it leaves a question its own default.
        defaults = {} if self.setting.lens == "signed" else {"lens": self.setting.lens}
        texts = question.complete(given, defaults)
        found = {}
        for parameter in question.parameters:
            if parameter.name in texts:
                found[parameter.name] = self.term(parameter.type, parameter.name, texts[parameter.name])
        for first, last in _START_END:
            if first in found and last in found and found[first] > found[last]:
                raise UsageError(
                    f"{last}={texts[last]} lies before {first}={texts[first]}; write them the other way round"
                )
        if "unit" in found and "since" in found:
            self._refuse_absent(texts["unit"], found["unit"], texts["since"], found["since"])
        return found | {"lang": terms.literal(self.setting.lang)}

    def term(self, type: str, name: str, text: str) -> str:
        """One term by its type, or several between blanks where the type is things."""
        if type == "day":
            return terms.day(self.day(name, text).isoformat())
        if type == "lens":
            return terms.iri(iri(self.lens(text)))
        if type == "unit":
            return terms.literal(self.unit(name, text))
        if type == "things":
            versions = [found for key in _unit_keys(text) if (found := self.versions(key))]
            return " ".join(map(terms.iri, versions[0] if versions else [self.thing(name, text, ())]))
        return terms.iri(self.thing(name, text, () if type == "thing" else type.split("|")))

    def day(self, name: str, text: str) -> date:
        """A day; raises UsageError for an impossible one and for one before the list of units is complete."""
        if text == "today":
            return self.setting.today
        try:
            day = when.day(text)
        except when.BadDate as fault:
            raise UsageError(f"{name}: {fault}") from fault
        if name in ("date", "since", "lens") and day < self.complete_since:
            since = self.complete_since
            raise UsageError(
                f"{name}={text}: the list of units is complete from {since} on; ask for that day or a later one"
            )
        return day

    def _refuse_absent(self, text: str, key: str, day_text: str, day: str) -> None:
        """Raises UsageError where no version of the unit is in force on the day, with the day on which it was."""
        spans = list(
            self.graph.rows(f"""SELECT ?first ?last {{ ?unit rl:key {key} ; a rl:Unit .
              OPTIONAL {{ ?unit rl:firstDay ?first }} OPTIONAL {{ ?unit rl:lastDay ?last }} }}""")
        )
        asked = terms.plain(day)
        if any((not f or f.value <= asked) and (not u or asked <= u.value) for f, u in spans):
            return
        ended = [last.value for _, last in spans if last and last.value < asked]
        begun = [first.value for first, _ in spans if first and first.value > asked]
        mend = f"its last day was {max(ended)}" if ended else f"its first day was {min(begun, default='later')}"
        raise UsageError(f"since={day_text}: {text} was not in force on that day; {mend}")

    @cached_property
    def complete_since(self) -> date:
        """The day from which the list of units is complete."""
        rows = list(self.graph.rows("SELECT ?day { ?ontology rl:completeSince ?day }"))
        return date.fromisoformat(str(rows[0][0].value)) if rows and rows[0][0] else date.min

    def lens(self, text: str) -> str:
        """`signed`, `today` or a day -> the CURIE of the lens whose span holds it."""
        if text == "signed":
            return "lens:signed"
        day = self.day("lens", text)
        query = "SELECT ?lens ?first ?last { ?lens a rl:Lens ; rl:firstDay ?first OPTIONAL { ?lens rl:lastDay ?last } }"
        for lens, first, last in self.graph.rows(query):
            if lens and first and first.value <= day.isoformat() and (not last or day.isoformat() <= last.value):
                return curie(lens.value)
        raise UsageError(f"no lens holds {day}")

    def unit(self, name: str, text: str) -> str:
        """A name in any spelling, a CURIE or a code with its scheme -> the key that the graph holds."""
        for key in _unit_keys(text):
            if self.versions(key):
                return key
        raise UsageError(f"{_said(name, text)}: no unit is called so; {self._unit_mend(text.strip())}")

    def versions(self, key: str) -> list[str]:
        """The IRIs of every version of a unit that has the key."""
        query = f"SELECT DISTINCT ?unit {{ ?unit rl:key {terms.literal(key)} ; a rl:Unit }} ORDER BY ?unit"
        return [row[0].value for row in self.graph.rows(query) if row[0]]

    def _unit_mend(self, text: str) -> str:
        rows = self.graph.rows(
            "SELECT DISTINCT ?key ?label { ?u a rl:Unit ; rl:key ?key ; rdfs:label ?label FILTER(LANG(?label) = 'vi') }"
        )
        labels = {key.value: label.value for key, label in rows if key and label}
        number = text.upper().removeprefix("VN-")
        bearers = sorted(
            {
                f"{k} ({v})"
                for k, v in labels.items()
                if ":" in k and k.split(":")[1].upper().removeprefix("VN-") == number
            }
        )
        if bearers:
            return f"write a code with its scheme: {', '.join(bearers)}"
        if ":" in text:
            codes = tuple(k for k in labels if ":" in k)
            scheme, number = text.partition(":")[0], code_number(text)
            same = tuple(k for k in codes if k.partition(":")[0] == scheme and code_number(k) == number != "")
            near = same or nearest(text, codes)
            return f"did you mean {' or '.join(f'{k} ({labels[k]})' for k in near)}?" if near else "write a name"
        near = nearest(text, tuple(sorted(set(labels.values()))))
        return f"did you mean {' or '.join(near)}?" if near else "write the name of a province or city of Viet Nam"

    def thing(self, name: str, text: str, types: Sequence[str]) -> str:
        """A CURIE, an id of the type's table, or a title in any spelling -> the IRI of the one thing meant.

        Of several types the first one that has such a thing is taken; without types a thing of any class.
        """
        for type in types or (None,):
            found = sorted(set(self._things(text.strip(), type)))
            if len(found) == 1:
                return found[0]
            if found:
                several = ", ".join(curie(f) for f in found[:8])
                raise UsageError(f"{_said(name, text)} names several things; write one of {several}")
        raise UsageError(f"{_said(name, text)}: nothing is called so; {self._thing_mend(text.strip(), types)}")

    def _things(self, text: str, type: str | None) -> Iterator[str]:
        for candidate in self._curies(text, type):
            full = iri(candidate)
            if self._holds(f"<{full}> a {type or '?class'}"):
                yield full
                return
        is_a = f"; a {type}" if type else ""
        for key in dict.fromkeys((fold(text), fold_unit(text))):
            if key:
                rows = self.graph.rows(f"SELECT DISTINCT ?thing {{ ?thing rl:key {terms.literal(key)} {is_a} }}")
                yield from (row[0].value for row in rows if row[0])

    def _curies(self, text: str, type: str | None) -> Iterator[str]:
        prefix, sign, local = text.partition(":")
        if sign:
            if prefix in prefixes() and LOCAL.match(local):
                yield text
        elif LOCAL.match(text):
            wanted = f"FILTER(?class = {type})" if type else ""
            for row in self.graph.rows(f"SELECT ?prefix {{ ?class rl:prefix ?prefix {wanted} }} ORDER BY ?prefix"):
                if row[0]:
                    yield f"{row[0].value}:{text}"

    def _thing_mend(self, text: str, types: Sequence[str]) -> str:
        prefix, sign, _ = text.partition(":")
        if sign and prefix in prefixes():
            of_prefix = f"?class rl:prefix {terms.literal(prefix)} . ?thing a ?class ."
            is_a = f"?thing a {types[0]} ." if types else of_prefix
            rows = self.graph.rows(f"SELECT ?thing {{ {is_a} }} LIMIT {_MOST_LABELS}")
            near = nearest(text, tuple(sorted(curie(row[0].value) for row in rows if row[0])))
        else:
            is_a = f"?thing a {types[0]} ." if types else "?thing a ?class . ?class rl:legend ?legend ."
            rows = self.graph.rows(f"SELECT DISTINCT ?label {{ {is_a} ?thing rdfs:label ?label }} LIMIT {_MOST_LABELS}")
            near = nearest(text, tuple(sorted(row[0].value for row in rows if row[0])))
        return f"did you mean {' or '.join(near)}?" if near else "write a CURIE or a title"

    def _holds(self, pattern: str) -> bool:
        return bool(list(self.graph.rows(f"SELECT ?x {{ BIND(1 AS ?x) {pattern} }} LIMIT 1")))


def _unit_keys(text: str) -> list[str]:
    if _IN_NO_NAME.search(text):
        return []
    return [key for key in dict.fromkeys((text.strip(), fold_unit(text))) if key]


def _said(name: str, text: str) -> str:
    """The parameter as it was given, without what would write on a terminal."""
    return f"{name}={clean(text)[0][:80]}"
