"""`kg build` and `kg check`: tables -> register -> triples -> SHACL -> store, swapped in as a whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from kg import builds, checks, derived, resources, store, tables, triples, vocabulary
from kg.errors import Failed, Finding, Violations
from kg.register import Register, places, register
from kg.store import Graph
from kg.tables import Table
from kg.verbs.setting import Setting, code, inputs

Say = Callable[[str], None]
Report = Callable[[Finding], None]
#: How long a second `kg build` waits for the first.
WAIT = 600.0
#: Findings kept; a table of 100,000 bad rows is not told row by row.
MOST_FINDINGS = 10_000


@dataclass(slots=True)
class Findings:
    """Collects findings, each once."""

    found: dict[Finding, None] = field(default_factory=dict)
    more: int = 0

    def __call__(self, finding: Finding) -> None:
        """Notes a finding."""
        if len(self.found) < MOST_FINDINGS:
            self.found[finding] = None
        elif finding not in self.found:
            self.more += 1

    def apart_from_references(self, finding: Finding) -> None:
        """Notes a finding of a row whose references cannot be looked up, since a table could not be read.

        Names of units are still looked up: the packaged reference was read.
        """
        if finding.rule != "reference":
            self(finding)

    def sorted(self) -> tuple[Finding, ...]:
        """By file, row and column; the last says how many more there are."""
        found = sorted(self.found)
        if self.more:
            message = f"{self.more:,} further findings are not listed"
            found.append(Finding("all tables", 0, "", "", "more", message, "mend these first, then build again"))
        return tuple(found)

    @property
    def block(self) -> bool:
        """True when one of them keeps the former store in place."""
        return any(f.blocks for f in self.found)


def read(setting: Setting, findings: Findings) -> tuple[Register, bool]:
    """The first reading, and whether every table could be read."""
    model = vocabulary.load()
    groups: list[tuple[str, list[Table]]] = []
    usable = True
    for name, folder, within in setting.groups():
        found, faults = tables.find([folder], model, within)
        for fault in faults:
            findings(fault)
            usable = usable and not fault.blocks
        if not found and not faults:
            mend = f"kg init {folder} writes tables to begin with"
            findings(Finding(str(folder), 0, "", "", "no-table", "no table was found in this folder", mend))
        groups.append((name, found))
    return register(groups, model, findings if usable else findings.apart_from_references), usable


def graph(made: Register, report: Report, say: Say) -> Iterator[str]:
    """The whole graph as N-Triples text: ontology and concepts, readings and keys, every record."""
    yield terms()
    yield "".join(derived.readings(made))
    yield from derived.keys(made)
    yield from derived.description()
    yield from _told(triples.triples(made, report), made.rows, "records mapped", say)


def terms() -> str:
    """Ontology and concepts as N-Triples."""
    paths = [resources.ontology() / name for name in ("regional-links.ttl", "concepts.ttl")]
    return "".join(store.as_ntriples(path) for path in paths if path.exists())


def _told(pieces: Iterable[str], total: int, what: str, say: Say) -> Iterator[str]:
    """Passes pieces on; says how far it is once a second."""
    begun = last = time.monotonic()
    for count, piece in enumerate(pieces, 1):
        yield piece
        if count % 256 == 0 and (now := time.monotonic()) - last > 1:
            last = now
            say(f"{count:,} of {total:,} {what}, {count / (now - begun):,.0f} a second")


class Aside:
    """Does things in a thread of its own, in order, while the caller goes on; at most one waits.

    SHACL and Oxigraph let go of Python's lock while they work, so that both cores have something to do.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, *exception: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def do(self, work: Callable[[bytes], None], block: bytes) -> None:
        """Hands one block on; raises what the last one raised."""
        self.wait()
        self._last = self._pool.submit(work, block)

    def wait(self) -> None:
        """Returns when all is done."""
        if self._last is not None:
            self._last.result()


def check(setting: Setting, say: Say) -> tuple[Finding, ...]:
    """All findings of the data, without touching a store. Raises Failed where there is no room to work in."""
    import tempfile

    findings = Findings()
    try:
        with tempfile.TemporaryDirectory() as folder:
            _map(setting, Path(folder), findings, say, lambda block: None)
    except OSError as fault:
        raise Failed(f"the tables could not be checked: {fault}") from fault
    return findings.sorted()


def _map(setting: Setting, work: Path, findings: Findings, say: Say, use: Callable[[bytes], None]) -> Register:
    """Both readings and SHACL; every fault of every table is told, also where one of them cannot be read.

    Each block of the graph is checked and used while the next one is mapped, as long as nothing stands against it.
    """
    made, usable = read(setting, findings)
    report = findings if usable else findings.apart_from_references
    shapes = checks.Shapes(made.model, made.known.ids, terms(), work)
    with Aside() as checking, Aside() as using:
        for block in store.blocks(graph(made, report, say)):
            if not findings.block:
                checking.do(shapes.check, block)
                using.do(use, block)
        checking.wait()
        using.wait()
    if not findings.block:
        for finding in shapes.findings(places(made)):
            findings(finding)
    return made


def build(setting: Setting, say: Say, only_if_stale: bool = False) -> tuple[Finding, ...]:
    """Builds and swaps in; returns the warnings. Raises Violations, with the former store untouched."""
    begun = time.monotonic()
    findings = Findings()

    def waiting() -> None:
        say(f"another kg build is at work on {setting.folder}; waiting for it")

    with store.building(setting.folder, WAIT, waiting) as new:
        if only_if_stale and not stale(setting):
            return ()
        used = inputs(setting)
        made = _map(setting, new.path, findings, say, new.load)
        if findings.block:
            raise Violations(findings.sorted())
        if (passed := time.monotonic() - begun) > 1:
            say(f"{made.rows:,} rows mapped, checked and loaded in {passed:.1f} s; putting the store in order")
        for update in derived.FIGURES:
            new.update(update)
        new.finish({"inputs": used, "code": code(), "data": list(setting.data), "rows": made.rows})
    say(f"built {setting.folder} from {setting.told()}: {made.rows:,} rows in {time.monotonic() - begun:.1f} s")
    return findings.sorted()


def stale(setting: Setting) -> bool:
    """True when the store that stands was made from other inputs or by another code."""
    told = builds.facts(setting.folder)
    return not told or told.get("inputs") != inputs(setting) or told.get("code") != code()


def answering(setting: Setting, say: Say) -> Graph:
    """The store to answer from, built first where it is missing or stale (unless `as_built`)."""
    if not setting.as_built and stale(setting):
        say(f"the store of {setting.told()} is missing or older than its tables; building it")
        build(setting, say, only_if_stale=True)
    say(f"answering from {setting.told()}")
    return store.open_current(setting.folder)
