"""`kg export`: every format read back strictly; the same bytes each time; a file is written whole or not at all."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from pathlib import Path

import networkx
import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from rdflib import Graph
from rdflib.compare import isomorphic

from kg.delimited import as_text
from kg.tables import find
from kg.vocabulary import load
from tests.commands import HEADER, SOURCES, Place, agreements

ENDINGS = ("nt", "ttl", "jsonld", "graphml", "gexf", "csv", "xlsx")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    made = Place(
        tmp_path_factory.mktemp("export"),
        {
            "agreements.csv": HEADER
            + 'A1,"Ký ""ba bên"", gồm:\nQuảng Ninh",2022-01-22,2022,2025,Quảng Ninh; Hải Dương; Bắc Giang,S1\n'
            + "A2,</script><b>&amp;,2019-10,,,Quảng Ninh; Hải Dương,S1\n"
            + "A3,=1+1,2022,,,Quảng Ninh; Hải Dương,S1\n"
            + "A3,,2021-05,,,Quảng Ninh; Hải Dương; Bắc Giang,S2\n",
            "sources.csv": SOURCES + "S2,Nguồn hai,Báo B,https://example.org/s2,2022-01-23,2026-11-01,facts only\n",
        },
    )
    assert made("build").code == 0
    return made


def export(place: Place, path: Path) -> bytes:
    said = place("export", "-o", str(path))
    assert said.code == 0, said.told
    return path.read_bytes()


def test_n_triples_are_those_of_the_store_sorted(place: Place, tmp_path: Path) -> None:
    raw = export(place, tmp_path / "g.nt")
    lines = raw.decode().splitlines()
    assert lines == sorted(lines)
    count = int(place.csv("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0]["n"])
    assert len(set(pyoxigraph.parse(raw, format=pyoxigraph.RdfFormat.N_TRIPLES))) == len(lines) == count


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD uses it
@pytest.mark.parametrize(
    ("ending", "format", "strict"),
    [("ttl", "turtle", pyoxigraph.RdfFormat.TURTLE), ("jsonld", "json-ld", pyoxigraph.RdfFormat.JSON_LD)],
)
def test_turtle_and_json_ld_hold_the_same_graph_for_two_readers(
    place: Place, tmp_path: Path, ending: str, format: str, strict: pyoxigraph.RdfFormat
) -> None:
    lines, raw = export(place, tmp_path / "g.nt"), export(place, tmp_path / f"g.{ending}")
    assert isomorphic(Graph().parse(data=lines, format="nt"), Graph().parse(data=raw, format=format))
    assert canonical(raw, strict) == canonical(lines, pyoxigraph.RdfFormat.N_TRIPLES)  # each literal in its own form


def canonical(raw: bytes, format: pyoxigraph.RdfFormat) -> pyoxigraph.Dataset:
    read = pyoxigraph.Dataset(pyoxigraph.parse(raw, format=format))
    read.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return read


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_graphml_and_gexf_hold_every_matter_its_parties_and_their_text(
    place: Place, tmp_path: Path, ending: str
) -> None:
    export(place, tmp_path / f"g.{ending}")
    read = (networkx.read_graphml if ending == "graphml" else networkx.read_gexf)(tmp_path / f"g.{ending}")
    assert {"agr:A1", "agr:A2", "agr:A3", "unit:quang-ninh"} <= set(read)
    assert read.nodes["agr:A2"]["label"] == "</script><b>&amp;"
    assert read.nodes["agr:A1"]["label"] == 'Ký "ba bên", gồm:\nQuảng Ninh'
    assert sum("agr:A1" in edge[:2] for edge in read.edges) == 3
    assert all(isinstance(value, str) for _, facts in read.nodes(data=True) for value in facts.values())


def test_the_table_has_one_row_a_link_in_both_forms(place: Place, tmp_path: Path) -> None:
    raw = export(place, tmp_path / "g.csv")
    assert raw.startswith(b"\xef\xbb\xbflink,")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    mine = {row["link"]: row for row in rows if row["link"].startswith("agr:")}
    assert sorted(mine) == ["agr:A1", "agr:A2", "agr:A3"]
    assert mine["agr:A1"]["parties"] == "Bắc Giang; Hải Dương; Quảng Ninh"
    assert mine["agr:A3"]["source"] == "src:S1; src:S2"
    assert mine["agr:A3"]["title"] == "'=1+1"
    export(place, tmp_path / "g.xlsx")
    sheet = load_workbook(tmp_path / "g.xlsx").active
    values = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert values[0] == list(rows[0])
    assert [row[0] for row in values[1:]] == [row["link"] for row in rows]
    assert "=1+1" in [row[2] for row in values]
    with zipfile.ZipFile(tmp_path / "g.xlsx") as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_clock_stands_in_a_file(place: Place, tmp_path: Path, ending: str) -> None:
    first = export(place, tmp_path / f"a.{ending}")
    time.sleep(1.1 if ending in ("xlsx", "gexf") else 0)
    assert export(place, tmp_path / f"b.{ending}") == first


# Spreadsheets --------------------------------------------------------------------------------------------------------


@given(st.text(alphabet="=+-@'\t\r\naĐ1,\";", max_size=12))
def test_a_text_for_spreadsheets_runs_nothing_and_is_read_back_unchanged(text: str) -> None:
    import tempfile

    text = text.replace("\r", "").strip() or "x"
    assert not as_text(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "agreements.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([HEADER.strip().split(","), ["A1", as_text(text), "", "", "", "", "S1"]])
        (table,), findings = find([folder], load())
        assert [row.cells[1] for row in table.rows(findings.append)] == [text]
        assert findings == []


def test_a_table_written_for_spreadsheets_builds_to_the_same_titles(tmp_path: Path) -> None:
    place = Place(tmp_path, agreements('"A1",\'=HYPERLINK(1),2022-01-22,,,Quảng Ninh; Hải Dương,S1'))
    assert place.csv("query", "SELECT ?t { agr:A1 rdfs:label ?t }").first == ["=HYPERLINK(1)"]


# Whole or not at all -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_stays_as_it_was_when_the_export_fails(
    place: Place, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.verbs import export as module

    def broken(*given: object) -> None:
        given[1].write_bytes(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(module._WRITERS, f".{ending}", broken)
    target = tmp_path / f"g.{ending}"
    target.write_bytes(b"as it was")
    said = place("export", "-o", str(target))
    assert said.code == 3
    assert "could not be written" in said.told
    assert target.read_bytes() == b"as it was"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_an_ending_or_a_folder_that_is_unknown_is_a_wrong_call(place: Place, tmp_path: Path) -> None:
    for name, words in (("g.rdf", "use one of"), ("g", "use one of"), ("no/g.ttl", "does not exist")):
        said = place("export", "-o", str(tmp_path / name))
        assert said.code == 2
        assert words in said.told
    (tmp_path / "folder.ttl").mkdir()
    said = place("export", "-o", str(tmp_path / "folder.ttl"))
    assert said.code == 2
    assert "is a folder" in said.told
    assert [path.name for path in tmp_path.iterdir()] == ["folder.ttl"]
