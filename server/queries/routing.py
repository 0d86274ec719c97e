"""Which unit handles a category in a place: the rules of routing with the catalogue and the units as they are."""

from __future__ import annotations

from server.queries.catalogue import category_of
from server.queries.city import all_departments
from workflows.roles import Place
from workflows.routing import Suggestion, Unit, suggest


def suggest_for(category: str, place: Place) -> Suggestion:
    """The unit to lead, those to assist, the rule and the reason."""
    found = category_of(category)
    units = [Unit(row.code, row.kind, row.level, row.division, row.name) for row in all_departments().values()]
    return suggest(found.lead, found.assist, found.level, place, units)
