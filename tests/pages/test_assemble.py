"""Putting the page together: modules into one script, hashes into one policy."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from kg import resources
from kg.errors import Failed
from kg.pages import assemble

ROOT = Path(__file__).parent.parent.parent


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_a_module_comes_after_those_it_needs(tmp_path: Path) -> None:
    text = assemble.bundle(
        written(
            tmp_path,
            main='import { b } from "./two.js";\nb();\n',
            two='import { a } from "./one.js";\nexport function b() { return a; }\n',
            one="export const a = 1;\n",
        )
    )
    assert text.index("const $one") < text.index("const $two") < text.index("const $main")
    assert "const [a] = $one;" in text
    assert "import" not in text
    assert "export" not in text


@pytest.mark.parametrize(
    "line",
    [
        "export default 1;",
        "export let a = 1;",
        "export { a };",
        'export * from "./one.js";',
        'import one from "./one.js";',
        'import * as one from "./one.js";',
        'import "./one.js";',
        'const one = import("./one.js");',
        'import { a as b } from "./one.js";',
    ],
)
def test_other_forms_of_import_and_export_are_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(Failed):
        assemble.bundle(written(tmp_path, main=line + "\n", one="export const a = 1;\n"))


def test_a_name_that_is_not_exported_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="b"):
        assemble.bundle(written(tmp_path, main='import { b } from "./one.js";\n', one="export const a = 1;\n"))


def test_a_circle_of_modules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="circle"):
        assemble.bundle(
            written(
                tmp_path,
                main='import { a } from "./one.js";\nexport const b = a;\n',
                one='import { b } from "./main.js";\nexport const a = b;\n',
            )
        )


def test_what_is_said_in_texts_and_patterns_survives_the_shortening() -> None:
    made = assemble.lean(
        """// What it does.
(() => {
  const amount = 3; /* gone */
  window.said = [`// no comment ${amount + 1} /* nor this */`, "two  blanks", /[/*]{2}\\/"`/u.source, 'a\\u2028b'];
})();
""",
        "javascript",
    )
    for kept in ("// no comment ", " /* nor this */", "two  blanks", '[/*]{2}\\/"`'):
        assert kept in made
    assert "gone" not in made
    assert "What it does" not in made
    assert len(assemble.script()) < 0.75 * len(assemble.bundle(resources.assets() / "js"))


def test_the_script_stays_strict_and_the_sheet_keeps_every_token() -> None:
    assert assemble.script().startswith('"use strict"')
    theme = (resources.assets() / "css" / "theme.css").read_text(encoding="utf-8")
    tokens = set(re.findall(r"--[\w-]+(?=:)", theme))
    assert tokens <= set(re.findall(r"--[\w-]+(?=:)", assemble.style()))


@pytest.mark.parametrize(("text", "kind"), [("const = ;", "javascript"), ("(() => {", "javascript")])
def test_a_script_that_cannot_be_read_is_refused(text: str, kind: str) -> None:
    with pytest.raises(Failed, match="javascript"):
        assemble.lean(text, kind)


@pytest.mark.parametrize("text", ["</script>", "</SCRIPT ", "</style>", "<!--"])
def test_text_that_could_end_its_element_is_refused(text: str) -> None:
    with pytest.raises(Failed):
        assemble.safe(f"const a = '{text}';")


def test_the_library_is_the_one_whose_hash_the_specification_names() -> None:
    assert assemble.fingerprint(assemble.library()) == "'sha256-88EilGR0mm9agMgIZxie39wBmL4NAVw9dwr/GWy2wKE='"


def test_the_policy_allows_these_texts_and_nothing_else() -> None:
    digest = base64.b64encode(hashlib.sha256(b"a").digest()).decode()
    policy = assemble.policy(("a",), "b")
    assert policy.startswith(f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'sha256-")
    assert policy.endswith("; base-uri 'none'; form-action 'none'")
    assert "unsafe" not in policy


def test_the_decisions_tell_the_exact_policy() -> None:
    made = assemble.policy((assemble.library(), assemble.script()), assemble.style())
    names = {
        assemble.library(): "'<sha256 of vis-network>'",
        assemble.script(): "'<sha256 of our script>'",
        assemble.style(): "'<sha256 of our style>'",
    }
    for text, name in names.items():
        made = made.replace(assemble.fingerprint(text), name)
    decisions = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    assert f"The page's Content-Security-Policy: `{made}`" in decisions
    assert assemble.fingerprint(assemble.library()).strip("'") in decisions


def test_no_source_of_the_page_is_longer_than_a_reader_likes() -> None:
    long = {
        path.name: len(path.read_text(encoding="utf-8").splitlines())
        for path in resources.assets().rglob("*")
        if path.suffix in (".js", ".css", ".html")
    }
    assert {name: lines for name, lines in long.items() if lines >= 300} == {}


def test_no_script_writes_markup() -> None:
    for path in (resources.assets() / "js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert word not in text, f"{path.name}: {word}"


def test_every_style_sheet_has_its_place_in_the_cascade() -> None:
    assert {path.stem for path in (resources.assets() / "css").glob("*.css")} == set(assemble.SHEETS)
