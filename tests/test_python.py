"""The example of docs/python.md runs as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

EXAMPLE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_example_for_python_runs(root: Path) -> None:
    [code] = EXAMPLE.findall((root / "docs" / "python.md").read_text(encoding="utf-8"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    said = done.stdout.splitlines()
    assert "unit:hai-phong-2025" in said[-3]
    assert int(said[-2].split()[0]) > 10
    assert int(said[-1].split()[0]) > 10_000
