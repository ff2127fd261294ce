"""A document of real facts for tests of the page: the agreement of 22 January 2022 and what lies two steps around it.

Short, written by hand, so that a test of the page needs no store. Titles are our own words.
"""

from __future__ import annotations

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
           "https://example.org/s001", "", "2022-01-22", "facts only", Both("toàn văn", "full text")),
    Source("src:S002", "Hải Dương, Hải Phòng, Quảng Ninh hợp tác cùng phát triển", "VOV", "https://example.org/s002",
           "", "2022-03-13"),
    Source("src:S040", "Dossier of the Yên Tử complex", "VietnamPlus", "https://example.org/s040", "", "2022-01-24"),
    Source("src:S033", "Chín di sản thế giới ở Việt Nam", "TTXVN", "https://example.org/s033", "", "2025-07"),
    Source("src:S875", "Ba tỉnh ký kết hợp tác", "Báo Quảng Ninh", "https://example.org/s875", "", "2022-01"),
)  # fmt: skip

#: id, group, vi, en, when, (status, earliest, latest, first, last, due, done), period, parties, short vi, short en
THINGS: tuple[tuple[object, ...], ...] = (
    ("agr:qn-hd-bg-2022", "agr", "Hợp tác Quảng Ninh – Hải Dương – Bắc Giang", "Quang Ninh, Hai Duong, Bac Giang cooperation", "2022-01-22", ("established", "2022-01-22", "2022-01-22", "2022-01-01", "2025-12-31", "", ""), ("2022", "2025"), (QN, HD, BG), "22/01/2022 · thoả thuận 3 bên", "22 Jan 2022 · 3 parties"),
    ("agr:hd-hp-qn-2022", "agr", "Thoả thuận Hải Dương – Hải Phòng – Quảng Ninh", "Hai Duong, Hai Phong, Quang Ninh agreement", "2022-03-13", ("signed", "2022-03-13", "2022-03-13", "2022-01-01", "2025-12-31", "", ""), ("2022", "2025"), (HD, HP, QN), "13/03/2022 · 3 bên", "13 Mar 2022 · 3 parties"),
    ("agr:hd-bg-2019", "agr", "Biên bản hợp tác Hải Dương – Bắc Giang", "Hai Duong – Bac Giang minutes", "2019-10-05", ("signed", "2019-10-05", "2019-10-05", "2020-01-01", "2025-12-31", "", ""), ("2020", "2025"), (HD, BG), "05/10/2019 · 2 bên", "5 Oct 2019 · 2 parties"),
    ("agr:bg-hd-2023", "agr", "Bắc Giang – Hải Dương thống nhất nội dung hợp tác", "Bac Giang – Hai Duong cooperation", "2023-04", ("established", "2023-04-01", "2023-04-30", "2023-01-01", "2025-12-31", "", ""), ("2023", "2025"), (BG, HD), "4/2023 · 2 bên", "Apr 2023 · 2 parties"),
    ("evt:hd-hy-2019", "meet", "Gặp mặt lãnh đạo Hải Dương và Hải Phòng", "Meeting of Hai Duong and Hai Phong", "2024-06-18", ("held", "2024-06-18", "2024-06-18", "2024-06-18", "2024-06-18", "", "2024-06-18"), ("", ""), (HD, HP), "", ""),
    ("evt:cong-bo-2025", "meet", "Công bố giá trị quần thể Yên Tử", "Announcement on the Yên Tử complex", "2025-08", ("held", "2025-08-01", "2025-08-31", "2025-08-01", "2025-08-31", "", "2025-08-01"), ("", ""), (QN, BN25, HP25), "", ""),
    ("evt:qn-hd-bg-2022", "event", "Hội nghị hợp tác ba tỉnh", "Conference of three provinces", "2022-01-22", ("held", "2022-01-22", "2022-01-22", "2022-01-22", "2022-01-22", "", "2022-01-22"), ("", ""), (), "", ""),
    ("doc:ho-so-yen-tu", "dos", "Hồ sơ Yên Tử – Vĩnh Nghiêm – Côn Sơn, Kiếp Bạc", "Dossier Yên Tử – Vĩnh Nghiêm – Côn Sơn, Kiếp Bạc", "2024-01-30", ("inscribed", "2024-01-30", "2024-01-30", "2013-01-01", "2025-07-12", "", "2025-07-12"), ("2013", "2025-07-12"), (QN, BG, HD), "Yên Tử – Vĩnh Nghiêm – Côn Sơn", "Yên Tử – Vĩnh Nghiêm"),
    ("doc:ho-so-bach-dang", "dos", "Hồ sơ chiến thắng Bạch Đằng", "Bạch Đằng victory dossier", "", ("planned", "", "", "", "", "", ""), ("", ""), (QN, HD), "", ""),
    ("prj:cau-trieu", "proj", "Cầu Triều nối Đông Triều – Kinh Môn", "Triều bridge", "XXXX-01-01", ("in-use", "", "", "", "", "", ""), ("", ""), (QN, HD), "Cầu Triều", "Triều bridge"),
    ("prj:cau-dinh", "proj", "Cầu Dinh nối Kinh Môn – Thuỷ Nguyên", "Dinh bridge", "[..2022-03-13]", ("in-use", "", "2022-03-13", "", "2022-03-13", "", ""), ("", ""), (HD, HP), "Cầu Dinh", "Dinh bridge"),
    ("prj:cau-quang-thanh", "proj", "Cầu Quang Thanh nối Thanh Hà – An Lão", "Quang Thanh bridge", "[..2022-03-13]", ("in-use", "", "2022-03-13", "", "2022-03-13", "", ""), ("", ""), (HD, HP), "Cầu Quang Thanh", "Quang Thanh bridge"),
    ("prj:cau-dong-viet", "proj", "Cầu Đồng Việt nối Bắc Giang – Hải Dương", "Đồng Việt bridge", "2022-06", ("in-use", "2022-06-01", "2025-07-31", "2022-06-01", "2025-07-31", "2024-09-30", "2025-07-01"), ("2022-06", "2025-07"), (BG, HD), "Cầu Đồng Việt", "Đồng Việt bridge"),
    ("prj:cau-kenh-vang", "proj", "Cầu Kênh Vàng nối Lương Tài – Nam Sách", "Kênh Vàng bridge", "2024-08", ("started", "2024-08-01", "2024-08-31", "2024-08-01", "", "2027-12-31", ""), ("2024", ""), (BN, HD), "Cầu Kênh Vàng", "Kênh Vàng bridge"),
    ("prj:cao-toc-hl-hp", "proj", "Cao tốc Hạ Long – Hải Phòng", "Hạ Long – Hải Phòng expressway", "2018-09-01", ("in-use", "2018-09-01", "2018-09-01", "2015-09-01", "2018-09-01", "", "2018-09-01"), ("2015-09", "2018-09-01"), (QN, HP), "Cao tốc Hạ Long – Hải Phòng", "Hạ Long – Hải Phòng expressway"),
    ("prj:cau-ben-rung", "proj", "Cầu Bến Rừng nối Thuỷ Nguyên – Quảng Yên", "Bến Rừng bridge", "2022-05", ("in-use", "2022-05-01", "2024-10-31", "2022-05-01", "2024-10-31", "", "2024-10-01"), ("2022-05", "2024-10"), (QN, HP), "Cầu Bến Rừng", "Bến Rừng bridge"),
    ("prj:duong-sat-lc-hp", "proj", "Đường ven sông nối Đông Triều", "River road to Đông Triều", "2023", ("planned", "2023-01-01", "2023-12-31", "", "", "2025-12-31", ""), ("", "2025"), (QN, HD), "", ""),
    ("cmt:yen-tu", "commitment", "Tiếp tục hồ sơ Yên Tử", "Go on with the Yên Tử dossier", "", ("unknown", "2022-01-22", "2022-01-22", "2022-01-01", "2025-12-31", "", "2025-07-12"), ("", ""), (), "", ""),
    ("cmt:bach-dang", "commitment", "Lập hồ sơ Bạch Đằng", "Draw up the Bạch Đằng dossier", "", ("unknown", "2022-01-22", "2022-01-22", "", "", "", ""), ("", ""), (), "", ""),
    ("cmt:nghi-quyet", "commitment", "Thực hiện nghị quyết của Trung ương", "Carry out higher resolutions", "", ("unknown", "2022-01-22", "2022-01-22", "", "", "", ""), ("", ""), (), "", ""),
    ("cmt:covid", "commitment", "Thích ứng an toàn với COVID-19", "Adapt safely to COVID-19", "", ("unknown", "2022-01-22", "2022-01-22", "", "", "", ""), ("", ""), (), "", ""),
    ("cmt:lien-ket", "commitment", "Liên kết vùng gắn quốc phòng, an ninh", "Links with defence and security", "", ("unknown", "2022-01-22", "2022-01-22", "", "", "", ""), ("", ""), (), "", ""),
    ("cmt:yen-tu-2022", "commitment", "Ba tỉnh: xong hồ sơ trong 2022", "Three provinces: dossier within 2022", "2022-01", ("unknown", "2022-01-01", "2022-01-31", "2022-01-01", "2022-12-31", "2022-12-31", ""), ("", "2022-12-31"), (), "", ""),
    ("cmt:thong-cau-2024", "commitment", "Thông cầu Đồng Việt trước 9/2024", "Open Đồng Việt bridge before Sep 2024", "2023-04", ("unknown", "2023-04-01", "2023-04-30", "", "2024-08-31", "2024-08-31", ""), ("", "2024-08"), (), "", ""),
    ("asm:1", "limit", "Chưa khai thác tốt tiềm năng, thế mạnh", "Potential not well used", "2022-01-22", None, ("", ""), (), "", ""),
    ("asm:2", "limit", "Phần lớn chương trình mới ở mức song phương", "Most programmes stay bilateral", "2022-01-22", None, ("", ""), (), "", ""),
    ("asm:3", "limit", "Chưa thường xuyên, liên tục", "Not regular", "2022-01-22", None, ("", ""), (), "", ""),
    ("asm:4", "limit", "Chưa liên kết chặt theo cách đa phương", "No close multilateral link", "2022-01-22", None, ("", ""), (), "", ""),
    ("asm:5", "result", "Động lực tăng trưởng của vùng", "Growth drivers of the region", "2022-01-22", None, ("", ""), (), "", ""),
    ("asm:6", "result", "Góp phần phát triển nhanh, bền vững", "Fast, lasting growth", "2022-01-22", None, ("", ""), (), "", ""),
    ("asm:7", "past", "Đã hợp tác về giao thông", "Past field: transport", "2022-01-22", None, ("", ""), (), "", ""),
    ("asm:8", "past", "Đã hợp tác về du lịch", "Past field: tourism", "2022-01-22", None, ("", ""), (), "", ""),
    ("doc:quy-hoach-qn", "doc", "Quy hoạch tỉnh Quảng Ninh 2021–2030", "Provincial plan of Quang Ninh", "2023", ("issued", "2023-01-01", "2023-12-31", "2021-01-01", "2030-12-31", "", ""), ("2021", "2030"), (), "", ""),
    ("doc:202-2025-qh15", "doc", "Nghị quyết 202/2025/QH15", "Resolution 202/2025/QH15", "2025-06-12", ("issued", "2025-06-12", "2025-06-12", "2025-07-01", "", "", ""), ("", ""), (), "", ""),
    ("doc:36-2026-qh16", "doc", "Nghị quyết 36/2026/QH16", "Resolution 36/2026/QH16", "2026", ("issued", "2026-01-01", "2026-08-31", "2026-09-01", "", "", ""), ("", ""), (), "", ""),
    ("doc:39-2026-qh16", "doc", "Nghị quyết 39/2026/QH16", "Resolution 39/2026/QH16", "2026", ("issued", "2026-01-01", "2026-09-19", "2026-09-20", "", "", ""), ("", ""), (), "", ""),
    ("body:btv-qn", "organisation", "BTV Tỉnh uỷ Quảng Ninh", "Party standing board, Quang Ninh", "", None, ("", ""), (), "", ""),
    ("body:btv-bg", "organisation", "BTV Tỉnh uỷ Bắc Giang", "Party standing board, Bac Giang", "", None, ("", ""), (), "", ""),
    ("body:btv-hd", "organisation", "BTV Tỉnh uỷ Hải Dương", "Party standing board, Hai Duong", "", None, ("", ""), (), "", ""),
    ("person:nguyen-xuan-ky", "person", "Nguyễn Xuân Ký", "Nguyễn Xuân Ký", "", None, ("", ""), (), "", ""),
    ("post:bi-thu-qn", "post", "Bí thư Tỉnh uỷ Quảng Ninh", "Party secretary of Quang Ninh", "", None, ("", ""), (), "", ""),
    ("sector:transport", "sector", "giao thông", "transport", "", None, ("", ""), (), "", ""),
    ("sector:heritage", "sector", "di sản", "heritage", "", None, ("", ""), (), "", ""),
    ("sector:tourism", "sector", "du lịch", "tourism", "", None, ("", ""), (), "", ""),
    ("rep:1", "report", "Ba tỉnh họp về hồ sơ tại Hạ Long", "Meeting on the dossier", "2023-04-06", None, ("", ""), (), "", ""),
    ("rep:2", "report", "Hồ sơ gửi Trung tâm Di sản thế giới", "Dossier sent", "2024-01-30", None, ("", ""), (), "", ""),
    ("rep:3", "report", "UNESCO ghi danh quần thể", "Inscribed by UNESCO", "2025-07-12", None, ("", ""), (), "", ""),
    ("sea:gia-han", "search", "tìm gia hạn: không thấy", "renewal sought: none", "2026-11-25", None, ("", ""), (), "", ""),
    ("src:S001", "source", "S001 · ĐCSVN", "S001", "2022-01-22", None, ("", ""), (), "", ""),
    ("src:S002", "source", "S002 · VOV", "S002", "2022-03-13", None, ("", ""), (), "", ""),
    ("src:S033", "source", "S033 · TTXVN", "S033", "2025-07", None, ("", ""), (), "", ""),
    ("src:S040", "source", "S040 · VietnamPlus", "S040", "2022-01-24", None, ("", ""), (), "", ""),
)  # fmt: skip
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
    (A, "src:S001", "prov:wasDerivedFrom"), (B, "src:S002", "prov:wasDerivedFrom"), (YT, "src:S033", "prov:wasDerivedFrom"),
    ("cmt:yen-tu-2022", "src:S040", "prov:wasDerivedFrom"),
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
    "rl:principle": Both("nguyên tắc", "principle"), "rl:concluded": Both("ngày thống nhất", "concluded"), "rl:party": Both("bên", "party"),
}  # fmt: skip
TYPES = {
    "agr": Both("Thoả thuận", "Agreement"), "meet": Both("Hội nghị", "Meeting"), "proj": Both("Dự án", "Project"),
    "dos": Both("Hồ sơ di sản", "Heritage dossier"), "unit": Both("Tỉnh, thành", "Unit"),
}  # fmt: skip
PLACE = ("char=596,693", "char=3267,3710")


def node(thing: tuple[object, ...]) -> Node:
    """One node of THINGS; an event at which an agreement was concluded counts in the agreement and is no matter."""
    id_, group, vi, en, when, life, period, parties, short_vi, short_en = thing
    matter = group in ("agr", "meet", "proj", "dos")
    life_ = None
    if life is not None:
        status, earliest, latest, first, last, due, done = life
        lapses = group in ("agr", "dos", "doc", "commitment")
        life_ = Life(status, earliest, latest, first, last, due, done, lapses=lapses)
    main = id_ == A
    evidence = (
        Evidence(("src:S001",), PLACE[0], "seen", ("rl:concluded", "rl:party")),
        Evidence(("src:S001",), PLACE[1], "seen", ("rl:principle",)),
        Evidence(("src:S875",), "", "mirror", ("rl:form",)),
    ) if main else (Evidence(("src:S002", "src:S040"), "", "excerpt", whole=True),) if id_ == B else (
        Evidence(("src:S033",), "", "secondary", whole=True),) if matter else ()  # fmt: skip
    facts = (
        Fact("rl:form", (Value(Both("kết luận hội nghị", "conference conclusion")),)),
        Fact("rl:principle", (Value(Both("Chia sẻ - Đồng thuận - Cùng phát triển", "Chia sẻ - Đồng thuận - Cùng phát triển"), "", (1,)),)),
    ) if main else ()  # fmt: skip
    conflicts = (
        Conflict("rl:form", (
            Value(Both("kết luận hội nghị", "conference conclusion"), "", (0,)),
            Value(Both("thoả thuận ký kết", "signed agreement"), "", (2,)),
        )),
    ) if main else ()  # fmt: skip
    return Node(
        id=str(id_), group="meet" if group == "event" else str(group), label=Both(str(vi), str(en)),
        type=TYPES.get(str(group), Both("", "")) if group != "event" else TYPES["meet"], matter=matter,
        short=Both(str(short_vi), str(short_en)), when=str(when), inferred=main, life=life_, period=period,
        parties=parties, sectors=(Both("di sản", "heritage"),) if id_ == YT else (), facts=facts,
        evidence=evidence, conflicts=conflicts, depth=0 if main else 1,
    )  # fmt: skip


def document(lang: str = "vi", focus: str = A, **meta: object) -> Document:
    """The sample as a document of the page."""
    units = tuple(
        Unit(i, Both(vi, en), c, False, since, until, lat, lon, (fold(vi),)) for i, vi, en, c, since, until, lat, lon in UNITS
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
        spans=SPANS, nodes=tuple(nodes), edges=edges, properties=PROPERTIES, sources=SOURCES,
        searches=(Search("sea:gia-han", Both("Gia hạn thoả thuận sau 1/7/2025", "Renewal after 1 July 2025"), (A, B),
                         Both("bản lưu các trang công khai", "stored copies of public pages"), TODAY, "none"),),
    )  # fmt: skip


def graph(made: Document) -> nx.MultiDiGraph:
    """The networkx graph of a document."""
    drawn = nx.MultiDiGraph()
    drawn.add_nodes_from(n.id for n in made.nodes)
    drawn.add_edges_from((e.source, e.target, e.id, {"property": e.property}) for e in made.edges)
    return drawn
