"""Rows of the flow about supervision orders (督办): issued, replied to, accepted or rejected by whoever issued them."""

from workflows import checks, fields, guards, people
from workflows.facts import Transition
from workflows.states import OPEN, Action, State

OPEN_STATES = tuple(state for state in State if state in OPEN)
SUPERVISED = (*OPEN_STATES, State.CLOSED)
AT_DEPARTMENT = (
    State.DISPATCHED,
    State.HANDLING,
    State.SUSPENDED,
    State.HANDLED,
    State.CHECKED,
    State.EVALUATED,
    State.CLOSED,
)

ROWS: tuple[Transition, ...] = (
    Transition(
        Action.SUPERVISE,
        SUPERVISED,
        None,
        people.OVERSEERS,
        "督办自带期限，只加不换：原有时限照走，销号前不能结案。",
        "An order has its own due time, adds a clock and replaces none; no closing before it is settled.",
        fields=(fields.TEXT, fields.DUE_AT),
        checks=(checks.DUE_FUTURE,),
        flag="supervised",
        tell=("handler", "station", "department"),
    ),
    *(
        Transition(
            Action.REPLY_ORDER,
            sources,
            None,
            roles,
            "承办单位回复督办的落实情况，可以多次；由签发人认可才算销号。",
            "Whoever works on the case replies, as often as needed; only the issuer settles the order.",
            guards=guarded,
            fields=(fields.TEXT, fields.ORDER),
            flag="supervised",
            tell=("coordinator",),
        )
        for sources, roles, guarded in (
            (SUPERVISED, people.SENDERS, (guards.OPEN_ORDER,)),
            (AT_DEPARTMENT, people.OFFICERS, (guards.OPEN_ORDER, guards.OWN_DEPARTMENT)),
        )
    ),
    Transition(
        Action.ACCEPT_ORDER,
        SUPERVISED,
        None,
        people.OVERSEERS,
        "督办事项落实后由签发人销号；签发人离任或不在岗的，由同级协调员、领导销号。",
        "The issuer accepts that it is done; when they have left or are away, another overseer does.",
        guards=(guards.OPEN_ORDER, guards.NOT_HANDLER, guards.JUDGES_ORDER),
        fields=(fields.NOTE, fields.ORDER),
        flag="supervised",
        tell=("station", "department"),
    ),
    Transition(
        Action.REJECT_ORDER,
        SUPERVISED,
        None,
        people.OVERSEERS,
        "回复不能认可的退回，写明差在哪里，可以另定期限；督办继续。",
        "A reply that does not settle it goes back with what is missing; the order stays open.",
        guards=(guards.ORDER_REPLIED, guards.NOT_HANDLER, guards.JUDGES_ORDER),
        fields=(fields.REASON, fields.NEW_DUE, fields.ORDER),
        checks=(checks.NEW_DUE_FUTURE,),
        flag="supervised",
        tell=("handler", "station", "department"),
    ),
)
