"""The page reads the embedded document as Python wrote it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from kg import resources
from kg.pages import assemble
from kg.pages.document import Both, Source
from kg.pages.network import Drawing
from kg.pages.packed import LISTS, pack
from tests.pages import sample
from tests.pages.unpacked import whole

#: Lists of records are read when somebody first asks for them; `for in` asks for every field.
ENTRY = """import { unpacked } from "./packed.js";
function plain(made) {
  if (Array.isArray(made)) return made.map(plain);
  if (made === null || typeof made !== "object") return made;
  const all = {};
  for (const name in made) all[name] = plain(made[name]);
  return all;
}
window.unpacked = (raw) => plain(unpacked(raw));
"""


def real_sources() -> tuple[Source, ...]:
    """The sources of the shipped tables: their addresses repeat their titles in every way that papers have."""
    text = (resources.data() / "sources.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return tuple(Source(row["id"], row["title"], address=row["address"]) for row in rows)


def test_the_page_reads_every_field_of_every_record(browser: Browser, tmp_path: Path) -> None:
    members = (("unit:quang-ninh", "2023-01-09", ""), ("unit:hai-phong", "", "2025-06-30"))
    regions = {"region:a": (Both("Vùng", "Region"), members), "region:b": (Both("Huế", "Huế"), members[:1])}
    made = replace(sample.document(), sources=sample.SOURCES + real_sources(), regions=regions)
    plain = Drawing(made, sample.graph(made)).compact()
    for name in ("packed.js", "dates.js", "fold.js"):
        (tmp_path / name).write_bytes((resources.assets() / "js" / name).read_bytes())
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
    told = {region["id"]: [region["label"], region["members"]] for region in found["regions"]}
    assert told == {region: whole(one) for region, one in regions.items()}
    assert found["network"] == json.loads(json.dumps(plain))
