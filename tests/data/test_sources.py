"""What the list of sources promises."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from tests.data.plain_tables import SOURCES, many, rows

SEEN = {"full-text", "excerpt", "list", "title-only", "not-seen"}


def test_the_list_of_sources_is_whole() -> None:
    sources = {row["id"] for row in rows(SOURCES)}
    assert len(sources) == len(rows(SOURCES))
    number = {ident: int(ident.removeprefix("src:S")) for ident in sources}
    admin = [ident for ident, n in number.items() if 600 <= n <= 654]
    ours = [ident for ident, n in number.items() if n >= 900]
    assert (len(admin), len(ours), len(sources) - len(admin) - len(ours)) == (55, 4, 552)


def test_every_source_has_title_publisher_licence_and_a_way_to_find_it() -> None:
    for row in rows(SOURCES):
        assert all(row[column] for column in ("title", "publisher", "licence")), row["id"]
        assert row["seen"] in SEEN, row["id"]
        assert row["address"] or row["locator"], row["id"]
        assert re.fullmatch(r"src:S\d{3}", row["id"])


def test_addresses_are_absolute_and_hold_only_characters_legal_in_an_iri() -> None:
    for row in rows(SOURCES):
        for address in many(row["address"]):
            assert urlsplit(address).scheme in {"http", "https"}, row["id"]
            assert urlsplit(address).netloc, row["id"]
            assert re.fullmatch(r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+", address), row["id"]


def test_dates_of_sources_are_edtf_of_the_forms_in_use() -> None:
    day = r"\d{4}(-\d\d(-\d\d)?)?"
    for row in rows(SOURCES):
        assert re.fullmatch(rf"|{day}\??|\[{day}\.\.({day})?\]|\[\.\.{day}\]", row["date"]), row["id"]


def test_the_seed_is_known_by_its_hash_and_no_text_of_it_is_kept() -> None:
    hashes = {row["id"]: row["text_sha256"] for row in rows(SOURCES) if row["text_sha256"]}
    assert set(hashes) == {"src:S001"}
    assert len(hashes["src:S001"]) == hashlib.sha256().digest_size * 2


def test_the_boundaries_name_those_who_ask_for_it() -> None:
    asks = {row["id"]: row["attribution"] for row in rows(SOURCES)}
    assert "Who's On First" in asks["src:S625"]
    assert "quattroshapes" in asks["src:S627"]
