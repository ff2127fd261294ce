"""The commands of docs/tutorial.md, run in their order in an empty folder, as a newcomer runs them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

COMMANDS = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_commands_of_the_tutorial_work(root: Path, tmp_path: Path) -> None:
    text = (root / "docs" / "tutorial.md").read_text(encoding="utf-8")
    commands = [line for block in COMMANDS.findall(text) for line in block.splitlines() if line]
    assert len(commands) > 6
    for command in commands:
        words = shlex.split(command)
        assert words[0] == "kg"
        done = subprocess.run(
            [sys.executable, "-m", "kg.cli", *words[1:]], cwd=tmp_path, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
    page = (tmp_path / "my-page.html").read_text(encoding="utf-8")
    assert "example-" in page
    assert (tmp_path / "my-links.xlsx").stat().st_size > 0


def test_the_broken_date_of_the_tutorial_is_a_finding(tmp_path: Path) -> None:
    kg = [sys.executable, "-m", "kg.cli"]
    subprocess.run([*kg, "init", "mine", "--lang", "en"], cwd=tmp_path, check=True, capture_output=True)
    table = tmp_path / "mine" / "agreements.csv"
    table.write_text(table.read_text(encoding="utf-8-sig").replace("2022-03-13", "13/03/2022"), encoding="utf-8")
    done = subprocess.run([*kg, "check", "--data", "mine"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert "agreements.csv line 2" in done.stdout
    assert "2022-03-13" in done.stdout
