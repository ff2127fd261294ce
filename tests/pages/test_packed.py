"""Packing the document: everything comes back, and what stands in several places stands once."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.pages.document import Both, Document, Evidence, Fact, Life, Node, Source, Value
from kg.pages.network import Drawing
from kg.pages.packed import LISTS, forms, pack
from kg.pages.written import written
from tests.pages import sample
from tests.pages.unpacked import unpacked, whole

NONE: dict[str, Any] = {"world": [766, 604], "nodes": [], "edges": [], "pills": []}


def carried(document: Document) -> dict[str, Any]:
    return unpacked(json.loads(json.dumps(pack(document, NONE))))


def test_every_record_of_the_sample_comes_back_with_all_its_fields() -> None:
    made = sample.document()
    back = carried(made)
    for name in LISTS:
        assert back[name] == whole(getattr(made, name)), name
    assert back["regions"] == {region: whole(told) for region, told in made.regions.items()}
    assert back["spans"] == {s.first: {k: whole(v) for k, v in s.readings.items()} for s in made.spans}


def test_addresses_that_repeat_their_title_come_back_letter_by_letter() -> None:
    titles = ("Đường Hồ Chí Minh: “hai tỉnh” ký kết", "Hai", "", "một hai ba một hai ba")
    ends = ("https://a.vn/duong-ho-chi-minh-hai-tinh-ky-ket-1.html", "https://a.vn/hai", "https://a.vn/mot-hai-ba-2")
    sources = tuple(
        Source(f"src:{n}", title, address=end) for n, (title, end) in enumerate(product(titles, (*ends, "")))
    )
    packed = pack(replace(sample.document(), sources=sources), NONE)
    assert unpacked(packed)["sources"] == whole(sources)
    assert packed["sources"][0][3][1:] == ["8", "-1.html"]


def test_a_day_in_words_of_both_languages_is_the_day_itself() -> None:
    said = (Both("22/01/2022", "22 Jan 2022"), Both("4/2023", "Apr 2023"), Both("2022", "2022"), Both("1/2", "1/2"))
    facts = tuple(Fact("rl:concluded", (Value(text),)) for text in said)
    made = replace(sample.document(), nodes=(replace(sample.document().nodes[0], facts=facts),), edges=())
    packed = pack(made, NONE)
    at = [name for name, *_ in packed["forms"]["Node"]].index("facts")
    texts = [values[0][0] for _, values in packed["nodes"][0][at]]
    assert [packed["shared"][text] if isinstance(text, int) else text for text in texts] == [
        "2022-01-22",
        "2023-04",
        ["2022"],
        ["1/2"],
    ]
    assert carried(made)["nodes"] == whole(made.nodes)


slashed = st.from_regex(r"[0-3]?\d/[01]?\d(/20\d\d)?|20\d\d", fullmatch=True)
days = slashed.map(lambda text: Both(text, written("-".join(reversed(text.split("/"))), "en")))
both = st.builds(Both, st.text(max_size=4), st.text(max_size=4)) | days
# Ids and properties are never empty.
names = st.lists(st.sampled_from(["unit:a", "0", "1", "hai"]), max_size=3).map(tuple)
evidence = st.builds(Evidence, names, st.text(max_size=4), st.text(max_size=4), names, st.booleans(), both)
value = st.builds(Value, both, st.text(max_size=4), st.lists(st.integers(0, 3), max_size=2).map(tuple))
facts = st.lists(st.builds(Fact, st.text(max_size=4), st.lists(value, max_size=3).map(tuple)), max_size=3).map(tuple)
lives = st.none() | st.builds(Life, st.text(max_size=4), renewed=st.booleans(), lapses=st.booleans())
nodes = st.builds(
    Node,
    id=st.text(max_size=4),
    group=st.just("agr"),
    label=both,
    type=both,
    matter=st.booleans(),
    life=lives,
    parties=names,
    facts=facts,
    evidence=st.lists(evidence, max_size=3).map(tuple),
    depth=st.integers(0, 9),
)


@given(st.lists(nodes, max_size=4))
def test_whatever_a_thing_says_comes_back(given_nodes: list[Node]) -> None:
    made = replace(sample.document(), nodes=tuple(given_nodes), edges=())
    assert carried(made)["nodes"] == whole(tuple(given_nodes))


def test_edges_and_places_name_things_by_their_number() -> None:
    made = sample.document()
    drawing = Drawing(made, sample.graph(made))
    plain, packed = drawing.compact(), pack(made, drawing.compact())
    number = {node.id: n for n, node in enumerate(made.nodes)}
    assert unpacked(packed)["edges"] == [(e.source, e.target, e.property, e.party) for e in made.edges]
    assert sum(len(run) - 3 for run in packed["edges"]) == len(made.edges) > len(packed["edges"])
    assert {run[0] for run in packed["edges"]} == {number[edge.source] for edge in made.edges}
    assert [node[0] for node in packed["network"]["nodes"]] == [number[node[0]] for node in plain["nodes"]]
    assert len(packed["network"]["edges"]) == len(plain["edges"])


def test_ids_stand_where_one_looks_for_them() -> None:
    made = sample.document()
    packed = pack(made, NONE)
    for name in LISTS:
        assert [row[0] for row in packed[name]] == [item.id for item in getattr(made, name)]
    assert [form[0][0] for name, form in forms().items() if name in ("Node", "Unit", "Source")] == ["id"] * 3
    ids = Counter(row[0] for name in LISTS for row in packed[name])
    said = json.dumps({**packed, "meta": {}})
    assert {id_: said.count(f'"{id_}"') for id_ in ids} == ids, "elsewhere their numbers stand"


def test_what_many_things_say_stands_once() -> None:
    made = sample.document()
    note = Both("một câu dài mà nhiều việc cùng nói", "a long sentence that many matters say")
    told = (Evidence(("src:S001",), "trang 1", "seen", note=note),)
    many = replace(made, nodes=tuple(replace(node, evidence=told) for node in made.nodes))
    assert json.dumps(pack(many, NONE), ensure_ascii=False).count(note.en) == 1
