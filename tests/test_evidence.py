"""Rows of one record -> its values, who states what, and where sources cannot both be right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg import terms, when
from kg.evidence import Given, Merged, cannot_both, merge
from kg.vocabulary import Column, load

KIND = load().kind("agreements")
COLUMNS = KIND.columns
XSD = "http://www.w3.org/2001/XMLSchema#"


def column(header: str) -> Column:
    found = KIND.column(header)
    assert found
    return found


def day(text: str) -> str:
    stated = when.parse(text)
    return terms.literal(stated.text, stated.datatype)


def number(text: str) -> str:
    return terms.literal(text, XSD + "integer")


def row(preferred: tuple[str, ...] = (), list_open: bool = False, **values: str | tuple[str, ...]) -> Given:
    given = {header: (value,) if isinstance(value, str) else value for header, value in values.items()}
    names = frozenset(column(header).property or "" for header in preferred)
    return Given(given, names, "; ".join(given.get("parties", ())), list_open)


def merged(*rows: Given, broader: tuple[tuple[str, str], ...] = ()) -> Merged:
    return merge(COLUMNS, rows, lambda narrow, wide: (narrow, wide) in broader)


def stated(made: Merged, header: str) -> dict[str, tuple[int, ...]]:
    return {one.term: one.rows for one in made.stated if one.header == header}


def test_of_a_single_value_the_first_stated_is_held_and_each_row_states_its_own() -> None:
    made = merged(row(signed=day("2022-01-22")), row(signed=day("2022-03-13")), row(signed=day("2022-01-22")))
    assert made.values["signed"] == (day("2022-01-22"),)
    assert stated(made, "signed") == {day("2022-01-22"): (0, 2), day("2022-03-13"): (1,)}
    assert made.conflicts == ((0, 1),)


def test_of_several_values_the_union_is_held() -> None:
    made = merged(row(sectors=("<a>", "<b>")), row(sectors=("<b>", "<c>")))
    assert made.values["sectors"] == ("<a>", "<b>", "<c>")
    assert stated(made, "sectors") == {"<a>": (0,), "<b>": (0, 1), "<c>": (1,)}
    assert made.conflicts == ()


def test_a_preferred_row_wins_wherever_it_stands() -> None:
    made = merged(row(signed=day("2022-01-22")), row(("signed",), signed=day("2022-03-13")))
    assert made.values["signed"] == (day("2022-03-13"),)
    assert made.conflicts == ((0, 1),)


def test_a_later_date_within_the_first_is_more_precise_and_replaces_it() -> None:
    for first, later, held in (
        ("2022", "2022-01", "2022-01"),
        ("2022", "2022-01-22", "2022-01-22"),
        ("2022-01-22", "2022", "2022-01-22"),
        ("[2022..]", "2022-01-22", "2022-01-22"),
        ("2022", "2023-01", "2022"),
        ("2022?", "2022", "2022?"),
    ):
        assert merged(row(signed=day(first)), row(signed=day(later))).values["signed"] == (day(held),), (first, later)


def test_dates_conflict_when_they_can_share_no_day() -> None:
    signed = column("signed")
    for a, b, conflict in (
        ("2022", "2022-01-22", False),
        ("2022", "2023", True),
        ("[..2022]", "2022-12", False),
        ("[..2022]", "2023", True),
        ("XXXX-01-22", "2022-03-13", False),
        ("2022-01", "2022-02-01", True),
    ):
        assert cannot_both(signed, day(a), day(b), lambda *_: False) is conflict, (a, b)


def test_numbers_truths_and_references_conflict_when_they_differ_and_texts_never() -> None:
    assert cannot_both(column("party_count"), number("3"), number("2"), lambda *_: False)
    assert not cannot_both(column("party_count"), number("3"), number("3"), lambda *_: False)
    assert cannot_both(column("event"), "<e1>", "<e2>", lambda *_: False)
    assert not cannot_both(column("principle"), '"a"', '"b"', lambda *_: False)


def test_concepts_conflict_unless_one_is_broader() -> None:
    rows = (row(form="<narrow>"), row(form="<wide>"))
    assert merged(*rows).conflicts == ((0, 1),)
    assert merged(*rows, broader=(("<narrow>", "<wide>"),)).conflicts == ()
    assert merged(*rows, broader=(("<wide>", "<narrow>"),)).conflicts == ()


def test_lists_of_parties_disagree_when_one_lacks_whom_another_names_unless_it_is_open() -> None:
    two, three = row(parties=("<a>", "<b>")), row(parties=("<a>", "<b>", "<c>"))
    assert merged(two, three).party_lists == (("<a>; <b>", (0,)), ("<a>; <b>; <c>", (1,)))
    assert merged(three, row(parties=("<c>", "<a>", "<b>"))).party_lists == ()
    assert merged(row(list_open=True, parties=("<a>", "<b>")), three).party_lists == ()
    assert merged(two, row()).party_lists == ()


def test_our_own_words_are_never_stated_by_a_source() -> None:
    made = merged(row(title='"Một"@vi', title_en='"One"@en'), row(title='"Hai"@vi'))
    assert made.values["title"] == ('"Một"@vi',)
    assert {one.header for one in made.stated} <= {"official_name"}


def test_a_row_that_gives_nothing_states_nothing() -> None:
    made = merged(row(signed=day("2022")), row())
    assert all(1 not in one.rows for one in made.stated)


DATES = st.sampled_from(["2021", "2022", "2022-01", "2022-01-22", "[2022..]", "[..2021]", "XXXX-01-22", "2022?"])
ROWS = st.lists(
    st.builds(
        lambda signed, sectors, count: row(
            **({"signed": day(signed)} if signed else {}),
            **({"sectors": tuple(sectors)} if sectors else {}),
            **({"party_count": number(str(count))} if count else {}),
        ),
        st.none() | DATES,
        st.lists(st.sampled_from(["<a>", "<b>", "<c>"]), max_size=3, unique=True),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=5,
)


@given(ROWS)
def test_every_value_held_is_stated_by_a_row_and_every_given_value_is_stated_once(rows: list[Given]) -> None:
    made = merged(*rows)
    for header, values in made.values.items():
        assert set(values) <= set(stated(made, header))
    for n, given_row in enumerate(rows):
        for header, values in given_row.values.items():
            assert all(n in stated(made, header)[term] for term in values)
    keys = [(one.header, one.term) for one in made.stated]
    assert len(keys) == len(set(keys))
    assert all(a < b and made.stated[a].header == made.stated[b].header for a, b in made.conflicts)
