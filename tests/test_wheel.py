"""`pip install .` gives a working `kg`, with ontology, questions and data inside, wherever it is called from."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = {"kg": "kg", "ontology": "kg/_bundle/ontology", "data": "kg/_bundle/data"}


def call(*command: object, cwd: Path) -> str:
    """Standard output and error of a command that must succeed, in a folder, with no part of the checkout in sight."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment |= {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    words = [str(word) for word in command]
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run(words, cwd=cwd, env=environment, encoding="utf-8", check=False, **pipe)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an empty environment that holds the wheel alone.

    The dependencies are lent from the environment that runs the tests. The line of a .pth file is a folder whose own
    .pth files are not read: so an editable install of the checkout stays out of sight.
    """
    folder = tmp_path_factory.mktemp("empty") / "env"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    call(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    packages = call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(packages, "lent.pth").write_text("\n".join(sorted(lent)), "utf-8")
    return programs


def test_the_wheel_holds_every_file_of_package_ontology_and_data(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        f"{inside}/{path.relative_to(ROOT / outside).as_posix()}"
        for outside, inside in PARTS.items()
        for path in (ROOT / outside).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    assert {name for name in packed if ".dist-info/" not in name} == ours


def test_the_wheel_carries_both_licences(wheel: Path) -> None:
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if "/licenses/" in name}
    assert names == {"LICENSE", "LICENSE-DATA"}


def test_ontology_and_data_are_read_from_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    ask = "from kg import resources as r; print(r.ontology(), r.data(), r.queries(), r.assets(), sep='\\n')"
    for place in call(installed / "python", "-c", ask, cwd=tmp_path).splitlines():
        assert Path(place).is_dir()
        assert Path(place).is_relative_to(installed.parent)


@pytest.mark.slow
def test_kg_demo_runs_from_another_folder_and_ends_by_naming_its_pages(installed: Path, tmp_path: Path) -> None:
    said = call(installed / "kg", "demo", cwd=tmp_path)
    pages = re.findall(r"out[\\/][\w.-]+\.html", "\n".join(said.splitlines()[-12:]))
    assert pages
    assert all((tmp_path / page).stat().st_size > 0 for page in pages)
