"""What checking, rating, closing and reopening change on the case, and the way back to work."""

from workflows.closing import without_yes
from workflows.effects_undo import no_undo, undo_note
from workflows.facts import ActorFacts, CaseFacts, Clock, Outcome, Step
from workflows.guards import RULED_AFTER_FAILED_CHECKS
from workflows.states import Stage, State

REWORK = Clock("start", Stage.REWORK)
RULE = Clock("start", Stage.RULE)
AGAIN: dict[str, object] = {
    "handled_by": None,
    "handler_department": None,
    "handler_town": None,
    "self_handled": None,
    "checked_by": None,
    "extension": None,
    "suspension": None,
}

NOBODY: dict[str, object] = {"department": None, "department_level": None, "assignee_id": None}


def back_to_work(case: CaseFacts, step: Step, extra: dict[str, object]) -> Outcome:
    """Send a case back to whoever handled it; self-handled, without a department, it is filed for dispatch."""
    changes = {**AGAIN, **extra}
    if case.department is None:
        filed = {**changes, "registered_at": step.now}
        return Outcome(filed, State.REGISTERED, Clock("start", Stage.DISPATCH))
    return Outcome(changes, State.HANDLING, REWORK)


def check_pass(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """The answer is out; a new round of ratings begins."""
    return Outcome({"checked_by": actor.person_id, "answered_at": step.now, "round": case.round + 1})


def check_fail(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """Back to work; the third failure goes to the coordinator for a ruling."""
    failed = case.failed_checks + 1
    changes: dict[str, object] = {"failed_checks": failed}
    if failed >= RULED_AFTER_FAILED_CHECKS:
        return Outcome({**AGAIN, **changes, **NOBODY}, State.REGISTERED, RULE)
    return back_to_work(case, step, changes)


def rate(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """A vote is kept by the action; here only what follows once the last reporter has answered."""
    is_no = step.fields["solved"] == "no"
    if case.state is State.CLOSED:
        lacking = without_yes(case, yes=step.fields["solved"] == "yes", no=is_no)
        return Outcome({"closed_without_yes": lacking, **({"reopen_asked": True} if is_no else {})})
    if case.unanswered_reporters > 1:
        return Outcome()
    return _settle(case, step, case.answers_no + is_no)


def evaluate(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """What follows when everybody has answered or the window is over."""
    return _settle(case, step, case.answers_no)


def _settle(case: CaseFacts, step: Step, noes: int) -> Outcome:
    if noes and case.reopens == 0:
        return back_to_work(case, step, {"reopens": 1})
    changes: dict[str, object] = {"evaluated_at": step.now, "reopen_asked": noes > 0}
    return Outcome(changes, State.EVALUATED, Clock("start", Stage.FEEDBACK))


def close(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """Closed; the window for reopening and the half hour for an undo begin."""
    until = step.now + step.windows.reopen
    told = {"closed_at": step.now, "reopen_until": until, "closed_without_yes": without_yes(case)}
    return Outcome({**told, **undo_note(case, actor, step)})


def reopen(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """Back to work after closing."""
    changes = {"reopens": case.reopens + 1, "reopen_asked": False, "closed_at": None, "reopen_until": None}
    return back_to_work(case, step, {**changes, "closed_without_yes": False, **no_undo()})
