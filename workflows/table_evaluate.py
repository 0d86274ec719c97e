"""Rows of the flow: check, answer, rating, closing, reopening and the archive."""

from workflows import checks, closing, contested, fields, guards, people
from workflows.facts import Clock, Guard, Transition
from workflows.roles import Role
from workflows.states import Action, Stage, State

STOP = Clock("stop")
REWORK = Clock("start", Stage.REWORK)
ANSWERING = Clock("start", Stage.ANSWER)
MEMBER_CHECKS = (guards.NOT_HANDLER, guards.NOT_RECUSED, guards.NOT_TOWN_STAFF, guards.NOT_SELF_HANDLED)
STATION_CHECKS = (guards.NOT_HANDLER, guards.NOT_RECUSED, guards.NOT_TOWN_STAFF)
DISTRICT_CHECKS = (guards.NOT_HANDLER, guards.NOT_RECUSED, guards.JUDGED_BY_DISTRICT)
CHECKERS: tuple[tuple[frozenset[Role], tuple[Guard, ...]], ...] = (
    (people.MEMBERS, MEMBER_CHECKS),
    (people.STATION, STATION_CHECKS),
    (people.STAND_IN, DISTRICT_CHECKS),
)
REOPENERS: tuple[tuple[frozenset[Role], tuple[Guard, ...], str, str], ...] = (
    (
        people.MEMBERS | people.STATION,
        (
            guards.INSIDE_WINDOW,
            guards.REOPEN_ASKED,
            guards.NOT_HANDLER,
            guards.NOT_RECUSED,
            guards.FIRST_REOPEN,
        ),
        "反映人第一次说“未解决”，核查人再看一次现场后重新办理。",
        "After the reporter's first 'no' the checker looks again and the case goes back to work.",
    ),
    (
        people.STATION_HEAD,
        (guards.INSIDE_WINDOW,),
        "站长在期限内可重新办理；再次“未解决”的由其他单位站长复核后决定。",
        "A station head reopens inside the window; a second 'no' is reviewed by another unit's head.",
    ),
    (
        people.OVERSEERS,
        (),
        "协调员、领导凭督办重新办理，不受期限限制。",
        "A coordinator or leader reopens with an order, at any time before the archive.",
    ),
)

ROWS: tuple[Transition, ...] = (
    *(
        Transition(
            Action.CHECK_PASS,
            (State.HANDLED,),
            State.CHECKED,
            roles,
            "谁处置谁不核查；核查通过即把答复交给每一位反映人，请他们评价。",
            "Never checked by who handled; passing gives every reporter the answer to judge from.",
            clock=ANSWERING,
            guards=conditions,
            fields=(closing.SEEN, fields.ANSWER, fields.MEASUREMENT, fields.NOTE, fields.PHOTOS),
            checks=(closing.STANDARD_SEEN, contested.SECOND_LOOK),
            tell=("reporter", "handler"),
        )
        for roles, conditions in CHECKERS
    ),
    *(
        Transition(
            Action.CHECK_FAIL,
            (State.HANDLED,),
            State.HANDLING,
            roles,
            "没办好就返工，返工另计时限，原时限是否按期照旧统计；第三次不通过交协调员裁定。",
            "Not done goes back with a limit of its own for rework; a third failure goes to the coordinator.",
            clock=REWORK,
            guards=conditions,
            fields=(fields.REASON, fields.PHOTOS),
            others=(State.REGISTERED,),
            tell=("handler", "station"),
        )
        for roles, conditions in CHECKERS
    ),
    Transition(
        Action.RATE,
        (State.CHECKED,),
        None,
        people.REPORTERS,
        "解决与满意是两个问题，每位反映人各自回答；最后一位答完，第一次“未解决”返工，其余进入反馈。",
        "Solved and satisfied are two questions, asked of every reporter; the last answer moves the case on.",
        guards=(guards.CITIZEN_REPORTED, guards.NOT_ANSWERED),
        checks=(checks.SATISFACTION_TOO,),
        fields=(fields.SOLVED_FIELD, fields.SATISFACTION_TOO, fields.COMMENT),
        others=(State.EVALUATED, State.HANDLING, State.REGISTERED),
        tell=("station", "handler"),
    ),
    Transition(
        Action.RATE,
        (State.CHECKED,),
        State.EVALUATED,
        people.STATION_HEAD,
        "工作人员发现的问题，由站长评价。",
        "What staff found themselves is rated by the station head.",
        clock=Clock("start", Stage.FEEDBACK),
        guards=(guards.STAFF_REPORTED, guards.NOT_HANDLER),
        fields=(fields.SOLVED_FIELD, fields.SATISFACTION_FIELD, fields.COMMENT),
        others=(State.HANDLING, State.REGISTERED),
        tell=("handler",),
    ),
    Transition(
        Action.RATE,
        (State.CLOSED,),
        None,
        people.REPORTERS,
        "结案后期限内仍可评价；“未解决”即请核查人再看一次。",
        "A closed case may still be rated inside the window; a 'no' asks the checker to look again.",
        guards=(guards.INSIDE_WINDOW,),
        checks=(checks.SATISFACTION_TOO,),
        fields=(fields.SOLVED_FIELD, fields.SATISFACTION_TOO, fields.COMMENT),
        flag="reopen_asked",
        tell=("station",),
    ),
    Transition(
        Action.EVALUATE,
        (State.CHECKED,),
        State.EVALUATED,
        people.SYSTEM,
        "人人答完或等待期满：第一次有人说“未解决”就返工，否则进入反馈；沉默就是没有回答，不算满意。",
        "All answered or time over: a first 'no' goes back to work; silence is no answer, never satisfied.",
        clock=Clock("start", Stage.FEEDBACK),
        guards=(guards.ALL_ANSWERED,),
        others=(State.HANDLING, State.REGISTERED),
        tell=("station",),
    ),
    *(
        Transition(
            Action.CLOSE,
            (State.EVALUATED,),
            State.CLOSED,
            roles,
            "把结果、评价和后续告诉反映人、发现人和处置人，才算结案；督办未销号不能结案。",
            "Closed by telling result and evaluation to reporter, finder and handler; never with an open order.",
            clock=STOP,
            guards=(guards.NO_OPEN_ORDER, *standing_in),
            fields=(fields.FEEDBACK,),
            tell=("reporter", "handler"),
        )
        for roles, standing_in in ((people.STATION, ()), (people.STAND_IN, (guards.NO_STATION,)))
    ),
    *(
        Transition(
            Action.REOPEN,
            (State.CLOSED,),
            State.HANDLING,
            roles,
            why,
            why_en,
            clock=REWORK,
            guards=conditions,
            fields=(fields.REASON, fields.PHOTOS),
            others=(State.REGISTERED,),
            tell=("reporter", "handler", "station"),
        )
        for roles, conditions, why, why_en in REOPENERS
    ),
    Transition(
        Action.ARCHIVE,
        (State.CLOSED,),
        State.ARCHIVED,
        people.SYSTEM,
        "重新办理期限和申诉都过了，案件归档。",
        "Filed away once the window for reopening and the appeals are over.",
        clock=STOP,
        guards=(guards.WINDOW_OVER, guards.NO_OPEN_ORDER),
    ),
)
