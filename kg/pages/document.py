"""The document that a page embeds: everything its views show, in both languages, and nothing else.

It is written, packed by `kg.pages.packed`, as `<script type="application/json" id="kg-data">`; the scripts of the page
read it and ask for nothing else. Every string is untrusted: it reaches the page as a text node only. Ids are CURIEs,
dates ISO 8601 days, and an empty field is left out. Order is that of drawing: the same document, the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Both(NamedTuple):
    """A text in Vietnamese and in English; where only one is known, it stands twice (and once in the JSON)."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What the page as a whole is.

    `today` is the day that the words "today" and "lapsed" refer to; `lens` what it opens with: signed, today or a day;
    `view` the view it opens with, `sel` what is selected then; `version` names the data; `since` the day from which
    the list of units is complete; `focus` the thing whose surroundings are shown, `depth` how many steps are open;
    `question` the text of the query whose result is shown; `report` an address for errors; `licence` what the data
    may be used for.
    """

    product: Both
    title: Both
    lang: str
    today: str
    lens: str = "signed"
    view: str = "network"
    version: str = ""
    since: str = ""
    focus: str = ""
    depth: int = 0
    sel: tuple[str, ...] = ()
    question: str = ""
    report: str = ""
    licence: Both = Both("", "")


@dataclass(frozen=True, slots=True)
class Group:
    """One row of the legend: `shape` is a mark of marks.js, `colour` a token of theme.css, `noun` names many.

    `matter`: its nodes count as joint matters; `quiet`: drawn in grey, its label gives way first.
    """

    id: str
    label: Both
    shape: str
    colour: str
    noun: Both
    matter: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A version of a province or city; `until` is its last day.

    `foreign`: a partner abroad, shown but not counted; `city`: under central rule.
    """

    id: str
    label: Both
    category: Both
    foreign: bool = False
    since: str = ""
    until: str = ""
    lat: float | None = None
    lon: float | None = None
    #: Folded names by which search finds it, those of versions joined by one-to-one changes included.
    keys: tuple[str, ...] = ()
    city: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the map; `number` is the number of the resolution as one cites it (202/2025/QH15).

    `evidence`: where it stands, and where its resolution does.
    """

    id: str
    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    effective: str
    resolution: str = ""
    number: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """One lens: the days between two changes of the map; `first` names it."""

    first: str
    #: Version -> (what it reads as, changes its own way passed); a version that is not named reads as itself.
    readings: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Life:
    """What decides the state of a matter on a day: the fields of `kg.states.Matter`, days as ISO text.

    The rule is `kg/states.json`, which Python and the page read alike; each field is defined there.
    """

    status: str = ""
    earliest: str = ""
    latest: str = ""
    first_day: str = ""
    last_day: str = ""
    due_last: str = ""
    done_earliest: str = ""
    renewed: bool = False
    lapses: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact, as text or as a thing of the document; `evidence` are indexes into the node's evidence."""

    text: Both
    ref: str = ""
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One property of a node with its values; its label stands in Document.properties."""

    property: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of a table: what one place in one source (or several jointly) says of the node.

    `states`: the properties that this row supports; empty with `whole` True = the record's only row.
    """

    sources: tuple[str, ...]
    place: str = ""
    verification: str = ""
    states: tuple[str, ...] = ()
    whole: bool = False
    note: Both = Both("", "")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values of one property that cannot all be true; the graph answers with the first or, `unsettled`, with none."""

    property: str
    values: tuple[Value, ...]
    unsettled: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One thing, `depth` steps from the focus; `inferred`: its year was not stated; `renewed_by`: what renews it;
    `stated`: how many parties its source counts, 0 where it does not say.
    """

    id: str
    group: str
    label: Both
    type: Both
    matter: bool = False
    short: Both = Both("", "")
    kind: Both = Both("", "")
    #: The day as stated, in EDTF, and the two ends of its period.
    when: str = ""
    period: tuple[str, str] = ("", "")
    inferred: bool = False
    life: Life | None = None
    renewed_by: str = ""
    #: Versions of units that are parties, as they acted; foreign ones and bodies without a unit in `partners`.
    parties: tuple[str, ...] = ()
    partners: tuple[Both, ...] = ()
    stated: int = 0
    covers: tuple[str, ...] = ()
    sectors: tuple[Both, ...] = ()
    money: Both = Both("", "")
    facts: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    keys: tuple[str, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation; `property` is a key of Document.properties. `party`: from a matter to a unit that takes part."""

    id: str
    source: str
    target: str
    property: str
    party: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where it stands."""

    id: str
    title: str
    publisher: str = ""
    address: str = ""
    locator: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for, where and when, and whether it was found."""

    id: str
    sought: Both
    about: tuple[str, ...]
    where: Both = Both("", "")
    date: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What was promised, reported or assessed of the things `on`; `about`: what it is to bring about; `by` whom."""

    id: str
    on: tuple[str, ...]
    group: str
    text: Both
    when: str = ""
    due: str = ""
    kind: Both = Both("", "")
    status: Both = Both("", "")
    by: Both = Both("", "")
    life: Life | None = None
    about: Value | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """All that one page shows; `regions`: region -> its name and its members, each (unit, first day, last day)."""

    meta: Meta
    groups: tuple[Group, ...]
    units: tuple[Unit, ...]
    changes: tuple[Change, ...]
    spans: tuple[Span, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    #: CURIE of a property (or of what a figure measures) -> what the reader sees.
    properties: Mapping[str, Both]
    sources: tuple[Source, ...]
    searches: tuple[Search, ...] = ()
    remarks: tuple[Remark, ...] = ()
    borders: tuple[tuple[str, str], ...] = ()  # units that touch; the page carries what kg.pages.gaps makes of them
    regions: Mapping[str, tuple[Both, tuple[tuple[str, ...], ...]]] = field(default_factory=dict)
    #: The frame's own words (assets/words.json) and the table of states (kg/states.json), as they are in the files.
    words: Mapping[str, Both] = field(default_factory=dict)
    states: Mapping[str, Any] = field(default_factory=dict)
