"""A document of real facts for tests of the page: the agreement of 22 January 2022 and what lies two steps around it.

Short, written by hand, so that a test of the page needs no store. Titles are our own words.
"""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from kg.names import fold
from kg.pages.document import (
    Both,
    Change,
    Conflict,
    Document,
    Edge,
    Evidence,
    Fact,
    Life,
    Meta,
    Node,
    Remark,
    Search,
    Source,
    Span,
    Unit,
    Value,
)
from kg.pages.page import groups

TODAY = "2026-11-25"
PROVINCE, CITY = Both("tỉnh", "province"), Both("thành phố", "city")
MERGED = "202/2025/QH15"

UNITS = (
    # id, vi, en, category, since, until, lat, lon
    ("unit:quang-ninh", "Quảng Ninh", "Quang Ninh", PROVINCE, "", "2026-08-31", 21.01, 107.29),
    ("unit:quang-ninh-2026", "Quảng Ninh", "Quang Ninh", CITY, "2026-09-01", "", 21.01, 107.29),
    ("unit:hai-duong", "Hải Dương", "Hai Duong", PROVINCE, "", "2025-06-30", 20.94, 106.33),
    ("unit:bac-giang", "Bắc Giang", "Bac Giang", PROVINCE, "", "2025-06-30", 21.27, 106.19),
    ("unit:hai-phong", "Hải Phòng", "Hai Phong", CITY, "", "2025-06-30", 20.86, 106.68),
    ("unit:hai-phong-2025", "Hải Phòng", "Hai Phong", CITY, "2025-07-01", "", 20.86, 106.68),
    ("unit:bac-ninh", "Bắc Ninh", "Bac Ninh", PROVINCE, "", "2025-06-30", 21.18, 106.07),
    ("unit:bac-ninh-2025", "Bắc Ninh", "Bac Ninh", PROVINCE, "2025-07-01", "2026-09-19", 21.27, 106.19),
    ("unit:bac-ninh-2026", "Bắc Ninh", "Bac Ninh", CITY, "2026-09-20", "", 21.27, 106.19),
)
CHANGES = (
    Change(
        "chg:hai-phong-2025", "merge", ("unit:hai-duong", "unit:hai-phong"), ("unit:hai-phong-2025",), "2025-07-01",
        "doc:202-2025-qh15", MERGED,
    ),
    Change(
        "chg:bac-ninh-2025", "merge", ("unit:bac-giang", "unit:bac-ninh"), ("unit:bac-ninh-2025",), "2025-07-01",
        "doc:202-2025-qh15", MERGED,
    ),
    Change(
        "chg:quang-ninh-2026", "category", ("unit:quang-ninh",), ("unit:quang-ninh-2026",), "2026-09-01",
        "doc:36-2026-qh16", "36/2026/QH16",
    ),
    Change(
        "chg:bac-ninh-2026", "category", ("unit:bac-ninh-2025",), ("unit:bac-ninh-2026",), "2026-09-20",
        "doc:39-2026-qh16", "39/2026/QH16",
    ),
)  # fmt: skip
QN, HD, BG, HP, BN = "unit:quang-ninh", "unit:hai-duong", "unit:bac-giang", "unit:hai-phong", "unit:bac-ninh"
HP25, BN25, QN26, BN26 = "unit:hai-phong-2025", "unit:bac-ninh-2025", "unit:quang-ninh-2026", "unit:bac-ninh-2026"
_HP, _BN = ((HP25,), ("chg:hai-phong-2025",)), ((BN25,), ("chg:bac-ninh-2025",))
_BN26 = ((BN26,), ("chg:bac-ninh-2025", "chg:bac-ninh-2026"))
_BN26_OWN = ((BN26,), ("chg:bac-ninh-2026",))
_QN26 = ((QN26,), ("chg:quang-ninh-2026",))
SPANS = (
    Span("2008-08-01", {QN26: ((QN,), ("chg:quang-ninh-2026",)), BN26: ((BN25,), ("chg:bac-ninh-2026",))}),
    Span("2025-07-01", {HD: _HP, HP: _HP, BG: _BN, BN: _BN, QN26: ((QN,), ("chg:quang-ninh-2026",)), BN26: _BN26_OWN}),
    Span("2026-09-01", {HD: _HP, HP: _HP, BG: _BN, BN: _BN, QN: _QN26, BN26: _BN26_OWN}),
    Span("2026-09-20", {HD: _HP, HP: _HP, BG: _BN26, BN: _BN26, BN25: _BN26_OWN, QN: _QN26}),
)
SOURCES = (
    Source("src:S001", "Thúc đẩy liên kết vùng giữa Quảng Ninh-Hải Dương-Bắc Giang", "Báo điện tử ĐCSVN",
           "https://example.org/s001", "", "2022-01-22"),
    Source("src:S002", "Hải Dương, Hải Phòng, Quảng Ninh hợp tác cùng phát triển", "VOV", "https://example.org/s002",
           "", "2022-03-13"),
    Source("src:S040", "Dossier of the Yên Tử complex", "VietnamPlus", "https://example.org/s040", "", "2022-01-24"),
    Source("src:S033", "Chín di sản thế giới ở Việt Nam", "TTXVN", "https://example.org/s033", "", "2025-07"),
    Source("src:S875", "Ba tỉnh ký kết hợp tác", "Báo Quảng Ninh", "https://example.org/s875", "", "2022-01"),
)  # fmt: skip

#: things.tsv: life is status,earliest,latest,first_day,last_day,due_last,done_earliest, or - for what has none.
THINGS = [line.split("\t") for line in (Path(__file__).parent / "things.tsv").read_text("utf-8").splitlines()[1:]]
A, B, YT = "agr:qn-hd-bg-2022", "agr:hd-hp-qn-2022", "doc:ho-so-yen-tu"
LINKS: tuple[tuple[str, str, str], ...] = (
    *((c, A, "rl:under") for c in ("cmt:yen-tu", "cmt:bach-dang", "cmt:nghi-quyet", "cmt:covid", "cmt:lien-ket")),
    (A, "evt:qn-hd-bg-2022", "rl:concludedAt"),
    ("cmt:yen-tu", YT, "rl:object"), ("cmt:bach-dang", "doc:ho-so-bach-dang", "rl:object"),
    ("cmt:yen-tu-2022", YT, "rl:object"), ("cmt:thong-cau-2024", "prj:cau-dong-viet", "rl:object"),
    ("cmt:thong-cau-2024", "agr:bg-hd-2023", "rl:under"), ("agr:bg-hd-2023", "agr:hd-bg-2019", "rl:under"),
    ("evt:cong-bo-2025", YT, "rl:under"), ("rep:1", YT, "rl:of"), ("rep:2", YT, "rl:of"), ("rep:3", YT, "rl:of"),
    *((f"asm:{n}", "evt:qn-hd-bg-2022", "rl:statedAt") for n in range(1, 9)),
    ("asm:7", "sector:transport", "dcterms:subject"), ("asm:8", "sector:tourism", "dcterms:subject"),
    (B, "sector:transport", "dcterms:subject"), (B, "sector:tourism", "dcterms:subject"),
    (YT, "sector:heritage", "dcterms:subject"),
    ("body:btv-qn", "evt:qn-hd-bg-2022", "rl:body"), ("body:btv-bg", "evt:qn-hd-bg-2022", "rl:body"),
    ("body:btv-hd", "evt:qn-hd-bg-2022", "rl:body"),
    ("body:btv-qn", QN, "rl:unitOf"), ("body:btv-bg", BG, "rl:unitOf"), ("body:btv-hd", HD, "rl:unitOf"),
    ("person:nguyen-xuan-ky", "evt:qn-hd-bg-2022", "rl:person"), ("person:nguyen-xuan-ky", "post:bi-thu-qn", "rl:post"),
    ("doc:quy-hoach-qn", QN, "rl:issuer"), ("sea:gia-han", A, "schema:about"), ("sea:gia-han", B, "schema:about"),
    (A, "src:S001", "prov:wasDerivedFrom"), (B, "src:S002", "prov:wasDerivedFrom"),
    (YT, "src:S033", "prov:wasDerivedFrom"), ("cmt:yen-tu-2022", "src:S040", "prov:wasDerivedFrom"),
    (HD, HP25, "rl:Change"), (HP, HP25, "rl:Change"), (BG, BN25, "rl:Change"), (BN, BN25, "rl:Change"),
    (QN, QN26, "rl:Change"), (BN25, BN26, "rl:Change"), (HP25, "doc:202-2025-qh15", "rl:resolution"),
    (QN26, "doc:36-2026-qh16", "rl:resolution"), (BN26, "doc:39-2026-qh16", "rl:resolution"),
)  # fmt: skip
PROPERTIES = {
    "rl:under": Both("theo", "under"), "rl:concludedAt": Both("thống nhất tại", "concluded at"),
    "rl:object": Both("về", "object"), "rl:of": Both("nói về", "of"), "rl:statedAt": Both("nêu tại", "stated at"),
    "dcterms:subject": Both("lĩnh vực", "sector"), "rl:body": Both("tham gia", "took part"),
    "rl:unitOf": Both("của", "of"), "rl:person": Both("phát biểu", "spoke"), "rl:post": Both("chức vụ", "post"),
    "rl:issuer": Both("ban hành", "issuer"), "schema:about": Both("tìm về", "about"),
    "prov:wasDerivedFrom": Both("nguồn", "source"), "rl:Change": Both("gộp vào", "became"),
    "rl:resolution": Both("nghị quyết", "resolution"), "rl:form": Both("hình thức", "form"),
    "rl:principle": Both("nguyên tắc", "principle"), "rl:concluded": Both("ngày thống nhất", "concluded"),
    "rl:party": Both("bên", "party"), "concept:established": Both("đã thành lập", "established"),
}  # fmt: skip
TYPES = {
    "agr": Both("Thoả thuận", "Agreement"), "meet": Both("Hội nghị", "Meeting"), "proj": Both("Dự án", "Project"),
    "dos": Both("Hồ sơ di sản", "Heritage dossier"), "unit": Both("Tỉnh, thành", "Unit"),
}  # fmt: skip


def evidence(id_: str, matter: bool) -> tuple[Evidence, ...]:
    """Rows of evidence of all sorts: stating, joint, of a copy, of a record's only row."""
    if id_ == A:
        return (
            Evidence(("src:S001",), "char=596,693", "seen", ("rl:concluded", "rl:party")),
            Evidence(("src:S001",), "char=3267,3710", "seen", ("rl:principle",)),
            Evidence(("src:S875",), "", "mirror", ("rl:form",)),
        )
    if id_ == B:
        return (Evidence(("src:S002", "src:S040"), "", "excerpt", whole=True),)
    return (Evidence(("src:S033",), "", "secondary", whole=True),) if matter else ()


FORM = Both("kết luận hội nghị", "conference conclusion")
MOTTO = Both("Chia sẻ - Đồng thuận - Cùng phát triển", "Sharing - Consensus - Developing together")
FACTS = (Fact("rl:form", (Value(FORM),)), Fact("rl:principle", (Value(MOTTO, "", (1,)),)))
RIVALS = (Value(FORM, "", (0,)), Value(Both("thoả thuận ký kết", "signed agreement"), "", (2,)))


def node(thing: list[str]) -> Node:
    """One node of THINGS; an event at which an agreement was concluded counts in the agreement and is no matter."""
    id_, group, vi, en, when, life, period, parties, short_vi, short_en = thing
    matter = group in ("agr", "meet", "proj", "dos")
    lapses = group in ("agr", "dos", "doc", "commitment")
    group = "meet" if group == "event" else group
    begin, _, end = period.partition(",")
    return Node(
        id=id_,
        group=group,
        label=Both(vi, en),
        type=TYPES.get(group, Both("", "")),
        matter=matter,
        short=Both(short_vi, short_en),
        when=when,
        inferred=id_ == A,
        life=None if life == "-" else Life(*life.split(","), lapses=lapses),
        period=(begin, end),
        parties=tuple(filter(None, parties.split(","))),
        sectors=(Both("di sản", "heritage"),) if id_ == YT else (),
        facts=FACTS if id_ == A else (),
        evidence=evidence(id_, matter),
        conflicts=(Conflict("rl:form", RIVALS),) if id_ == A else (),
        depth=0 if id_ == A else 1,
    )


def document(lang: str = "vi", focus: str = A, **meta: object) -> Document:
    """The sample as a document of the page."""
    units = tuple(
        Unit(i, Both(vi, en), c, False, since, until, lat, lon, (fold(vi),), c == CITY)
        for i, vi, en, c, since, until, lat, lon in UNITS
    )
    nodes = [node(thing) for thing in THINGS]
    nodes += [Node(u.id, "unit", u.label, TYPES["unit"], kind=u.category, depth=1) for u in units]
    known = {n.id for n in nodes}
    pairs = [(party, n.id, "rl:party") for n in nodes for party in n.parties] + list(LINKS)
    edges = tuple(
        Edge(f"e{i}", a, b, p, party=p == "rl:party") for i, (a, b, p) in enumerate(pairs) if a in known and b in known
    )
    used = {n.group for n in nodes}
    title = Both("Hợp tác Quảng Ninh – Hải Dương – Bắc Giang", "Quang Ninh – Hai Duong – Bac Giang cooperation")
    base: dict[str, object] = {
        "product": Both("Liên kết vùng", "Regional links"), "title": title, "lang": lang, "today": TODAY,
        "version": "2026.11", "since": "2004-01-01", "focus": focus, "depth": 2 if focus else 0,
        "licence": Both("Dữ liệu: CC BY 4.0", "Data: CC BY 4.0"),
    }  # fmt: skip
    return Document(
        meta=Meta(**{**base, **meta}), groups=tuple(g for g in groups() if g.id in used), units=units, changes=CHANGES,
        spans=SPANS, nodes=tuple(nodes), remarks=remarks(), edges=edges, properties=PROPERTIES, sources=SOURCES,
        searches=(Search("sea:gia-han", Both("Gia hạn thoả thuận sau 1/7/2025", "Renewal after 1 July 2025"), (A, B),
                         Both("bản lưu các trang công khai", "stored copies of public pages"), TODAY, "none"),),
    )  # fmt: skip


def remarks() -> tuple[Remark, ...]:
    """What hangs on the first agreement and on a bridge: promises, a limit, a result, a report."""
    s001 = (Evidence(("src:S001",), "char=3054,3128", "seen", whole=True),)
    bridge = "prj:cau-dong-viet"
    kind = Both("hạn chế", "limitation")
    return (
        Remark("cmt:yen-tu", (A, YT), "commitment", Both("Tiếp tục hồ sơ Yên Tử", "Go on with the Yên Tử dossier"),
               "2022-01-22", "2022-12-31", life=Life("unknown", "2022-01-22", "2022-01-22", due_last="2022-12-31",
               lapses=True), about=Value(Both("Hồ sơ Yên Tử", "Yên Tử dossier"), YT), evidence=s001),
        Remark("cmt:thong-cau-2024", ("agr:bg-hd-2023", bridge), "commitment",
               Both("Thông cầu Đồng Việt trước 9/2024", "Open Đồng Việt bridge before Sep 2024"), "2023-04",
               "[..2024-08]", life=Life("unknown", "2023-04-01", "2023-04-30", due_last="2024-08-31", lapses=True),
               about=Value(Both("Cầu Đồng Việt", "Đồng Việt bridge"), bridge), evidence=s001),
        Remark("asm:2", (A,), "limit", Both("Phần lớn chương trình mới ở mức song phương", "Most stay bilateral"),
               "2022-01-22", kind=kind, evidence=s001),
        Remark("rep:9", (bridge,), "report", Both("Cầu Đồng Việt: đang làm", "Đồng Việt bridge: under way"), "2024-08",
               status=Both("đã bắt đầu", "started"), evidence=s001),
    )  # fmt: skip


def graph(made: Document) -> nx.MultiDiGraph:
    """The networkx graph of a document."""
    drawn = nx.MultiDiGraph()
    drawn.add_nodes_from(n.id for n in made.nodes)
    drawn.add_edges_from((e.source, e.target, e.id, {"property": e.property}) for e in made.edges)
    return drawn
