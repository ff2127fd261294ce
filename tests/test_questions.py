"""The questions of the catalogue: each keeps its contract, has an example that gives rows, and tells the truth.

The expected tables stand in `tests/golden/questions/`. What only a table of one's own can show: test_questions_own.py.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg import answers
from kg.verbs.asked import asked
from kg.verbs.parameters import Parameters
from tests.asking import QUESTIONS, ask, column

#: Name and columns of every question, as users' programs rely on them.
CONTRACT = {
    "units": "unit name category valid_from valid_until",
    "successors": "unit name via resolution effective",
    "agreements-of": "agreement title signed period_start period_end parties source",
    "parties": "party name role body",
    "agreements-between": "agreement title signed parties",
    "links-between": "link kind title date source",
    "projects-of": "project title status units source",
    "commitments-of": "commitment title sector due status",
    "posts-of": "post organisation from until attested source",
    "sectors-of": "sector name",
    "assessments": "assessment kind text source",
    "sources-of": "source title publisher date place states",
    "conflicts": "thing title property value date source",
    "searched": "search sought where date found",
    "collapsed": "agreement title parties_signed parties_now resolution",
}
PARAMETERS = {
    "units": "date",
    "successors": "unit since date",
    "agreements-of": "unit lens on",
    "parties": "agreement lens",
    "agreements-between": "a b lens",
    "links-between": "a b lens",
    "projects-of": "unit lens",
    "commitments-of": "agreement",
    "posts-of": "person",
    "sectors-of": "agreement",
    "assessments": "about",
    "sources-of": "thing",
    "conflicts": "about",
    "searched": "about",
    "collapsed": "lens",
}
EVERY = pytest.mark.parametrize("name", sorted(QUESTIONS))
ROOT = Path(__file__).resolve().parent


# The contract --------------------------------------------------------------------------------------------------------


def test_there_are_the_fifteen_questions_with_their_columns_and_parameters() -> None:
    assert {name: " ".join(q.columns) for name, q in QUESTIONS.items()} == CONTRACT
    assert {name: " ".join(p.name for p in q.parameters) for name, q in QUESTIONS.items()} == PARAMETERS


@EVERY
def test_the_example_gives_the_table_that_is_kept(
    name: str, packaged: Parameters, golden: Callable[[str, str], None]
) -> None:
    question = QUESTIONS[name]
    answer = asked(question, dict(question.example), packaged)
    assert answer.rows
    assert answer.columns == question.columns
    # Git keeps text files with LF; that the CSV itself has CRLF is a matter of test_answers.
    golden(f"questions/{name}.csv", answers.write(answer, "csv").replace("\r\n", "\n"))


@EVERY
def test_no_row_stands_twice_and_both_languages_give_the_same_things(name: str, packaged: Parameters) -> None:
    question = QUESTIONS[name]
    english = Parameters(lambda: packaged.graph, replace(packaged.setting, lang="en"))
    vi, en = (asked(question, dict(question.example), p) for p in (packaged, english))
    assert len(set(vi.rows)) == len(vi.rows)
    assert sorted(str(row[0]) for row in vi.rows) == sorted(str(row[0]) for row in en.rows)
    assert question.title_vi
    assert question.title_en
    assert question.title_vi != question.title_en


@EVERY
def test_what_a_question_calls_a_property_is_a_property_of_the_graph(name: str, packaged: Parameters) -> None:
    plain = re.sub(r"#.*", "", QUESTIONS[name].text)
    named = set(re.findall(r"(?<![\w:?])(?:rl|tsn|tsnchange|org|schema|prov|dcterms|skos|rdf|rdfs):\w+", plain))
    for term in named:
        pattern = f"{{ ?x {term} ?y }} UNION {{ ?x a {term} }} UNION {{ {term} a ?x }}"
        assert list(packaged.graph.rows(f"SELECT ?x {{ {pattern} }} LIMIT 1")), term


# Units and what became of them ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("date", "count"), [("2025-06-30", 63), ("2025-07-01", 34), ("2004-01-01", 64), ("today", 34)])
def test_a_day_has_its_units(date: str, count: int, packaged: Parameters) -> None:
    rows = ask(packaged, "units", date=date)
    assert len(rows) == len({row["name"] for row in rows}) == count


def test_units_stand_in_the_order_of_the_vietnamese_alphabet(packaged: Parameters) -> None:
    names = column(ask(packaged, "units", date="2025-06-30"), "name")
    assert names.index("Đà Nẵng") > names.index("Cần Thơ")
    assert names.index("Đắk Lắk") < names.index("Gia Lai")


def merged() -> Iterator[tuple[str, str]]:
    with (ROOT / "cases" / "merge-map.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["old_name"], row["new_name"]


@pytest.mark.parametrize(("old", "new"), list(merged()))
def test_each_of_the_63_names_reaches_the_unit_that_has_its_land(old: str, new: str, packaged: Parameters) -> None:
    rows = ask(packaged, "successors", unit=old, since="2025-06-30")
    assert rows[-1]["name"] == new
    assert rows[0]["via"] is None
    assert all(row["resolution"] for row in rows[1:])


def test_hai_duong_ends_at_hai_phong_by_resolution_202(packaged: Parameters) -> None:
    assert [(row["unit"], row["resolution"]) for row in ask(packaged, "successors", unit="Hải Dương")] == [
        ("unit:hai-duong", None),
        ("unit:hai-phong-2025", "202/2025/QH15"),
    ]


def test_ha_tay_reaches_ha_noi_and_cites_the_resolution_of_2008(packaged: Parameters) -> None:
    last = ask(packaged, "successors", unit="Hà Tây")[-1]
    assert (last["name"], last["resolution"], last["effective"]) == ("Hà Nội", "15/2008/QH12", "2008-08-01")


def test_successors_are_told_oldest_first_all_after_a_split_none_where_nothing_changed(packaged: Parameters) -> None:
    rows = ask(packaged, "successors", unit="Đắk Lắk", date="2025-06-30")
    assert column(rows, "unit") == ["unit:dak-lak", "unit:dak-lak-2004", "unit:dak-nong"]
    whole = column(ask(packaged, "successors", unit="Bắc Giang"), "effective")
    assert whole == [None, "2025-07-01", "2026-09-20"]
    assert column(ask(packaged, "successors", unit="Sơn La"), "unit") == ["unit:son-la"]


def test_successors_are_told_up_to_the_day_and_from_the_version_that_is_asked(packaged: Parameters) -> None:
    assert len(ask(packaged, "successors", unit="Hải Dương", date="2025-06-30")) == 1
    huge = ask(packaged, "successors", unit="Huế", since="2024-12-31")
    assert column(huge, "name") == ["Thừa Thiên Huế", "Huế"]
    assert column(ask(packaged, "successors", unit="Huế", since="2025-01-01"), "name") == ["Huế"]


# Agreements, parties, lenses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("spelling", ["Bắc Giang", "Bac Giang", "BẮC GIANG", "tỉnh Bắc Giang", "unit:bac-giang"])
def test_bac_giang_in_any_spelling_lists_the_agreement_of_22_january_2022(spelling: str, packaged: Parameters) -> None:
    rows = {row["agreement"]: row for row in ask(packaged, "agreements-of", unit=spelling)}
    assert rows["agr:qn-hd-bg-2022"]["signed"] == "2022-01-22"
    assert rows["agr:qn-hd-bg-2022"]["parties"] == "Bắc Giang; Hải Dương; Quảng Ninh"


def test_the_agreement_of_13_march_2022_has_three_parties_signed_and_two_today(packaged: Parameters) -> None:
    names = [
        column(ask(packaged, "parties", agreement="agr:hd-hp-qn-2022", lens=lens), "name")
        for lens in ("signed", "2025-06-30", "today")
    ]
    assert names[0] == names[1] == ["Hải Dương", "Hải Phòng", "Quảng Ninh"]
    assert names[2] == ["Hải Phòng", "Quảng Ninh"]


def test_what_a_unit_of_today_inherits_is_its_own_under_the_lens_of_today(packaged: Parameters) -> None:
    def agreements(lens: str) -> set[str | None]:
        return set(column(ask(packaged, "agreements-of", unit="Hải Phòng", lens=lens), "agreement"))

    of_hai_duong = set(column(ask(packaged, "agreements-of", unit="Hải Dương"), "agreement"))
    assert agreements("today") == agreements("signed") | of_hai_duong
    assert "agr:hd-bg-2019" in agreements("today") - agreements("signed")


def test_what_was_between_two_that_are_one_today_is_internal(packaged: Parameters) -> None:
    signed = ask(packaged, "links-between", a="Hải Dương", b="Hải Phòng")
    today = ask(packaged, "links-between", a="Hải Dương", b="Hải Phòng", lens="today")
    assert set(column(signed, "link")) == set(column(today, "link"))
    assert set(column(today, "kind")) == {"nội bộ"}
    assert "nội bộ" not in column(signed, "kind")


def test_the_order_of_the_two_does_not_matter(packaged: Parameters) -> None:
    for name in ("links-between", "agreements-between"):
        there = ask(packaged, name, a="Quảng Ninh", b="Hải Dương", lens="today")
        assert there == ask(packaged, name, a="Hải Dương", b="Quảng Ninh", lens="today")


def test_a_unit_has_no_links_with_itself(packaged: Parameters) -> None:
    assert ask(packaged, "links-between", a="Quảng Ninh", b="Quảng Ninh", lens="today") == []
    assert ask(packaged, "agreements-between", a="Lào Cai", b="Lào Cai") == []


def test_agreements_between_are_those_that_both_have(packaged: Parameters) -> None:
    both = [
        set(column(ask(packaged, "agreements-of", unit=unit, lens="today"), "agreement"))
        for unit in ("Bắc Ninh", "Quảng Ninh")
    ]
    between = ask(packaged, "agreements-between", a="Bắc Ninh", b="Quảng Ninh", lens="today")
    assert set(column(between, "agreement")) == both[0] & both[1]


def test_on_leaves_what_is_not_in_force_on_the_day(packaged: Parameters) -> None:
    def on(day: str) -> list[str | None]:
        return column(ask(packaged, "agreements-of", unit="Bắc Giang", on=day), "agreement")

    assert "agr:qn-hd-bg-2022" in on("2023-01-01")
    assert "agr:qn-hd-bg-2022" not in on("2021-12-31")
    assert "agr:qn-hd-bg-2022" not in on("2026-01-01")


def test_collapsed_counts_agree_with_the_parties_of_each_agreement(packaged: Parameters) -> None:
    rows = ask(packaged, "collapsed")
    assert "agr:hd-hp-qn-2022" in column(rows, "agreement")
    for row in rows:
        signed, now = str(row["parties_signed"]).split("; "), str(row["parties_now"]).split("; ")
        assert len(now) < len(signed), row
        assert row["resolution"], row
    listed = set(column(rows, "agreement"))
    for agreement in (row[0] for row in packaged.graph.rows("SELECT ?a { ?a a rl:Agreement } ORDER BY ?a")):
        curie = answers.shown(agreement) or ""
        then, today = (
            [p for p in column(ask(packaged, "parties", agreement=curie, lens=lens), "party") if p and p[:5] == "unit:"]
            for lens in ("signed", "today")
        )
        assert (len(today) < len(then)) == (curie in listed), curie


def test_nothing_had_collapsed_before_the_merger(packaged: Parameters) -> None:
    assert "agr:hd-hp-qn-2022" not in column(ask(packaged, "collapsed", lens="2025-06-30"), "agreement")


def test_a_lens_of_the_whole_call_holds_where_the_question_is_given_none(packaged: Parameters) -> None:
    today = Parameters(lambda: packaged.graph, replace(packaged.setting, lens="today"))
    assert len(ask(today, "parties", agreement="agr:hd-hp-qn-2022")) == 2
    assert len(ask(today, "parties", agreement="agr:hd-hp-qn-2022", lens="signed")) == 3


# What is said, by whom -----------------------------------------------------------------------------------------------


def test_the_status_of_a_commitment_is_that_of_the_latest_report_on_its_object(packaged: Parameters) -> None:
    status = {
        row["commitment"]: row["status"] for row in ask(packaged, "commitments-of", agreement="agr:qn-hd-bg-2022")
    }
    assert status["cmt:yen-tu"] == "đã được ghi danh"


def test_the_three_costs_of_one_road_stand_side_by_side_each_with_its_source(packaged: Parameters) -> None:
    rows = ask(packaged, "conflicts", about="prj:dt342-ha-long")
    assert {"3695", "2000", "415"} <= set(column(rows, "value"))
    assert all(row["source"] and row["date"] and row["property"] for row in rows)


def test_every_conflict_has_its_rival_in_the_list(packaged: Parameters) -> None:
    rows = ask(packaged, "conflicts")
    sides: dict[tuple[str | None, str | None], set[str | None]] = {}
    for row in rows:
        sides.setdefault((row["thing"], row["property"]), set()).add(row["value"])
    assert all(len(values) > 1 for values in sides.values())


def test_a_name_of_a_unit_asks_about_all_its_versions(packaged: Parameters) -> None:
    by_name = ask(packaged, "searched", about="Bac Giang")
    assert by_name == ask(packaged, "searched", about="unit:bac-giang")
    assert by_name
    assert len(ask(packaged, "sources-of", thing="Hải Phòng")) >= 2


def test_what_was_said_at_the_conference_is_said_of_what_it_concluded(packaged: Parameters) -> None:
    said = [
        set(column(ask(packaged, "assessments", about=a), "assessment"))
        for a in ("agr:qn-hd-bg-2022", "evt:qn-hd-bg-2022")
    ]
    assert said[0] == said[1]


def test_sources_say_which_columns_they_support(packaged: Parameters) -> None:
    states = {(row["source"], row["states"]) for row in ask(packaged, "sources-of", thing="agr:qn-hd-bg-2022")}
    assert any(source == "src:S001" and "signed" in str(text).split("; ") for source, text in states)
    assert "record" in column(ask(packaged, "sources-of", thing="agr:qn-hd-bg-2022"), "states")
