"""`kg demo`: the whole way once, on the packaged data: build, findings, sample questions, pages."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg import answers, catalogue, store
from kg.verbs import build, view
from kg.verbs.asked import asked
from kg.verbs.build import Say
from kg.verbs.parameters import Parameters
from kg.verbs.setting import Setting

#: The agreement of the seed document: the three provinces' conference of 22 January 2022.
AGREEMENT: Final = "agr:qn-hd-bg-2022"
_ASKED: Final = (
    ("successors", {"unit": "Hải Dương"}),
    ("parties", {"agreement": "agr:hd-hp-qn-2022", "lens": "signed"}),
    ("parties", {"agreement": "agr:hd-hp-qn-2022", "lens": "today"}),
    ("commitments-of", {"agreement": AGREEMENT}),
    ("searched", {"about": AGREEMENT}),
)
_QUERY: Final = """SELECT ?project ?unit WHERE {
  ?project a rl:Project ; dcterms:subject sector:transport ; rl:party ?unit .
}"""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the demo and what it shows, in Vietnamese and in English."""

    file: str
    shows_vi: str
    shows_en: str
    shown: view.Shown


_PAGES: Final = (
    Page(
        "index.html",
        "cả nước và mọi việc chung; thoả thuận ngày 22/1/2022 của Quảng Ninh, Hải Dương, Bắc Giang đang được chọn",
        "the whole country with every joint matter; selected: Quảng Ninh, Hải Dương and Bắc Giang of 22 January 2022",
        view.Shown(selected=(AGREEMENT,)),
    ),
    Page("quang-ninh.html", "mọi liên kết của Quảng Ninh", "every link of Quảng Ninh", view.Shown("Quảng Ninh")),
    Page(
        "query.html",
        "kết quả một câu SPARQL: các dự án giao thông và các tỉnh tham gia",
        "the result of a SPARQL query: transport projects and the units that take part",
        view.Shown(query=_QUERY),
    ),
)


def demo(setting: Setting, out: Path, say: Say) -> None:
    """Builds, asks, writes the pages below `out`, and ends by naming them."""
    out.mkdir(parents=True, exist_ok=True)
    findings = build.build(setting, say)
    say(f"{len(findings)} warnings (`kg check` shows them)")
    graph = store.open_current(setting.folder)
    say(f"{len(graph):,} triples")
    parameters = Parameters(lambda: graph, setting)
    for name, given in _ASKED:
        question = catalogue.question(name)
        words = " ".join(f'{k}="{v}"' for k, v in given.items())
        sys.stdout.write(f"\nkg ask {name} {words}\n")
        sys.stdout.write(answers.write(asked(question, given, parameters), "table"))
    lines = []
    for page in _PAGES:
        path = out / page.file
        view.write(graph, setting, page.shown, path)
        lines.append(f"{path}  {page.shows_vi if setting.lang == 'vi' else page.shows_en}")
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
