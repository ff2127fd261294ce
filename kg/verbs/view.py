"""`kg view`: the whole graph, the surroundings of one entity, or a query's result, as one HTML page."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final

from kg import __version__, network
from kg.errors import UsageError
from kg.store import Graph
from kg.verbs.build import Say, answering
from kg.verbs.entity import entity
from kg.verbs.export import whole
from kg.verbs.parameters import Parameters
from kg.verbs.query import source
from kg.verbs.setting import PACKAGED, Setting
from kg.vocabulary import curie, load

_LARGE: Final = (
    "gathering {things:,} things; the country opens on bands between units, the network shows the {linked:,} busiest,\n"
    "and a matter tells its parties, days, state and sources (the rest: kg show)\n"
)
#: Bytes of a page that mail and slow connections bear badly.
_HEAVY: Final = 5_000_000
#: An address of a scheme by which nobody reaches anybody; plain words may have a colon before a blank.
_UNREACHABLE: Final = re.compile(r"(?i)(?!https?://|mailto:)[a-z][a-z0-9+.-]*:\S")
#: How the metadata of a package names its issue tracker (core metadata 1.2, Project-URL).
_ISSUES: Final = "Issues, "


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page shows and how it opens.

    `name`: the entity whose surroundings it is; `query`: the text of a SPARQL query; neither: the whole graph. `view`:
    the view it opens with, else the country for the whole graph and the network for the others. `depth`: steps around
    the entity. `selected`: CURIEs. `report`: where readers report an error, else what the project's metadata name.
    """

    name: str | None = None
    query: str | None = None
    view: str | None = None
    depth: int | None = None
    selected: tuple[str, ...] = ()
    report: str = ""


def view(setting: Setting, shown: Shown, query: Path | None, out: Path, say: Say) -> None:
    """Writes the page; `query` is the file of the query or - for standard input.

    Raises UsageError for a name that nothing bears, where both a name and a query are given, for steps around
    nothing, a day to call today of which nothing is known, and an address for errors that nobody can reach.
    """
    if shown.name and query:
        raise UsageError("name an entity or a query, not both")
    if shown.depth and not shown.name:
        raise UsageError("--depth counts steps around an entity; give its NAME, or leave --depth out")
    if _UNREACHABLE.match(shown.report):
        raise UsageError(f"--report {shown.report}: give a web address (https://...), a mail address or plain words")
    if setting.today.isoformat() < (first := load().complete_since):
        raise UsageError(f"--today {setting.today}: the units are known from {first} on; give that day or a later one")
    graph = answering(setting, say)
    write(graph, setting, replace(shown, query=source(str(query)) if query else None), out)
    say(f"wrote {out}")


def write(graph: Graph, setting: Setting, shown: Shown, out: Path) -> None:
    """Draws one page from an open graph."""
    from kg.pages.document import Both
    from kg.pages.gather import Ask, gather
    from kg.pages.page import words, write_page

    parameters = Parameters(lambda: graph, setting)
    focus = [curie(thing) for thing in entity(parameters, shown.name)] if shown.name else []
    parameters.lens(setting.lens)
    drawn = _drawn(graph, focus, shown)
    if left := drawn.graph["cut"]:
        sys.stderr.write(f"{left:,} more things are left out of the picture: it shows the {len(drawn):,} busiest\n")
    elif len(drawn) > network.MOST:
        sys.stderr.write(_LARGE.format(things=len(drawn), linked=len(network.busiest(drawn))))
    ask = Ask(
        lang=setting.lang,
        today=setting.today.isoformat(),
        lens=setting.lens,
        question=shown.query or "",
        version=version(graph),
        licence=words()["licence.packaged"] if PACKAGED in setting.data else Both("", ""),
        report=shown.report or errors_address(),
        selected=shown.selected,
    )
    opens = shown.view or ("network" if shown.name or shown.query else "country")
    page = write_page(gather(graph.rows, drawn, ask), drawn, opens)
    with whole(out) as beside:
        beside.write_text(page, encoding="utf-8", newline="\n")
    if (size := out.stat().st_size) > _HEAVY:
        sys.stderr.write(f"the page weighs {size / 1e6:.1f} MB; a query or the name of a unit makes a smaller one\n")


def version(graph: Graph) -> str:
    """The name of the data that a page shows: the program's version and a short hash of the tables."""
    whole_input = hashlib.sha256("".join(sorted(graph.facts.get("inputs", {}).values())).encode())
    return f"{__version__}+{whole_input.hexdigest()[:8]}"


def errors_address() -> str:
    """The address for errors in the metadata of the installed package (`project.urls`); empty where there is none."""
    try:
        named = metadata("regional-links").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    return next((str(line).removeprefix(_ISSUES) for line in named if str(line).startswith(_ISSUES)), "")


def _drawn(graph: Graph, focus: list[str], shown: Shown) -> network.Drawn:
    if shown.query:
        return network.of_query(graph, shown.query)
    if focus:
        # A unit is a hub: two steps from it are most of the country.
        steps = shown.depth or (1 if focus[0].startswith("unit:") else 2)
        return network.surroundings(graph.rows, focus, steps)
    return network.whole(graph.rows)
