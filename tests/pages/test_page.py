"""The file: same input, same bytes; it reads without scripts; it names nothing outside itself."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.pages import assemble
from kg.pages.page import rows, words, write_page
from tests.pages import sample
from tests.pages.unpacked import unpacked, whole


@pytest.fixture(scope="module")
def page() -> str:
    made = sample.document()
    return write_page(made, sample.graph(made))


class Seen(HTMLParser):
    """Start tags with their attributes, and the text of the table."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    seen = Seen()
    seen.feed(page)
    return seen.tags


def test_the_same_input_gives_the_same_bytes(page: str) -> None:
    made = sample.document()
    assert write_page(made, sample.graph(made)) == page


def test_the_graph_is_not_changed() -> None:
    made = sample.document()
    graph = sample.graph(made)
    before = nx.MultiDiGraph(graph)
    write_page(made, graph)
    assert nx.utils.graphs_equal(before, graph)


def test_the_policy_names_the_hash_of_every_script_and_style(page: str) -> None:
    policy = next(a["content"] or "" for t, a in tags(page) if a.get("http-equiv") == "Content-Security-Policy")
    scripts = re.findall(r'<script(?: type="text/plain" id="kg-library")?>(.*?)</script>', page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(scripts) == 2
    assert len(styles) == 1
    for text in (*scripts, *styles):
        assert assemble.fingerprint(text) in policy


def test_nothing_outside_is_named_by_any_tag_and_nothing_is_inline(page: str) -> None:
    for tag, attributes in tags(page):
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form"), tag
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "action")], tag
        assert not str(attributes.get("href", "#")).startswith(("http", "//", "javascript"))


def test_the_table_reads_without_scripts(page: str) -> None:
    made = sample.document()
    ids = re.findall(r'<tr data-id="([^"]+)"', page)
    assert sorted(ids) == sorted(node.id for node in made.nodes if node.matter)
    row = next(row for row in rows(made) if row.id == sample.A)
    assert row.then == "Quảng Ninh; Hải Dương; Bắc Giang"
    assert row.now == "Quảng Ninh; Hải Phòng; Bắc Ninh"
    assert (row.date, row.period, row.state) == ("22/01/2022", "2022–2025", "đã hết hạn")


def test_two_parties_that_read_as_one_are_one_today() -> None:
    row = next(row for row in rows(sample.document("en")) if row.id == sample.B)
    assert row.then == "Hai Duong; Hai Phong; Quang Ninh"
    assert row.now == "Hai Phong; Quang Ninh"


def test_the_document_is_there_whole(page: str) -> None:
    data = json.loads(re.search(r'id="kg-data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    made = sample.document()
    assert unpacked(data)["nodes"] == whole(made.nodes)
    assert len(unpacked(data)["edges"]) == len(made.edges)
    assert [node[0] for node in data["network"]["nodes"]] == list(range(len(made.nodes)))


def test_every_word_of_the_templates_and_scripts_is_in_the_list() -> None:
    from kg import resources

    folder = resources.assets()
    used = set()
    for path in (folder / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'data-word(?:-label|-placeholder)?="([a-z][\w.-]*)"', text))
        used |= set(re.findall(r'w\("([\w.-]+)"\)', text))
    for path in (folder / "js").glob("*.js"):
        used |= set(re.findall(r'\bt\("([\w.-]+)"[,)]', path.read_text(encoding="utf-8")))
    assert used - words().keys() == set()
    assert all(pair.vi and pair.en for pair in words().values())


def test_an_unknown_view_is_refused() -> None:
    made = sample.document()
    with pytest.raises(UsageError, match="timeline"):
        write_page(made, sample.graph(made), show="timeline")
