"""Which data a command answers from, and which store: the options that every command shares."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kg import __version__, resources
from kg.errors import UsageError

PACKAGED: Final = "packaged"
_TABLES: Final = frozenset({".csv", ".xlsx", ".xlsm"})
_PLACES: Final = ("", "links", "reference")
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

    def groups(self) -> Iterator[tuple[str, tuple[Path, ...]]]:
        """Data groups in order: a later one's records replace an earlier one's. The packaged reference comes first."""
        packaged = resources.data()
        if PACKAGED not in self.data:
            yield "packaged reference", (packaged / "reference", packaged)
        for name in self.data:
            yield (name, (packaged,)) if name == PACKAGED else (name, (Path(name),))

    def told(self) -> str:
        """The data in words, for standard error."""
        return ", ".join("the packaged data" if d == PACKAGED else d for d in self.data)


def files(folders: tuple[Path, ...]) -> list[Path]:
    """Every table file of the folders, in a fixed order. Raises UsageError for a folder that is not there."""
    found: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"the data folder {folder} does not exist; `kg init {folder}` makes one")
        for place in _PLACES:
            below = folder / place
            if below.is_dir():
                found += [f for f in below.iterdir() if f.suffix.lower() in _TABLES and f.is_file()]
    return sorted(dict.fromkeys(found))


def inputs(setting: Setting) -> dict[str, str]:
    """File name -> sha256, of all that a build depends on: tables, ontology, and the code that maps them."""
    found: dict[str, str] = {}
    for name, folders in setting.groups():
        for path in files(folders):
            found[f"{name}/{path.relative_to(folders[-1]).as_posix()}"] = _digest(path)
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
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def from_environment(
    data: tuple[str, ...], store: str | None, lens: str, lang: str, today: date, as_built: bool
) -> Setting:
    """The setting of a call; KG_DATA and KG_STORE stand in for options that were not given."""
    data = data or tuple(d for d in os.environ.get("KG_DATA", "").split(os.pathsep) if d) or (PACKAGED,)
    store = store or os.environ.get("KG_STORE")
    if store and "://" in store:
        raise UsageError(f"{store}: a store on a SPARQL server is not supported yet; name a folder")
    return Setting(data, Path(store) if store else None, lens, lang, today, as_built)
