"""Text in and out of the terminal: UTF-8, whatever the system is used to."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from typing import Final

from kg.errors import UsageError


def texts(arguments: Sequence[str]) -> list[str]:
    """The arguments of a call as text; raises UsageError for bytes that are none."""
    return [argument if argument.isascii() else _text(argument) for argument in arguments]


#: Options that every command has, and whether a value follows.
_SHARED: Final = {"--data": 1, "--store": 1, "--lens": 1, "--lang": 1, "--today": 1, "--as-built": 0}


def command_first(arguments: Sequence[str]) -> list[str]:
    """`--data DIR ask units` as `ask --data DIR units`: shared options may stand before the command."""
    at = 0
    while at < len(arguments) and (name := arguments[at].partition("=")[0]) in _SHARED:
        at += 1 + (_SHARED[name] if "=" not in arguments[at] else 0)
    return [*arguments[at : at + 1], *arguments[:at], *arguments[at + 1 :]]


def _text(argument: str) -> str:
    try:
        argument.encode("utf-8")
    except UnicodeEncodeError:  # bytes that the encoding of the system does not know: perhaps they are UTF-8
        try:
            return os.fsencode(argument).decode("utf-8")
        except UnicodeError as fault:
            shown = argument.encode("utf-8", "replace").decode()
            raise UsageError(f"{shown}: the terminal sent bytes that are no text; set its encoding to UTF-8") from fault
    return argument


def day(context: object, parameter: object, text: str | None) -> date:
    """The day to call today, by the clock where none is given; raises UsageError for what is no day."""
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as fault:
        raise UsageError(f"--today {text} is no day; write it as 2026-11-25") from fault


def utf8() -> None:
    """Answers are UTF-8 with their own line ends."""
    for stream, newline in ((sys.stdout, "\n"), (sys.stderr, None)):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline=newline)
