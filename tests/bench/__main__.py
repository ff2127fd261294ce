"""`make bench`: every mark of speed, one table to standard output and to docs/performance.md.

`python -m tests.bench --size 10000 --today 2026-11-25 [--morph PYTHON] [--out FILE] [--times 3]`; with `--pages` only
the pages are measured, and in FILE only their section is written anew.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path

from kg.verbs.setting import PACKAGED
from tests.bench import paged, report
from tests.bench.builds import Builds
from tests.bench.generate import generate
from tests.bench.measure import Cost, middle, run
from tests.bench.pages import Pages
from tests.bench.questions import Questions

ENGINES = ("pyoxigraph", "shacl", "rdflib", "networkx", "igraph", "pyvis", "playwright")


def main() -> None:
    """Runs all marks, or those of the pages."""
    given = _arguments()
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        work = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(work / "cache")
        pages = ""
        if not given.without_pages:
            pages = paged.section(Pages(work, given.today.isoformat(), given.times, given.seed).all())
        if given.pages:
            before = given.out.read_text(encoding="utf-8") if given.out and given.out.exists() else ""
            text = report.renewed(before, pages)
        else:
            text = _whole(given, work, pages)
    sys.stdout.write(pages if given.pages else text)
    if given.out:
        given.out.write_text(text, encoding="utf-8", newline="\n")


def _whole(given: argparse.Namespace, work: Path, pages: str) -> str:
    """The report with the marks of build, questions and start."""
    tables = work / "tables"
    generate(tables, given.size, given.seed)
    builds = Builds(tables, work, given.times, given.morph)
    ways = builds.all()
    questions = Questions(builds.store, (PACKAGED, str(tables)), given.today, given.times).all()
    return report.write(_machine(given), ways, questions, _start(work, given.times), pages)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--size", type=int, default=10_000, help="projects")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=3, help="runs of each mark; the median counts")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    parser.add_argument("--morph", type=Path, help="the Python of an environment with Morph-KGC")
    parser.add_argument("--work", type=Path, help="where the tables and stores of the run stand")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--pages", action="store_true", help="measure the pages only")
    parser.add_argument("--without-pages", action="store_true")
    return parser.parse_args()


def _machine(given: argparse.Namespace) -> dict[str, str]:
    """What the figures depend on."""
    found = {
        "date": given.today.isoformat(),
        "projects": f"{given.size:,} (seed {given.seed})",
        "runs": f"median of {given.times}; memory is the highest peak of one process",
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
    }
    found |= {name: version(name) for name in ENGINES}
    if given.morph:
        pins = (Path(__file__).parents[2] / "requirements" / "bench.txt").read_text(encoding="utf-8")
        found["morph-kgc"] = next(line.split("==")[1].split()[0] for line in pins.splitlines() if "morph-kgc==" in line)
    return found


def _start(work: Path, times: int) -> tuple[Cost, Cost]:
    """`kg --help` and a Python that does nothing; many runs, for they are short."""
    commands = ["from kg.cli import main; main()", "pass"]
    ours, bare = ([run([sys.executable, "-c", c, "--help"], work) for _ in range(times * 3)] for c in commands)
    return middle(ours), middle(bare)


if __name__ == "__main__":
    main()
