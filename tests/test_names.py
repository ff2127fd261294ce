"""Names: one key for every spelling, clean storing, the order of the Vietnamese alphabet."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import clean, fold, fold_unit, nearest, vietnamese_key

CASES = Path(__file__).parent / "cases" / "names.tsv"
UNITS = Path(__file__).parent.parent / "data" / "reference" / "units.csv"


def cases() -> list[tuple[str, str]]:
    """Given name and expected key; only \\n ends a line, for the names hold odd blanks."""
    lines = CASES.read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    return [(given_, key) for given_, key in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("spelt", "key"), cases())
def test_every_spelling_has_its_one_key(spelt: str, key: str) -> None:
    assert fold(spelt) == key


def test_the_cases_still_hold_what_an_editor_might_have_mended() -> None:
    spellings = [spelt for spelt, _ in cases()]
    assert any(unicodedata.normalize("NFC", spelt) != spelt for spelt in spellings)
    for sign in "\u00a0\u00ad\u00d0\u00f0\u0189\u200b\u2013\u202e\u3000\ufeff":
        assert any(sign in spelt for spelt in spellings), f"U+{ord(sign):04X}"


@given(st.text(max_size=40))
def test_a_key_is_its_own_key_and_does_not_depend_on_the_normal_form(text: str) -> None:
    key = fold(text)
    assert fold(key) == key == key.strip()
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == key


@pytest.mark.parametrize(
    ("spelt", "key"),
    [
        ("TP. Hải Phòng", "hai phong"),
        ("TP Hồ Chí Minh", "ho chi minh"),
        ("T.P. Hồ Chí Minh", "ho chi minh"),
        ("TP.HCM", "hcm"),
        ("thành phố Huế", "hue"),
        ("THÀNH PHỐ CẦN THƠ", "can tho"),
        ("Thủ đô Hà Nội", "ha noi"),
        ("Tỉnh Quảng Ninh", "quang ninh"),
        ("Quảng Ninh province", "quang ninh"),
        ("Ho Chi Minh City", "ho chi minh"),
        ("the City of Huế", "hue"),
        ("Province of Bắc Giang", "bac giang"),
        ("Hà Tĩnh", "ha tinh"),
        ("Tỉnh", "tinh"),
        ("City", "city"),
        ("Tinhgia", "tinhgia"),
    ],
)
def test_a_unit_is_known_with_and_without_its_category(spelt: str, key: str) -> None:
    assert fold_unit(spelt) == key


def test_a_clean_name_is_composed_with_plain_blanks_and_a_vietnamese_d() -> None:
    assert clean("  Hải\u00a0 Dương\t") == ("Hải Dương", ())
    assert clean(unicodedata.normalize("NFD", "Điện Biên")) == ("Điện Biên", ())
    assert clean("\u00d0ắk Nông, \u00f0iện") == ("Đắk Nông, điện", ())
    assert clean("một\r\nhai\u2028ba") == ("một hai ba", ())
    assert clean("ê\u0323")[0] == "ệ"


def test_hidden_characters_are_left_out_and_named() -> None:
    assert clean("Hải\u200b Dương\u202e\u200b") == (
        "Hải Dương",
        ("U+200B ZERO WIDTH SPACE", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    )
    assert clean("a\x07b\ue000\ud800\u3164\ufe0f")[0] == "ab"
    assert len(clean("a\x07b\ue000\ud800\u3164\ufe0f")[1]) == 5
    assert clean("e\u200d\u0301") == ("é", ("U+200D ZERO WIDTH JOINER",))


def test_what_a_decoder_lost_is_told_and_not_hidden() -> None:
    assert clean("H\ufffdi Dương") == ("H\ufffdi Dương", ("U+FFFD REPLACEMENT CHARACTER",))


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing_and_keeps_the_key(text: str) -> None:
    once, hidden = clean(text)
    assert clean(once)[0] == once
    if not hidden:
        assert fold(once) == fold(text)


def test_names_stand_in_the_order_of_the_vietnamese_alphabet() -> None:
    ordered = ["1 tỉnh", "An Giang", "Ăn", "Ân", "Bà", "Bắc Giang", "Cần Thơ", "Da", "Đà Nẵng", "Đắk Lắk", "Điện Biên"]
    ordered += ["Hà Nội", "Hải Dương", "Ô", "Ơ", "Vĩnh Phúc", "Žilina", "北京"]
    assert sorted(ordered, key=fold) != ordered
    assert sorted(set(ordered), key=vietnamese_key) == ordered
    tones = ["ma", "mà", "mả", "mã", "má", "mạ", "mạc", "man"]
    assert sorted(set(tones), key=vietnamese_key) == tones
    assert vietnamese_key("Đà Nẵng")[0] == vietnamese_key("đa nâng".replace("â", "ă"))[0]


def test_the_nearest_names_are_found_without_marks_and_in_any_case() -> None:
    names = ["Hải Dương", "Hải Phòng", "Bắc Giang", "Bắc Ninh", "Quảng Ninh"]
    assert nearest("hai duongg", names)[0] == "Hải Dương"
    assert nearest("Bac Gian", names, 1) == ("Bắc Giang",)
    assert nearest("zzzz", names) == ()
    assert nearest("x" * 1_000_000, names) == ()


@pytest.mark.skipif(not UNITS.exists(), reason="the reference tables are not there yet")
def test_different_units_never_share_a_key() -> None:
    with UNITS.open(encoding="utf-8", newline="") as file:
        names = {row["name"] for row in csv.DictReader(file) if row["name"]}
    assert len({fold(name) for name in names}) == len(names)
    assert len({fold_unit(name) for name in names}) == len(names)
