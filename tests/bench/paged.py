"""The section of the report on pages: goals, readings of each page, what `kg view` costs."""

from __future__ import annotations

from typing import Final

from tests.bench.pages import SHIPPED, WHOLE, Found, Reading
from tests.bench.report import met, table

TITLE: Final = "## Pages in Chromium\n"
TEXT: Final = """\
Headless Chromium without a graphics card, a window of 1360 × 860, files opened from the disk. *Ready*: from the start
of the navigation until the page says so (pyvis: until its first drawing), one more frame and a free task; *longest
task*: the worst of all rounds, within two seconds from ready, or under the hand that pans for three. The networks are
projects of the generated store and their units, the same things, links and labels for both; *pyvis, fixed* has our
places and its physics off, *pyvis* its defaults. Both are written by pyvis' `write_html`. A country of n marks holds n
matters of two to five parties of the same store and the packaged units; that of 10,000 is opened with `#marks=all`,
which draws each mark where the page would open on bands. *whole* are the pages that `kg view` writes of whole stores.

"""
LIMITS: Final = """\
Above 3,000 things a page carries its matters in a light form (kg/pages/light.py): no columns beside those of the
table, no other names, no places in sources except where sources disagree; its network shows the 300 busiest things.
Above 500 matters the rows of the table stand in the page for readers without scripts only; they are made while
nothing else is to do, above 12,000 when the table is opened; above 12,000 legend, panel and years are written after
the picture, which *ready* speaks of. A page of 100,000 links weighs about 20 MB, half of it this table.

"""
#: Seconds, milliseconds, frames a second, bytes; how many times as long as 1,000 marks counts as "like 1,000".
COUNTRY, LARGE, NETWORK, TASK, FRAMES, BYTES, LIKE = 0.5, 1.0, {300: 0.5, 1_000: 0.8}, 100.0, 50.0, 1_200_000, 2.0


def section(found: Found) -> str:
    """The whole section."""
    low, high = found.load
    rounds = "One round" if found.rounds == 1 else f"Medians of {found.rounds} rounds"
    load = f"{rounds}; load of the machine meanwhile {low:.1f} to {high:.1f}.\n\n"
    return "\n".join([TITLE, TEXT + load + _goals(found), _pages(found), LIMITS + _views(found)])


def _goals(found: Found) -> str:
    read = found.readings
    thousand, large, whole = read["country 1000"], read["country 10000"], read[f"whole {max(WHOLE)}"]
    panned, like = large.panned, whole.seconds / thousand.seconds
    assert panned is not None
    longest = max(large.longest, panned.longest)
    network = [
        (f"network of {nodes:,}, ready", read[f"network {nodes}"].seconds, limit) for nodes, limit in NETWORK.items()
    ]
    rows = [
        ("country of 1,000 marks, ready", thousand.seconds, COUNTRY),
        *network,
        ("country of 10,000 marks, each drawn, ready", large.seconds, LARGE),
    ]
    told = [(name, f"{seconds:.2f} s", f"at most {limit} s", met(seconds <= limit)) for name, seconds, limit in rows]
    size = read[SHIPPED].bytes
    told += [
        ("the same: longest task from then on", f"{longest:.0f} ms", f"at most {TASK:.0f} ms", met(longest <= TASK)),
        (
            "the same, panned",
            f"{panned.frames:.0f} frames a second, longest gap {panned.gap:.0f} ms",
            f"at least {FRAMES:.0f}",
            met(panned.frames >= FRAMES),
        ),
        (
            "whole of 100,000 links against country of 1,000 marks, ready",
            f"{like:.1f} times",
            f"at most {LIKE:.0f}",
            met(like <= LIKE),
        ),
        ("page of the shipped data", f"{size:,} bytes", f"under {BYTES:,}", met(size < BYTES)),
    ]
    return table(("mark", "found", "goal", ""), told)


def _pages(found: Found) -> str:
    head = ("page", "things", "links", "ready, s", "longest task, ms", "KB", "times ours")
    return table(head, [_row(found, reading) for reading in found.readings.values()])


def _row(found: Found, reading: Reading) -> tuple[str, ...]:
    page, kind, _, nodes = reading.page, *reading.page.name.partition(" ")
    ours = found.readings[f"network {nodes}"].seconds if kind in ("fixed", "pyvis") else 0
    name = {"fixed": "pyvis, fixed", "pyvis": "pyvis"}.get(kind, kind + (f" {int(nodes):,}" if nodes else ""))
    return (
        name + (f" `{page.fragment}`" if page.fragment else "") + (" (one round)" if page.once else ""),
        f"{page.things:,}",
        f"{page.links:,}",
        f"{reading.seconds:.2f}",
        f"{reading.longest:.0f}",
        f"{reading.bytes / 1024:,.0f}",
        f"{reading.seconds / ours:.1f}" if ours else "",
    )


def _views(found: Found) -> str:
    rows = [
        (
            name,
            f"{found.readings[name].page.links:,}",
            f"{cost.seconds:.1f}",
            f"{cost.cpu:.1f}",
            f"{cost.peak_mb:,.0f}",
            f"{found.readings[name].bytes / 1e6:.1f}",
        )
        for name, cost in found.views.items()
    ]
    return table(("`kg view` of", "links", "seconds", "CPU seconds", "peak MB", "MB of page"), rows)
