"""Rows of the flow that come from what lies near: a declined matter that others report again."""

from workflows import people
from workflows.facts import ActorFacts, CaseFacts, Guard, Outcome, Step, Transition
from workflows.states import Action, State

REVIEW_NOT_ASKED = Guard(
    "review-not-asked", lambda case, actor, now: not case.reopen_asked, "本案已在等待复核。"
)


def ask_review(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """Another unit looks again, also where it did so before: what has changed is that more people speak of it."""
    return Outcome({"reopen_asked": True, "reviewed": False})


ROWS: tuple[Transition, ...] = (
    Transition(
        Action.ASK_REVIEW,
        (State.DECLINED,),
        None,
        people.SYSTEM,
        "不予受理后三十天内又有多人反映同一处，系统提请其他单位复核，不由原决定人再看。",
        "When several people report the same spot again after a refusal, another unit is asked to review it.",
        guards=(REVIEW_NOT_ASKED,),
        tell=("coordinator", "station"),
    ),
)

