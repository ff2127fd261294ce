"""What a query may not do, found by a tokenizer that knows strings, comments and IRIs, never by a pattern over text.

A SERVICE clause makes the engine call another host, and there is no switch in the engine: it is refused here unless
its host was allowed by name. Sources: SPARQL 1.1 Query, sections 19 (grammar) and 21 (security considerations).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from kg.errors import UsageError

# SPARQL 1.1, productions [139] IRIREF, [156]-[159] strings, [143]/[144] variables; words are keywords and names.
_TOKEN: Final = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
                  |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<name>[^\W\d][\w.-]*:[\w.%:\\-]*|:[\w.%:\\-]+)
      | (?P<word>[^\W\d]\w*)
      | (?P<brace>[{}])
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its sort, its text, and where it stands in the query."""

    sort: str
    text: str
    at: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query; comments and blanks are left out."""
    for match in _TOKEN.finditer(query):
        sort = match.lastgroup or "other"
        if sort != "comment" and not match[0].isspace():
            yield Token(sort, match[0], match.start())


def refuse_services(query: str, allowed: Collection[str]) -> None:
    """Raises UsageError for a SERVICE clause whose host was not allowed by name, SILENT or not."""
    found = list(tokens(query))
    for n, token in enumerate(found):
        if token.sort != "word" or token.text.upper() != "SERVICE":
            continue
        after = [t for t in found[n + 1 : n + 3] if t.text.upper() != "SILENT"]
        host = urlsplit(after[0].text.strip("<>")).hostname if after and after[0].sort == "iri" else None
        if host is None or host not in allowed:
            what = f"the host {host}" if host else "a host that only the query knows"
            raise UsageError(
                f"the query calls SERVICE, which sends a request to {what}; nothing was run."
                + (f" If you want that, say --allow-service {host}" if host else " Write the address in the query")
            )


def bound(query: str, values: str) -> str:
    """The query with a VALUES block: at its `#PARAMS` line, else at the start of its outermost group.

    Raises UsageError where the query has no group.
    """
    if re.search(r"^[ \t]*#PARAMS[ \t]*$", query, re.MULTILINE):
        return re.sub(r"^[ \t]*#PARAMS[ \t]*$", lambda _: values, query, flags=re.MULTILINE)
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


def pointed(query: str, message: str) -> str:
    """A parser's message (`error at 2:16: ...`) with the line of the user's text and a caret below the column."""
    match = re.search(r"error at (\d+):(\d+)", message)
    if match is None:
        return f"the query does not parse: {message}"
    row, column = int(match[1]), int(match[2])
    lines = query.splitlines() or [""]
    shown = lines[row - 1] if row <= len(lines) else ""
    detail = message[match.end() :].lstrip(": ")
    return f"the query does not parse: line {row}, column {column}: {detail}\n  {shown}\n  {' ' * (column - 1)}^"
