"""Hostile data: every string is text, nothing runs, nothing is asked for, every view still opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any
from urllib.parse import quote

import pytest

from kg.pages.document import Both, Conflict, Document, Evidence, Fact, Source, Value
from kg.pages.page import VIEWS
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
    told = (Evidence(("src:S001", text), text, text, (text, "rl:principle"), False, both),)
    rivals = (Conflict("rl:form", (Value(both, text, (0,)), Value(both, "", (0, 7)))),)
    nodes = tuple(
        replace(node, when=text[:30], period=(text, text), evidence=told, conflicts=rivals, **texts, **lists)
        for node in made.nodes
    )
    return replace(
        made,
        meta=replace(made.meta, title=both, version=text, report=text, question=text, licence=both),
        groups=tuple(replace(group, label=both, noun=both) for group in made.groups),
        units=tuple(replace(unit, label=both, category=both) for unit in made.units),
        changes=tuple(replace(change, number=text, evidence=told) for change in made.changes),
        nodes=nodes,
        properties=dict.fromkeys(made.properties, both),
        sources=tuple(Source(s.id, text, text, address, text, text[:20]) for s in made.sources),
        searches=tuple(replace(search, sought=both, where=both, date=text) for search in made.searches),
    )


def renamed(value: Any, end: str = '"><img src=x onerror=window.ran=1>') -> Any:
    """The document with a hostile end on the id of every thing and unit, wherever it is named."""
    if isinstance(value, str):
        return value + end if value in IDS else value
    if isinstance(value, Both):
        return value
    if isinstance(value, tuple):
        return tuple(renamed(part) for part in value)
    if isinstance(value, Mapping):
        return {renamed(key): renamed(part) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: renamed(getattr(value, field.name)) for field in fields(value)})
    return value


IDS = {node.id for node in sample.document().nodes}


#: Changes the address and comes back when the page has drawn twice.
GO = """fragment => new Promise((done) => {
  const drawn = () => requestAnimationFrame(() => requestAnimationFrame(done));
  window.addEventListener("hashchange", drawn, { once: true });
  location.hash = fragment;
})"""


def untouched(it: Opened) -> None:
    """Nothing ran, nothing was asked for, nothing broke, no element came out of a text; the page is still usable."""
    assert it.page.evaluate("window.ran") is None
    assert it.page.evaluate("window.noted") == []
    assert it.faults == []
    assert it.requests == []
    assert it.page.evaluate("document.querySelectorAll('img, iframe, object, main script, aside script').length") == 0
    assert it.page.locator("script:not([type])").count() == 1 + it.page.evaluate("Boolean(window.vis)")
    assert it.html("ready") == ""
    assert it.html("marks") == str(it.rows())


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_text_in_every_view(open_html: Open, kind: str) -> None:
    it = open_html(write(poisoned(HOSTILE[kind])))
    for view in VIEWS:
        for rest in (f"sel={sample.HD}", f"sel={sample.A},{sample.B}&theme=dark", "lens=today&lang=en&sel=&sort=title"):
            it.page.evaluate(GO, f"#view={view}&{rest}")
            assert (it.html("view"), it.rows()) == (view, 16)
        it.page.keyboard.press("/")
        it.page.keyboard.insert_text(HOSTILE[kind][:150])
        it.page.keyboard.press("Enter")
        it.page.keyboard.press("Escape")
        it.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        it.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        untouched(it)
    it.page.evaluate(GO, "#sel=&hide=agr")
    assert 0 < it.rows() < 16
    untouched(it)


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_ids_are_ids_in_every_view(open_html: Open, view: str) -> None:
    made = renamed(sample.document())
    it = open_html(write(made, view), f"#view={view}")
    for node in made.nodes[:2] + made.nodes[-2:]:
        it.page.evaluate(GO, f"#view={view}&sel={quote(node.id)}")
        assert it.page.inner_text("#kg-panel h2") == node.label.vi
    ids = it.page.locator("#kg-table tbody tr").evaluate_all("rows => rows.map((row) => row.dataset.id)")
    assert sorted(ids) == sorted(node.id for node in made.nodes if node.matter)
    untouched(it)


@pytest.mark.parametrize("view", VIEWS)
def test_a_text_that_turns_its_direction_turns_no_other(open_html: Open, view: str) -> None:
    it = open_html(write(poisoned("\u202egnoc meihc"), view), f"#view={view}&sel={sample.A}")
    leaking = it.page.evaluate("""() => [...document.querySelectorAll("body *")].filter((at) => {
      const style = getComputedStyle(at);
      const own = [...at.childNodes].some((part) => part.nodeType === 3 && part.data.includes("\u202e"));
      return own && !at.closest("script, template, svg") && style.display === "inline"
        && !/isolate|plaintext/.test(style.unicodeBidi);
    }).map((at) => at.outerHTML.slice(0, 80))""")
    assert leaking == []


def test_the_text_stands_there_letter_by_letter(open_html: Open) -> None:
    it = open_html(write(poisoned(HOSTILE["image"])))
    assert it.page.text_content("#kg-panel h2") == HOSTILE["image"]
    assert it.page.text_content("#kg-table tbody tr th") == HOSTILE["image"]


@pytest.mark.parametrize("size", [(1360, 860), (390, 844)], ids=["desk", "phone"])
@pytest.mark.parametrize("view", VIEWS)
def test_names_of_ten_thousand_characters_break_nothing(open_html: Open, view: str, size: tuple[int, int]) -> None:
    made = sample.document()
    name = Both("Hải-Dương" * 1111, "Hai Duong " * 1000)
    long = {sample.A, sample.B, sample.HD}
    nodes = tuple(replace(n, label=name, short=Both("", "")) if n.id in long else n for n in made.nodes)
    units = tuple(replace(u, label=name) if u.id in long else u for u in made.units)
    it = open_html(write(replace(made, nodes=nodes, units=units), view), f"#view={view}&sel={sample.B}", size)
    assert it.page.text_content("#kg-panel h2") == name.vi
    for rest in ("lang=en&lens=today", f"sel={sample.HD}", "sel="):
        it.page.evaluate(GO, f"#view={view}&{rest}")
        assert it.page.evaluate("document.documentElement.scrollWidth") == size[0]
    untouched(it)


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_web_addresses_become_links(open_html: Open, address: str) -> None:
    it = open_html(write(poisoned("x", address)))
    assert it.page.locator(".source a").count() == 0


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
