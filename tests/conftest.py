"""What every test may ask for: the checkout, Chromium, golden files; and what none may touch: the user's caches."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from kg.verbs.build import answering
from kg.verbs.parameters import Parameters
from kg.verbs.setting import Setting

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# The same examples on every run: a red run can be repeated, a green one means the same tomorrow. No deadline, since
# the machine may be busy; speed is a matter of the bench.
settings.register_profile("house", deadline=None, derandomize=True, max_examples=60, database=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden` passes the option."""
    parser.addoption("--renew-golden", action="store_true", help="write the golden files again instead of comparing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test is of the browser, or has a golden file, because it asks for that fixture."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "chromium" in fixtures:
            item.add_marker("browser")
        if "golden" in fixtures:
            item.add_marker("golden")


@pytest.fixture(scope="session", autouse=True)
def _caches_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One cache folder for the whole run, so that the packaged graph is built once and the user's stays untouched."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        for name in [name for name in os.environ if name.startswith("KG_")]:
            patch.delenv(name)
        yield


#: The day that tests call today: a test that reads the clock would give another answer tomorrow.
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="session")
def packaged(_caches_of_our_own: None) -> Parameters:
    """The packaged graph, built once a run, and the reader of parameters over it."""
    setting = Setting(today=TODAY)
    graph = answering(setting, lambda text: None)
    return Parameters(lambda: graph, setting)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium: CHROME_PATH, else the system's. `make browser` installs one where it may."""
    found = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.fail('no Chromium: set CHROME_PATH, run `make browser`, or leave these out with -m "not browser"')
    return found


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("units.csv", text)`: the text is that of tests/golden/units.csv, byte for byte."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--renew-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        kept = path.read_bytes().decode() if path.is_file() else ""
        lines = difflib.unified_diff(kept.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm="", n=1)
        changed = "\n".join(list(lines)[:40])
        assert text == kept, f"{changed}\nIf that is meant: run `make golden` and read the diff"

    return compare
