"""Names: cleaned for storing, folded for matching, keyed for sorting.

`fold` gives one key for every spelling of a name. The page has a copy of it in JavaScript, tested with the same
`tests/cases/names.tsv`, so it uses only what both languages do alike: normal forms and classes of characters.
Other names of a thing (Saigon, TP.HCM) are data, in `other_names`, never code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

# Icelandic eth and African d look like đ, and stand for it in texts of old Vietnamese fonts and in donors' tables.
D_LIKE: Final = str.maketrans("ÐðƉɖ", "ĐđĐđ")
# They show nothing, although Unicode classes them as letters, signs or marks.
BLANK_LETTERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
HIDDEN_MARKS: Final = frozenset(["\u034f", *map(chr, range(0xFE00, 0xFE10))])
LOST: Final = "\ufffd"  # what a decoder writes where it could not read
ODD: Final = re.compile(f"[{''.join(BLANK_LETTERS | HIDDEN_MARKS)}{LOST}{''.join(map(chr, D_LIKE))}]")

UNIT_BEGINS: Final = re.compile(r"(?:thanh pho|thu do|tinh|tp|t p|(?:the )?(?:city|province) of) (?=.)")
UNIT_ENDS: Final = re.compile(r"(?<=.) (?:province|city)")
COMPARED: Final = 100  # characters of a word that are compared to find the nearest name

LETTERS: Final = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=100)}
TONES: Final = {mark: rank for rank, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}  # ` ? ~ ' .


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """A name as it is stored, and the hidden characters found in it (`U+200B ZERO WIDTH SPACE`), in order, each once.

    NFC; eth becomes đ; every kind of blank, tabs and line ends too, becomes one space, none around. Controls, format
    and bidi characters, surrogates, private and unassigned ones are reported and left out. U+FFFD is reported and
    stays: it says that letters were lost before.
    """
    if text.isprintable() and not ODD.search(text) and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split()), ()  # nearly every text; sign by sign takes fifty times as long
    kept: list[str] = []
    hidden: dict[str, None] = {}
    for sign in text:
        category = unicodedata.category(sign)
        if sign.isspace() or category.startswith("Z"):
            kept.append(" ")
        elif category.startswith("C") or sign in BLANK_LETTERS or sign in HIDDEN_MARKS or sign == LOST:
            hidden[f"U+{ord(sign):04X} {unicodedata.name(sign, 'CONTROL' if category == 'Cc' else category)}"] = None
            kept.append(sign if sign == LOST else "")
        else:
            kept.append(sign)
    composed = unicodedata.normalize("NFC", "".join(kept)).translate(D_LIKE)
    return " ".join(composed.split()), tuple(hidden)


def fold(text: str) -> str:
    """The matching key of a name: `Hoà Bình`, `HÒA BÌNH`, `hoa-binh` all give `hoa binh`.

    Compatibility forms are resolved, marks dropped, case and đ flattened, format characters left out; what is neither
    letter nor digit separates words. Empty for a text without letters and digits.
    """
    flat = text.translate(_FOLDED)
    # Sigma is the one letter whose small form depends on its neighbours.
    return " ".join((_folded(text) if "σ" in flat else flat).split())


def _folded(text: str) -> str:
    """The letters and digits of a text in their flat form, blanks between."""
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).translate(D_LIKE).lower())
    signs: list[str] = []
    for sign in lowered:
        kind = unicodedata.category(sign)
        if kind[0] in "LN":
            signs.append("d" if sign == "đ" else sign)
        elif kind[0] != "M" and kind != "Cf":
            signs.append(" ")
    return "".join(signs)


class _Folded(dict[int, str]):
    """What each letter met so far becomes: folding is of letters, so it is worked out once a letter."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


_FOLDED: Final = _Folded()


@lru_cache(maxsize=4096)
def fold_unit(text: str) -> str:
    """The matching key of a unit's name, without the words for its category: `TP. Hải Phòng` gives `hai phong`."""
    key = fold(text)
    begin = UNIT_BEGINS.match(key)
    key = key[begin.end() :] if begin else key
    end = UNIT_ENDS.search(key)
    return key[: end.start()] if end and end.end() == len(key) else key


def vietnamese_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Sort key of the Vietnamese alphabet: letters first (a ă â b c d đ ...), then tones, then the text itself.

    Blanks and signs come before digits, digits before letters, letters of other scripts last.
    """
    letters: list[int] = []
    tones: list[int] = []
    for sign in unicodedata.normalize("NFC", text).translate(D_LIKE).lower():
        apart = unicodedata.normalize("NFD", sign)
        base, marks = apart[:1], apart[1:]
        shape = "".join(mark for mark in marks if mark not in TONES)
        letter = unicodedata.normalize("NFC", base + shape)
        letters.append(LETTERS.get(letter) or LETTERS.get(base) or _other(base))
        tones.append(next((TONES[mark] for mark in marks if mark in TONES), 0))
    return tuple(letters), tuple(tones), text


def _other(sign: str) -> int:
    """Rank of what is no letter of the alphabet: signs 0, digits 1 to 10, other letters after z."""
    if not sign.isalnum():
        return 0
    return 1 + unicodedata.decimal(sign, 9) if sign.isdecimal() else 1000 + ord(sign)


def nearest(word: str, choices: Iterable[str], n: int = 3) -> tuple[str, ...]:
    """Up to `n` of `choices` most like `word` in their folded spelling, the likest first; empty if none is like it."""
    by_key: dict[str, list[str]] = {}
    for choice in choices:
        by_key.setdefault(fold(choice)[:COMPARED], []).append(choice)
    keys = get_close_matches(fold(word[:COMPARED]), by_key, n=n, cutoff=0.5)
    return tuple(choice for key in keys for choice in by_key[key])[:n]
