"""Office packages (XLSX) without the hour of their writing, so that the same content has the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

_DAY_ONE: Final = (1980, 1, 1, 0, 0, 0)
_CLOCK: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def without_clock(packed: bytes) -> bytes:
    """The same package without the hour of its writing: openpyxl stamps the properties and every entry."""
    still = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = _CLOCK.sub(rb"\g<1>2022-03-13T00:00:00Z\g<3>", old.read(entry))
            info = zipfile.ZipInfo(entry.filename, _DAY_ONE)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(info, content)
    return still.getvalue()
