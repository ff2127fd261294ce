"""One question of the catalogue, asked of an open graph: typed parameters in, columns and rows out."""

from __future__ import annotations

from kg import answers, catalogue
from kg.verbs.parameters import Parameters


def asked(question: catalogue.Question, given: dict[str, str], parameters: Parameters) -> answers.Answer:
    """The answer to one question. Impossible input raises UsageError before anything runs."""
    terms = parameters.terms(question, given)
    found = parameters.graph.rows(question.query(terms))
    at = [found.variables.index(name) for name in question.columns]
    shown = answers.shown
    also = [(question.columns.index(a), found.variables.index(b)) for a, b in question.also]
    rows = []
    for row in found:
        cells = tuple([shown(row[n]) for n in at])
        rows.append(cells)
        for column, n in also:
            if row[n] is not None:
                rows.append((*cells[:column], shown(row[n]), *cells[column + 1 :]))
    rows = answers.join(rows, question.columns, question.joined)
    return answers.Answer(question.columns, tuple(answers.order(rows, question.columns, question.sorted_by)))
