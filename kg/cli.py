"""The command line: declares commands and options, and loads a verb when it is called.

Data to standard output, talk to standard error. Exit 0 fine (warnings too), 1 violations, 2 usage, 3 failed or
timed out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from kg.errors import Finding, KgError, UsageError, Violations
from kg.verbs import terminal

FORMATS: Final = ("table", "csv", "tsv", "json", "xml")
GRAPH_FORMATS: Final = (*FORMATS, "ttl", "nt")
_CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


def _say(text: str) -> None:
    click.echo(text, err=True)


def shared(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command has."""
    for option in reversed(
        (
            click.option(
                "--data",
                multiple=True,
                metavar="DIR",
                help="Data folder; may be repeated; 'packaged' names ours [KG_DATA].",
            ),
            click.option(
                "--store", metavar="PATH", help="Where the store stands [KG_STORE; default: the cache folder]."
            ),
            click.option("--lens", default="signed", metavar="LENS", help="signed, today, or a day (2025-07-01)."),
            click.option(
                "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of names."
            ),
            click.option(
                "--today", callback=terminal.day, metavar="DAY", help="The day to call today [default: the clock]."
            ),
            click.option("--as-built", is_flag=True, help="Answer from the store that stands; never build."),
        )
    ):
        command = option(command)
    return command


class Group(click.Group):
    """Commands in the order of work; errors of ours become one clear message and the exit code of their kind."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are declared."""
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Arguments as text, whatever the terminal's encoding."""
        try:
            return super().parse_args(ctx, terminal.command_first(terminal.texts(args)))
        except UsageError as fault:
            raise click.UsageError(str(fault)) from fault

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; says what went wrong, never a traceback for a user's mistake."""
        terminal.utf8()
        try:
            return super().invoke(ctx)
        except Violations as fault:
            _print_findings(tuple(f for f in fault.findings if f.blocks))
            _say("nothing was changed; what stood before still answers, with --as-built")
            sys.exit(fault.exit_code)
        except KgError as fault:
            _say(f"kg: {fault}")
            sys.exit(fault.exit_code)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except OSError as fault:
            _say(f"kg: {fault.filename or 'the system'}: {fault.strerror or fault}; nothing was finished")
            sys.exit(KgError.exit_code)


def _setting(options: dict[str, Any]) -> Any:
    from kg.verbs.setting import from_environment

    names = ("data", "store", "lens", "lang", "today", "as_built")
    return from_environment(*(options.pop(name) for name in names))


def _print_findings(findings: tuple[Finding, ...]) -> None:
    from kg.verbs.check import lines

    for line in lines(findings, "text"):
        _say(line)


@click.group(cls=Group, context_settings=_CONTEXT)
@click.version_option(package_name="regional-links", prog_name="kg")
def main() -> None:
    """The knowledge graph of regional links: what provinces of Viet Nam promise each other, with every source.

    \b
    kg ask agreements-of unit="Bắc Giang"          what one province agreed
    kg ask successors unit="Hải Dương"             which unit inherited it
    kg view "Quảng Ninh" -o page.html              its surroundings as a page
    kg query 'SELECT ?a { ?a a rl:Agreement }'     any SPARQL 1.1 query
    """


@main.command()
@click.option(
    "-o", "--out", default="out", show_default=True, type=click.Path(path_type=Path), help="Folder for the pages."
)
@shared
def demo(out: Path, **options: Any) -> None:
    """Build, check, ask sample questions and write pages; ends by naming them.

    \b
    kg demo
    kg demo -o my-pages --today 2026-11-25
    """
    from kg.verbs.demo import demo as run

    run(_setting(options), out, _say)


@main.command()
@click.option(
    "--format", "format", type=click.Choice(["store", "nt"]), default="store", help="nt: write N-Triples instead."
)
@click.option("-o", "--out", metavar="FILE", help="Where --format nt is written; - is standard output.")
@shared
def build(format: str, out: str | None, **options: Any) -> None:
    """Tables to a checked store, swapped in as a whole or not at all.

    \b
    kg build
    kg build --data my-folder
    kg build --data packaged --data my-folder
    kg build --format nt -o graph.nt
    """
    from kg.verbs.build import build as run
    from kg.verbs.export import ntriples

    setting = _setting(options)
    if format == "nt" and out is None:
        raise click.UsageError("--format nt needs -o FILE (or -o -)")
    _print_findings(run(setting, _say))
    if out is not None:
        ntriples(setting, out)


@main.command()
@click.option("--format", "format", type=click.Choice(["text", "json", "turtle"]), default="text", show_default=True)
@shared
def check(format: str, **options: Any) -> None:
    """Findings of the tables: file, line, column, value and mend. Touches no store.

    \b
    kg check --data my-folder
    kg check --format json
    """
    from kg.verbs.build import check as run
    from kg.verbs.check import lines

    findings = run(_setting(options), _say)
    for line in lines(findings, format):
        click.echo(line)
    if any(f.blocks for f in findings):
        sys.exit(Violations.exit_code)


@main.command()
@click.argument("query", metavar="SPARQL|FILE|-")
@click.option("--format", "format", type=click.Choice(GRAPH_FORMATS), help="[default: table; ttl for graphs]")
@click.option("--param", multiple=True, metavar="K=V", help="Binds ?K to a value; never becomes query text.")
@click.option("--timeout", type=float, default=30.0, show_default=True, metavar="S", help="Seconds; 0 for no limit.")
@click.option("--allow-service", multiple=True, metavar="HOST", help="Lets SERVICE call this host.")
@shared
def query(
    query: str,
    format: str | None,
    param: tuple[str, ...],
    timeout: float,
    allow_service: tuple[str, ...],
    **options: Any,
) -> None:
    """Run a SPARQL 1.1 query; our prefixes are declared beforehand.

    \b
    kg query 'SELECT ?a ?title { ?a a rl:Agreement ; rdfs:label ?title }'
    kg query question.rq --format csv > rows.csv
    kg query - --param u=unit:quang-ninh < question.rq
    """
    from kg.verbs.query import query as run

    run(_setting(options), query, format, param, timeout, allow_service, _say)


@main.command()
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[K=V]...")
@click.option("--format", "format", type=click.Choice(FORMATS), default="table", show_default=True)
@shared
def ask(name: str | None, parameters: tuple[str, ...], format: str, **options: Any) -> None:
    """Ask a question of the catalogue; without a name, list them.

    \b
    kg ask
    kg ask units date=2025-07-01 --format csv
    kg ask agreements-of unit="Hai Phong" --lens today
    kg ask parties agreement=agr:hd-hp-qn-2022 --lang en
    """
    from kg.verbs.ask import ask as run

    run(_setting(options), name, parameters, format, _say)


@main.command()
@click.argument("name")
@shared
def show(name: str, **options: Any) -> None:
    """One entity: facts, links, sources, conflicts.

    \b
    kg show "Quảng Ninh"
    kg show agr:qn-hd-bg-2022 --lang en
    """
    from kg.verbs.show import show as run

    run(_setting(options), name, _say)


@main.command()
@click.argument("name", required=False)
@click.option("--query", type=click.Path(path_type=Path), metavar="FILE", help="Show the result of a SPARQL query.")
@click.option("--show", "view", type=click.Choice(["country", "network", "table"]), help="The view it opens with.")
@click.option("--depth", type=click.IntRange(1, 3), help="Steps around NAME [default: 1 for a unit, else 2].")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="The page to write.")
@click.option("--report", default="", metavar="ADDRESS", help="Where readers report an error, as the page says it.")
@shared
def view(name: str | None, query: Path | None, view: str | None, depth: int | None, out: Path, **options: Any) -> None:
    """Write one interactive HTML page; the whole graph opens with the country, NAME or a query with the network.

    \b
    kg view -o country.html
    kg view agr:qn-hd-bg-2022 -o agreement.html --lang en
    kg view --query links.rq -o links.html
    """
    from kg.verbs import view as verb

    shown = verb.Shown(name=name, view=view, depth=depth, report=options["report"])
    verb.view(_setting(options), shown, query, out, _say)


@main.command()
@click.option(
    "-o", "--out", required=True, metavar="FILE", help="nt, ttl, jsonld, graphml, gexf, csv or xlsx, by its ending."
)
@shared
def export(out: str, **options: Any) -> None:
    """Write the graph for other programs.

    \b
    kg export -o graph.ttl
    kg export -o links.graphml
    kg export -o links.xlsx
    """
    from kg.verbs.export import export as run

    run(_setting(options), out, _say)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the headers."
)
def init(folder: Path, lang: str) -> None:
    """Write empty tables with headers, a worked example, and a workbook with drop-down lists.

    \b
    kg init my-folder
    kg init my-folder --lang en
    """
    from kg.verbs.init import init as run

    for path in run(folder, lang):
        click.echo(str(path))


if __name__ == "__main__":
    main()
