"""`kg ask`: a question of the catalogue with typed parameters."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kg import answers, catalogue
from kg.verbs.asked import asked
from kg.verbs.build import Say, answering
from kg.verbs.parameters import Parameters
from kg.verbs.remarks import remarks
from kg.verbs.setting import Setting


def ask(setting: Setting, name: str | None, words: Sequence[str], format: str, say: Say) -> None:
    """Prints the answer, or without a name the list of questions."""
    if name is None:
        sys.stdout.write(answers.write(listing(setting.lang), format))
        return
    question = catalogue.question(name)
    parameters = Parameters(lambda: answering(setting, say), setting)
    given = dict(catalogue.pairs(words))
    answer = asked(question, given, parameters)
    sys.stdout.write(answers.write(answer, format))
    if not answer.rows:
        say("no rows")
    for remark in remarks(question, given, answer, parameters):
        say(remark)


def listing(lang: str) -> answers.Answer:
    """Every question with its title and an example call."""
    found = catalogue.questions().values()
    rows = tuple((q.name, q.title_vi if lang == "vi" else q.title_en, q.call()) for q in found)
    return answers.Answer(("question", "title", "example"), rows)
