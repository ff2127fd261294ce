"""The palette: contrast (WCAG 2.1) and distance for the colour-blind, in both themes; the values were searched."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from kg import resources

KINDS = ("unit", "agr", "meet", "proj", "dos", "body", "doc")
#: Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
BLIND = {
    "deuteranopia": "0.367322 0.860646 -0.227968 0.280085 0.672501 0.047413 -0.011820 0.042940 0.968881",
    "protanopia": "0.152286 1.052583 -0.204868 0.114503 0.786281 0.099216 -0.003882 -0.048116 1.051998",
    "tritanopia": "1.255528 -0.076749 -0.178779 -0.078411 0.930809 0.147602 0.004733 0.691367 0.303900",
}
#: The least OKLab distance × 100 of any two kinds; who sees no blue is rare, and counts for 1/1.6.
LEAST = {"light": 11.3, "dark": 10.1}
RARE = 1.6


def matrix(numbers: str) -> np.ndarray:
    return np.array([float(number) for number in numbers.split()]).reshape(3, 3)


#: Linear RGB -> LMS, and its cube root -> OKLab (Ottosson 2020).
LMS = matrix(
    "0.4122214708 0.5363325363 0.0514459929"
    " 0.2119034982 0.6806995451 0.1073969566 0.0883024619 0.2817188376 0.6299787005"
)
LAB = matrix(
    "0.2104542553 0.7936177850 -0.0040720468"
    " 1.9779984951 -2.4285922050 0.4505937099 0.0259040371 0.7827717662 -0.8086757660"
)


def tokens(theme: str) -> dict[str, str]:
    text = (resources.assets() / "css" / "theme.css").read_text(encoding="utf-8")
    block = text[text.index(':root[data-theme="dark"]') :] if theme == "dark" else text[: text.index("@media")]
    return dict(re.findall(r"--(\w+): (#[0-9A-F]{6})", block))


def linear(colour: str) -> np.ndarray:
    value = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(a: str, b: str) -> float:
    one, two = (float(linear(c) @ np.array((0.2126, 0.7152, 0.0722))) for c in (a, b))
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)


def oklab(rgb: np.ndarray) -> np.ndarray:
    return LAB @ np.cbrt(LMS @ np.clip(rgb, 0, 1))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_marks_stand_out_from_what_is_behind_them(theme: str) -> None:
    t = tokens(theme)
    for text in ("ink", "ink2"):
        assert contrast(t[text], t["bg"]) >= 4.5
        assert contrast(t[text], t["card"]) >= 4.5
        assert contrast(t[text], t["land"]) >= 4.5
    for mark in (*KINDS, "warn", "focus"):
        assert contrast(t[mark], t["bg"]) >= 3.15
        assert contrast(t[mark], t["land"]) >= 3.15
    assert contrast(t["ink3"], t["bg"]) >= 3
    assert contrast(t["warn"], t["card"]) >= 4.5


def test_the_kinds_that_may_colour_text_can_be_read() -> None:
    t = tokens("light")
    for kind in ("agr", "proj", "dos"):
        assert contrast(t[kind], t["bg"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", BLIND)
def test_kinds_stay_apart_for_the_colour_blind(theme: str, sight: str) -> None:
    least = LEAST[theme] / (RARE if sight == "tritanopia" else 1)
    t = tokens(theme)
    seen = {kind: oklab(matrix(BLIND[sight]) @ linear(t[kind])) for kind in KINDS}
    closest = min(combinations(KINDS, 2), key=lambda pair: float(np.linalg.norm(seen[pair[0]] - seen[pair[1]])))
    distance = 100 * float(np.linalg.norm(seen[closest[0]] - seen[closest[1]]))
    assert round(distance, 1) >= round(least, 1), f"{closest} are {distance:.1f} apart for {sight}"


def test_the_dark_theme_is_the_same_however_it_is_chosen() -> None:
    text = (resources.assets() / "css" / "theme.css").read_text(encoding="utf-8")
    chosen = re.findall(r"--\w+: #[0-9A-F]{6}", text[text.index(':root[data-theme="dark"]') :])
    preferred = re.findall(r"--\w+: #[0-9A-F]{6}", text[text.index("@media") : text.index(':root[data-theme="dark"]')])
    assert chosen == preferred


def test_paper_has_the_light_palette_on_white() -> None:
    text = (resources.assets() / "css" / "print.css").read_text(encoding="utf-8")
    paper, light = dict(re.findall(r"--(\w+): (#[0-9A-F]{6})", text)), tokens("light")
    assert paper.keys() == light.keys()
    assert {name for name in paper if paper[name] != light[name]} == {"bg", "line"}
    assert paper["bg"] == "#FFFFFF"
