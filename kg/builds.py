"""The folder of a store: which build answers, which one is being written, and who may write.

`builds/ID/graph` holds one finished build, `builds/ID/complete.json` what went into it, and the small file `current`
names the build that answers. A build is written beside the others and becomes current by `os.replace` of that file,
so that a kill at any moment leaves the former build answering. Builders hold a lock, readers need none.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kg.errors import Failed, UsageError

CURRENT: Final = "current"
COMPLETE: Final = "complete.json"
_BUILDS: Final = "builds"
_LOCK: Final = "lock"


def current(folder: Path) -> Path | None:
    """The folder of the build that answers, or None where there is none, also where `current` names a missing one."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    build = folder / _BUILDS / name
    return build if _is_name(name) and (build / COMPLETE).is_file() else None


def facts(folder: Path) -> Mapping[str, Any]:
    """What went into the build that answers; empty where there is none, or where it cannot be read."""
    build = current(folder)
    if build is None:
        return {}
    try:
        told = json.loads((build / COMPLETE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


@contextlib.contextmanager
def locked(folder: Path, wait: float, waiting: Callable[[], None]) -> Iterator[Path]:
    """The folder of a new build, under the builders' lock; what is not finished is removed, now or by the next build.

    `waiting` is called when another build is at work. Raises Failed when that takes longer than `wait` seconds or the
    folder cannot be written, UsageError for a folder that holds something else than a store.
    """
    from filelock import FileLock, Timeout

    _prepare(folder)
    lock = FileLock(str(folder / _LOCK))
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire(timeout=wait)
    except Timeout as fault:
        raise Failed(f"another kg build is at work on {folder}; try again when it is done") from fault
    except OSError as fault:
        raise Failed(f"the store {folder} cannot be written: {fault.strerror}") from fault
    try:
        yield _new(folder)
    finally:
        _remove_unfinished(folder)
        lock.release()


def publish(build: Path, told: Mapping[str, Any]) -> None:
    """Makes a finished build the one that answers, and removes all but it and the former one."""
    folder = build.parent.parent
    _write(build / COMPLETE, json.dumps(told, indent=1, sort_keys=True))
    former = current(folder)
    pointer = folder / f"{CURRENT}.new"
    _write(pointer, build.name + "\n")
    os.replace(pointer, folder / CURRENT)
    for other in _all(folder):
        if other not in (build, former):  # readers that opened the former build before the swap still read it
            shutil.rmtree(other, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _prepare(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; a store is a folder: name a new or an empty one")
    try:
        other = [] if (folder / _BUILDS).is_dir() or not folder.exists() else [p.name for p in folder.iterdir()]
        if other and other != [_LOCK]:
            raise UsageError(f"{folder} is no store, it holds {other[0]}; name a new or an empty folder")
        (folder / _BUILDS).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Failed(f"the store {folder} cannot be written: {fault.strerror}") from fault


def _new(folder: Path) -> Path:
    _remove_unfinished(folder)
    found = _all(folder)
    build = folder / _BUILDS / str(int(found[-1].name) + 1 if found else 1)
    try:
        build.mkdir()
    except OSError as fault:
        raise Failed(f"the store {folder} cannot be written: {fault.strerror}") from fault
    return build


def _all(folder: Path) -> list[Path]:
    """Builds in the order in which they were made; what bears no number is none of ours."""
    found = [p for p in (folder / _BUILDS).iterdir() if p.is_dir() and _is_name(p.name)]
    return sorted(found, key=lambda p: int(p.name))


def _is_name(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _remove_unfinished(folder: Path) -> None:
    for build in _all(folder):
        if not (build / COMPLETE).is_file():
            shutil.rmtree(build, ignore_errors=True)
