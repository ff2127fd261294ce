"""Which data a command answers from, and which store: the options that every command shares."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kg import __version__, resources, tables
from kg.errors import UsageError
from kg.register import REFERENCE

PACKAGED: Final = "packaged"
#: Where the reference tables and the sources that they name stand below the packaged data.
_REFERENCE: Final = ("", "reference")
_APP: Final = "regional-links"


@dataclass(frozen=True, slots=True)
class Setting:
    """The shared options, checked: data folders by name, the store's folder, lens, language and today."""

    data: tuple[str, ...] = (PACKAGED,)
    store: Path | None = None
    lens: str = "signed"
    lang: str = "vi"
    today: date = date.min
    as_built: bool = False

    @property
    def folder(self) -> Path:
        """Where the store stands: the one that was named, else one a list of data folders in the cache folder."""
        if self.store is not None:
            return self.store
        from platformdirs import user_cache_path

        names = "\n".join(self._absolute())
        return user_cache_path(_APP) / "stores" / hashlib.sha256(names.encode()).hexdigest()[:16]

    def _absolute(self) -> list[str]:
        return [d if d == PACKAGED else str(Path(d).resolve()) for d in self.data]

    def groups(self) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
        """Name, folder and the places in it, in order: a later group's records replace an earlier one's.

        The packaged reference comes first; the packaged links only where they are asked for.
        """
        packaged = resources.data()
        if PACKAGED not in self.data:
            yield REFERENCE, packaged, _REFERENCE
        for name in self.data:
            yield name, packaged if name == PACKAGED else Path(name), tables.PLACES

    def told(self) -> str:
        """The data in words, for standard error."""
        return ", ".join("the packaged data" if d == PACKAGED else d for d in self.data)


def inputs(setting: Setting) -> dict[str, str]:
    """File name -> sha256, of all that a build depends on: tables and ontology."""
    found: dict[str, str] = {}
    for name, folder, places in setting.groups():
        for path in tables.files(folder, places):
            found[f"{name}/{path.relative_to(folder).as_posix()}"] = _digest(path)
    for path in sorted(resources.ontology().glob("*.ttl")):
        found[f"ontology/{path.name}"] = _digest(path)
    return found


def code() -> str:
    """The version of the package and a hash of its modules: another code makes another store."""
    whole = hashlib.sha256(__version__.encode())
    for path in sorted(resources.PACKAGE.glob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"  # what is wrong with it is a finding when the tables are read


def from_environment(
    data: tuple[str, ...], store: str | None, lens: str, lang: str, today: date, as_built: bool
) -> Setting:
    """The setting of a call; KG_DATA and KG_STORE stand in for options that were not given."""
    data = data or tuple(d for d in os.environ.get("KG_DATA", "").split(os.pathsep) if d) or (PACKAGED,)
    store = store or os.environ.get("KG_STORE")
    if store and "://" in store:
        raise UsageError(f"{store}: a store on a SPARQL server is not supported yet; name a folder")
    return Setting(data, Path(store) if store else None, lens, lang, today, as_built)
