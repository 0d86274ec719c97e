"""Which cases wait for a unit, so that everybody on its posts finds them: the same rules as the flow's guards."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import ColumnElement, and_, or_

from server.models import Case
from workflows.guards import (
    RULED_AFTER_FAILED_CHECKS,
    RULED_AFTER_RETURNS,
    judged_by_district,
    needs_ruling,
)
from workflows.roles import Post, Role, column_of, is_city
from workflows.states import Stage, State

Turn = Callable[[Case], Stage | None]


def _station(case: Case) -> Stage | None:
    if case.town is None or case.recuse:
        return None
    return _accepting(case)


def _accepting(case: Case) -> Stage | None:
    """The accepting unit: a new report, one that nobody looks at, a result to check, feedback to give."""
    if case.state == State.CONFIRMING:
        return Stage.CONFIRM if case.confirmer_id is None else None
    return {State.REPORTED: Stage.ACCEPT, State.HANDLED: None if judged_by_district(case) else Stage.CHECK,  # type: ignore[arg-type]
            State.EVALUATED: Stage.FEEDBACK}.get(State(case.state))


def _district(case: Case) -> Stage | None:
    if case.state == State.REGISTERED:
        return None if needs_ruling(case) else Stage.DISPATCH  # type: ignore[arg-type]
    if case.state == State.HANDLED:
        return Stage.CHECK if judged_by_district(case) else None  # type: ignore[arg-type]
    return _accepting(case) if case.town is None or case.recuse else None


def _coordinator(case: Case) -> Stage | None:
    return Stage.RULE if case.state == State.REGISTERED and needs_ruling(case) else None  # type: ignore[arg-type]


def _department(case: Case) -> Stage | None:
    if case.state == State.HANDLING:
        return Stage.HANDLE if case.assignee_id is None else None
    return Stage.SIGN if case.state == State.DISPATCHED else None


def _member(case: Case) -> Stage | None:
    """A result in the own grid: a member may look whether it was done, except who found or handled it."""
    looks = case.state == State.HANDLED and case.self_handled is None and not judged_by_district(case)  # type: ignore[arg-type]
    return Stage.CHECK if looks else None


WAITING = (State.REPORTED, State.CONFIRMING, State.HANDLED, State.EVALUATED)
WITHOUT_STATION = or_(Case.town.is_(None), Case.recuse)
BY_TOWN = or_(Case.self_handled == "town", Case.handler_town == Case.town)
UNSETTLED = or_(Case.returns >= RULED_AFTER_RETURNS, Case.failed_checks >= RULED_AFTER_FAILED_CHECKS)
# Role → cases of its division or department that can wait for it, and the rule that says which of them do.
TURNS: dict[Role, tuple[ColumnElement[bool], Turn]] = {
    Role.STATION_OFFICER: (and_(Case.state.in_(WAITING), ~WITHOUT_STATION), _station),
    Role.STATION_HEAD: (and_(Case.state.in_(WAITING), ~WITHOUT_STATION), _station),
    Role.DISTRICT_DISPATCHER: (or_(Case.state == State.REGISTERED, and_(Case.state == State.HANDLED, BY_TOWN),
                                   and_(Case.state.in_(WAITING), WITHOUT_STATION)), _district),
    Role.COORDINATOR: (and_(Case.state == State.REGISTERED, UNSETTLED), _coordinator),
    Role.DEPARTMENT_OFFICER: (or_(Case.state == State.DISPATCHED, and_(
        Case.state == State.HANDLING, Case.assignee_id.is_(None))), _department),
    Role.GRID_MEMBER: (and_(Case.state == State.HANDLED, Case.self_handled.is_(None), ~WITHOUT_STATION, or_(
        Case.handler_town.is_(None), Case.handler_town != Case.town)), _member),
}
OF_A_GRID = {"street_grid": Case.street_grid, "sub_grid": Case.sub_grid}


def _where(post: Post) -> ColumnElement[bool] | None:
    """The unit's own cases; the desks of the whole city work from the lists instead."""
    if post.role not in TURNS or post.division is None:
        return None
    if post.department is not None:
        return Case.department == post.department
    if is_city(post.division):
        return None
    if (column := OF_A_GRID.get(column_of(post.division))) is not None:
        return column == post.division
    return Case.town == post.division if len(post.division) == 9 else Case.district == post.division


def turn_condition(posts: Iterable[Post]) -> list[ColumnElement[bool]]:
    """Conditions that select everything that may be the turn of these posts."""
    return [and_(where, TURNS[post.role][0]) for post in posts
            if (where := _where(post)) is not None]


def turn_of(case: Case, posts: Iterable[Post]) -> Stage | None:
    """For which stage the case waits for one of these posts; None when it does not."""
    for post in posts:
        if _where(post) is None or not _has(post, case):
            continue
        stage = TURNS[post.role][1](case)
        if stage is not None:
            return stage
    return None


def _has(post: Post, case: Case) -> bool:
    if post.department is not None:
        return case.department == post.department
    return post.division in (case.town, case.district, case.street_grid, case.sub_grid)
