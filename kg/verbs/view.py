"""`kg view`: the whole graph, the surroundings of one entity, or a query's result, as one HTML page."""

from __future__ import annotations

import hashlib
import sys
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
from kg.vocabulary import curie

#: How the metadata of a package names its issue tracker (core metadata 1.2, Project-URL).
_ISSUES: Final = "Issues, "


def view(
    setting: Setting,
    name: str | None,
    query: Path | None,
    show: str | None,
    depth: int | None,
    out: Path,
    say: Say,
    report: str = "",
) -> None:
    """Writes the page. Raises UsageError for a name that nothing bears, and where both a name and a query are given."""
    if name and query:
        raise UsageError("name an entity or a query, not both")
    graph = answering(setting, say)
    write(graph, setting, name, source(str(query)) if query else None, show, depth, out, report=report)
    say(f"wrote {out}")


def write(
    graph: Graph,
    setting: Setting,
    name: str | None,
    query: str | None,
    show: str | None,
    depth: int | None,
    out: Path,
    selected: tuple[str, ...] = (),
    report: str = "",
) -> None:
    """Draws one page from an open graph; the whole graph opens with the country, anything else with the network.

    `report`: where readers report an error; without it the address that the project names, if it names one.
    """
    from kg.pages.gather import Ask, gather
    from kg.pages.document import Both
    from kg.pages.page import words, write_page

    parameters = Parameters(lambda: graph, setting)
    focus = [curie(thing) for thing in entity(parameters, name)] if name else []
    parameters.lens(setting.lens)
    drawn = _drawn(graph, focus, query, depth)
    if left := drawn.graph["cut"]:
        sys.stderr.write(f"{left:,} more things are left out of the picture: it shows the {len(drawn):,} busiest\n")
    ask = Ask(
        lang=setting.lang,
        today=setting.today.isoformat(),
        lens=setting.lens,
        question=query or "",
        version=version(graph),
        licence=words()["licence.packaged"] if PACKAGED in setting.data else Both("", ""),
        report=report or errors_address(),
        selected=selected,
    )
    page = write_page(gather(graph.rows, drawn, ask), drawn, show or ("network" if name or query else "country"))
    with whole(out) as beside:
        beside.write_text(page, encoding="utf-8", newline="\n")


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


def _drawn(graph: Graph, focus: list[str], query: str | None, depth: int | None) -> network.Drawn:
    if query:
        return network.of_query(graph, query)
    if focus:
        # A unit is a hub: two steps from it are most of the country.
        steps = depth or (1 if focus[0].startswith("unit:") else 2)
        return network.surroundings(graph.rows, focus, steps)
    return network.whole(graph.rows)
