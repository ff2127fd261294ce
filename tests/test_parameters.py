"""Parameters: any spelling of a name, never query text; what is impossible is refused with the nearest valid choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg import catalogue, terms
from kg.errors import UsageError
from kg.verbs.asked import asked
from kg.verbs.parameters import Parameters
from kg.vocabulary import curie

QUESTIONS = catalogue.questions()


def refused(packaged: Parameters, question: str, **given: str) -> str:
    """What is said where a call is refused before anything runs."""
    with pytest.raises(UsageError) as fault:
        packaged.terms(QUESTIONS[question], given)
    return str(fault.value)


# Days ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023-02-31", "that month has 28 days; write 2023-02-28"),
        ("2023-13-01", "write 2023-01-13"),
        ("2023", "not one full day"),
        ("tomorrow", "is no date"),
        ("2003-12-31", "complete from 2004-01-01 on"),
    ],
)
def test_an_impossible_day_is_refused_by_its_name_and_with_the_mend(text: str, told: str, packaged: Parameters) -> None:
    said = refused(packaged, "units", date=text)
    assert told in said
    assert said.startswith("date")


def test_the_first_day_of_the_list_is_a_day(packaged: Parameters) -> None:
    assert packaged.terms(QUESTIONS["units"], {"date": "2004-01-01"})["date"] == terms.day("2004-01-01")


def test_today_is_the_day_that_the_call_calls_so(packaged: Parameters) -> None:
    earlier = Parameters(lambda: packaged.graph, replace(packaged.setting, today=date(2025, 6, 30)))
    assert earlier.terms(QUESTIONS["units"], {})["date"] == terms.day("2025-06-30")
    assert len(asked(QUESTIONS["units"], {}, earlier).rows) == 63


def test_an_end_before_its_start_is_refused(packaged: Parameters) -> None:
    said = refused(packaged, "successors", unit="Huế", since="2025-07-01", date="2024-01-01")
    assert "date=2024-01-01 lies before since=2025-07-01" in said


def test_a_day_on_which_the_unit_was_not_there_is_refused_with_its_last_or_first(packaged: Parameters) -> None:
    assert "its last day was 2025-06-30" in refused(packaged, "successors", unit="Hải Dương", since="2025-08-01")
    assert "its first day was 2025-07-01" in refused(
        packaged, "successors", unit="unit:hai-phong-2025", since="2024-08-01"
    )


# Lenses --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("signed", "lens:signed"),
        ("2025-06-30", "lens:2025-01-01"),
        ("2025-07-01", "lens:2025-07-01"),
        ("today", "lens:2026-09-20"),
        ("2099-01-01", "lens:2026-09-20"),
    ],
)
def test_a_day_is_turned_into_the_span_that_holds_it(text: str, name: str, packaged: Parameters) -> None:
    assert packaged.lens(text) == name


def test_a_lens_before_the_list_of_units_is_complete_is_refused(packaged: Parameters) -> None:
    assert "complete from 2004-01-01" in refused(packaged, "agreements-of", unit="Huế", lens="2003-12-31")


# Units ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Hòa Bình", "Hoà Bình", "HOA BINH", "tỉnh Hòa Bình", "Hoa Binh province", "  hoa-binh "],
)
def test_any_spelling_finds_the_unit(text: str, packaged: Parameters) -> None:
    assert packaged.unit("unit", text) == "hoa binh"


@pytest.mark.parametrize("text", ["unit:bac-ninh-2025", "gso-2025:24"])
def test_a_curie_or_a_code_with_its_scheme_finds_the_unit(text: str, packaged: Parameters) -> None:
    assert "unit:bac-ninh-2025" in [curie(v) for v in packaged.versions(packaged.unit("unit", text))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Quảng Ning", "did you mean Quảng Ninh"),
        ("unit:hai-duon", "did you mean unit:hai-duong (Hải Dương)"),
        ("14", "write a code with its scheme: gso-2004:14"),
        ("24", "gso-2004:24 (Bắc Giang), gso-2025:24 (Bắc Ninh)"),
        ("VN-24", "iso-3166-2:VN-24 (Quảng Bình)"),
        ("gso-2025:4", "did you mean gso-2025:04 (Cao Bằng)"),
        ("zzzzzzzz", "write the name of a province or city"),
    ],
)
def test_what_no_unit_is_called_is_refused_with_the_nearest(text: str, told: str, packaged: Parameters) -> None:
    said = refused(packaged, "agreements-of", unit=text)
    assert said.startswith(f"unit={text}: no unit is called so")
    assert told in said


#: Values that once changed a query somewhere; the first is a whole group, the last a unit's name with a tail.
INJECTIONS = [
    'x" } UNION { ?s ?p ?o } #',
    "x\\u0022 } UNION { ?s ?p ?o } #",
    "Quảng Ninh> ?p ?o . <http://x",
    "\\",
    "'''",
    "Quảng Ninh\n} #",
]


@pytest.mark.parametrize("value", INJECTIONS)
@pytest.mark.parametrize("question", ["agreements-of", "projects-of", "successors"])
def test_a_value_that_would_change_a_query_is_an_unknown_unit(value: str, question: str, packaged: Parameters) -> None:
    said = refused(packaged, question, unit=value)
    assert "no unit is called so" in said
    assert "SELECT" not in said
    assert "\n" not in said


@pytest.mark.parametrize("value", INJECTIONS)
@pytest.mark.parametrize(("question", "name"), [("searched", "about"), ("sources-of", "thing"), ("posts-of", "person")])
def test_nor_does_it_change_a_question_about_a_thing(
    value: str, question: str, name: str, packaged: Parameters
) -> None:
    said = refused(packaged, question, **{name: value})
    assert "nothing is called so" in said or "names several things" in said
    assert "SELECT" not in said


# Things --------------------------------------------------------------------------------------------------------------


TITLE = "thoa thuan hop tac hai duong hai phong quang ninh 2022 2025"


@pytest.mark.parametrize("text", ["agr:hd-hp-qn-2022", "hd-hp-qn-2022", TITLE, TITLE.upper()])
def test_an_agreement_is_found_by_its_curie_its_id_or_its_title(text: str, packaged: Parameters) -> None:
    found = packaged.terms(QUESTIONS["parties"], {"agreement": text})["agreement"]
    assert curie(terms.plain(found)) == "agr:hd-hp-qn-2022"


def test_where_an_agreement_is_asked_an_event_may_stand_too_but_no_source(packaged: Parameters) -> None:
    event = packaged.terms(QUESTIONS["parties"], {"agreement": "evt:hd-hp-qn-2022"})["agreement"]
    assert curie(terms.plain(event)) == "evt:hd-hp-qn-2022"
    assert "nothing is called so" in refused(packaged, "parties", agreement="src:S001")


def test_a_thing_that_is_not_there_is_refused_with_the_nearest(packaged: Parameters) -> None:
    assert "did you mean agr:hd-hp-qn-2022" in refused(packaged, "parties", agreement="agr:hd-hp-qn-2023")
    assert "did you mean Nguyễn Xuân Ký" in refused(packaged, "posts-of", person="Nguyen Xuan Ki")


@pytest.mark.parametrize("text", ["Nguyễn Xuân Ký", "nguyen xuan ky", "person:nguyen-xuan-ky", "nguyen-xuan-ky"])
def test_a_person_is_found_in_any_spelling(text: str, packaged: Parameters) -> None:
    assert len(asked(QUESTIONS["posts-of"], {"person": text}, packaged).rows) == 2


def test_the_name_of_a_unit_means_all_its_versions_where_things_are_asked(packaged: Parameters) -> None:
    found = packaged.terms(QUESTIONS["searched"], {"about": "Hải Phòng"})["about"].split()
    assert [curie(terms.plain(t)) for t in found] == ["unit:hai-phong", "unit:hai-phong-2025"]


def test_nothing_opens_the_graph_before_a_parameter_needs_it(packaged: Parameters) -> None:
    def never() -> object:
        raise AssertionError("opened")

    with pytest.raises(UsageError, match="has no parameter"):
        Parameters(never, packaged.setting).terms(QUESTIONS["units"], {"dat": "x"})  # type: ignore[arg-type]
