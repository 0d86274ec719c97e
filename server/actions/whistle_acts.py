"""Answer a whistle (应哨) and all that follows: one act on one called unit, locked, judged, written, told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.cases import lock_case
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import stamp
from server.actions.whistle_rows import (
    Blown,
    add_calls,
    answer_caller,
    called_units,
    message,
    set_clock,
    settle,
    tell,
)
from server.actions.whistles import case_of, whistle_in
from server.errors import Problem, invalid
from server.models import Case, Whistle, WhistleCall
from server.queries.catalogue import working_calendar
from server.queries.city import all_departments, unit_name
from server.queries.people import Actor
from server.queries.scope import may_read_case
from server.queries.whistle_facts import call_facts, contest_until, is_station, sides_of
from server.queries.whistle_rules import limits_of, whistle_data
from server.queries.whistles import describe
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.roles import Role, is_current
from workflows.whistle import (
    STARS,
    STATE_NAMES,
    Act,
    CallState,
    Judged,
    Part,
    Refused,
    Side,
    WhistleState,
    decide,
    units_refused,
)
from workflows.whistle_clocks import end_of


@dataclass(frozen=True)
class WhistleAct:
    """An act as it came over the edge; `call_id` names the called unit where it is not the person's own."""

    act: Act
    fields: Mapping[str, Any] = field(default_factory=dict)
    call_id: int | None = None
    key: str | None = None


@again_after_deadlock
def act_on_whistle(whistle_id: int, given: WhistleAct, actor: Actor, now: datetime) -> dict[str, Any]:
    """Take one act; answers the whistle as it then is.

    Raises Problem: not-found, territory-forbidden, role-forbidden, invalid-transition, validation,
    idempotency-conflict.
    """
    wanted = content_hash([whistle_id, given.act, given.call_id, given.fields])
    with transaction() as tx:
        stored = find_answer(tx, given.key, actor.key, wanted, now)
        if stored is not None:
            return stored
        blown = _lock(tx.session, whistle_id, given.act, actor, now)
        if given.act is Act.CALL:
            _call_more(tx, blown, given.fields)
        else:
            _act(tx, blown, given)
        return keep_answer(tx, given.key, actor.key, lambda: describe(tx.session, whistle_id, actor, now))


def _lock(session: Session, whistle_id: int, act: Act, actor: Actor, now: datetime) -> Blown:
    """The whistle, locked; its case before it where the act writes there too, always in this order."""
    case_id = case_of(session, whistle_id)
    case = lock_case(session, case_id) if act in (Act.CALL, Act.PASS_ON) else session.get_one(Case, case_id)
    if not may_read_case(actor, case, now):
        raise Problem("territory-forbidden")
    whistle = session.scalars(select(Whistle).where(Whistle.id == whistle_id).with_for_update()
                              .execution_options(populate_existing=True)).one()
    calls = session.scalars(select(WhistleCall).where(WhistleCall.whistle_id == whistle_id).order_by(WhistleCall.id)
                            .execution_options(populate_existing=True)).all()
    return Blown(whistle, case, calls, actor, *_acting_post(actor, whistle, calls, now), now)


def _acting_post(actor: Actor, whistle: Whistle, calls: Any, now: datetime) -> tuple[str | None, str | None]:
    """(unit, role) by which somebody acts here: the called department, the station, or the post above or below."""
    units = {call.department for call in calls}
    posts = [post for post in actor.posts if is_current(post, now)]
    for fits in (lambda post: post.department in units and post.role is Role.DEPARTMENT_OFFICER,
                 lambda post: is_station(post, whistle.town), lambda post: post.division == whistle.unit,
                 lambda post: post.role is Role.COORDINATOR):
        post = next((post for post in posts if fits(post)), None)
        if post is not None:
            return post.department or post.division, post.role.value
    return None, None


def _act(tx: Transaction, blown: Blown, given: WhistleAct) -> None:
    call = _chosen(blown, given)
    topic = str(given.fields.get("topic"))
    sides = sides_of(blown.actor, blown.whistle, call, blown.now)
    judged = decide(given.act, call_facts(call), sides, given.fields, blown.now, contest_until(call).get(topic))
    if isinstance(judged, Refused):
        raise _problem(judged)
    if given.act is Act.DECLINE and given.fields["reason_code"] not in {row.code for row in whistle_data().declines}:
        raise invalid("reason_code", "没有这个理由")
    data = _WRITE[given.act](tx, blown, call, judged, given.fields)
    before, call.state = call.state, judged.state.value
    if call.state != before:
        set_clock(call, blown.whistle.kind)
        settle(blown.whistle, blown.calls, blown.now)
    tell(tx, blown, call, judged.event, {"state": call.state, **data}, {given.act.value: given.fields.get("text", "")})
    _tell_others(tx.session, blown, call, judged, sides)


def _problem(refused: Refused) -> Problem:
    if refused.field:
        return invalid(refused.field, refused.reason)
    return Problem("role-forbidden" if refused.forbidden else "invalid-transition", refused.reason)


def _chosen(blown: Blown, given: WhistleAct) -> WhistleCall:
    """The call that is meant: the one named, the person's own, or the only one."""
    if given.call_id is not None:
        named = next((call for call in blown.calls if call.id == given.call_id), None)
        if named is None:
            raise invalid("call", "这一哨没有吹给这个单位")
        return named
    mine = [call for call in blown.calls
            if Side.CALLED in sides_of(blown.actor, blown.whistle, call, blown.now)] or blown.calls
    if len(mine) != 1:
        raise invalid("call", "请指明是哪个单位")
    return mine[0]


def _answer(tx: Transaction, blown: Blown, call: WhistleCall, judged: Judged,
            fields: Mapping[str, Any]) -> dict[str, Any]:
    if call.answered_at is not None:
        return {}
    call.answered_at, call.answered_by = blown.now, blown.actor.person_id
    return {"answer_late": blown.now > call.answer_by}


def _decline(tx: Transaction, blown: Blown, call: WhistleCall, judged: Judged,
             fields: Mapping[str, Any]) -> dict[str, Any]:
    call.decline_code = fields["reason_code"]
    return {"reason_code": call.decline_code, **_answer(tx, blown, call, judged, fields)}


def _pass_on(tx: Transaction, blown: Blown, call: WhistleCall, judged: Judged,
             fields: Mapping[str, Any]) -> dict[str, Any]:
    """The town whistles on to departments: a whistle of its own, with the first as its parent."""
    step = {name: fields[name] for name in ("kind", "lead", "assist", "text") if name in fields}
    child = whistle_in(tx, blown.case.id, {"kind": blown.whistle.kind, **step}, blown.actor, blown.now)
    child.parent_id = blown.whistle.id
    return {"passed_on_as": child.id, **_answer(tx, blown, call, judged, fields)}


def _arrive(tx: Transaction, blown: Blown, call: WhistleCall, judged: Judged,
            fields: Mapping[str, Any]) -> dict[str, Any]:
    """Whoever stands there has answered; the position is optional and never enters the ledger."""
    answered = _answer(tx, blown, call, judged, fields)
    call.arrived_at, call.arrived_by = blown.now, blown.actor.person_id
    call.arrived_lon, call.arrived_lat = fields.get("lon"), fields.get("lat")
    return {**answered, "arrive_late": call.arrive_by is not None and blown.now > call.arrive_by}


def _report(tx: Transaction, blown: Blown, call: WhistleCall, judged: Judged,
            fields: Mapping[str, Any]) -> dict[str, Any]:
    call.reported_at, call.reported_by, call.result = blown.now, blown.actor.person_id, fields["result"]
    return {"result": call.result, "report_late": blown.now > call.report_by}


def _rate(tx: Transaction, blown: Blown, call: WhistleCall, judged: Judged,
          fields: Mapping[str, Any]) -> dict[str, Any]:
    if judged.topic == "judgement":
        call.judgement, call.judged_at = fields["judgement"], blown.now
        return {"judgement": call.judgement}
    stars = {name: fields.get(name) for name in (STARS if call.arrive_by else STARS[1:])}
    for name, value in stars.items():
        setattr(call, name, value)
    call.rated_at = blown.now
    return {"stars": stars}


def _contest(tx: Transaction, blown: Blown, call: WhistleCall, judged: Judged,
             fields: Mapping[str, Any]) -> dict[str, Any]:
    setattr(call, f"{judged.topic}_contest", "open")
    return {"topic": judged.topic}


def _rule(tx: Transaction, blown: Blown, call: WhistleCall, judged: Judged,
          fields: Mapping[str, Any]) -> dict[str, Any]:
    """An overturned rating counts no more; an overturned decline is taken, with clocks from the ruling on."""
    setattr(call, f"{judged.topic}_contest", fields["ruling"])
    data: dict[str, Any] = {"topic": judged.topic, "ruling": fields["ruling"]}
    if judged.topic == "decline" and fields["ruling"] == "overturned":
        limits, calendar = limits_of(blown.whistle.kind), working_calendar(call.district)
        call.arrive_by = end_of(blown.now, limits.arrive, calendar) if limits.arrive else None
        call.report_by = end_of(blown.now, limits.report, calendar)
        data |= {"arrive_by": stamp(call.arrive_by) if call.arrive_by else None, "report_by": stamp(call.report_by)}
    return data


def _withdraw(tx: Transaction, blown: Blown, call: WhistleCall, judged: Judged,
              fields: Mapping[str, Any]) -> dict[str, Any]:
    """Called by mistake: the unit no longer reads the case, unless it has it or is called again."""
    left = called_units([other for other in blown.calls if other is not call])
    readers = [code for code in (blown.case.whistle_units or "").split() if code != call.department or code in left]
    blown.case.whistle_units = f" {' '.join(readers)} " if readers else None
    return {}


_WRITE: dict[Act, Callable[[Transaction, Blown, WhistleCall, Judged, Mapping[str, Any]], dict[str, Any]]] = {
    Act.ANSWER: _answer, Act.DECLINE: _decline, Act.PASS_ON: _pass_on, Act.ARRIVE: _arrive, Act.REPORT: _report,
    Act.RATE: _rate, Act.CONTEST: _contest, Act.RULE: _rule, Act.WITHDRAW: _withdraw,
}


def _tell_others(session: Session, blown: Blown, call: WhistleCall, judged: Judged, sides: frozenset[Side]) -> None:
    """The other side hears of it: what the unit did goes to whoever whistled, everything else to the unit."""
    unit = unit_name(call.department or call.town)
    once = f"{judged.event}:{call.id}:{judged.topic or ''}"
    if Side.CALLED in sides:
        words = STATE_NAMES[judged.state] if judged.topic is None else "作出评价或提出异议"
        answer_caller(session, blown, once, judged.event, f"吹哨：{unit}{words}。")
    else:
        words = "撤回" if judged.state is CallState.WITHDRAWN else "有新的评价、异议或裁定"
        message(session, blown, call, once, judged.event, f"这一哨{words}。")


def _call_more(tx: Transaction, blown: Blown, fields: Mapping[str, Any]) -> None:
    """The town calls further units: in place of a lead that declined, or to assist."""
    if not any(is_station(post, blown.whistle.town) and is_current(post, blown.now) for post in blown.actor.posts):
        raise Problem("role-forbidden", "由吹哨的镇街加吹。")
    if blown.whistle.to_town or blown.whistle.state == WhistleState.WITHDRAWN:
        raise Problem("invalid-transition", "这一哨不能加吹，请另吹一哨。")
    units = list(fields.get("assist", ()))
    unknown = [unit for unit in units if unit not in all_departments()]
    if unknown or not units:
        raise invalid("assist", "没有这个部门" if unknown else "请选择单位")
    if any(unit[:6] not in (blown.whistle.district, f"{blown.whistle.district[:4]}00") for unit in units):
        raise invalid("assist", "只能向本区和市级部门吹哨；外区部门请区协调员协调")
    refused = units_refused(blown.whistle.town, units, called_units(blown.calls))
    if refused is not None:
        raise invalid("assist", refused.reason)
    led = any(call.part == Part.LEAD and call.state not in (CallState.DECLINED, CallState.WITHDRAWN)
              for call in blown.calls)
    added = add_calls(tx, blown, [(Part.ASSIST if led or unit != units[0] else Part.LEAD, unit) for unit in units])
    settle(blown.whistle, [*blown.calls, *added], blown.now)
