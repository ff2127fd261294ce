"""RDF terms as canonical N-Triples text (RDF 1.1 N-Triples, section 4): the store holds what is written here."""

from __future__ import annotations

import re
from typing import Final

from kg.vocabulary import XSD

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_ESCAPED: Final = re.compile(r'[\\"\n\r]')
#: Characters that no IRIREF may hold (N-Triples, production IRIREF), and controls.
NOT_IN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f]')
_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?\Z', re.DOTALL)
_UNESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_PLAIN: Final = {"n": "\n", "r": "\r", "t": "\t"}


def iri(full: str) -> str:
    """An absolute IRI as a term; raises ValueError for a character that no IRI may hold."""
    if NOT_IN_IRI.search(full):
        raise ValueError(f"no IRI: {full!r}")
    return f"<{full}>"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES) if _ESCAPED.search(text) else text


def literal(text: str, datatype: str = "") -> str:
    """A literal of xsd:string, or of the datatype whose IRI is given."""
    quoted = f'"{_escaped(text)}"'
    return f"{quoted}^^<{datatype}>" if datatype else quoted


def tagged(text: str, language: str) -> str:
    """A literal with a language tag."""
    return f'"{_escaped(text)}"@{language}'


def day(text: str) -> str:
    """`2022-01-22` as xsd:date."""
    return f'"{text}"^^<{XSD}date>'


TRUE: Final = f'"true"^^<{XSD}boolean>'


def plain(term: str) -> str:
    """The text of a term: the IRI without brackets, the lexical form of a literal."""
    if term.startswith("<"):
        return term[1:-1]
    end = term.rfind('"')
    if term.find('"', 1) == end > 0 and "\\" not in term and term[0] == '"':
        return term[1:end]  # nearly every literal: nothing to unescape
    match = _LITERAL.match(term)
    if match is None:
        raise ValueError(f"no term: {term!r}")
    return _UNESCAPE.sub(lambda m: _PLAIN.get(m[1], m[1]), match[1])


def datatype(term: str) -> str:
    """The datatype IRI of a literal, "" for an IRI, a plain string or a text with a language."""
    match = _LITERAL.match(term)
    return (match[3] or "") if match else ""
