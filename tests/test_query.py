"""`kg query`: every form in the W3C's formats, faults in words, limits that hold, and nothing that is fetched."""

from __future__ import annotations

import json
import socket
import threading
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from tests.commands import Place, process

ROWS = 'SELECT ?a ?b { VALUES (?a ?b) { ("x,\\"y\\"\\n" UNDEF) (rl:z "đ"@vi) (1.5 true) } }'


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    made = Place(tmp_path_factory.mktemp("query"))
    assert made("build").code == 0
    return made


class Ear:
    """Listens on loopback and counts who calls."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with caller:
                self.heard.append(caller.recv(4096))
                caller.sendall(b"HTTP/1.1 500 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def ear() -> Iterator[Ear]:
    made = Ear()
    yield made
    made.close()


# Forms and formats ---------------------------------------------------------------------------------------------------


def test_csv_is_that_of_the_w3c(place: Place) -> None:
    assert place.csv("query", ROWS).out == (
        'a,b\r\n"x,""y""\n",\r\nhttps://w3id.org/regional-links/ns#z,đ\r\n1.5,true\r\n'.encode()
    )
    assert place.csv("query", "SELECT ?x { FILTER(false) }").out == b"x\r\n"


def test_tsv_is_that_of_the_w3c(place: Place) -> None:
    assert place("query", ROWS, "--format", "tsv").out.decode().splitlines() == [
        "?a\t?b",
        '"x,\\"y\\"\\n"\t',
        '<https://w3id.org/regional-links/ns#z>\t"đ"@vi',
        "1.5\ttrue",
    ]


def test_json_is_that_of_the_w3c(place: Place) -> None:
    read = json.loads(place("query", ROWS, "--format", "json").out)
    assert read["head"] == {"vars": ["a", "b"]}
    assert read["results"]["bindings"] == [
        {"a": {"type": "literal", "value": 'x,"y"\n'}},
        {
            "a": {"type": "uri", "value": "https://w3id.org/regional-links/ns#z"},
            "b": {"type": "literal", "value": "đ", "xml:lang": "vi"},
        },
        {
            "a": {"type": "literal", "value": "1.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
            "b": {"type": "literal", "value": "true", "datatype": "http://www.w3.org/2001/XMLSchema#boolean"},
        },
    ]
    assert place("query", "ASK {}", "--format", "json").out == b'{"head":{},"boolean":true}'


def test_xml_is_that_of_the_w3c(place: Place) -> None:
    names = {"r": "http://www.w3.org/2005/sparql-results#"}
    root = ElementTree.fromstring(place("query", ROWS, "--format", "xml").out)
    assert [v.get("name") for v in root.iterfind("r:head/r:variable", names)] == ["a", "b"]
    results = root.findall("r:results/r:result", names)
    assert [len(result) for result in results] == [1, 2, 2]
    assert results[0].findtext("r:binding/r:literal", namespaces=names) == 'x,"y"\n'
    root = ElementTree.fromstring(place("query", "ASK {}", "--format", "xml").out)
    assert root.findtext("r:boolean", namespaces=names) == "true"


@pytest.mark.parametrize("query", ["CONSTRUCT { ?s rl:x ?o } WHERE { ?s rl:party ?o }", "DESCRIBE agr:A1"])
def test_a_graph_is_turtle_or_n_triples_and_is_read_back(place: Place, query: str) -> None:
    formats = {"ttl": pyoxigraph.RdfFormat.TURTLE, "nt": pyoxigraph.RdfFormat.N_TRIPLES}
    read = [set(pyoxigraph.parse(place("query", query, "--format", f).out, format=kind)) for f, kind in formats.items()]
    assert read[0] == read[1]
    assert len(read[0]) >= 3
    assert place("query", query).out == place("query", query, "--format", "ttl").out  # the default


def test_a_table_for_people_shows_curies_and_a_boolean_is_a_word(place: Place) -> None:
    assert place("query", "SELECT ?a { ?a a rl:Agreement }").text.splitlines() == ["a", "------", "agr:A1"]
    assert place("query", "ASK { ?a a rl:Agreement }").text == "true\n"
    said = place("query", "CONSTRUCT { ?s rl:x ?o } WHERE { ?s rl:party ?o }", "--format", "table")
    assert said.text.split()[:3] == ["subject", "predicate", "object"]


@pytest.mark.parametrize(("query", "format"), [("SELECT * {}", "ttl"), ("ASK {}", "nt"), ("DESCRIBE agr:A1", "csv")])
def test_a_format_that_the_form_cannot_have_is_a_wrong_call(place: Place, query: str, format: str) -> None:
    said = place("query", query, "--format", format)
    assert (said.code, said.out) == (2, b"")
    assert "cannot be written as" in said.told


# Where the query comes from ------------------------------------------------------------------------------------------


def test_a_file_that_is_missing_or_no_text_is_a_wrong_call(place: Place, tmp_path: Path) -> None:
    for given, words in (
        (str(tmp_path / "no.rq"), "no such file"),
        (str(tmp_path), "no such file"),
        ("x" * 5000, "no such"),
    ):
        said = place("query", given)
        assert (said.code, said.out) == (2, b"")
        assert words in said.told
    (tmp_path / "latin.rq").write_bytes("SELECT ('Đà' AS ?x) {}".encode("utf-16"))
    assert "is not UTF-8" in place("query", str(tmp_path / "latin.rq")).told
    assert "standard input is not UTF-8" in place("query", "-", input=b"ASK { ?s ?p '\xff' }").told


def test_a_file_with_a_byte_order_mark_is_read(place: Place, tmp_path: Path) -> None:
    (tmp_path / "bom.rq").write_bytes(b"\xef\xbb\xbfASK {}")
    assert place("query", str(tmp_path / "bom.rq")).text == "true\n"


# Faults and limits ---------------------------------------------------------------------------------------------------


def test_a_fault_stops_before_anything_is_built_or_asked(tmp_path: Path) -> None:
    place = Place(tmp_path)
    said = place("query", "SELECT ?s WHERE { ?s ?p }")
    assert (said.code, said.out) == (2, b"")
    assert said.told.startswith("kg: the query does not parse: line 1, column 25")
    assert not place.store.exists()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
        "ASK { ?a (!rl:x|^!rl:x)+ ?b . ?b (!rl:x|^!rl:x)+ ?c FILTER(?a != ?a) }",
    ],
)
def test_a_query_that_runs_too_long_ends_with_three_and_writes_nothing(place: Place, query: str) -> None:
    where = ("--data", str(place.data), "--store", str(place.store))
    said = process("query", query, "--timeout", "0.5", *where, timeout=30)
    assert (said.code, said.out) == (3, b"")
    assert "--timeout" in said.told.splitlines()[-1]


def test_a_reader_that_goes_away_ends_the_command_quietly(place: Place) -> None:
    import subprocess

    from tests.commands import call, surroundings

    where = ("--data", str(place.data), "--store", str(place.store), "--format", "csv")
    command = call("query", "SELECT * { ?s ?p ?o }", *where)
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings())
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.read(10)
    running.stdout.close()
    assert b"Traceback" not in running.stderr.read()
    running.wait(timeout=30)
    running.stderr.close()


# Nothing is fetched (S23) --------------------------------------------------------------------------------------------


def test_s23_no_query_makes_the_engine_call_or_read_anything(place: Place, ear: Ear) -> None:
    at = f"http://127.0.0.1:{ear.port}"
    for query in (
        f"SELECT * {{ SERVICE <{at}/a> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{at}/b> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ VALUES ?u {{ <{at}/c> }} SERVICE ?u {{ ?s ?p ?o }} }}",
        f"PREFIX p: <http://x/\\u0041#> SELECT * {{ SERVICE SILENT <{at}/d> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p rl:.SERVICE SILENT <{at}/e> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{at}/f> {{ ?s ?p }} }}",  # does not parse either
    ):
        said = place.csv("query", query)
        assert (said.code, said.out) == (2, b""), query
        assert "SERVICE" in said.told
    for source in (f"{at}/g", "file:///etc/passwd"):
        for clause in (f"FROM <{source}>", f"FROM NAMED <{source}>"):
            said = place.csv("query", f"SELECT ?s ?p ?o {clause} {{ ?s ?p ?o }}")
            assert (said.code, said.text) == (0, "s,p,o\r\n"), clause
    assert ear.heard == []


def test_s23_a_host_that_is_allowed_by_name_is_called(place: Place, ear: Ear) -> None:
    query = f"SELECT * {{ SERVICE <http://127.0.0.1:{ear.port}/a> {{ ?s ?p ?o }} }}"
    assert place("query", query, "--allow-service", "localhost").code == 2
    assert ear.heard == []
    said = place("query", query, "--allow-service", "127.0.0.1")
    assert len(ear.heard) >= 1
    assert (said.code, said.out) == (3, b"")
    assert "Traceback" not in said.told


def test_s23_a_page_of_a_query_fetches_nothing_either(place: Place, ear: Ear, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(f"SELECT ?s ?o {{ SERVICE SILENT <http://127.0.0.1:{ear.port}/> {{ ?s ?p ?o }} }}")
    said = place("view", "--query", str(tmp_path / "q.rq"), "-o", str(tmp_path / "p.html"))
    assert said.code == 2
    assert ear.heard == []
    assert not (tmp_path / "p.html").exists()


@pytest.mark.parametrize("text", ["covid:2020", "javascript:alert(1)", "mailto:a@b.vn", "unit:none", "x:y"])
def test_a_text_that_looks_like_a_name_of_the_graph_is_a_text(tmp_path: Path, text: str) -> None:
    header = "id,title,signed,parties,principle,source\n"
    rows = f"A1,{text},2022-01-22,Quảng Ninh; Hải Dương,{text},S1\n"
    place = Place(tmp_path, {"agreements.csv": header + rows})
    assert place("view", "-o", str(tmp_path / "p.html")).code == 0
    assert f">{text}<" in (tmp_path / "p.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--report", "javascript:alert(1)"), "give a web address"),
        (("--today", "1990-01-01"), "the units are known from 2004-01-01 on"),
    ],
)
def test_a_wrong_option_of_a_page_is_told_and_nothing_is_written(
    place: Place, tmp_path: Path, wrong: tuple[str, str], told: str
) -> None:
    said = place("view", *wrong, "-o", str(tmp_path / "p.html"))
    assert (said.code, told in said.told) == (2, True)
    assert not (tmp_path / "p.html").exists()


@pytest.mark.parametrize("report", ["https://example.org/errors", "mailto:a@b.vn", "Email: a@b.vn", "a@b.vn"])
def test_any_way_to_report_an_error_stands_on_the_page(place: Place, tmp_path: Path, report: str) -> None:
    assert place("view", "--report", report, "-o", str(tmp_path / "p.html")).code == 0
    assert f'"report":"{report}"' in (tmp_path / "p.html").read_text(encoding="utf-8")


def test_steps_around_nothing_are_a_wrong_call(place: Place, tmp_path: Path) -> None:
    said = place("view", "--depth", "2", "-o", str(tmp_path / "p.html"))
    assert said.code == 2
    assert "--depth counts steps around an entity; give its NAME" in said.told
    assert not (tmp_path / "p.html").exists()


# Parameters ----------------------------------------------------------------------------------------------------------


def test_a_parameter_is_an_address_where_it_is_written_as_one_and_else_a_text(place: Place) -> None:
    query = "SELECT ?v (DATATYPE(?v) AS ?t) { }"
    for given, kind in (("agr:A1", "uri"), ("<http://x/a b>", "literal"), ("nope:A1", "literal"), ("2022", "literal")):
        read = json.loads(place("query", query, "--param", f"v={given}", "--format", "json").out)
        assert read["results"]["bindings"][0]["v"]["type"] == kind, given
    assert place.csv("query", "SELECT ?p { agr:A1 rl:party ?p FILTER(?p = ?u) }", "--param", "u=unit:bac-giang").rows


HOSTILE = [
    '"',
    "\\",
    '\\"',
    "\\u0022",
    "'''",
    '"""',
    "\n",
    "\r",
    "\t",
    "}",
    "# a",
    "<x>",
    'a:b"',
    "\x01",
    "\x7f",
    "\u2028",
    "đ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_bound_as_it_was_written(place: Place, text: str) -> None:
    said = place("query", "SELECT ?v { }", "--param", f"v=x{text}y", "--format", "json")
    assert said.code == 0, said.told
    assert json.loads(said.out)["results"]["bindings"] == [{"v": {"type": "literal", "value": f"x{text}y"}}]


@pytest.mark.parametrize("name", ["a b", "a}", "", "a-b", "?a", "a.b", "1 2"])
def test_a_name_that_no_variable_has_is_a_wrong_call(place: Place, name: str) -> None:
    said = place("query", "SELECT ?v { }", "--param", f"{name}=x")
    assert (said.code, said.out) == (2, b"")


def test_a_parameter_that_finds_no_place_is_told_without_the_assembled_query(place: Place) -> None:
    said = place("query", "SELECT ?v { BIND(1 AS ?v) }", "--param", "v=x")
    assert (said.code, said.out) == (2, b"")
    assert "VALUES" not in said.told
    assert place("query", "DESCRIBE agr:A1", "--param", "v=x").code == 2


def test_bytes_that_are_no_text_are_told(place: Place) -> None:
    said = place("query", "ASK {}", "--param", "v=\udcff")
    assert (said.code, said.out) == (2, b"")
    assert "no text" in said.told
