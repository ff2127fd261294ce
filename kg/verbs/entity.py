"""What a name means where one entity is asked for: every version of a unit, or the one thing that is called so."""

from __future__ import annotations

from kg.errors import UsageError
from kg.verbs.parameters import Parameters


def entity(parameters: Parameters, name: str) -> list[str]:
    """The IRIs that a name, a code or a CURIE means.

    A unit's name means all its versions, under the lens "as signed" as under any other; anything else is one thing.
    Raises UsageError with the nearest names.
    """
    try:
        return parameters.versions(parameters.unit("name", name))
    except UsageError:
        return [parameters.thing("name", name, ())]
