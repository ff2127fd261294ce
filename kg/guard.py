"""What a query may not do, found by a tokenizer that knows strings, comments and IRIs, never by a pattern over text.

A SERVICE clause makes the engine call another host, and there is no switch in the engine: it is refused here unless
its host was allowed by name. Sources: SPARQL 1.1 Query, sections 19 (grammar) and 21 (security considerations).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from kg.errors import UsageError

# SPARQL 1.1, productions [139] IRIREF, [140]-[142] names, [143]/[144] variables, [145] language tags, [146]-[148]
# numbers, [156]-[159] strings; words are keywords and names. A local name does not begin with "." or "-": in
# `p:.SERVICE` the keyword stands free.
_TOKEN: Final = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
      | (?P<string>\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
                  |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<name>(?:_|[^\W\d](?:[\w.-]*[\w-])?)?:(?:[\w:%\\][\w.%:\\-]*)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<brace>[{}])
      | (?P<sign>\^\^|&&|\|\||[!<>]=)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_UPDATES: Final = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
_FORMS: Final = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "BASE", "PREFIX"])
_PARAMS: Final = re.compile(r"^[ \t]*#PARAMS[ \t]*$", re.MULTILINE)
#: Blanks after a beginning of a query that is tried: longer than any keyword, since the engine reports the place of a
#: keyword that it tried in vain by the keyword's end.
_PAD: Final = " " * 24
_AT: Final = re.compile(r"error at (\d+):(\d+): ?")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its sort, its text, and where it stands in the query."""

    sort: str
    text: str
    at: int

    def is_word(self, word: str) -> bool:
        """True for this keyword, in any case."""
        return self.sort == "word" and self.text.upper() == word


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query; comments and blanks are left out."""
    for match in _TOKEN.finditer(query):
        sort = match.lastgroup or "other"
        if sort != "comment" and not match[0].isspace():
            yield Token(sort, match[0], match.start())


def begins_query(text: str) -> bool:
    """True when a text begins as a SPARQL query or update does."""
    first = next(tokens(text), None)
    return first is not None and first.sort == "word" and first.text.upper() in _FORMS | _UPDATES


def refuse_updates(query: str) -> None:
    """Raises UsageError for an update: the first word after prefixes and base tells it."""
    found = list(tokens(query))
    n = 0
    while n < len(found) and (found[n].is_word("PREFIX") or found[n].is_word("BASE")):
        n += 3 if found[n].is_word("PREFIX") else 2
    if n < len(found) and found[n].sort == "word" and found[n].text.upper() in _UPDATES:
        word = found[n].text.upper()
        raise UsageError(
            f"{word} is an update, and a query only reads; nothing was run. Data are changed in the tables"
        )


def refuse_services(query: str, allowed: Collection[str]) -> None:
    """Raises UsageError for a SERVICE clause whose host was not allowed by name, SILENT or not."""
    found = list(tokens(query))
    for n, token in enumerate(found):
        if not token.is_word("SERVICE"):
            continue
        after = [t for t in found[n + 1 : n + 3] if not t.is_word("SILENT")]
        host = _host(after[0].text) if after and after[0].sort == "iri" else None
        if host is None or host not in allowed:
            what = f"the host {host}" if host else "a host that only the query knows"
            raise UsageError(
                f"the query calls SERVICE, which sends a request to {what}; nothing was run."
                + (
                    f" If you want that, kg query --allow-service {host} does it"
                    if host
                    else " Write the address in the query"
                )
            )


def _host(iri: str) -> str | None:
    try:
        return urlsplit(iri.strip("<>")).hostname if "\\" not in iri else None
    except ValueError:
        return None


def bound(query: str, values: str) -> str:
    """The query with a VALUES block: at each `#PARAMS` line, else at the start of its outermost group.

    Raises UsageError where the query has no group.
    """
    if _PARAMS.search(query):
        return _PARAMS.sub(lambda _: values, query)
    at = _outer_group(query)
    if at is None:
        raise UsageError("--param needs a query with a WHERE group")
    return f"{query[: at + 1]} {values} {query[at + 1 :]}"


def _outer_group(query: str) -> int | None:
    depth, template, waiting = 0, False, False
    for token in tokens(query):
        if token.sort == "word" and depth == 0:
            word = token.text.upper()
            template = template or word == "CONSTRUCT"
            waiting = waiting or word == "WHERE"
        elif token.text == "{" and token.sort == "brace":
            if depth == 0 and (waiting or not template):
                return token.at
            depth += 1
        elif token.text == "}" and token.sort == "brace":
            depth -= 1
            template = template and depth > 0
    return None


def pointed(query: str, message: str, fault: Callable[[str], str]) -> str:
    """What is wrong with a query that does not parse: line and column of the user's text, and a caret below.

    `message` is the engine's; `fault` gives its message for another text, "" where that parses. The engine tells the
    place where it tried its last keyword, so the place is found here: the first token with which no query begins.
    """
    at, what = _place(query, message, fault)
    line, column = query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)
    shown = query.split("\n")[line - 1].rstrip("\r").replace("\t", " ")
    return f"the query does not parse: line {line}, column {column}: {what}\n  {shown}\n  {' ' * (column - 1)}^"


def _place(query: str, message: str, fault: Callable[[str], str]) -> tuple[int, str]:
    found = list(tokens(query))
    for token in found:
        if token.sort == "other" and token.text in "\"'":
            return token.at, "a quotation mark is opened and not closed"
    low, high = 0, len(found)  # the first `low` tokens begin a query, the first `high` + 1 do not
    while low < high:
        middle = (low + high) // 2
        if _begins(query[: found[middle].at + len(found[middle].text)], fault):
            low = middle + 1
        else:
            high = middle
    told = _sentence(message)
    if low == len(found):
        return len(query.rstrip()), told or "the query ends too early"
    return found[low].at, f"{found[low].text!r} cannot stand here" + (f" ({told})" if told else "")


def _begins(text: str, fault: Callable[[str], str]) -> bool:
    """True when the engine finds nothing wrong before the end of the text."""
    padded = text + "\n" + _PAD
    told = _AT.match(fault(padded))
    return told is None or (int(told[1]), int(told[2])) >= (padded.count("\n") + 1, len(_PAD) + 1)


def _sentence(message: str) -> str:
    """The words of the engine's message that tell more than which signs it would have taken."""
    rest = _AT.sub("", message).removeprefix("expected ").removeprefix("one of ")
    return next((part for part in rest.split(", ") if re.fullmatch(r"[A-Za-z]+(?: [A-Za-z]+)+", part)), "")
