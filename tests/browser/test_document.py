"""The page reads the embedded document as Python wrote it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from kg import resources
from kg.pages import assemble
from kg.pages.network import Drawing
from kg.pages.packed import LISTS, pack
from tests.pages import sample
from tests.pages.unpacked import whole

ENTRY = 'import { unpacked } from "./packed.js";\nwindow.unpacked = unpacked;\n'


def test_the_page_reads_every_field_of_every_record(browser: Browser, tmp_path: Path) -> None:
    made = sample.document()
    plain = Drawing(made, sample.graph(made)).compact()
    (tmp_path / "packed.js").write_bytes((resources.assets() / "js" / "packed.js").read_bytes())
    (tmp_path / "tested.js").write_text(ENTRY, encoding="utf-8")
    page = browser.new_page()
    page.evaluate(f"() => {{ {assemble.bundle(tmp_path, 'tested')} }}")
    found: dict[str, Any] = page.evaluate("raw => window.unpacked(raw)", json.loads(json.dumps(pack(made, plain))))
    page.close()
    for name in LISTS:
        assert found[name] == whole(getattr(made, name)), name
    assert found["edges"] == whole(made.edges)
    readings = {
        span.first: {version: whole(reading) for version, reading in span.readings.items()} for span in made.spans
    }
    assert {span["first"]: span["readings"] for span in found["spans"]} == readings
    assert found["network"] == json.loads(json.dumps(plain))
