"""Who is responsible for a category in a place, and why: every answer carries its rule and its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflows.roles import CITY_SUFFIX, Place

LEVEL_NAMES = {"town": "镇街", "district": "区", "city": "市"}
# Where the wanted level has no such unit the next one up takes over, at last the one below.
FALLBACK = {
    "town": ("town", "district", "city"),
    "district": ("district", "city", "town"),
    "city": ("city", "district", "town"),
}


@dataclass(frozen=True)
class Suggestion:
    """A unit to lead and units to assist; lead None when no unit of the kind exists.

    rule: 'own-level', 'sea', 'other-level' or 'no-unit'.
    """

    lead: str | None
    assist: tuple[str, ...]
    rule: str
    reason: str


def suggest(
    category_lead: str, category_assist: Sequence[str], level: str, place: Place, units: Mapping[str, str]
) -> Suggestion:
    """Suggest the unit of kind `category_lead` at `level` for a place; `units` maps unit code to name."""
    found = _find(category_lead, level, place, units)
    if found is None:
        return Suggestion(None, (), "no-unit", "没有对应的责任部门，请派遣员选择。")
    lead, at = found
    helpers = (_find(kind, "district", place, units) for kind in category_assist)
    assist = tuple(dict.fromkeys(helper[0] for helper in helpers if helper is not None and helper[0] != lead))
    rule = "own-level" if at == level else "sea" if place.town is None and level == "town" else "other-level"
    return Suggestion(lead, assist, rule, _reason(rule, level, at, units[lead]))


def _find(kind: str, level: str, place: Place, units: Mapping[str, str]) -> tuple[str, str] | None:
    homes = {"town": place.town, "district": place.district, "city": place.district[:4] + CITY_SUFFIX}
    for at in FALLBACK[level]:
        code = f"{homes[at]}-{kind}"
        if homes[at] is not None and code in units:
            return code, at
    return None


def _reason(rule: str, level: str, at: str, name: str) -> str:
    wanted, got = LEVEL_NAMES[level], LEVEL_NAMES[at]
    if rule == "own-level":
        return f"该类别由{wanted}级办理，按地点属{name}。"
    if rule == "sea":
        return f"该类别由镇街办理，海域没有镇街，由{got}级的{name}办理。"
    return f"该类别由{wanted}级办理，{wanted}级没有对应部门，由{got}级的{name}办理。"
