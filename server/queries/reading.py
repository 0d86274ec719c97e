"""Reads as the edge calls them: one session each, plain values out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import text

from config.settings import Settings
from server.errors import Problem
from server.extensions import db
from server.models import Case
from server.queries.answer_templates import list_templates, templates_for
from server.queries.case_answers import case_answers
from server.queries.case_detail import case_detail, case_events
from server.queries.cases import CaseFilter, list_cases
from server.queries.catalogue import catalogue, categories, working_calendar
from server.queries.city import all_departments, city_code, city_index, city_is_empty
from server.queries.events import list_events
from server.queries.figures import grid_figures, overview
from server.queries.opinions import list_opinions
from server.queries.people import Actor, find_actor, person_shape
from server.queries.scope import may_read_case, may_watch, scopes_of


def settings() -> Settings:
    """The settings of this process."""
    return db.settings  # type: ignore[no-any-return]


def describe_actor(person_id: int | None, now: datetime) -> dict[str, Any]:
    """`person` of /session and /me."""
    with db.reading() as session:
        actor = find_actor(session, person_id or 0, now)
        if actor is None:
            raise Problem("sign-in-required")
        return person_shape(session, actor, catalogue().roles)


def warm_up() -> None:
    """Read city, units and catalogue into memory; nothing when the installation is still empty."""
    with db.reading() as session:
        if city_is_empty(session):
            return
    for read in (city_index, city_code, all_departments, categories, working_calendar):
        read()


def database_answers() -> bool:
    """Whether the database answers a query."""
    with db.reading() as session:
        return session.scalar(text("SELECT 1")) == 1


def read_cases(actor: Actor, filters: CaseFilter, now: datetime, limit: int,
               cursor: str | None) -> tuple[list[dict[str, Any]], str | None]:
    """A page of the cases that the person may read."""
    with db.reading() as session:
        return list_cases(session, actor, filters, now, limit, cursor)


def read_case(case_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One case. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        return case_detail(session, readable_case(session, case_id, actor, now), actor, now)


def read_case_events(case_id: int, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """The ledger of one case. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        return case_events(session, readable_case(session, case_id, actor, now), actor, now)


def check_readable(case_id: int, actor: Actor, now: datetime) -> None:
    """Raises not-found, territory-forbidden."""
    with db.reading() as session:
        readable_case(session, case_id, actor, now)


def readable_case(session: Any, case_id: int, actor: Actor, now: datetime) -> Case:
    """The row of a case that the person may read. Raises not-found, territory-forbidden."""
    case = session.get(Case, case_id) if case_id < 2**53 else None
    if case is None:
        raise Problem("not-found", "没有这个案件")
    if not may_read_case(actor, case, now):
        raise Problem("territory-forbidden")
    return case  # type: ignore[no-any-return]


def read_case_answers(case_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """Standard, questions and links of one case. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        return case_answers(session, readable_case(session, case_id, actor, now), now)


def read_fitting_templates(case_id: int, action: str, reason: str | None, actor: Actor,
                           now: datetime) -> list[dict[str, Any]]:
    """Texts to begin with for a step of the case. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        return templates_for(session, readable_case(session, case_id, actor, now), action, reason, now)


def read_templates() -> list[dict[str, Any]]:
    """All texts to begin with."""
    with db.reading() as session:
        return list_templates(session)


def read_opinions(actor: Actor, intent: str | None, state: str | None, now: datetime, limit: int,
                  cursor: str | None) -> tuple[list[dict[str, Any]], str | None]:
    """A page of the feedback and suggestions that the person answers."""
    with db.reading() as session:
        return list_opinions(session, actor, intent, state, now, limit, cursor)


def read_events(actor: Actor, now: datetime, after: int, limit: int, division: str | None,
                department: str | None) -> dict[str, Any]:
    """The feed after a number. Raises territory-forbidden for a division that the person may not watch."""
    if division is not None or department is not None:
        check_watch(actor, division, department, now)
    with db.reading() as session:
        return list_events(session, actor, now, after, limit, division, department)


def check_watch(actor: Actor, division: str | None, department: str | None, now: datetime) -> None:
    """Raises not-found for an unknown code, territory-forbidden for somebody else's."""
    try:
        if division is not None:
            city_index().division(division)
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    if department is not None and department not in all_departments():
        raise Problem("not-found", "没有这个部门")
    if division is not None and not may_watch(actor, division, None, now):
        raise Problem("territory-forbidden")
    if department is not None and not may_watch(actor, None, department, now):
        raise Problem("territory-forbidden")


def home_of(actor: Actor, now: datetime) -> tuple[str | None, str | None]:
    """(division, department) of the person's widest post; territory-forbidden when there is none."""
    scopes = scopes_of(actor, now)
    if not scopes:
        raise Problem("territory-forbidden", "您的岗位不看案件")
    first = scopes[0]
    return (None, first.code) if first.column == "department" else (first.code, None)


def read_overview(actor: Actor, division: str | None, department: str | None, now: datetime) -> dict[str, Any]:
    """Figures of a division or department, of the person's own when none is named."""
    if division is None and department is None:
        division, department = home_of(actor, now)
    check_watch(actor, division, department, now)
    with db.reading() as session:
        return overview(session, actor, division, department, now)


def read_grid_figures(actor: Actor, division: str | None, level: str, now: datetime) -> dict[str, Any]:
    """Figures per grid for the map."""
    chosen = division or home_of(actor, now)[0] or city_code()
    check_watch(actor, chosen, None, now)
    with db.reading() as session:
        return grid_figures(session, actor, chosen, level, now)
