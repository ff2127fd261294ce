"""The data package, the JSON-LD context and the page of the vocabulary say what the ontology says, byte for byte."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system
from rdflib import Graph
from rdflib.compare import isomorphic

from kg import vocabulary
from kg.datapackage.__main__ import generated, main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = Path(__file__).parent / "examples"
DATA = ROOT / "data"


def descriptor() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    return found


def resources() -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource for resource in descriptor()["resources"]}


@pytest.mark.parametrize("path", generated(), ids=lambda path: path.name)
def test_what_stands_is_what_the_ontology_says(path: Path) -> None:
    assert path.read_bytes() == generated()[path].encode(), "run `make generated` and read the diff"


def test_check_finds_nothing_to_write() -> None:
    assert main(["--check"]) == 0


def test_another_hash_seed_writes_the_same_bytes() -> None:
    command = [sys.executable, "-m", "kg.datapackage", "--check"]
    for seed in ("1", "2"):
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()


# The data package ----------------------------------------------------------------------------------------------------


def test_every_file_of_a_table_is_a_resource_with_its_columns_and_its_key() -> None:
    assert {resource["path"] for resource in resources().values()} >= {
        path.relative_to(DATA).as_posix() for path in DATA.glob("**/*.csv")
    }
    for kind in vocabulary.load().kinds:
        for resource in (r for r in resources().values() if r["class"] == vocabulary.curie(kind.iri)):
            schema = resource["schema"]
            names = [field["name"] for field in schema["fields"]]
            assert set(names) <= {column.header for column in kind.columns}
            assert {column.header for column in kind.columns if column.required} <= set(names), resource["name"]
            assert set(schema["primaryKey"]) <= set(names)


def test_a_column_of_one_concept_lists_every_slug_that_it_takes() -> None:
    fields = {field["name"]: field for field in resources()["agreements"]["schema"]["fields"]}
    assert {"signed", "planned", "dropped"} <= set(fields["status"]["constraints"]["enum"])
    assert "enum" not in fields["sectors"].get("constraints", {})


def test_foreign_keys_lead_to_tables_of_the_package() -> None:
    names = set(resources())
    for name, resource in resources().items():
        for key in resource["schema"].get("foreignKeys", []):
            assert key["reference"]["resource"] in names | {""}
            assert key["reference"]["resource"] != name


def test_the_packaged_tables_keep_to_the_package() -> None:
    told = descriptor()
    told["resources"] = [r for r in told["resources"] if (DATA / r["path"]).is_file()]
    there = {r["name"] for r in told["resources"]}
    for resource in told["resources"]:
        keys = resource["schema"].get("foreignKeys", [])
        resource["schema"]["foreignKeys"] = [k for k in keys if k["reference"]["resource"] in there | {""}]
    with system.use_context(trusted=True):
        report = Package.from_descriptor(told, basepath=str(DATA)).validate()
    faults = report.flatten(["name", "rowNumber", "fieldName", "type", "note"])
    assert faults[:20] == []


# The JSON-LD context -------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*-valid.ttl")), ids=lambda path: path.stem)
def test_a_graph_written_with_the_context_is_read_back_as_it_was(path: Path) -> None:
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text("utf-8"))["@context"]
    graph = Graph().parse(path, format="turtle")
    text = graph.serialize(format="json-ld", context=context)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), graph)


def test_the_context_has_every_prefix_and_every_property_of_a_column() -> None:
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text("utf-8"))["@context"]
    assert dict(vocabulary.prefixes()).items() <= context.items()
    filled = {vocabulary.curie(c.property) for k in vocabulary.load().kinds for c in k.columns if c.property}
    assert filled <= set(context)


# The page ------------------------------------------------------------------------------------------------------------


def test_the_page_has_every_table_every_list_and_no_dead_link() -> None:
    page = (ROOT / "docs" / "vocabulary.md").read_text("utf-8")
    heads = re.findall(r"^### (\S+)$", page, re.MULTILINE)
    assert len(heads) == len(set(heads))
    model = vocabulary.load()
    wanted = {kind.table for kind in model.kinds} | {scheme.rsplit("/", 1)[-1] for scheme in model.schemes}
    assert wanted == set(heads)
    assert set(re.findall(r"\]\(#([\w-]+)\)", page)) <= wanted
