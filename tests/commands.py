"""Runs `kg` as users do: within the test's process where that is enough, as a process of its own where it is not."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from click.testing import CliRunner

from kg.cli import main
from tests.conftest import ROOT

HEADER = "id,title,signed,period_start,period_end,parties,source\n"
SOURCES = (
    "id,title,publisher,address,date,retrieved,licence\n"
    "S1,Thúc đẩy liên kết vùng,Báo A,https://example.org/s1,2022-01-22,2026-11-01,facts only\n"
)
AGREEMENT = "A1,Hợp tác Quảng Ninh – Hải Dương – Bắc Giang,2022-01-22,2022,2025,Quảng Ninh; Hải Dương; Bắc Giang,S1\n"
BASE: Mapping[str, str] = {"sources.csv": SOURCES, "agreements.csv": HEADER + AGREEMENT}


@dataclass(frozen=True)
class Said:
    """What a command did: its exit code, what it wrote, what it told."""

    code: int
    out: bytes
    told: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def rows(self) -> list[dict[str, str]]:
        """A CSV answer, one mapping a row."""
        return list(csv.DictReader(StringIO(self.text, newline="")))

    @property
    def first(self) -> list[str]:
        """The first column of a CSV answer."""
        return [next(iter(row.values())) for row in self.rows]


def folder(path: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """A data folder with the common ground of the cases; None leaves a file out."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in {**BASE, **(files or {})}.items():
        if content is not None:
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def agreements(*rows: str) -> dict[str, str]:
    """A table of agreements with these rows."""
    return {"agreements.csv": HEADER + "".join(row + "\n" for row in rows)}


class Place:
    """A data folder and its store."""

    def __init__(self, path: Path, files: Mapping[str, str | bytes | None] | None = None) -> None:
        self.data, self.store = folder(path / "D", files), path / "T"

    def put(self, files: Mapping[str, str | bytes]) -> None:
        folder(self.data, {**dict.fromkeys(BASE), **files})

    def __call__(self, *arguments: str, input: bytes | None = None) -> Said:
        return kg(*arguments, "--data", str(self.data), "--store", str(self.store), input=input)

    def csv(self, *arguments: str) -> Said:
        return self(*arguments, "--format", "csv")


def kg(*arguments: str, input: bytes | None = None) -> Said:
    """Within this process; an exception that no command may raise is raised here."""
    done = CliRunner().invoke(main, list(arguments), input=input, catch_exceptions=False)
    return Said(done.exit_code, done.stdout_bytes, done.stderr)


def call(*arguments: str, **environment: str) -> Sequence[str]:
    """The words of a command of its own."""
    return [sys.executable, "-m", "kg.cli", *arguments]


def surroundings(**changed: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **changed}


def process(*arguments: str, input: bytes | None = None, timeout: float = 120, **environment: str) -> Said:
    """As a process of its own."""
    done = subprocess.run(
        call(*arguments),
        input=input,
        capture_output=True,
        check=False,
        timeout=timeout,
        env=surroundings(**environment),
    )
    return Said(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def start(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """A process of its own that goes on."""
    return subprocess.Popen(
        call(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(**environment)
    )
