"""Hostile data: every string is text, nothing runs, nothing is asked for, every view still opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.pages.document import Both, Document, Fact, Source, Value
from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]
HOSTILE = {
    "script": "</script><script>window.ran = 1</script>",
    "comment": "<!--<script>",
    "image": "<img src=x onerror=\"window.ran = 1\">",
    "attribute": "\" onmouseover=\"window.ran = 1",
    "template": "{{ 7 * 7 }}{% raw %}${window.ran = 1}",
    "override": "\u202egnoc meihc\u202c",
    "controls": "a\x00b\x07c\x1b[31m\ufffe\ud7ff",
    "long": "Hải Dương " * 100,
    "lines": "a\u2028b\u2029c\r\nd",
    "prototype": "__proto__",
}  # fmt: skip
ADDRESSES = (
    "javascript:window.ran=1",
    "JaVaScRiPt:window.ran=1",
    "\x01javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "vbscript:x",
    "//evil.test/x",
    "not an address",
)


def poisoned(text: str, address: str = "javascript:window.ran=1") -> Document:
    made = sample.document()
    both = Both(text, text)
    facts = (Fact("rl:principle", (Value(both),)), Fact("rl:form", (Value(both),)))
    texts = {"label": both, "short": Both("", ""), "kind": both, "type": both, "money": both}
    lists = {"sectors": (both,), "partners": (both,), "facts": facts}
    nodes = tuple(replace(node, when=text[:30], **texts, **lists) for node in made.nodes)
    return replace(
        made,
        meta=replace(made.meta, title=both, version=text, report=text, question=text, licence=both),
        groups=tuple(replace(group, label=both, noun=both) for group in made.groups),
        units=tuple(replace(unit, label=both, category=both) for unit in made.units),
        changes=tuple(replace(change, number=text) for change in made.changes),
        nodes=nodes,
        properties=dict.fromkeys(made.properties, both),
        sources=tuple(Source(s.id, text, text, address, text, text[:20]) for s in made.sources),
        searches=tuple(replace(search, sought=both, where=both) for search in made.searches),
    )


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_text_in_every_view(open_html: Open, kind: str) -> None:
    it = open_html(write(poisoned(HOSTILE[kind])))
    for fragment in ("#view=table", "#lens=today&lang=en", f"#sel={sample.HD}", "#sel=", f"#sel={sample.A},{sample.B}"):
        it.page.evaluate("fragment => { location.hash = fragment; }", fragment)
        it.page.wait_for_timeout(60)
    it.page.fill("#kg-search", HOSTILE[kind][:150] or "x")
    it.page.wait_for_timeout(60)
    assert it.page.evaluate("window.ran") is None
    assert it.page.evaluate("window.noted") == []
    assert it.faults == []
    assert it.requests == []
    assert it.page.evaluate("document.querySelectorAll('img, iframe, main script, aside script').length") == 0


def test_the_text_stands_there_letter_by_letter(open_html: Open) -> None:
    it = open_html(write(poisoned(HOSTILE["image"])))
    assert it.page.text_content("#kg-panel h2") == HOSTILE["image"]
    assert it.page.text_content("#kg-table tbody tr th") == HOSTILE["image"]


def test_a_name_of_ten_thousand_characters_breaks_nothing(open_html: Open) -> None:
    made = sample.document()
    name = Both("Hải-Dương" * 1111, "Hai Duong " * 1000)
    nodes = tuple(replace(n, label=name, short=Both("", "")) if n.id in (sample.A, sample.B) else n for n in made.nodes)
    it = open_html(write(replace(made, nodes=nodes)), "#sel=" + sample.B)
    assert it.page.text_content("#kg-panel h2") == name.vi
    assert it.page.evaluate("document.documentElement.scrollWidth") == 1360
    assert it.faults == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_web_addresses_become_links(open_html: Open, address: str) -> None:
    it = open_html(write(poisoned("x", address)))
    assert it.page.locator(".source a").count() == 0


def test_a_hostile_id_is_an_id(open_html: Open) -> None:
    made = sample.document()
    bad = 'agr:"><img src=x onerror=window.ran=1>'
    nodes = tuple(replace(node, id=bad) if node.id == sample.B else node for node in made.nodes)
    edges = tuple(
        replace(e, source=bad if e.source == sample.B else e.source, target=bad if e.target == sample.B else e.target)
        for e in made.edges
    )
    it = open_html(write(replace(made, nodes=nodes, edges=edges)))
    it.page.evaluate("id => { location.hash = '#sel=' + encodeURIComponent(id); }", bad)
    it.page.wait_for_timeout(60)
    assert it.page.evaluate("window.ran") is None
    assert it.faults == []


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t"])
def test_a_title_that_looks_like_a_formula_is_none_in_the_csv(open_html: Open, begin: str) -> None:
    made = sample.document()
    title = begin + "1+1"
    nodes = tuple(replace(n, label=Both(title, title)) if n.id == sample.B else n for n in made.nodes)
    it = open_html(write(replace(made, nodes=nodes)))
    it.page.click("#kg-download")
    with it.page.expect_download() as waiting:
        it.page.click("[data-save=csv]")
    assert f",'{title}," in waiting.value.path().read_text(encoding="utf-8-sig")
