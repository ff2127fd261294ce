"""The house keeps its own rules: size, order, doors, and what may stand in its files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph
from rdflib.term import Node

ROOT = Path(__file__).resolve().parent.parent
KG = ROOT / "kg"
RL = "https://w3id.org/regional-links/ns#"
MODULES = sorted(KG.rglob("*.py"))
SCRIPTS = sorted(KG.rglob("*.js"))
STYLES = sorted(KG.rglob("*.css"))
RUN_KG = (sys.executable, "-c", "from kg.cli import main; main()")

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
#: What `kg --help` and other light commands must not load: each costs more than all of Python's own start.
HEAVY = frozenset(
    {"edtf", "igraph", "IPython", "jinja2", "networkx", "numpy", "openpyxl", "oxrdflib", "pyoxigraph"}
    | {"pyvis", "rdflib", "shacl"}
)
#: Only the door to SPARQL servers may talk to the network.
NETWORK = frozenset({"ftplib", "http.client", "smtplib", "socket", "ssl", "urllib.request", "requests", "httpx"})
#: Modules and calls that Windows lacks, or grants to administrators only.
UNIX_MODULES = frozenset({"fcntl", "grp", "posix", "pty", "pwd", "resource", "termios"})
UNIX_CALLS = frozenset({"fork", "forkpty", "symlink", "symlink_to", "mkfifo", "getuid", "geteuid", "killpg", "setsid"})
# Put together here, so that this file does not hold what it forbids.
HOSTS = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs", "org"), ("deb", "debian", "org"))
)
MACHINE = re.compile(r"(?<![\w.-])/(?:work|farm|root|home|Users|tmp|opt)/[\w.]")  # not inside an address
FOREIGN_CODE = re.compile(r"\.min\.(?:js|css)$|vis-network.*\.js$|\.wasm$|(?:^|/)node_modules/|\.whl$")
MARKUP = re.compile(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment)\b|document\.write|\beval\(")


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), where(path))


def imported(path: Path) -> Iterator[str]:
    """The full names a module imports: `from http import client` gives http and http.client."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control, and every new one that is not ignored."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout: git knows which files are ours")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(path for path in (ROOT / name for name in names if name) if path.is_file())


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


# Size and order ------------------------------------------------------------------------------------------------------


def test_every_file_of_the_package_is_short_enough_to_be_read() -> None:
    lengths = {where(path): path.read_bytes().count(b"\n") for path in (*MODULES, *SCRIPTS, *STYLES)}
    assert {name: lines for name, lines in lengths.items() if lines >= LINES_OF_A_FILE} == {}


def test_every_function_is_short_enough_to_be_seen_at_once() -> None:
    lengths = {
        f"{where(path)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines >= LINES_OF_A_FUNCTION} == {}


def test_the_contracts_of_the_house_are_kept() -> None:
    done = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def test_no_exception_is_caught_broadly() -> None:
    broad = {"Exception", "BaseException"}
    found = []
    for path in MODULES:
        for node in ast.walk(tree(path)):
            caught: list[ast.expr] = []
            if isinstance(node, ast.ExceptHandler):
                caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type or ast.Name("Exception")]
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
                caught = node.args
            if broad & {ast.unparse(one) for one in caught}:
                found.append(f"{where(path)}:{node.lineno}")
    assert found == []


def test_only_the_store_talks_to_a_network() -> None:
    found = [
        f"{where(path)}: {name}"
        for path in MODULES
        for name in imported(path)
        if name in NETWORK and not where(path).startswith("kg/store")
    ]
    assert found == []


def test_nothing_in_the_code_keeps_it_from_windows() -> None:
    modules = [f"{where(path)}: {name}" for path in MODULES for name in imported(path) if name in UNIX_MODULES]
    calls = [
        f"{where(path)}:{node.lineno} {node.attr}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in UNIX_CALLS
    ]
    assert modules + calls == []


def test_a_page_makes_no_markup_from_strings() -> None:
    found = [
        f"{where(path)}:{number} {line.strip()}"
        for path in SCRIPTS
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if MARKUP.search(line)
    ]
    assert found == []


# Light commands ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help"), ("ask", "--help")], ids=" ".join)
def test_a_light_command_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    done = run(sys.executable, "-X", "importtime", *RUN_KG[1:], *arguments)
    assert done.returncode == 0, done.stderr[-2000:]
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert "kg" in loaded
    assert loaded & HEAVY == set()


# What may stand in the files -----------------------------------------------------------------------------------------


def test_no_file_names_a_registry_or_a_path_of_the_machine_it_was_written_on() -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), 1):
            if any(host in line for host in HOSTS) or (MACHINE.search(line) and path != Path(__file__)):
                found.append(f"{where(path)}:{number} {line.strip()[:100]}")
    assert found == []


def test_no_third_party_code_is_committed() -> None:
    assert [where(path) for path in tracked() if FOREIGN_CODE.search(where(path))] == []


# Dependencies --------------------------------------------------------------------------------------------------------


def names(requirements: list[str]) -> set[str]:
    return {re.match(r"[\w.-]+", line)[0].lower() for line in requirements}  # type: ignore[index]


def project() -> dict[str, list[str]]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"run": table["dependencies"], **table["optional-dependencies"]}


def pins(file: str) -> dict[str, str]:
    """name -> version, marker and hashes, as the lock file has them."""
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements" / file).read_text("utf-8").strip())
    return {entry.split("==")[0]: entry.split("==", 1)[1] for entry in entries}


def test_every_dependency_has_a_line_of_reasons() -> None:
    decisions = (ROOT / "docs" / "decisions.md").read_text("utf-8")
    wanted = {name for group in project().values() for name in names(group)}
    assert {name for name in wanted if f"`{name}`" not in decisions} == set()


def test_every_dependency_is_pinned_with_hashes_and_nothing_else_is_in_the_locks() -> None:
    for file, groups in (("run.txt", ("run", "install")), ("test.txt", ("run", "install", "test"))):
        locked = pins(file)
        assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", pin) for pin in locked.values()), file
        assert names([line for group in groups for line in project()[group]]) <= set(locked), file


def test_tests_run_with_the_versions_that_users_get() -> None:
    run_versions, test_versions = (
        {name: pin.split()[0] for name, pin in pins(f).items()} for f in ("run.txt", "test.txt")
    )
    assert run_versions.items() <= test_versions.items()


# Documentation -------------------------------------------------------------------------------------------------------


def commands(file: str, program: str) -> set[str]:
    """The words that follow a program's name at the beginning of a line in the code blocks of a page."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", (ROOT / file).read_text("utf-8"), re.M | re.S)
    return {word for block in blocks for word in re.findall(rf"^(?:\$ )?{program} ([a-z][\w-]*)", block, re.M)}


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "docs/tutorial.md"])
def test_every_command_that_a_page_names_exists(file: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert commands(file, "make") <= targets
    assert [verb for verb in sorted(commands(file, "kg")) if run(*RUN_KG, verb, "--help").returncode] == []


def classes(graph: Graph) -> list[Node]:
    """The classes that a user meets; rl:Column describes the tables themselves."""
    ours = sorted(cls for cls in graph.subjects(RDF.type, OWL.Class) if str(cls).startswith(RL))
    return [cls for cls in ours if str(cls) != f"{RL}Column"]


def test_the_readme_names_both_commands() -> None:
    assert {"demo", "test"} <= commands("README.md", "make")


def test_each_class_of_the_ontology_has_its_two_words_in_the_glossary() -> None:
    graph = Graph().parse(ROOT / "ontology" / "regional-links.ttl")
    words = {cls: {label.language: str(label) for label in graph.objects(cls, RDFS.label)} for cls in classes(graph)}
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert [pair for pair in words.values() if f"| {pair['vi']} | {pair['en']} |" not in glossary] == []
