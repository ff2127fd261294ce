"""Runs one command as a process of its own and says what it cost: seconds, CPU seconds, peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any

MB = 1024 * 1024
#: Milliseconds; a call that takes longer is made three times only.
LONG = 2_000.0


class BenchFailed(Exception):
    """A process of the bench ended with another code than 0."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost; `told` is the JSON object of its last line, if there is one."""

    seconds: float
    cpu: float
    peak_mb: float
    told: Mapping[str, Any] = field(default_factory=dict)

    def __add__(self, other: Cost) -> Cost:
        """One after the other: times add up, memory does not."""
        told = {**self.told, **other.told, "steps": {**self.told.get("steps", {}), **other.told.get("steps", {})}}
        return Cost(self.seconds + other.seconds, self.cpu + other.cpu, max(self.peak_mb, other.peak_mb), told)


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Runs it to its end; raises BenchFailed with the end of what it said."""
    out, err = folder / "stdout.txt", folder / "stderr.txt"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=stdout, stderr=stderr, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BenchFailed(f"{' '.join(command)} ended with {process.returncode}\n{err.read_text()[-2000:]}")
    lines = out.read_text().strip().splitlines()
    told = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / MB, told)


def middle(costs: Sequence[Cost]) -> Cost:
    """The run of median length, with the highest memory of all."""
    ranked = sorted(costs, key=lambda cost: cost.seconds)
    return replace(ranked[len(ranked) // 2], peak_mb=max(cost.peak_mb for cost in costs))


def milliseconds(*calls: Callable[[], object], times: int) -> tuple[float, ...]:
    """Median milliseconds of calls in this process, made in turn, each once beforehand to be warm."""
    found: list[list[float]] = [[] for _ in calls]
    for call in calls:
        call()
    for _ in range(times):
        for call, taken in zip(calls, found, strict=True):
            begun = time.perf_counter()
            call()
            taken.append((time.perf_counter() - begun) * 1000)
        if len(found[0]) >= 3 and max(map(max, found)) > LONG:
            break
    return tuple(median(taken) for taken in found)
