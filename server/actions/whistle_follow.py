"""What follows the step `whistle` of a case: the whistle's row, its calls and, when urgent, the community's team."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.messages import Addressee, Told, send
from server.actions.musters import call_teams
from server.actions.whistle_rows import Blown, add_calls, called_units
from server.errors import Problem, invalid
from server.models import Case, Muster, Whistle, WhistleCall
from server.queries.people import Actor
from server.queries.whistle_facts import is_station
from server.transaction import Transaction
from workflows.people import BELOW_STATION
from workflows.roles import Post, is_current
from workflows.whistle import Kind, Part, WhistleState, units_refused

NEW = "whistle"  # where the transaction keeps the row for whoever began it


def follow_whistle(tx: Transaction, case: Case, event_n: int, fields: Mapping[str, Any], actor: Actor,
                   now: datetime) -> dict[str, Any]:
    """Write the whistle of a step that was allowed; returns its id for the case's event.

    Raises validation (a whistle to oneself, to a unit that is called already), invalid-transition.
    """
    running = list(tx.session.scalars(select(WhistleCall).join(Whistle, Whistle.id == WhistleCall.whistle_id).where(
        Whistle.case_id == case.id, Whistle.state == WhistleState.OPEN)))
    post, to_town = _whistling_post(case, fields, actor, now)
    units = _units(case, fields, running, to_town, actor)
    row = Whistle(
        case_id=case.id, case_n=event_n, to_town=to_town, kind=fields["kind"], state=WhistleState.OPEN.value,
        district=case.district, town=case.town, unit=post.division, role=post.role.value, person_id=actor.person_id,
        called_at=now, event_count=0)
    tx.session.add(row)
    tx.session.flush()
    tx.notes[NEW] = row
    add_calls(tx, Blown(row, case, (), actor, post.division, post.role.value, now), units)
    if row.kind == Kind.EMERGENCY and case.community and not _gathered(tx.session, case.id):
        _gather(tx.session, case, row, now)
    return {"whistle": row.id, "kind": row.kind}


def _whistling_post(case: Case, fields: Mapping[str, Any], actor: Actor, now: datetime) -> tuple[Post, bool]:
    """The post by which somebody whistles, and whether to the town."""
    posts = [post for post in actor.posts if is_current(post, now)]
    station = next((post for post in posts if is_station(post, case.town or "")), None)
    if station is not None:
        return station, False
    if fields.get("lead") or fields.get("assist"):
        raise invalid("lead", "向部门吹哨由镇街工作站决定；您的哨先到镇街")
    below = next(post for post in posts if post.role in BELOW_STATION and post.division in (
        case.street_grid, case.sub_grid, case.community, case.town))
    return below, True


def _units(case: Case, fields: Mapping[str, Any], running: list[WhistleCall], to_town: bool,
           actor: Actor) -> list[tuple[Part, str | None]]:
    if to_town:
        if any(call.department is None for call in running):
            raise Problem("invalid-transition", "本案已经向镇街吹哨，还没有办完")
        return [(Part.TOWN, None)]
    units = [fields["lead"], *fields.get("assist", ())]
    refused = units_refused(case.town or "", units, called_units(running))
    if refused is not None:
        raise invalid(refused.field or "lead", refused.reason)
    if any(post.department in units for post in actor.posts):
        raise invalid("lead", "不能向自己吹哨：您就是这个单位的经办人")
    return [(Part.LEAD if unit == units[0] else Part.ASSIST, unit) for unit in units]


def _gather(session: Session, case: Case, whistle: Whistle, now: datetime) -> None:
    """Call the community's team; everybody called hears of it at once, at night too."""
    for person_id in call_teams(session, [case.community or ""], case.district, now, whistle_id=whistle.id):
        words = "紧急哨：请立即到场，并在「网格与人员 · 应急」报收到、到场。"
        send(session, Addressee(person_id=person_id), Told(
            f"whistle:muster:{whistle.id}:{person_id}", "muster.called", words, case.district, None, whistle.id,
            urgent=True), now)


def _gathered(session: Session, case_id: int) -> bool:
    """Whether the team was called for this case before and has not been let go."""
    return session.scalar(select(Muster.id).join(Whistle, Whistle.id == Muster.whistle_id).where(
        Whistle.case_id == case_id, Whistle.state == WhistleState.OPEN).limit(1)) is not None
