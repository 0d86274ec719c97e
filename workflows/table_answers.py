"""Rows of the flow: questions back to the reporter, and the answer of an enterprise by link."""

from workflows import asking, fields, guards, people
from workflows.facts import Clock, Field, Guard, Transition
from workflows.roles import Role
from workflows.states import STAGE_OF, Action, Stage, State

QUESTION = Field("text", "text", "想问反映人什么", required=True)
SUPPLEMENT = Field("text", "text", "补充的情况", required=True)
REPLY = Field("reply", "choice", "答复", required=True, choices=(("done", "属实，已整改"), ("denied", "不属实")))
STATEMENT = Field("text", "text", "说明", required=True)
BEFORE_SENDING = (State.REPORTED, State.REGISTERED)
ASKED_IN = (*BEFORE_SENDING, State.HANDLING, State.SUSPENDED)
ANSWERED_IN = (
    State.REPORTED,
    State.CONFIRMING,
    State.REGISTERED,
    State.DISPATCHED,
    State.HANDLING,
    State.SUSPENDED,
    State.HANDLED,
)
ASKERS: tuple[tuple[frozenset[Role], tuple[Guard, ...], tuple[State, ...]], ...] = (
    (people.STATION, (), BEFORE_SENDING),
    (people.STAND_IN, (guards.NO_STATION,), BEFORE_SENDING),
    (people.OFFICERS, (guards.OWN_DEPARTMENT,), (State.HANDLING,)),
)
ENDERS = (*ASKERS, (people.SYSTEM, (), ASKED_IN))


def _running_on(state: State) -> Clock:
    return Clock("resume", STAGE_OF.get(state, Stage.HANDLE))


ROWS: tuple[Transition, ...] = (
    *(
        Transition(
            Action.ASK_REPORTER,
            states,
            None,
            roles,
            "情况不清时问反映人一次：等补充期间时限暂停，到期没有补充就按现有情况继续。",
            "What is unclear is asked back; the clock pauses for the answer and goes on without it when time is over.",
            clock=Clock("pause"),
            guards=(
                asking.CITIZEN_THERE,
                asking.NO_QUESTION,
                asking.QUESTIONS_LEFT,
                asking.CLOCK_RUNS,
                *condition,
            ),
            fields=(QUESTION,),
            tell=("reporter",),
        )
        for roles, condition, states in ASKERS
    ),
    *(
        Transition(
            Action.ANSWER_QUESTION,
            (state,),
            None,
            people.REPORTERS,
            "反映人补充了情况，剩余时限接着走。",
            "The reporter has answered; the time that was left runs on.",
            clock=_running_on(state),
            guards=(asking.QUESTION_OPEN,),
            fields=(SUPPLEMENT,),
            tell=("station", "handler"),
        )
        for state in ASKED_IN
    ),
    *(
        Transition(
            Action.END_QUESTION,
            (state,),
            None,
            roles,
            "不再等补充，或到期没有补充：剩余时限接着走，留下记录。",
            "Nobody waits for the answer any longer; the time that was left runs on, and this stays on record.",
            clock=_running_on(state),
            guards=(asking.QUESTION_OPEN, *condition),
            fields=(fields.NOTE,),
            tell=("station",),
        )
        for roles, condition, states in ENDERS
        for state in states
    ),
    Transition(
        Action.ENTERPRISE_ANSWER,
        ANSWERED_IN,
        None,
        people.SYSTEM,
        "被反映单位凭一次性链接答复；否认的，认定不属实或核查通过须有监测结果或第二人到场。",
        "An enterprise answers once by link; a denial asks for a measurement or a second look by another person.",
        fields=(REPLY, STATEMENT),
        flag="contested",
        tell=("station", "department"),
    ),
)
