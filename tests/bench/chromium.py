"""Opens pages in headless Chromium and says how long they took to be ready, and how they move under a hand."""

from __future__ import annotations

import math
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.measure import BenchFailed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Nothing is fetched: a page of pyvis names style sheets elsewhere even where its scripts stand in the page.
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
WATCH: Final = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
WINDOW: Final = (1360, 860)
#: Seconds: how long a page may take; how long it is watched when it is ready; how long a hand pans.
PATIENCE, REST, PAN = 240.0, 2.0, 3.0
#: The hand goes round in a circle of so many px, once in so many seconds.
CIRCLE, ROUND = 110.0, 1.5


@dataclass(frozen=True, slots=True)
class Opened:
    """Seconds from the start of the navigation until ready; ms of the longest task in the time of rest after that."""

    seconds: float
    longest: float


@dataclass(frozen=True, slots=True)
class Panned:
    """Frames a second while a hand pans; ms of the longest gap between two, and of the longest task until it rests."""

    frames: float
    gap: float
    longest: float


@contextmanager
def started() -> Iterator[Browser]:
    """One Chromium, warmed by an empty page. Raises BenchFailed where none is installed."""
    from playwright.sync_api import sync_playwright

    found = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise BenchFailed("no Chromium was found; install it or set CHROME_PATH")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        browser.new_page().close()
        yield browser
        browser.close()


def opened(browser: Browser, path: Path, fragment: str = "", pan: bool = False) -> tuple[Opened, Panned | None]:
    """Opens the page in a profile of its own. Raises BenchFailed where it is never ready."""
    context = browser.new_context(viewport={"width": WINDOW[0], "height": WINDOW[1]})
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.add_init_script(WATCH)
    page.goto(path.resolve().as_uri() + fragment, wait_until="commit")
    ready = _ready(page, path.name)
    time.sleep(REST)
    found = Opened(ready / 1000, page.evaluate("kgWatch.longest()"))
    panned = _panned(page, path.name) if pan else None
    context.close()
    return found, panned


def _ready(page: Page, name: str) -> float:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ready = float(page.evaluate("kgWatch.ready"))
        if ready:
            return ready
        time.sleep(0.05)
    raise BenchFailed(f"{name} was not ready within {PATIENCE:.0f} s")


def _panned(page: Page, name: str) -> Panned:
    """Drags round in a circle; raises BenchFailed where the picture stayed as it was."""
    box = page.locator("#kg-country canvas").first.bounding_box()
    if box is None:
        raise BenchFailed(f"{name} shows no country")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = page.screenshot()
    page.evaluate("kgWatch.tasks.length = 0")
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("kgWatch.count()")
    begun = time.monotonic()
    while (now := time.monotonic() - begun) < PAN:
        turn = 2 * math.pi * now / ROUND
        page.mouse.move(x + CIRCLE * math.sin(turn), y + CIRCLE * (1 - math.cos(turn)))
    frames = page.evaluate("kgWatch.stop()")
    page.mouse.move(x + CIRCLE, y)
    page.mouse.up()
    time.sleep(REST)
    longest = page.evaluate("kgWatch.longest()")
    if page.screenshot() == before:
        raise BenchFailed(f"{name} did not move under the hand")
    gaps = [b - a for a, b in pairwise(frames)]
    return Panned(1000 * len(gaps) / (frames[-1] - frames[0]), max(gaps), longest)
