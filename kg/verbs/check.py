"""Findings as text, JSON or Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from kg import terms
from kg.errors import Finding
from kg.vocabulary import prefixes


def lines(findings: Sequence[Finding], format: str) -> Iterator[str]:
    """The findings as lines of text; `turtle` is a SHACL validation report."""
    if format == "json":
        yield json.dumps([f.as_dict() for f in findings], ensure_ascii=False, indent=1)
    elif format == "turtle":
        yield from _turtle(findings)
    else:
        yield from _text(findings)


def _text(findings: Sequence[Finding]) -> Iterator[str]:
    for f in findings:
        place = f.file + (f" line {f.row}" if f.row else "") + (f", column {f.column}" if f.column else "")
        value = f": {f.value!r}" if f.value else ""
        yield f"{f.severity}: {place}{value}\n    {f.message} [{f.rule}]\n    mend: {f.mend}"
    blocking = sum(f.blocks for f in findings)
    if findings:
        yield f"{blocking} violations, {len(findings) - blocking} warnings"


def _turtle(findings: Sequence[Finding]) -> Iterator[str]:
    shacl = prefixes()["sh"]
    yield f"@prefix sh: <{shacl}> .\n"
    conforms = "false" if any(f.blocks for f in findings) else "true"
    results = [
        "  sh:result [ a sh:ValidationResult ;"
        f" sh:resultSeverity sh:{'Violation' if f.blocks else 'Warning'} ;"
        f" sh:value {terms.literal(f.value)} ;"
        f" sh:resultMessage {terms.literal(f'{f.file}:{f.row}:{f.column}: {f.message}; mend: {f.mend}')} ]"
        for f in findings
    ]
    yield " ;\n".join([f"[] a sh:ValidationReport ;\n  sh:conforms {conforms}", *results]) + " ."
