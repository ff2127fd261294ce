"""Marks of the build: tables to a checked store, against the store's own loader and against what others would do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from kg import builds
from tests.bench.measure import Cost, middle, run

KG = (sys.executable, "-m", "kg.cli")
PEERS = (sys.executable, "-m", "tests.bench.peers")


@dataclass(frozen=True, slots=True)
class Way:
    """One way from the tables to a store, and how often it took as long as ours in the same round (the median)."""

    name: str
    cost: Cost
    times_ours: float


class Builds:
    """Runs every way over the same tables, in turn, each into a store of its own."""

    def __init__(self, tables: Path, work: Path, times: int, morph: Path | None) -> None:
        self.tables, self.work, self.times, self.morph = tables, work, times, morph
        self.store = work / "store"
        self.graph = work / "graph.nt"

    def all(self) -> list[Way]:
        """Every way once a round, ours first: the others read or repeat what it made. The machine may be shared."""
        ways = {"kg build, checked": self._kg, "raw load": self._raw, "rdflib loop": self._rdflib}
        if self.morph:
            ways["Morph-KGC"] = self._morph
        rounds = [self._round(ways) for _ in range(self.times)]
        first = next(iter(ways))
        return [
            Way(name, middle([r[name] for r in rounds]), median(r[name].seconds / r[first].seconds for r in rounds))
            for name in ways
        ]

    def _round(self, ways: Mapping[str, Callable[[], Cost]]) -> dict[str, Cost]:
        found = {}
        for name, once in ways.items():
            found[name] = cost = once()
            sys.stderr.write(f"{name}: {cost.seconds:.1f} s, {cost.cpu:.1f} s of CPU, {cost.peak_mb:,.0f} MB\n")
            if not self.graph.exists():
                run([*KG, "export", "-o", str(self.graph), *self._ours(), "--as-built"], self.work)
        return found

    def _ours(self) -> list[str]:
        return ["--data", "packaged", "--data", str(self.tables), "--store", str(self.store), "--today", "2026-11-25"]

    def _kg(self) -> Cost:
        shutil.rmtree(self.store, ignore_errors=True)
        cost = run([*KG, "build", *self._ours()], self.work)
        return replace(cost, told={"triples": builds.facts(self.store)["triples"]})

    def _fresh(self, name: str) -> Path:
        """A place for a peer's store; what an earlier run left there goes."""
        for path in self.work.glob(f"{name}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return self.work / name

    def _raw(self) -> Cost:
        return run([*PEERS, "raw", str(self.graph), str(self._fresh("raw"))], self.work)

    def _rdflib(self) -> Cost:
        return run([*PEERS, "rdflib", str(self.tables), str(self._fresh("rdflib"))], self.work)

    def _morph(self) -> Cost:
        tables = self._fresh("morph").with_suffix(".tables")
        prepared = run([*PEERS, "tables", str(self.tables), str(tables)], self.work)
        mapped = run([str(self.morph), "-m", "morph_kgc", str(tables / "morph.ini")], self.work)
        mapped = replace(mapped, told={"steps": {"map": mapped.seconds}})
        loaded = run([*PEERS, "raw", str(tables.with_suffix(".nt")), str(self.work / "morph")], self.work)
        return prepared + mapped + loaded
