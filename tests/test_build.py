"""A build is whole or not at all: killed, crowded, broken or without room, what stood before answers as before."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from kg import builds, resources
from kg.errors import Failed, UsageError
from tests.commands import HEADER, SOURCES, Place, agreements, kg, process, start

QUESTION = ("ask", "agreements-of", "unit=Bắc Giang", "--format", "csv")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The common ground, built."""
    made = Place(tmp_path)
    assert made("build").code == 0
    return made


def told(place: Place) -> list[str]:
    return ["--data", str(place.data), "--store", str(place.store)]


# Whole or not at all -------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_former_store_answering(place: Place) -> None:
    before = place(*QUESTION, "--as-built").out
    place.put(agreements("A2,Một thoả thuận khác,2023-01-01,,,Bắc Giang; Hải Dương,S1"))
    chosen = random.Random(13)
    begun = time.monotonic()
    assert process("check", "--data", str(place.data)).code == 0
    whole = time.monotonic() - begun
    killed = 0
    for part in (0.3, 0.55, 0.7, 0.8, 0.9, 1.0, 1.1):
        build = start("build", *told(place))
        time.sleep(whole * (part + chosen.uniform(-0.05, 0.05)))
        if build.poll() is not None:  # it was quicker: nothing to kill any more
            build.communicate()
            break
        build.send_signal(signal.SIGKILL)
        build.communicate()
        killed += 1
        answer = place(*QUESTION, "--as-built")
        if answer.out != before:  # it was killed after the swap: the new store answers, whole
            assert [row["agreement"] for row in answer.rows] == ["agr:A2"]
            break
    assert killed
    assert place("build").code == 0
    assert place(*QUESTION).rows[0]["agreement"] == "agr:A2"
    assert len(list((place.store / "builds").iterdir())) <= 2


def test_a_build_killed_between_the_build_and_the_swap_is_removed_by_the_next(place: Place) -> None:
    half = place.store / "builds" / "7"
    (half / "graph").mkdir(parents=True)
    (place.store / "current.new").write_text("7\n")
    assert place(*QUESTION, "--as-built").first == ["agr:A1"]
    assert place("build").code == 0
    assert not half.exists()


def test_a_table_with_a_fault_changes_nothing(place: Place) -> None:
    before = sorted(path.name for path in (place.store / "builds").iterdir())
    place.put(agreements("A1,Sai ngày,2022-02-31,,,Bắc Giang; Hải Dương,S1"))
    said = place("build")
    assert said.code == 1
    assert "2022-02-31" in said.told
    assert sorted(path.name for path in (place.store / "builds").iterdir()) == before
    assert place(*QUESTION, "--as-built").rows[0]["signed"] == "2022-01-22"
    asked = place(*QUESTION)  # builds first, since the table is newer
    assert (asked.code, asked.out) == (1, b"")


def test_a_disk_without_room_is_told_and_harms_nothing(place: Place) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    place.put(agreements("A2,Khác,2023-01-01,,,Bắc Giang; Hải Dương,S1"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        said = place("build")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (said.code, said.out) == (3, b"")
    assert "could not be written" in said.told
    assert place(*QUESTION, "--as-built").first == ["agr:A1"]
    assert place("build").code == 0


# Where a store stands ------------------------------------------------------------------------------------------------


def test_a_folder_with_something_else_in_it_is_no_store_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("...")
    said = kg("build", "--store", str(tmp_path / "letters"))
    assert said.code == 2
    assert "is no store, it holds dear.txt" in said.told
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["dear.txt"]
    said = kg("build", "--store", str(tmp_path / "letters" / "dear.txt"))
    assert said.code == 2
    assert "is a file" in said.told
    assert kg("ask", "units", "--store", str(tmp_path / "letters"), "--as-built").code == 3


@pytest.mark.parametrize("name", ["99", "../../elsewhere", "", "\x00", "１"])
def test_a_pointer_to_a_build_that_is_missing_is_no_store_and_is_mended_by_a_build(place: Place, name: str) -> None:
    (place.store / "current").write_text(name, encoding="utf-8")
    said = place(*QUESTION, "--as-built")
    assert (said.code, said.out) == (3, b"")
    assert "run `kg build`" in said.told
    assert place(*QUESTION).first == ["agr:A1"]


@pytest.mark.parametrize("content", ["", "{", "[]", "\ufffe"])
def test_a_build_whose_description_cannot_be_read_is_built_again(place: Place, content: str) -> None:
    build = builds.current(place.store)
    assert build
    (build / builds.COMPLETE).write_text(content, encoding="utf-16")
    said = place(*QUESTION)
    assert said.first == ["agr:A1"]
    assert "building it" in said.told


def test_a_store_that_is_broken_inside_is_told_in_one_line(place: Place) -> None:
    build = builds.current(place.store)
    assert build
    shutil.rmtree(build / "graph")
    said = place(*QUESTION, "--as-built")
    assert (said.code, said.out) == (3, b"")
    assert "kg build" in said.told.splitlines()[-1]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        said = kg("build", "--store", str(tmp_path / "T"))
    finally:
        tmp_path.chmod(0o700)
    assert said.code == 3
    assert "cannot be written" in said.told


def test_a_folder_that_cannot_be_made_is_told() -> None:
    with pytest.raises((Failed, UsageError)), builds.locked(Path("/dev/null/T"), 1, lambda: None):
        pass


def test_a_data_folder_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    said = kg("build", "--data", str(tmp_path / "nowhere"), "--store", str(tmp_path / "T"))
    assert said.code == 2
    assert "kg init" in said.told
    assert not (tmp_path / "T" / "current").exists()


# Several at once (S22) -----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_s22_builds_questions_and_pages_at_once_all_work(place: Place, tmp_path: Path) -> None:
    place.put(agreements("A2,Khác,2023-01-01,,,Bắc Giang; Hải Dương,S1"))
    two = [start("build", *told(place)) for _ in range(2)]
    asked = [
        process("ask", "units", "date=2025-07-01", "--format", "csv", "--as-built", *told(place)) for _ in range(2)
    ]
    page = process("view", "agr:A1", "-o", str(tmp_path / "p.html"), "--as-built", *told(place))
    ended = [(build.communicate(timeout=60)[1].decode(), build.returncode) for build in two]
    assert [len(said.rows) for said in asked] == [34, 34]
    assert page.code in (0, 2)  # 2: the swap was quicker, and A1 is in the new store no more
    assert [code for _, code in ended] == [0, 0]
    everything = "".join([said for said, _ in ended] + [said.told for said in (*asked, page)])
    assert "LOCK" not in everything
    assert "Traceback" not in everything
    assert place(*QUESTION, "--as-built").first == ["agr:A2"]


def test_s22_a_build_that_waits_too_long_says_who_builds(place: Place) -> None:
    waited: list[bool] = []
    with builds.locked(place.store, 1, lambda: None) as build:
        assert build.parent == place.store / "builds"
        with (
            pytest.raises(Failed, match="another kg build is at work"),
            builds.locked(place.store, 0.1, lambda: waited.append(True)),
        ):
            pass
        assert place(*QUESTION, "--as-built").first == ["agr:A1"]
    assert waited == [True]
    assert not build.exists()


def test_a_question_that_finds_the_store_stale_does_not_build_what_another_has_just_built(place: Place) -> None:
    from datetime import date

    from kg.verbs.build import build
    from kg.verbs.setting import Setting

    said: list[str] = []
    setting = Setting((str(place.data),), place.store, today=date(2026, 11, 25))
    former = builds.current(place.store)
    assert build(setting, said.append, only_if_stale=True) == ()
    assert (builds.current(place.store), said) == (former, [])


# Which data ----------------------------------------------------------------------------------------------------------


def test_a_record_of_a_later_folder_replaces_all_rows_of_the_earlier_one(tmp_path: Path) -> None:
    first = Place(
        tmp_path,
        {
            "agreements.csv": HEADER
            + "A1,Một,2022-01-22,,,Quảng Ninh; Hải Dương,S1\nA1,,2022-01-22,,,Quảng Ninh; Bắc Giang,S2\n",
            "sources.csv": SOURCES + "S2,Nguồn hai,Báo B,https://example.org/s2,2022-01-23,2026-11-01,facts only\n",
        },
    )
    second = Place(tmp_path / "two", agreements("A1,Hai,2022-01-22,,,Quảng Ninh; Hải Phòng,S1"))
    both = ("--data", str(first.data), "--data", str(second.data), "--store", str(tmp_path / "T"))
    said = kg("query", "SELECT ?l { agr:A1 rdfs:label ?l }", "--format", "csv", *both)
    assert said.first == ["Hai"]
    assert kg("ask", "parties", "agreement=A1", "--format", "csv", *both).first == ["unit:hai-phong", "unit:quang-ninh"]
    said = kg("query", "SELECT ?s { ?e rl:about agr:A1 ; prov:wasDerivedFrom ?s }", "--format", "csv", *both)
    assert [iri.rsplit("/", 1)[-1] for iri in said.first] == ["S1"]


def test_one_folder_reads_instead_of_the_packaged_links_and_two_read_both(place: Place, tmp_path: Path) -> None:
    count = ("query", "SELECT (COUNT(?a) AS ?n) { ?a a rl:Agreement }", "--format", "csv")
    alone = int(place(*count).rows[0]["n"])
    packaged = int(kg(*count).rows[0]["n"])
    store = ("--store", str(tmp_path / "both"))
    both = int(kg(*count, "--data", "packaged", "--data", str(place.data), *store).rows[0]["n"])
    assert (alone, both) == (1, packaged + 1)
    said = kg(
        "ask", "units", "date=2025-07-01", "--format", "csv", "--data", "packaged", "--data", str(place.data), *store
    )
    assert len(said.rows) == 34


def test_a_copy_of_the_packaged_tables_with_one_cell_changed_answers_with_the_change(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(resources.data(), copy)
    table = next(copy.rglob("agreements.csv"))
    text = table.read_text(encoding="utf-8")
    old = "2022-03-13"
    assert old in text
    table.write_text(text.replace(old, "2022-03-14"), encoding="utf-8")
    query = "SELECT ?d { agr:hd-hp-qn-2022 rl:concluded ?d }"
    said = kg("query", query, "--format", "csv", "--data", str(copy), "--store", str(tmp_path / "T"))
    assert said.first == ["2022-03-14"]
    assert kg("query", query, "--format", "csv").first == [old]


def test_an_id_in_two_forms_of_the_same_letters_is_one_id(tmp_path: Path) -> None:
    twice = "Hoà,Một,2022-01-22,,,Quảng Ninh; Hải Dương,S1"
    import unicodedata

    place = Place(tmp_path, agreements(unicodedata.normalize("NFC", twice), unicodedata.normalize("NFD", twice)))
    said = place("check")
    assert said.code == 1
    assert "agreements.csv line 3, column id: 'agr:Hoà'" in said.text
    assert "another row has the same id" in said.text


# The same bytes ------------------------------------------------------------------------------------------------------


def test_the_same_tables_give_the_same_bytes_under_another_hash_seed_locale_and_time_zone(tmp_path: Path) -> None:
    place = Place(tmp_path)
    written = []
    for number, strange in enumerate(
        (
            {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
            {"PYTHONHASHSEED": "2", "LC_ALL": "vi_VN.UTF-8", "TZ": "Asia/Ho_Chi_Minh", "PYTHONIOENCODING": "latin-1"},
        )
    ):
        out = tmp_path / f"{number}.nt"
        store = ("--store", str(tmp_path / f"T{number}"))
        said = process("build", "--data", str(place.data), *store, "--format", "nt", "-o", str(out), **strange)
        assert said.code == 0, said.told
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert written[0].decode().splitlines() == sorted(written[0].decode().splitlines())
    out = process("build", "--data", str(place.data), "--store", str(tmp_path / "T0"), "--format", "nt", "-o", "-")
    assert out.out == written[0]
