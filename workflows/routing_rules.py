"""Ordered rules that say who handles a matter: the first that holds leads, every other one tells why it does not.

Pure: rules, units and a question in, a route with its whole chain out. A rule that cannot work is named a fault and
never leads anywhere; the caller switches it off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from workflows.roles import CITY_SUFFIX, Place
from workflows.routing import LEVEL_NAMES, Suggestion, Unit, find_unit, suggest
from workflows.working_calendar import is_night, to_local

MonthDay = tuple[int, int]


@dataclass(frozen=True)
class When:
    """Conditions that must all hold; an empty one always does. `categories` may name groups (one letter).

    `hours` may run over midnight; `days` are (month, day) of the first and last day and may run over New Year.
    `working`: True only in opening hours, False only outside them.
    """

    categories: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    premises: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    hours: tuple[time, time] | None = None
    days: tuple[MonthDay, MonthDay] | None = None
    working: bool | None = None


@dataclass(frozen=True)
class Target:
    """Who leads: a kind of unit at a level, one unit by its code, or what another rule says."""

    kind: str | None = None
    level: str = "district"
    unit: str | None = None
    same_as: int | None = None
    assist: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One rule; `fault` is what reading it has found, before anybody asks."""

    id: int
    name: str
    active: bool
    when: When
    target: Target
    reason: str
    fault: str | None = None


@dataclass(frozen=True)
class Book:
    """Everything that answers are made from: rules in order, units, and names of codes for the words."""

    rules: tuple[Rule, ...]
    units: tuple[Unit, ...]
    names: Mapping[str, str]
    faults: Mapping[int, str]


@dataclass(frozen=True)
class Question:
    """A matter to be routed; `default` is the category's own lead, assistants and level."""

    category: str
    place: Place
    at: datetime
    working: bool
    default: tuple[str, tuple[str, ...], str]
    premises: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Tried:
    """One rule on the way. outcome: 'holds', 'skipped', 'off' or 'broken'."""

    rule: int
    name: str
    outcome: str
    why: str


@dataclass(frozen=True)
class Route:
    """Who leads and assists, and why. Without a unit `desk` is the division whose dispatchers take it on.

    rule: 'rule' for one of the ordered ones, else how the category's own unit was found, 'town-unit' or 'desk'.
    """

    lead: str | None
    assist: tuple[str, ...]
    rule: str
    reason: str
    rule_id: int | None
    name: str
    desk: str | None
    tried: tuple[Tried, ...]


def make_book(rules: Sequence[Rule], units: Sequence[Unit], names: Mapping[str, str]) -> Book:
    """The rules with what is wrong with them."""
    found = {rule.id: fault for rule in rules if (fault := find_fault(rule, rules, units)) is not None}
    return Book(tuple(rules), tuple(units), names, found)


def find_fault(rule: Rule, rules: Sequence[Rule], units: Sequence[Unit]) -> str | None:
    """Why a rule can never work: unreadable, going in a circle, naming what no longer exists."""
    if rule.fault is not None:
        return rule.fault
    known = {row.id: row for row in rules}
    seen, last = [rule.id], rule
    while last.target.same_as is not None:
        if last.target.same_as in seen:
            return "循环引用：规则兜了一圈又回到自己。"
        seen.append(last.target.same_as)
        if last.target.same_as not in known:
            return "所参照的规则已不存在。"
        last = known[last.target.same_as]
        if last.fault is not None:
            return f"所参照的规则“{last.name}”不能用：{last.fault}"
    return _no_unit(last.target, units)


def _no_unit(target: Target, units: Sequence[Unit]) -> str | None:
    kinds = {unit.kind for unit in units}
    if target.unit is not None and target.unit not in {unit.code for unit in units}:
        return f"责任部门 {target.unit} 已不存在。"
    if target.unit is None and target.kind not in kinds:
        return f"没有“{target.kind}”这类部门。"
    missing = [kind for kind in target.assist if kind not in kinds]
    return f"没有“{missing[0]}”这类协办部门。" if missing else None


def route(question: Question, book: Book) -> Route:
    """The first rule that holds, else the category's own unit, else whoever takes on what is nobody's."""
    tried: list[Tried] = []
    for rule in book.rules:
        found, step = _try(rule, question, book)
        tried.append(step)
        if found is not None:
            lead, assist = found
            return Route(lead.code, assist, "rule", step.why, rule.id, rule.name, None, tuple(tried))
    return _without_rule(question, book, tuple(tried))


def _try(rule: Rule, question: Question, book: Book) -> tuple[tuple[Unit, tuple[str, ...]] | None, Tried]:
    def said(outcome: str, why: str) -> Tried:
        return Tried(rule.id, rule.name, outcome, why)

    if rule.id in book.faults:
        return None, said("broken", book.faults[rule.id])
    if not rule.active:
        return None, said("off", "规则已停用。")
    why = mismatch(rule.when, question, book.names)
    if why is not None:
        return None, said("skipped", why)
    target = _resolve(rule.target, book.rules)
    lead = _lead_of(target, question.place, book.units)
    if lead is None:
        name = book.names.get(target.kind or "", target.kind or "")
        return None, said("skipped", f"条件符合，但这里和上级都没有“{name}”类部门。")
    helpers = (find_unit(kind, "district", question.place, book.units) for kind in target.assist)
    assist = tuple(dict.fromkeys(unit.code for unit in helpers if unit is not None and unit != lead))
    return (lead, assist), said("holds", f"{rule.reason.rstrip('，。')}，由{lead.name}牵头。")


def _resolve(target: Target, rules: Sequence[Rule]) -> Target:
    known = {rule.id: rule for rule in rules}
    while target.same_as is not None:
        target = known[target.same_as].target
    return target


def _lead_of(target: Target, place: Place, units: Sequence[Unit]) -> Unit | None:
    if target.unit is not None:
        return next((unit for unit in units if unit.code == target.unit), None)
    return find_unit(target.kind or "", target.level, place, units)


def mismatch(when: When, question: Question, names: Mapping[str, str]) -> str | None:
    """The first condition that does not hold, in words; None when all do."""
    local = to_local(question.at)
    place = question.place
    codes = {place.district[:4] + CITY_SUFFIX, place.district, place.town, place.street_grid, place.sub_grid,
             place.community}  # fmt: skip
    today = (local.month, local.day)
    tests = (
        (when.categories, {question.category, question.category[:1]} & set(when.categories), "类别"),
        (when.divisions, codes & set(when.divisions), "辖区"),
        (when.premises, question.premises in when.premises, "场所"),
        (when.sources, question.source in when.sources, "来源"),
    )
    for wanted, holds, label in tests:
        if wanted and not holds:
            return f"{label}不符：只用于{'、'.join(names.get(code, code) for code in wanted)}。"
    if when.days is not None and not _within(today, *when.days):
        (first, begin), (last, end) = when.days
        return f"日期不符：只用于每年 {first} 月 {begin} 日至 {last} 月 {end} 日。"
    if when.hours is not None and not is_night(question.at, when.hours):
        return f"时间不符：只用于 {when.hours[0]:%H:%M}–{when.hours[1]:%H:%M}。"
    if when.working is not None and question.working is not when.working:
        return "时间不符：只用于工作时间。" if when.working else "时间不符：只用于工作时间以外。"
    return None


def _within(day: MonthDay, first: MonthDay, last: MonthDay) -> bool:
    return first <= day <= last if first <= last else day >= first or day <= last


def _without_rule(question: Question, book: Book, tried: tuple[Tried, ...]) -> Route:
    lead, assist, level = question.default
    own: Suggestion = suggest(lead, assist, level, question.place, book.units)
    if own.lead is not None:
        return Route(own.lead, own.assist, own.rule, own.reason, None, "类别的默认部门", None, tried)
    place = question.place
    town = next((unit for unit in book.units if unit.level == "town" and unit.division == place.town), None)
    if town is not None:
        reason = f"没有对应部门，按属地首接由{town.name}先接。"
        return Route(town.code, (), "town-unit", reason, None, "属地兜底", None, tried)
    level_name = LEVEL_NAMES["city" if place.district.endswith(CITY_SUFFIX) else "district"]
    reason = f"没有对应部门，也没有镇街可接，由{level_name}派遣中心承接并指定部门。"
    return Route(None, (), "desk", reason, None, "派遣中心兜底", place.district, tried)


def industry_of(category_lead: str, assist: Sequence[str], place: Place, units: Sequence[Unit]) -> str | None:
    """The authority of the trade (行业主管): the first of the category's kinds that exists above the towns."""
    for kind in (category_lead, *assist):
        unit = find_unit(kind, "district", place, units)
        if unit is not None and unit.level != "town":
            return unit.code
    return None


def duty_place(place: Place) -> str | None:
    """Which town, at sea which district, answers for its ground (属地); None until the place is known."""
    if place.town is not None:
        return place.town
    return None if place.district.endswith(CITY_SUFFIX) else place.district
