"""Read the fields of a step from JSON into the plain values that the rules want; each error names its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import FieldError, Problem, invalid
from server.models import Case, Order, Person
from server.queries.catalogue import catalogue, find_case_category
from server.queries.city import all_departments
from server.queries.moments import is_plausible
from workflows.case_flow import TRANSITIONS, Field
from workflows.deadlines import UNITS, Limit
from workflows.states import Action

MAX_LIMIT = 365
MAX_POINTS = 20
MAX_UNITS = 12
Day = TypeVar("Day", date, datetime)


def fields_of(action: Action) -> dict[str, Field]:
    """Every field that some row of the action knows."""
    return {item.name: item for row in TRANSITIONS if row.action is action for item in row.fields}


def parse_fields(session: Session, action: Action, given: Mapping[str, Any]) -> dict[str, Any]:
    """Parsed values by field name. Raises a validation problem for unknown names and unusable values."""
    known = fields_of(action)
    unknown = [name for name in given if name not in known]
    if unknown:
        raise Problem("validation", f"这一步没有字段 {unknown[0]}",
                      errors=tuple(FieldError(name, "没有这个字段") for name in unknown))
    parsed = {}
    for name, value in given.items():
        if value is None or value == "":
            continue
        parsed[name] = PARSERS.get(known[name].kind, _text)(session, known[name], value)
    return parsed


def _text(_session: Session, field: Field, value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise invalid(field.name, f"“{field.label}”应为文字")
    if len(value) > 2000:
        raise invalid(field.name, f"“{field.label}”最多 2000 字")
    return value.strip()


def _choice(_session: Session, field: Field, value: Any) -> str:
    allowed = [code for code, _ in field.choices] or [reason.code for reason in catalogue().decline_reasons]
    if str(value) not in allowed:
        raise invalid(field.name, f"“{field.label}”不在可选范围内")
    return str(value)


def _department(_session: Session, field: Field, value: Any) -> str:
    if not isinstance(value, str) or value not in all_departments():
        raise invalid(field.name, "没有这个部门")
    return value


def _departments(session: Session, field: Field, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_UNITS:
        raise invalid(field.name, f"“{field.label}”应为至多 {MAX_UNITS} 个部门")
    return tuple(_department(session, field, unit) for unit in value)


def _category(_session: Session, field: Field, value: Any) -> str:
    if not isinstance(value, str) or find_case_category(value) is None:
        raise invalid(field.name, "没有这个类别")
    return value


def _datetime(_session: Session, field: Field, value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise invalid(field.name, f"“{field.label}”应为时间") from None
    if moment.tzinfo is None:
        raise invalid(field.name, f"“{field.label}”须带时区")
    return _plausible(field, moment)


def _date(_session: Session, field: Field, value: Any) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise invalid(field.name, f"“{field.label}”应为日期") from None
    return _plausible(field, day)


def _plausible(field: Field, day: Day) -> Day:
    if not is_plausible(day):
        raise invalid(field.name, f"“{field.label}”的年份不对")
    return day


def _boolean(_session: Session, field: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise invalid(field.name, f"“{field.label}”应为是或否")
    return value


def _limit(_session: Session, field: Field, value: Any) -> Limit:
    amount, unit = (value.get("amount"), value.get("unit")) if isinstance(value, dict) else (None, None)
    if type(amount) is not int or not 0 < amount <= MAX_LIMIT or unit not in UNITS:
        raise invalid(field.name, f"“{field.label}”应为时长，如 3 个工作日")
    return Limit(amount, unit)


def _points(_session: Session, field: Field, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_POINTS or not all(
            isinstance(item, str) and 0 < len(item) <= 20 and item.isprintable() for item in value):
        raise invalid(field.name, f"“{field.label}”应为勾选的项")
    return tuple(dict.fromkeys(value))


def _case(session: Session, field: Field, value: Any) -> int:
    query = select(Case.id).where(Case.number == value if isinstance(value, str) else Case.id == value)
    usable = (isinstance(value, str) and "\x00" not in value) or (type(value) is int and 0 < value < 2**62)
    found = session.scalar(query) if usable else None
    if found is None:
        raise invalid(field.name, "没有这个案件")
    return found


def _order(session: Session, field: Field, value: Any) -> int:
    usable = type(value) is int and 0 < value < 2**53
    if not usable or session.get(Order, value) is None:
        raise invalid(field.name, "没有这件督办")
    return int(value)


def _person(session: Session, field: Field, value: Any) -> int:
    usable = type(value) is int and 0 < value < 2**62
    if not usable or session.get(Person, value) is None:
        raise invalid(field.name, "没有这个人")
    return int(value)


def _milestone(_session: Session, field: Field, value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 20 or not value.isascii():
        raise invalid(field.name, f"“{field.label}”不在可选范围内")
    return value


PARSERS: dict[str, Callable[[Session, Field, Any], Any]] = {
    "choice": _choice, "milestone": _milestone, "department": _department, "departments": _departments,
    "category": _category, "datetime": _datetime, "date": _date,
    "points": _points, "boolean": _boolean, "limit": _limit, "case": _case, "order": _order, "person": _person,
}
