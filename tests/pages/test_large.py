"""Pages of more things than a picture of links holds: what the light form keeps, and where the rows stand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from kg import network
from kg.pages import page as pages
from kg.pages import standing
from kg.pages.document import Document, Node
from kg.pages.gather import Ask, gather
from kg.pages.page import write_page
from kg.verbs import view
from tests.pages import sample

ASK = Ask("vi", "2026-11-25", version="test")
#: What a light node may lack: other columns, other names, which place states which value, captions of no matter.
LEFT_OUT = {"facts": (), "keys": (), "evidence": (), "short": sample.Both("", "")}


@pytest.fixture(scope="module")
def whole(packaged: Any) -> network.Drawn:
    return network.whole(packaged.graph.rows)


@pytest.fixture(scope="module")
def full(packaged: Any, whole: network.Drawn) -> Document:
    return gather(packaged.graph.rows, whole, ASK)


@pytest.fixture(scope="module")
def light(packaged: Any, whole: network.Drawn) -> Document:
    """The packaged country, gathered as if it were too large."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "MOST", 100)
        patch.setattr(network, "BUSIEST", 40)
        return gather(packaged.graph.rows, whole, ASK)


def sources(node: Node) -> set[str]:
    return {source for evidence in node.evidence for source in evidence.sources}


def test_the_whole_graph_is_never_cut(packaged: Any, whole: network.Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MOST", 10)
    assert sorted(network.whole(packaged.graph.rows)) == sorted(whole)


def test_the_light_form_keeps_what_picture_filters_and_table_show(full: Document, light: Document) -> None:
    assert len(light.nodes) == len(full.nodes) > 200
    for rich, poor in zip(full.nodes, light.nodes, strict=True):
        assert replace(poor, **LEFT_OUT) == replace(rich, **LEFT_OUT)
        assert sources(poor) == sources(rich)
    assert pages.rows(light) == pages.rows(full)
    assert light.remarks == full.remarks


def test_what_sources_disagree_on_stands_whole(full: Document, light: Document) -> None:
    rivals = [(a, b) for a, b in zip(full.nodes, light.nodes, strict=True) if a.conflicts]
    assert rivals
    for rich, poor in rivals:
        cited = [at for conflict in rich.conflicts for value in conflict.values for at in value.evidence]
        assert [poor.evidence[at] for at in cited] == [rich.evidence[at] for at in cited]


def test_edges_join_only_the_busiest(light: Document, whole: network.Drawn) -> None:
    ends = {end for edge in light.edges for end in (edge.source, edge.target)}
    assert 20 < len(ends) <= 40
    least = min(whole.degree(end) for end in ends)
    assert sum(degree > least for _, degree in whole.degree()) < 40


@pytest.mark.parametrize("many", [False, True])
def test_rows_of_very_many_matters_stand_where_only_readers_without_scripts_see_them(
    many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sample.document(focus="")
    monkeypatch.setattr(pages, "ROWS_AT_ONCE", 5 if many else 500)
    text = write_page(made, sample.graph(made), "country")
    unscripted = "".join(re.findall("<noscript>.*?</noscript>", text, re.DOTALL))
    count = sum(node.matter for node in made.nodes)
    assert text.count("<tr data-id=") == count
    assert unscripted.count("<tr data-id=") == (count if many else 0)


def test_signs_shrink_in_proportion_where_a_unit_has_too_many_matters_and_may_have_none() -> None:
    made = sample.document(focus="")
    some = next(node for node in made.nodes if node.matter)
    pairs = ((sample.HP, sample.QN, 90), (sample.BG, sample.QN, 30))
    nodes = [replace(some, id=f"agr:{a}-{n}", parties=(a, b)) for a, b, count in pairs for n in range(count)]
    many = replace(made, nodes=tuple(nodes))
    sizes = {stand.id: (stand.matters, stand.size) for stand in standing.signed(many).stands if stand.matters}
    assert sizes == {sample.HP: (90, 45), sample.BG: (30, 15), sample.QN: (120, 60)}
    assert {stand.size for stand in standing.signed(many, [some.group]).stands} == {0}


def test_kg_view_says_what_a_large_page_leaves_out(
    packaged: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(network, "MOST", 100)
    monkeypatch.setattr(view, "_HEAVY", 100_000)
    view.write(packaged.graph, packaged.setting, view.Shown(), tmp_path / "all.html")
    told = capsys.readouterr().err
    assert "the network shows the 300 busiest" in told
    assert re.search(r"the page weighs \d\.\d MB", told)
