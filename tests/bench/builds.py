"""Marks of the build: tables to a checked store, against the store's own loader and against what others would do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kg import builds
from tests.bench.measure import Cost, repeated, run

KG = (sys.executable, "-m", "kg.cli")
PEERS = (sys.executable, "-m", "tests.bench.peers")


@dataclass(frozen=True, slots=True)
class Way:
    """One way from the tables to a store."""

    name: str
    cost: Cost
    triples: int


class Builds:
    """Runs every way over the same tables, in turn, each into a store of its own."""

    def __init__(self, tables: Path, work: Path, times: int, morph: Path | None) -> None:
        self.tables, self.work, self.times, self.morph = tables, work, times, morph
        self.store = work / "store"
        self.graph = work / "graph.nt"

    def all(self) -> list[Way]:
        """Our build first: the raw load reads the N-Triples that it wrote. Its store stays for the questions."""
        ours = self._way("kg build, checked", self._kg)
        run([*KG, "export", "-o", str(self.graph), *self._ours(), "--as-built"], self.work)
        ways = [ours, self._way("raw: finished N-Triples, pyoxigraph bulk_load + optimize", self._raw)]
        ways.append(self._way("rdflib loop", self._rdflib))
        if self.morph:
            ways.append(self._way("Morph-KGC", self._morph))
        return ways

    def _way(self, name: str, once: Callable[[], Cost]) -> Way:
        cost = repeated(once, self.times)
        sys.stderr.write(f"{name}: {cost.seconds:.1f} s, {cost.peak_mb:,.0f} MB\n")
        return Way(name, cost, int(cost.told.get("triples", 0)))

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
