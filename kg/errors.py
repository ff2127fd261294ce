"""What can go wrong, and how it is told.

    KgError                 root; every message says the mend
    ├── UsageError          the call is wrong: a name, a date, an option, a query's syntax   (exit 2)
    ├── Violations          the tables are wrong: carries every Finding                      (exit 1)
    └── Failed              the work could not be done: no space, no store, a foreign engine (exit 3)
        └── TimedOut        a limit on time, rows or memory was reached                      (exit 3)

A `Finding` is one fault of one cell. Findings are collected, never raised one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

VIOLATION: Final = "violation"
WARNING: Final = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault, with its place and its mend.

    `file` is the table as the user names it (`agreements.csv`, `book.xlsx!agreements`), `row` the line of the file
    or the row of the sheet where the record begins (1 = header; 0 = the file as a whole), `column` the header (or
    sheet cell `C7`), `value` what stands there, `rule` a stable slug, `mend` what to write instead.
    """

    file: str
    row: int
    column: str
    value: str
    rule: str
    message: str
    mend: str
    severity: str = VIOLATION

    @property
    def blocks(self) -> bool:
        """True when the finding keeps the former store in place."""
        return self.severity == VIOLATION

    def as_dict(self) -> dict[str, str | int]:
        """The finding for `--format json`."""
        return asdict(self)


class KgError(Exception):
    """Root of all errors of this package; `exit_code` is what the command line returns."""

    exit_code = 3


class UsageError(KgError, ValueError):
    """The call is wrong; nothing was run."""

    exit_code = 2


class Violations(KgError):
    """The tables are wrong; `findings` holds every fault."""

    exit_code = 1

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__(f"{len(self.findings)} findings")


class Failed(KgError):
    """The work could not be done; the former state stands."""


class TimedOut(Failed):
    """A limit was reached before the answer was complete."""
