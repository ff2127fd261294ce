"""The question catalogue: one .rq file a question, a header that types its parameters, bound terms and no pasted text.

The header stands in comment lines of the file:

    #@ vi: ...            title in Vietnamese          #@ param unit: unit            a required parameter
    #@ en: ...            title in English             #@ param date: day = today     with a default
    #@ example: a=b ...   a call that gives rows       #@ param on: day ?             optional: see #IF
    #@ columns: a b c     columns of the answer        #@ join: parties               one row a value, joined by "; "
    #@ also: a b          values of ?b stand in the joined column a too (parties: units, and bodies of their own)
    #@ sort: name         columns sorted as Vietnamese sorts them (else the query's ORDER BY stands)

A line `#PARAMS` in the query becomes one `VALUES ?name { term }` a parameter (`?lang` is always one); a line that ends
in `#IF on` is dropped where `on` is not given, one that ends in `#IF !on` where it is. Types: unit (a key), day, lens,
thing (one), things (a unit's name means all its versions), or a class of the ontology; of `rl:Agreement|rl:Link` the
first that fits is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg import resources
from kg.errors import Failed, UsageError
from kg.names import nearest

_HEADER: Final = re.compile(r"^#@ *(\w+)(?: +(\w+))? *: *(.*)$")
_PARAMETER: Final = re.compile(r"^([\w:|]+)(?: *= *(\S+)| *(\?))?$")
_ONLY_IF: Final = re.compile(r"#IF (!?)(\w+)\s*$")
_PARAMS: Final = re.compile(r"^([ \t]*)#PARAMS[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A typed parameter; `default` is "" where there is none, `optional` ones may stay away."""

    name: str
    type: str
    default: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question: titles, parameters, the columns of its answer, and its query with a place for parameters."""

    name: str
    title_vi: str
    title_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    joined: tuple[str, ...]
    also: tuple[tuple[str, str], ...]
    sorted_by: tuple[str, ...]
    example: Mapping[str, str]
    text: str

    def query(self, terms: Mapping[str, str]) -> str:
        """The SPARQL text with every parameter bound to a term (canonical N-Triples)."""
        lines = [line for line in self.text.splitlines() if _kept(line, terms)]
        values = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in terms.items())
        return _PARAMS.sub(lambda match: match[1] + values, "\n".join(lines))

    def complete(self, given: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, str]:
        """The parameters of a call, defaults filled in. Raises UsageError for unknown and missing ones."""
        names = [p.name for p in self.parameters]
        for name in given:
            if name not in names:
                near = nearest(name, tuple(names))
                mend = f"did you mean {' or '.join(near)}?" if near else f"it has {', '.join(names) or 'none'}"
                raise UsageError(f"{self.name} has no parameter {name}; {mend}")
        found: dict[str, str] = {}
        for parameter in self.parameters:
            text = given.get(parameter.name) or defaults.get(parameter.name) or parameter.default
            if text:
                found[parameter.name] = text
            elif not parameter.optional:
                raise UsageError(f"{self.name} needs {parameter.name}=...; for example: {self.call()}")
        return found

    def call(self) -> str:
        """An example call, as it is typed."""
        return " ".join(
            ["kg ask", self.name, *(f'{k}="{v}"' if " " in v else f"{k}={v}" for k, v in self.example.items())]
        )


def _kept(line: str, terms: Mapping[str, str]) -> bool:
    condition = _ONLY_IF.search(line)
    return condition is None or (condition[2] in terms) != bool(condition[1])


def questions(folder: Path | None = None) -> dict[str, Question]:
    """Every question by its name, in alphabetical order."""
    paths = sorted((folder or resources.queries()).glob("*.rq"))
    return {path.stem: read(path.stem, path.read_text(encoding="utf-8")) for path in paths}


def question(name: str) -> Question:
    """One question; raises UsageError with the nearest names."""
    path = resources.queries() / f"{name}.rq"
    known = tuple(p.stem for p in sorted(resources.queries().glob("*.rq")))
    if name not in known:
        near = nearest(name, known)
        mend = f"did you mean {' or '.join(near)}?" if near else "`kg ask` lists them"
        raise UsageError(f"there is no question {name}; {mend}")
    return read(name, path.read_text(encoding="utf-8"))


def read(name: str, text: str) -> Question:
    """Reads one .rq file; raises Failed where the header is not complete."""
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in text.splitlines():
        match = _HEADER.match(line)
        if match is None:
            continue
        key, second, value = match.groups()
        if key == "param":
            parameters.append(_parameter(name, second or "", value))
        else:
            fields[key] = value.strip()
    missing = [key for key in ("vi", "en", "columns", "example") if key not in fields]
    if missing:
        raise Failed(f"{name}.rq: the header lacks {', '.join(missing)}")
    also = fields.get("also", "").split()
    if len(also) % 2:
        raise Failed(f"{name}.rq: `also` names pairs, a column and the variable whose values stand in it too")
    return Question(
        name,
        fields["vi"],
        fields["en"],
        tuple(parameters),
        tuple(fields["columns"].split()),
        tuple(fields.get("join", "").split()),
        tuple(zip(also[::2], also[1::2], strict=True)),
        tuple(fields.get("sort", "").split()),
        dict(pairs(_words(fields["example"]))),
        text,
    )


def _parameter(question: str, name: str, text: str) -> Parameter:
    match = _PARAMETER.match(text.strip())
    if match is None or not name:
        raise Failed(f"{question}.rq: the parameter {name} {text} is not written as `#@ param NAME: TYPE`")
    return Parameter(name, match[1], match[2] or "", match[3] is not None)


def _words(text: str) -> list[str]:
    import shlex

    return shlex.split(text)


def pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """`a=b` -> ("a", "b"); raises UsageError for a word without "=" and for a name given twice."""
    found: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise UsageError(f"{word}: write parameters as name=value, with quotes around a value with blanks")
        if name in found:
            raise UsageError(f"{name} is given twice")
        found[name] = value
    return list(found.items())
