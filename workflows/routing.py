"""Who is responsible for a category in a place, and why: every answer carries its rule and its reason."""

from collections.abc import Iterable, Mapping, Sequence
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
class Unit:
    """A concrete department: kind `CG` of division `350211` at level 'district'."""

    code: str
    kind: str
    level: str
    division: str
    name: str


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
    category_lead: str, category_assist: Sequence[str], level: str, place: Place, units: Iterable[Unit]
) -> Suggestion:
    """Suggest the unit of kind `category_lead` that handles at `level` in a place, and who assists."""
    known = {(unit.kind, unit.level, unit.division): unit for unit in units}
    lead = _find(category_lead, level, place, known)
    if lead is None:
        return Suggestion(None, (), "no-unit", "没有对应的责任部门，请派遣员选择。")
    helpers = (_find(kind, "district", place, known) for kind in category_assist)
    assist = tuple(dict.fromkeys(unit.code for unit in helpers if unit is not None and unit != lead))
    if lead.level == level:
        rule = "own-level"
    else:
        rule = "sea" if level == "town" and place.town is None else "other-level"
    return Suggestion(lead.code, assist, rule, _reason(rule, level, lead.level, lead.name))


def find_unit(kind: str, level: str, place: Place, units: Iterable[Unit]) -> Unit | None:
    """The unit of a kind at a level in a place, or the one that takes over there; None when there is none."""
    return _find(kind, level, place, {(unit.kind, unit.level, unit.division): unit for unit in units})


def _find(kind: str, level: str, place: Place, known: Mapping[tuple[str, str, str], Unit]) -> Unit | None:
    homes = {"town": place.town, "district": place.district, "city": place.district[:4] + CITY_SUFFIX}
    for at in FALLBACK[level]:
        unit = known.get((kind, at, homes[at] or ""))
        if unit is not None:
            return unit
    return None


def _reason(rule: str, level: str, at: str, name: str) -> str:
    wanted, got = LEVEL_NAMES[level], LEVEL_NAMES[at]
    if rule == "own-level":
        return f"该类别由{wanted}级办理，按地点属{name}。"
    if rule == "sea":
        return f"该类别由镇街办理，海域没有镇街，由{got}级的{name}办理。"
    return f"该类别由{wanted}级办理，{wanted}级没有对应部门，由{got}级的{name}办理。"
