"""Rows of the flow beside the state: contact, recusal, law, seal, publication, undo."""

from workflows import checks, fields, guards, law, people
from workflows.facts import Clock, Transition
from workflows.states import OPEN, STAGE_OF, Action, State

OPEN_STATES = tuple(state for state in State if state in OPEN)
WITH_DEPARTMENT = (State.DISPATCHED, State.HANDLING, State.SUSPENDED)
UNDONE: tuple[tuple[State, State, tuple[State, ...]], ...] = (
    (State.DECLINED, State.REPORTED, (State.CONFIRMING,)),
    (State.MERGED, State.REPORTED, (State.CONFIRMING, State.REGISTERED)),
    (State.CLOSED, State.EVALUATED, ()),
    (State.DISPATCHED, State.REGISTERED, ()),
)

ROWS: tuple[Transition, ...] = (
    *(
        Transition(
            Action.CONTACT,
            OPEN_STATES,
            None,
            roles,
            "受理单位在规定时间内联系反映人，计入响应率；不影响案件状态和其他时限。",
            "The accepting unit contacts the reporter within a clock of its own; nothing else changes.",
            guards=standing_in,
            fields=(fields.REACHED, fields.NOTE),
        )
        for roles, standing_in in ((people.STATION, ()), (people.STAND_IN, (guards.NO_STATION,)))
    ),
    Transition(
        Action.INSTRUCT,
        (*OPEN_STATES, State.CLOSED),
        None,
        people.LEADERS,
        "领导批示记录在案，送达办理单位，不改变状态和时限。",
        "A leader's instruction is kept and delivered; state and clocks stay.",
        fields=(fields.TEXT,),
        tell=("station", "department"),
    ),
    Transition(
        Action.RECUSE,
        OPEN_STATES,
        None,
        people.STAFF | people.REPORTERS,
        "与案件有利害关系的人回避，不再核实、核查本案。",
        "Whoever has an interest steps back and no longer confirms or checks.",
        fields=(fields.PERSON, fields.REASON),
        checks=(checks.RECUSE_SELF,),
        tell=("station", "coordinator"),
    ),
    Transition(
        Action.TRANSFER_LAW,
        WITH_DEPARTMENT,
        None,
        people.OFFICERS,
        "涉嫌违法的线索移送执法，处置继续。",
        "A suspected offence goes to law enforcement; handling goes on.",
        guards=(guards.OWN_DEPARTMENT, guards.NOT_TRANSFERRED),
        fields=(fields.TEXT,),
        flag="law_transferred",
        tell=("station", "coordinator"),
    ),
    *(
        Transition(
            Action.LAW_RETURN,
            (*WITH_DEPARTMENT, State.HANDLED, State.CHECKED, State.EVALUATED, State.CLOSED),
            None,
            roles,
            "执法机关的处理结果回到案件；不立案或执行完毕后解除移送标记。",
            "The result of law enforcement comes back to the case; its last word lifts the mark.",
            guards=(*own, guards.TRANSFERRED),
            fields=(law.STATUS, fields.DOCUMENT, law.DECIDED_ON, law.WORDS),
            checks=(law.DECIDED_BY_NOW,),
            flag="law_transferred",
            tell=("station", "coordinator"),
        )
        for roles, own in ((people.OFFICERS, (guards.OWN_DEPARTMENT,)), (people.COORDINATORS | people.SYSTEM, ()))
    ),
    Transition(
        Action.SEAL,
        (*OPEN_STATES, State.CLOSED),
        None,
        people.STATION_HEAD,
        "涉及隐私、未成年人或举报安全的案件封存，不再对外公开。",
        "What touches privacy or the reporter's safety is sealed from the public.",
        guards=(guards.NOT_SEALED,),
        fields=(fields.REASON,),
        flag="sealed",
    ),
    Transition(
        Action.PUBLISH,
        (*OPEN_STATES, State.CLOSED),
        None,
        people.STATION,
        "照片和文字须经工作站审看后才对外公开。",
        "Nothing is public until a person of the station has looked at it.",
        guards=(guards.NOT_SEALED, guards.NOT_PUBLISHED),
        fields=(fields.NOTE,),
        flag="published",
    ),
    *(
        Transition(
            Action.UNDO,
            (source,),
            target,
            people.SENDERS | people.COORDINATORS,
            "手误可在三十分钟内由本人撤销，回到原来的状态，通知同时顺延。",
            "A slip may be undone by the same person for thirty minutes; notices wait as long.",
            clock=Clock("start", STAGE_OF[target]),
            guards=(guards.UNDOABLE, guards.SAME_PERSON_IN_TIME),
            fields=(fields.NOTE,),
            others=others,
            tell=("station",),
        )
        for source, target, others in UNDONE
    ),
)
