"""A query's tokens: SERVICE is found wherever the engine would find it, and nowhere else; faults are pointed at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.guard import begins_query, bound, pointed, refuse_services, refuse_updates, tokens
from kg.store import syntax

HIDDEN = [
    "SELECT * { SERVICE <http://h/a> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://h/a> { ?s ?p ?o } }",
    "SELECT * { service<http://h/a>{ ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <http://h/a> } SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { SERVICE rl:a { ?s ?p ?o } }",
    "SELECT * { ?s ?p rl:.SERVICE <http://h/a> { ?s ?p ?o } }",  # the dot ends the triple
    "SELECT * { ?s ?p 1.SERVICE <http://h/a> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '#' . SERVICE <http://h/a> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '''a'b\n#''' . SERVICE <http://h/a> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\"#" . SERVICE <http://h/a> { ?s ?p ?o } }',
    "PREFIX p: <http://x/\\u0041#> SELECT * { SERVICE <http://h/a> { ?s ?p ?o } }",
    "PREFIX p: <http://x/#> SELECT * { SERVICE <http://h/a> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://h/a> { ?s ?p ?o } } } } }",
    "ASK { FILTER EXISTS { SERVICE <http://h/a> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://h/a> { ?s ?p ?o } }",
    "SELECT * { #SERVICE\n SERVICE <http://h/a> { ?s ?p ?o } }",
    "SELECT * { SERVICE # <http://allowed/>\n <http://h/a> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", HIDDEN)
def test_service_is_found_wherever_the_engine_would_read_it(query: str) -> None:
    with pytest.raises(UsageError, match="SERVICE"):
        refuse_services(query, ())
    with pytest.raises(UsageError, match="SERVICE"):
        refuse_services(query, ("allowed",))


HARMLESS = [
    "SELECT ?service { ?service ?p 'SERVICE <http://h/> {}' }",
    "# SERVICE <http://h/a>\nSELECT * { ?s ?p ?o }",
    "SELECT * { ?s <http://h/SERVICE> rl:SERVICE , rl:a.SERVICE , 'x'@service }",
    'PREFIX service: <http://h/> SELECT * { ?s service:a """a SERVICE " b""" , _:SERVICE }',
]


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_in_texts_names_addresses_and_comments_is_no_call(query: str) -> None:
    refuse_services(query, ())
    assert syntax(query) == ""


def test_a_host_is_allowed_by_its_whole_name_and_no_other() -> None:
    for allowed in ("http://h:81/a", "http://u:p@h/a", "HTTP://H/a"):
        refuse_services(f"ASK {{ SERVICE <{allowed}> {{ ?s ?p ?o }} }}", ("h",))
    for other in ("http://h.evil/a", "http://evil/?h", "http://h@evil/a", "http://evil#h", "http://[::1/a", "urn:h"):
        with pytest.raises(UsageError):
            refuse_services(f"ASK {{ SERVICE <{other}> {{ ?s ?p ?o }} }}", ("h",))
    with pytest.raises(UsageError):  # the second call counts too
        refuse_services("ASK { SERVICE <http://h/> {} SERVICE <http://evil/> {} }", ("h",))


@given(st.text(alphabet="\"'\\#<>{}.:?$@^-_ \nSERVICEservice1aư", max_size=60))
def test_whatever_parses_and_holds_the_keyword_is_refused(rest: str) -> None:
    query = f"SELECT * {{ ?s ?p ?o . {rest} SERVICE <http://h.invalid/> {{ ?a ?b ?c }} }}"
    without = query.replace("SERVICE <http://h.invalid/> {", "OPTIONAL {")
    # If the engine reads OPTIONAL there as a keyword, it would read SERVICE there; then it must have been refused.
    marked = query.replace("SERVICE <http://h.invalid/> {", "OPTIONAL  !{")
    if syntax(without) == "" and syntax(marked) != "":
        with pytest.raises(UsageError):
            refuse_services(query, ())


@given(st.text(max_size=200))
def test_no_text_stops_the_tokenizer_and_tokens_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert text[token.at : token.at + len(token.text)] == token.text


@pytest.mark.parametrize("word", ["INSERT", "delete", "Load", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
def test_an_update_is_told_from_a_query_by_its_first_word_after_the_prefixes(word: str) -> None:
    for before in ("", "# SELECT\n", "PREFIX x: <http://x#> BASE <http://y> "):
        with pytest.raises(UsageError, match="is an update"):
            refuse_updates(f"{before}{word} ALL")
    refuse_updates(f"SELECT ?x {{ ?x rl:{word} '{word}' }}")


def test_a_text_that_begins_as_a_query_does_is_a_query() -> None:
    assert begins_query("  # a\n describe rl:a")
    assert begins_query("PREFIX x: <y> ASK {}")
    assert not begins_query("questions/ask.rq")
    assert not begins_query("")


# Parameters ----------------------------------------------------------------------------------------------------------


def test_values_stand_where_the_query_says_else_in_its_outermost_group() -> None:
    assert bound("SELECT * { ?s ?p ?o }", "V") == "SELECT * { V  ?s ?p ?o }"
    assert bound("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }", "V") == "CONSTRUCT { ?s ?p 1 } WHERE { V  ?s ?p ?o }"
    assert bound("CONSTRUCT WHERE { ?s ?p ?o }", "V") == "CONSTRUCT WHERE { V  ?s ?p ?o }"
    assert bound("ASK\n{\n #PARAMS\n { ?s ?p ?o } }", "V \\1") == "ASK\n{\nV \\1\n { ?s ?p ?o } }"
    assert bound('SELECT ("{" AS ?x) # {\n{ ?s ?p ?o }', "V") == 'SELECT ("{" AS ?x) # {\n{ V  ?s ?p ?o }'
    with pytest.raises(UsageError, match="WHERE group"):
        bound("DESCRIBE rl:a", "V")


# Faults --------------------------------------------------------------------------------------------------------------

FAULTS = {
    "SELECT ?s\nWHERE { ?s ?p }": (2, 15, "'}' cannot stand here"),
    "SELECT ?s WHERE { ?s ?p ?o . FILTR(?s) }": (1, 30, "'FILTR'"),
    "SELECT ?s WHERE { ?s nope:x ?o }": (1, 22, "Prefix not found"),
    "SELECT ?s WHERE { ?s ?p ?o }\n}": (2, 1, "'}'"),
    "SELECT ?s {\r\n ?s ?p 'một\r\n}": (2, 8, "a quotation mark is opened"),
    "SELECT ?s WHERE { ?s ?p ?o": (1, 27, "ends too early"),
    "SELECT ?a ?b { ?a ?b ?c } GROUP BY ?a": (1, 38, "a variable that is unbound"),
    "SELECT * { ?s ?p 'Quảng Ninh' ; }}": (1, 34, "'}'"),
    "SELECT * {\n\t?s ?p ?o FILTER(?o ! 3)\n}": (2, 21, "'!'"),
    "": (1, 1, "ends too early"),
}


@pytest.mark.parametrize("query", FAULTS)
def test_a_fault_is_pointed_at_by_the_line_and_column_of_the_users_text(query: str) -> None:
    line, column, what = FAULTS[query]
    said = pointed(query, syntax(query), syntax)
    head, shown, caret = said.split("\n")
    assert f"line {line}, column {column}: " in head
    assert what in head
    assert shown == "  " + query.split("\n")[line - 1].rstrip("\r").replace("\t", " ")
    assert caret.index("^") == column + 1
