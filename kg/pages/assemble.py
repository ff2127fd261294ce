"""Puts the readable sources of the page together: ES modules into one classic script, style sheets into one.

A page opened from a disk cannot load modules (browsers give every file: address its own origin), so the modules are
wrapped, each in a function, in the order in which they need each other. Only a small part of the import and export
syntax is understood; anything else is refused here, so that a page is never written from what was read half. What is
put together is then made small; whoever wants to read it reads the sources.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import resources as packages
from pathlib import Path
from typing import Final

import minify

from kg import resources
from kg.errors import Failed

#: Style sheets, in the order of the cascade.
SHEETS: Final = ("theme", "layout", "legend", "panel", "timebar", "country", "network", "table", "print")
#: `import { a, b } from "./name.js";` and nothing else (ECMA-262 16.2.2, NamedImports without renaming).
_IMPORT: Final = re.compile(r'^import \{([\w\s,]+)\} from "\./([a-z-]+)\.js";$', re.MULTILINE)
#: `export function`, `export const`, `export class` (ECMA-262 16.2.3, the declaration forms that never change value).
_EXPORT: Final = re.compile(r"^export ((?:async )?function\*?|const|class) (\w+)", re.MULTILINE)
_LEFT: Final = re.compile(r"^\s*(?:import|export)\b.*$|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE)
#: What would end the element the text stands in, or change how the parser reads it (HTML 4.12.1.3).
_UNSAFE: Final = re.compile(r"</(?:script|style)|<!--", re.IGNORECASE)


def bundle(folder: Path, entry: str = "main") -> str:
    """All modules that `entry` needs, as one classic script. Raises Failed for a cycle or other syntax."""
    sources: dict[str, str] = {}
    needs: dict[str, set[str]] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name in sources:
            continue
        path = folder / f"{name}.js"
        if not path.is_file():
            raise Failed(f"the page's module {name}.js is missing in {folder}")
        sources[name] = path.read_text(encoding="utf-8")
        needs[name] = {match[2] for match in _IMPORT.finditer(sources[name])}
        waiting.extend(sorted(needs[name]))
    try:
        order = tuple(TopologicalSorter({name: sorted(needs[name]) for name in sorted(needs)}).static_order())
    except CycleError as fault:
        raise Failed(f"modules of the page need each other in a circle: {' -> '.join(fault.args[1])}") from fault
    exports = {name: tuple(match[2] for match in _EXPORT.finditer(text)) for name, text in sources.items()}
    parts = [_wrapped(name, sources[name], exports) for name in order]
    return safe('"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n")


def _wrapped(name: str, text: str, exports: dict[str, tuple[str, ...]]) -> str:
    """A module as a function that gives its exports by place, so that their names can be made short too."""

    def taken(match: re.Match[str]) -> str:
        wanted = [word.strip() for word in match[1].split(",") if word.strip()]
        missing = [word for word in wanted if word not in exports[match[2]]]
        if missing:
            raise Failed(f"{name}.js imports {', '.join(missing)}, which {match[2]}.js does not export")
        taken_up = [word if word in wanted else "" for word in exports[match[2]]]
        return f"const [{', '.join(taken_up)}] = {_variable(match[2])};"

    body = _EXPORT.sub(r"\1 \2", _IMPORT.sub(taken, text))
    left = _LEFT.search(body)
    if left:
        raise Failed(f"{name}.js: {left[0].strip()!r} is not one of the import and export forms the page can bundle")
    return f"const {_variable(name)} = (() => {{\n{body}\nreturn [{', '.join(exports[name])}];\n}})();"


def _variable(name: str) -> str:
    return "$" + name.replace("-", "_")


def lean(text: str, kind: str) -> str:
    """A script ("javascript") or a sheet ("css") without what only its reader needs: comments, blanks, long names."""
    try:
        return str(minify.string(f"text/{kind}", text))
    except minify.MinifyError as fault:
        raise Failed(f"the page's own {kind} cannot be read: {fault}") from fault


def safe(text: str) -> str:
    """The text unchanged; raises Failed when it could end its own element."""
    found = _UNSAFE.search(text)
    if found:
        raise Failed(f"a script or style of the page holds {found[0]!r}, which would end its element")
    return text


@cache
def script() -> str:
    """The page's own script."""
    return safe(lean(bundle(resources.assets() / "js"), "javascript"))


@cache
def style() -> str:
    """The page's own style sheet."""
    folder = resources.assets() / "css"
    sheets = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    return safe(lean("\n".join(sheets), "css"))


@cache
def library() -> str:
    """vis-network as the installed pyvis carries it, with the line ends that an HTML parser makes of it."""
    place = packages.files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    if not place.is_file():
        raise Failed("the installed pyvis carries no vis-network 9.1.2; install pyvis 0.3.2")
    return safe(place.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n"))


def fingerprint(text: str) -> str:
    """The hash source of an inline element (CSP Level 3, 2.3.1): 'sha256-...'."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy(scripts: tuple[str, ...], sheet: str) -> str:
    """The Content-Security-Policy of a page: nothing is loaded from anywhere, and only these texts run."""
    allowed = " ".join(fingerprint(text) for text in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {fingerprint(sheet)}; base-uri 'none'; form-action 'none'"
    )
