"""Scenes for tests of the flow: a case in which a step may be taken, the person who may, and what they fill in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from workflows.case_flow import (
    Action,
    ActorFacts,
    CaseFacts,
    Decision,
    Refusal,
    Role,
    State,
    Step,
    decide,
)
from workflows.deadlines import Limit

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TOWN, OTHER_TOWN, DISTRICT, COMMUNITY = "350211103", "350211102", "350211", "350211103901"
DEPARTMENT, OTHER_DEPARTMENT, TOWN_UNIT, CITY_UNIT = "350211-CG", "350211-ST", "350211103-ZZ", "350200-JT"
ME = 7

FIELDS: dict[Action, dict[str, object]] = {
    Action.CONTACT: {"reached": True},
    Action.CONFIRM: {"result": "true"},
    Action.DECLINE: {"reason_code": "outside", "note": "在漳州"},
    Action.REVIEW: {"overturned": True, "note": "应当受理"},
    Action.MERGE: {"main_case": 2},
    Action.UNMERGE: {"note": "不是同一件事"},
    Action.DISPATCH: {"department": DEPARTMENT},
    Action.RULE: {"department": DEPARTMENT, "reason": "职责清单第三条"},
    Action.RETURN: {"reason": "不属本单位职责"},
    Action.TRANSFER: {"department": OTHER_DEPARTMENT, "reason": "派错了"},
    Action.RECATEGORISE: {"category": "D01", "reason": "是垃圾"},
    Action.EXTEND: {"limit": Limit(3, "working_days"), "reason": "等设备"},
    Action.APPROVE_EXTENSION: {"granted": True, "limit": Limit(3, "working_days")},
    Action.SUSPEND: {"until": date(2026, 12, 31), "reason": "等枯水期"},
    Action.APPROVE_SUSPENSION: {"granted": True},
    Action.MILESTONE: {"milestone": "stop"},
    Action.CHECK_PASS: {"answer": "垃圾已清"},
    Action.CHECK_FAIL: {"reason": "还有一半"},
    Action.RATE: {"solved": "yes", "satisfaction": "5"},
    Action.CLOSE: {"feedback": "谢谢"},
    Action.REOPEN: {"reason": "又有了"},
    Action.WHISTLE: {"kind": "emergency", "lead": OTHER_DEPARTMENT, "text": "请到场"},
    Action.SUPERVISE: {"text": "限期", "due_at": NOW + timedelta(days=2)},
    Action.REPLY_ORDER: {"text": "已清运"},
    Action.REJECT_ORDER: {"reason": "还有一处"},
    Action.INSTRUCT: {"text": "请抓紧"},
    Action.RECUSE: {"reason": "亲属"},
    Action.TRANSFER_LAW: {"text": "涉嫌违法"},
    Action.LAW_RETURN: {"law_status": "enforced", "text": "已处罚"},
    Action.SEAL: {"reason": "涉及未成年人"},
    Action.ASK_REPORTER: {"text": "大概几点开始？"},
    Action.ANSWER_QUESTION: {"text": "晚上八点以后"},
    Action.ENTERPRISE_ANSWER: {"reply": "done", "text": "已更换滤网"},
}

# What a case must have so that nothing but the role decides.
FAVOURABLE: dict[Action, dict[str, object]] = {
    Action.REGISTER: {"confirmation": "true"},
    Action.RULE: {"returns": 2},
    Action.TRANSFER: {"escalated": "coordinator"},
    Action.APPROVE_EXTENSION: {"extension": "asked"},
    Action.APPROVE_SUSPENSION: {"suspension": "asked", "suspended_until": date(2026, 12, 31)},
    Action.RESUME: {"suspended_until": date(2026, 11, 23)},
    Action.MILESTONE: {"open_milestones": (("stop", "停工"),)},
    Action.REPLY_ORDER: {"open_orders": 1, "supervised": True},
    Action.ACCEPT_ORDER: {"open_orders": 1, "supervised": True, "order_judges": frozenset({ME})},
    Action.REJECT_ORDER: {"open_orders": 1, "orders_replied": 1, "order_judges": frozenset({ME})},
    Action.LAW_RETURN: {"law_transferred": True},
    Action.EVALUATE: {"unanswered_reporters": 0},
    Action.REOPEN: {"reopen_asked": True},
    Action.ANSWER_QUESTION: {"question_id": 1},
    Action.END_QUESTION: {"question_id": 1},
    Action.UNDO: {"undo_by": ME, "undo_until": NOW + timedelta(minutes=30)},
}
STANDING_IN = {
    Action.ASK_CONFIRMATION,
    Action.DECLINE,
    Action.REGISTER,
    Action.CLOSE,
    Action.CONTACT,
    Action.CHECK_PASS,
    Action.CHECK_FAIL,
    Action.ASK_REPORTER,
    Action.END_QUESTION,
}
AFTER_HANDLING = (State.HANDLED, State.CHECKED, State.EVALUATED, State.CLOSED, State.ARCHIVED)
UNDO_OF = {
    State.DECLINED: Action.DECLINE,
    State.MERGED: Action.MERGE,
    State.CLOSED: Action.CLOSE,
    State.DISPATCHED: Action.DISPATCH,
}
UNDONE_TO = {State.CLOSED: State.EVALUATED, State.DISPATCHED: State.REGISTERED}


def case_in(state: State | None, **changes: object) -> CaseFacts:
    """A citizen's case of open burning, as it looks when it stands in a state after an ordinary way."""
    case = CaseFacts(
        state,
        case_id=1,
        category="A05",
        district=DISTRICT,
        town=TOWN,
        community=COMMUNITY,
        duty_place=TOWN,
        duty_unit=DEPARTMENT,
        citizen_reports=1,
        unanswered_reporters=1,
    )
    if state in (State.DISPATCHED, State.HANDLING, State.SUSPENDED, *AFTER_HANDLING):
        case = replace(case, department=DEPARTMENT, department_level="district", assignee_id=50)
    if state in AFTER_HANDLING:
        case = replace(case, handled_by=50, handler_department=DEPARTMENT)
    if state is State.CLOSED:
        case = replace(case, reopen_until=NOW + timedelta(days=15))
    if state in UNDO_OF:
        before = UNDONE_TO.get(state, State.REPORTED)
        case = replace(case, undo_action=UNDO_OF[state], undo_state=before, undo_by=2)
    return replace(case, **changes)  # type: ignore[arg-type]


def person(*roles: Role, **changes: object) -> ActorFacts:
    """Somebody with posts that cover the case and stand in nobody's way."""
    actor = ActorFacts(person_id=ME, roles=frozenset(roles) - {Role.REPORTER})
    if Role.DEPARTMENT_OFFICER in roles:
        actor = replace(actor, departments=frozenset({DEPARTMENT}), levels=frozenset({"district"}))
    if actor.roles & {Role.GRID_MEMBER, Role.STATION_OFFICER, Role.STATION_HEAD, Role.COMMUNITY_HEAD}:
        actor = replace(actor, towns=frozenset({TOWN}), levels=frozenset({"town"}))
    if actor.roles & {Role.COORDINATOR, Role.LEADER, Role.CITY_DISPATCHER}:
        actor = replace(actor, levels=frozenset({"city"}))
    if Role.REPORTER in roles:
        actor = replace(actor, is_reporter=True, person_id=None)
    if Role.SYSTEM in roles:
        actor = replace(actor, person_id=None)
    return replace(actor, **changes)  # type: ignore[arg-type]


def step(action: Action, now: datetime = NOW, **fields: object) -> Step:
    """A step with everything filled in; named fields replace, None removes."""
    filled = {**FIELDS.get(action, {}), **fields}
    photos = {Action.HANDLE: {"after": 1}, Action.SELF_HANDLE: {"before": 1, "after": 1}}.get(action, {})
    other = case_in(State.HANDLING, case_id=2) if action is Action.MERGE else None
    kept = {name: value for name, value in filled.items() if value is not None}
    return Step(action, now, kept, photos, other)


def favourable(state: State | None, action: Action, role: Role) -> tuple[CaseFacts, ActorFacts, Step]:
    """Case, person and step for which only state, action and role decide."""
    case = case_in(state, **FAVOURABLE.get(action, {}))
    actor = person(role)
    taken = step(action)
    if role in (Role.DISTRICT_DISPATCHER, Role.COORDINATOR) and action in STANDING_IN:
        case = replace(case, town=None)
    if action in (Action.ARCHIVE, Action.EVALUATE):
        case = replace(case, reopen_until=NOW - timedelta(minutes=1))
    if role in (Role.STATION_OFFICER, Role.STATION_HEAD):
        if action in (Action.DISPATCH, Action.TRANSFER):
            taken = step(action, department=TOWN_UNIT)
        if action is Action.RETURN:
            case = replace(case, department=TOWN_UNIT, department_level="town")
        if action is Action.REVIEW:
            actor = replace(actor, towns=frozenset({OTHER_TOWN}))
    if action is Action.RATE and role is Role.STATION_HEAD:
        case = replace(case, citizen_reports=0, unanswered_reporters=0)
    return case, actor, taken


def take(case: CaseFacts, actor: ActorFacts, action: Action, **fields: object) -> Decision:
    """The decision on a step that must be possible."""
    answer = decide(case, actor, step(action, **fields))
    assert isinstance(answer, Decision), answer
    return answer


def refuse(case: CaseFacts, actor: ActorFacts, action: Action, **fields: object) -> Refusal:
    """The refusal of a step that must not be possible."""
    answer = decide(case, actor, step(action, **fields))
    assert isinstance(answer, Refusal), answer
    return answer


def applied(case: CaseFacts, decision: Decision) -> CaseFacts:
    """The case after a decision, as far as the facts know its columns."""
    known = {
        name: value for name, value in decision.changes.items() if name in CaseFacts.__dataclass_fields__
    }
    return replace(case, state=decision.target, **known)  # type: ignore[arg-type]
