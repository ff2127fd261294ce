"""SHACL in blocks: what is found does not depend on where a block ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from shacl import Shapes as Engine

from kg import checks, resources, store
from kg.register import Register
from kg.verbs import build
from kg.verbs.setting import Setting
from tests.bench.generate import generate

Found = set[tuple[str, str | None, str, str | None]]
SCHEME = "https://w3id.org/regional-links/"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Register, list[str]]:
    """A register, and the pieces of its graph."""
    folder = tmp_path_factory.mktemp("country")
    generate(folder, 60, seed=3)
    findings = build.Findings()
    made, _ = build.read(Setting((str(folder),)), findings)
    return made, list(build.graph(made, findings, lambda text: None))


def whole(pieces: Sequence[str], work: Path) -> Found:
    """What the engine finds in the whole graph under the shapes as they are written."""
    path = work / "graph.nt"
    path.write_text("".join(pieces), encoding="utf-8")
    report = Engine.from_file(str(resources.ontology() / "shapes.ttl")).validate_file(str(path))
    return {(r.focus_node, r.path, r.component, r.value) for r in report.results}


def in_blocks(pieces: Sequence[str], made: Register, work: Path, size: int) -> Found:
    shapes = checks.Shapes(made.model, made.known.ids, build.terms(), work)
    for block in store.blocks(pieces, size):
        shapes.check(block)
    return {(r.focus_node, r.path, r.component, r.value) for r in shapes._results}


def spoiled(pieces: list[str], pattern: str, to: str) -> list[str]:
    """The same graph with faults in the last piece of all that has the pattern."""
    at = max(n for n, piece in enumerate(pieces) if re.search(pattern, piece))
    return [*pieces[:at], re.sub(pattern, to, pieces[at]), *pieces[at + 1 :]]


FAULTS = {
    "nothing": (r"\Z", ""),
    "a link under a source": (rf"/ns#under> <{SCHEME}agreement/\w+>", f"/ns#under> <{SCHEME}source/S000001>"),
    "a party that is no unit": (r"(project/\w+> <[^>]*/ns#party> <[^>]*/)unit/[\w-]+", r"\1source/S000001"),
    "a source that nobody knows": (r"wasDerivedFrom> <([^>]*)/\w+>", r"wasDerivedFrom> <\1/nowhere>"),
    "a status of another scheme": (r"/ns#status> <([^>]*)/[\w-]+>", r"/ns#status> <\1/province>"),
    "evidence about nothing": (r"<[^>]*/evidence/prj_\w+> <[^>]*/ns#about> <[^>]*/project/\w+> \.\n", ""),
    "no name": (r"<[^>]*/project/\w+> <[^>]*#label> \"[^\"]*\"@vi \.\n", ""),
    "two names in one language": (r'(<[^>]*/project/\w+> <[^>]*#label> ")([^"]*"@vi) \.\n', r"\1\2 .\n\1x\2 .\n"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_blocks_of_any_size_give_what_the_whole_graph_gives(
    fault: str, country: tuple[Register, list[str]], tmp_path: Path
) -> None:
    made, pieces = country
    bad = spoiled(pieces, *FAULTS[fault])
    found = whole(bad, tmp_path)
    assert bool(found) is (fault != "nothing")
    assert in_blocks(bad, made, tmp_path, 40_000) == found
    assert in_blocks(bad, made, tmp_path, store.BLOCK) == found


def test_no_block_is_left_behind(country: tuple[Register, list[str]], tmp_path: Path) -> None:
    made, pieces = country
    in_blocks(pieces[:1], made, tmp_path, store.BLOCK)
    assert list(tmp_path.iterdir()) == []
