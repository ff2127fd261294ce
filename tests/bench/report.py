"""The figures as one Markdown page: what was measured, the goal, and whether it is met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.bench.builds import Way
from tests.bench.measure import Cost
from tests.bench.questions import SLOWEST, Asked

#: Goals of the build: times the raw load, megabytes, times quicker than each peer; of `kg --help`, CPU seconds.
RAW, MEMORY, PEER, START = 2.0, 600.0, 3.0, 0.3
HEAD = """# Performance

Written by `make bench` (`make bench SIZE=100000` for the size of the goals). The tables are made up from a seed
(tests/bench/generate.py); every way below makes the same triples of them. `make bench ONLY=pages` measures the pages
alone and leaves the rest as it is. The goals are those of the issues "First path" and "See the country", section 8.
The machine was shared: ratios of the same run tell more than seconds.
"""
BUILDS = """\
Each way ran once a round; "times kg build" is the median of the rounds. `kg build` reads the packaged tables besides,
and checks every row and the whole graph; no other way checks anything. *raw load* gives the finished N-Triples file to
pyoxigraph's `bulk_load` and optimises: a way that ends in the same store cannot take less. *rdflib loop* and
*Morph-KGC* make the same triples of the three tables and end with that load.

"""
QUESTIONS = """\
*kg* is the answer as rows of text, parameters looked up, lists joined and sorted; *raw* the same query on bare
pyoxigraph, its values read. A row of the query is not a row of the answer: lists come as several rows. Units and the
agreement are the busiest of the data.

"""


def write(
    machine: Mapping[str, str],
    ways: Sequence[Way],
    questions: Sequence[Asked],
    start: tuple[Cost, Cost],
    pages: str,
) -> str:
    """The whole page; `pages` is the section that `renewed` can write anew alone."""
    parts = [
        HEAD,
        table(("", ""), machine.items()),
        "## From tables to an optimised store\n\n" + _builds(ways),
        "## Questions, in milliseconds\n\n" + QUESTIONS + _questions(questions),
        "## Start\n\n" + _start(*start),
    ]
    return "\n".join([*parts, pages] if pages else parts)


def renewed(text: str, section: str) -> str:
    """The page with another last section, known by the words that its title begins with."""
    begins = " ".join(section.split()[:2])
    kept = text.partition("\n" + begins)[0] if begins in text else text.rstrip("\n") + "\n"
    return kept + "\n" + section


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def met(holds: bool) -> str:
    """The last column."""
    return "met" if holds else "**not met**"


def _builds(ways: Sequence[Way]) -> str:
    ours, raw = ways[0], ways[1]
    rows = []
    for way in ways:
        steps, triples = way.cost.told.get("steps", {}), int(way.cost.told.get("triples", 0))
        rows.append(
            (
                way.name,
                f"{way.cost.seconds:.1f}",
                f"{way.cost.cpu:.1f}",
                f"{way.cost.peak_mb:,.0f}",
                f"{way.times_ours:.2f}",
                f"{triples:,}",
                ", ".join(f"{name} {seconds:.1f}" for name, seconds in steps.items()),
            )
        )
    goals = [
        ("kg build against the raw load", f"{1 / raw.times_ours:.2f} times", f"at most {RAW:.0f}"),
        ("memory of kg build", f"{ours.cost.peak_mb:,.0f} MB", f"under {MEMORY:.0f} MB at 100,000 projects"),
    ]
    held = [1 / raw.times_ours <= RAW, ours.cost.peak_mb < MEMORY]
    for way in ways[2:]:
        goals.append((f"{way.name} against kg build", f"{way.times_ours:.2f} times", f"at least {PEER:.0f}"))
        held.append(way.times_ours >= PEER)
    verdicts = [(*goal, met(holds)) for goal, holds in zip(goals, held, strict=True)]
    head = ("way", "seconds", "CPU seconds", "peak MB", "times kg build", "triples", "steps")
    return BUILDS + table(head, rows) + "\n" + table(("mark", "found", "goal", ""), verdicts)


def _questions(questions: Sequence[Asked]) -> str:
    rows = [
        (
            f"`{q.call}`",
            f"{q.rows:,}",
            f"{q.ours:.1f}",
            f"{q.raw:.1f}",
            f"{q.ours - q.raw:.1f}",
            f"{q.allowed - q.raw:.1f}",
            met(q.ours <= q.allowed and q.ours < SLOWEST),
        )
        for q in questions
    ]
    return table(("question", "rows of the query", "kg", "raw", "more", "allowed", f"and under {SLOWEST:.0f}"), rows)


def _start(ours: Cost, bare: Cost) -> str:
    more = ours.cpu - bare.cpu
    row = ("`kg --help`", f"{ours.cpu:.2f}", f"{bare.cpu:.2f}", f"{more:.2f}", f"at most {START}", met(more <= START))
    return table(("command", "CPU seconds", "bare Python", "more", "goal", ""), [row])
