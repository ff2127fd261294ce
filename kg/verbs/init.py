"""`kg init`: a folder to begin with. Header lines, one worked example, and a workbook with drop-down lists.

What a table holds and what a cell may say come from the ontology; only the example is written here. The workbook is
the same in every byte for the same ontology, so that it can be kept under version control.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from kg.errors import UsageError
from kg.packages import without_clock
from kg.vocabulary import Column, Concept, Kind, Model, Value, load

#: What a beginner fills first; the workbook has these in front and the other tables of links behind.
BEGIN_WITH: Final = (
    "agreements", "events", "projects", "commitments", "documents", "participations", "sources", "figures", "searches",
)  # fmt: skip
WORKBOOK: Final = "tables.xlsx"
#: The agreement of 13 March 2022 whose three parties are two units today, as one public report tells it.
EXAMPLE: Final[Mapping[str, Mapping[str, str]]] = {
    "agreements": {
        "id": "example-hd-hp-qn-2022",
        "title": "Thoả thuận hợp tác Hải Dương – Hải Phòng – Quảng Ninh",
        "title_en": "Cooperation agreement Hải Dương – Hải Phòng – Quảng Ninh",
        "signed": "2022-03-13",
        "period_start": "2022",
        "period_end": "2025",
        "parties": "Hải Dương; Hải Phòng; Quảng Ninh",
        "status": "signed",
        "source": "example-vov-2022",
        "verification": "excerpt",
    },
    "sources": {
        "id": "example-vov-2022",
        "title": "Tin VOV về hội nghị hợp tác của ba địa phương",
        "publisher": "VOV",
        "address": "https://vov.vn/kinh-te/hai-duong-hai-phong-quang-ninh-hop-tac-cung-phat-trien-post930135.vov",
        "date": "2022-03-13",
        "licence": "facts only",
    },
}
_NOTE: Final = {"vi": "Hàng ví dụ, xoá khi không cần nữa", "en": "Worked example; delete it when you need it no more"}
_YES_NO: Final = {"vi": ("có", "không"), "en": ("yes", "no")}
_READS: Final = {
    Value.DATE: ("ngày: 2022-03-13, 2022-03, 2022, [..2024-08]", "a date: 2022-03-13, 2022-03, 2022, [..2024-08]"),
    Value.DAY: ("một ngày: 2025-07-01", "a day: 2025-07-01"),
    Value.INTEGER: ("số nguyên", "a whole number"),
    Value.DECIMAL: ("số, dấu thập phân là dấu chấm", "a number with a decimal point"),
    Value.BOOLEAN: ("có hoặc không", "yes or no"),
    Value.ADDRESS: ("địa chỉ https://…", "an address https://…"),
    Value.CONCEPT: ("chọn trong danh sách", "choose from the list"),
    Value.PROPERTY: ("tên cột của bảng này", "headers of this table"),
    Value.REFERENCE: ("tên hoặc mã của bản ghi", "a name or the id of a record"),
    Value.ID: ("mã do bạn đặt, không có dấu cách", "an id of your own without spaces"),
}  # fmt: skip
_MANY: Final = {"vi": "nhiều giá trị cách nhau bằng dấu ;", "en": "several values parted by ;"}
_REQUIRED: Final = {"vi": "bắt buộc", "en": "required"}
_LAST_ROW: Final = 1_048_576
_CHOICES: Final = "_choices"


def init(folder: Path, lang: str = "vi") -> list[Path]:
    """Writes the beginner's tables as CSV and all tables of links as one workbook; returns the files in order.

    `lang` is vi or en: the language of headers, choices and explanations. Nothing that stands there is overwritten:
    raises UsageError naming the files, or when `folder` is a file.
    """
    if lang not in ("vi", "en"):
        raise UsageError(f"--lang {lang}: the languages are vi and en")
    model = load()
    kinds = [model.kind(table) for table in BEGIN_WITH]
    paths = [folder / f"{kind.table}.csv" for kind in kinds]
    _refuse_existing(folder, (*paths, folder / WORKBOOK))
    folder.mkdir(parents=True, exist_ok=True)
    for kind, path in zip(kinds, paths, strict=True):
        path.write_text(_csv(kind, model, lang), encoding="utf-8", newline="")
    others = [kind for kind in model.kinds if not kind.reference and kind not in kinds]
    (folder / WORKBOOK).write_bytes(_workbook((*kinds, *others), model, lang))
    return [*paths, folder / WORKBOOK]


def _refuse_existing(folder: Path, paths: Sequence[Path]) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder")
    if there := [path.name for path in paths if path.exists()]:
        raise UsageError(f"{folder} already holds {', '.join(there)}; name an empty folder, nothing was written")


def _csv(kind: Kind, model: Model, lang: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_header(column, lang) for column in kind.columns])
    if example := EXAMPLE.get(kind.table):
        writer.writerow([_example(column, example, model, lang) for column in kind.columns])
    return text.getvalue()


def _header(column: Column, lang: str) -> str:
    return column.label_vi if lang == "vi" and column.label_vi else column.header


def _example(column: Column, example: Mapping[str, str], model: Model, lang: str) -> str:
    value = example.get(column.header, _NOTE[lang] if column.header == "note" else "")
    chosen = next((c for c in _concepts(column, model) if c.slug == value), None)
    return _choice(chosen, lang) if chosen else value


def _concepts(column: Column, model: Model) -> tuple[Concept, ...]:
    return model.schemes.get(column.scheme, ()) if column.scheme else ()


def _choice(concept: Concept, lang: str) -> str:
    return concept.label_vi if lang == "vi" and concept.label_vi else concept.slug


def _explanation(column: Column, lang: str) -> str:
    """What the comment at a header says: the name in both languages, how a cell is read, whether it must be given."""
    place = 0 if lang == "vi" else 1
    said = [f"{column.label_vi} / {column.label_en}" if lang == "vi" else f"{column.label_en} / {column.label_vi}"]
    said += [_READS[column.value][place]] if column.value in _READS else []
    said += [_MANY[lang]] if column.many else []
    said += [_REQUIRED[lang]] if column.required else []
    return "\n".join(said)


def _workbook(kinds: Sequence[Kind], model: Model, lang: str) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheets = [book.active, *(book.create_sheet() for _ in kinds[1:])]
    choices = _Choices(book.create_sheet(_CHOICES))
    for kind, sheet in zip(kinds, sheets, strict=True):
        sheet.title = _title(kind, lang)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(kind.columns, 1):
            _write_column(sheet, number, column, choices, model, lang)
    book.properties.creator = "kg init"
    packed = io.BytesIO()
    book.save(packed)
    return without_clock(packed.getvalue())


def _title(kind: Kind, lang: str) -> str:
    """A sheet's name: at most 31 characters, without the ones that spreadsheets refuse."""
    label = re.sub(r"[\\/?*\[\]:]", " ", kind.label_vi)
    return label if lang == "vi" and 0 < len(label) <= 31 else kind.table


def _write_column(sheet: Any, number: int, column: Column, choices: _Choices, model: Model, lang: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(number)
    cell = sheet.cell(1, number, _header(column, lang))
    cell.font = Font(bold=True)
    cell.comment = Comment(_explanation(column, lang), "kg init", height=120, width=260)
    dimension = sheet.column_dimensions[letter]
    dimension.width = 40 if column.value is Value.TEXT else 18
    if column.value not in (Value.INTEGER, Value.DECIMAL):
        dimension.number_format = "@"  # else a spreadsheet makes 04 a 4 and 2022-03 the first of March
    offered = _YES_NO[lang] if column.value is Value.BOOLEAN else [_choice(c, lang) for c in _concepts(column, model)]
    if offered:
        listed = DataValidation("list", formula1=choices.of(column.scheme or "yes-no", offered), allow_blank=True)
        listed.showErrorMessage = not column.many  # a cell of several values is typed, the list only shows them
        listed.errorStyle = "warning"
        listed.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.add_data_validation(listed)


class _Choices:
    """The hidden sheet that drop-down lists refer to; a list written into the rule may not pass 255 characters."""

    def __init__(self, sheet: Any) -> None:
        self._sheet, self._ranges = sheet, dict[str, str]()
        sheet.sheet_state = "hidden"

    def of(self, name: str, offered: Sequence[str]) -> str:
        """The range that holds these choices, written once a name."""
        from openpyxl.utils import get_column_letter

        if name not in self._ranges:
            number = len(self._ranges) + 1
            for row, text in enumerate(offered, 1):
                self._sheet.cell(row, number, text).data_type = "s"
            letter = get_column_letter(number)
            self._ranges[name] = f"'{_CHOICES}'!${letter}$1:${letter}${len(offered)}"
        return self._ranges[name]
