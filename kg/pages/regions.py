"""Regions that matters cover, with their members: what the legend of the Country view lists and tints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.pages.document import Both
from kg.pages.reader import Reader, batches, values

#: Region -> its name, and its members: (unit, first day, last day), a day empty where it is not stated.
Regions = Mapping[str, tuple[Both, tuple[tuple[str, ...], ...]]]
_MEMBERS = """?m a rl:Member ; rl:in ?s ; rl:unit ?unit .
  OPTIONAL { ?m rl:firstDay ?from } OPTIONAL { ?m rl:lastDay ?until }"""


def regions(reader: Reader, covered: Iterable[str]) -> Regions:
    """The regions among the covered things, those of the oldest scheme first."""
    members: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for batch in batches(covered):
        query = f"SELECT ?s ?unit ?from ?until {{ {values('s', batch)} {_MEMBERS} }}"
        for region, *member in reader.pairs(query):
            members[region].add(tuple(member))
    reader.know(members)
    return {region: (reader.label(region), tuple(sorted(found))) for region, found in sorted(members.items())}
