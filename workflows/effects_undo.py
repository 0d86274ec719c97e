"""Steps that can be taken back: what is noted when they happen and what is restored. Unmerge restores the same way."""

from workflows.facts import ActorFacts, CaseFacts, Clock, Outcome, Step
from workflows.guards import needs_ruling
from workflows.states import STAGE_OF, Action, Stage, State

UNDONE: dict[Action, dict[str, object]] = {
    Action.DECLINE: {"decline_reason": None, "declined_at": None, "declined_by": None},
    Action.MERGE: {"main_case_id": None},
    Action.DISPATCH: {"department": None, "department_level": None, "dispatched_at": None},
    Action.CLOSE: {"closed_at": None, "reopen_until": None, "reopen_asked": False, "closed_without_yes": False},
}


def undo_note(case: CaseFacts, actor: ActorFacts, step: Step) -> dict[str, object]:
    """What an undo will need: which step, from where, by whom, until when."""
    return {
        "undo_action": step.action,
        "undo_state": case.state,
        "undo_by": actor.person_id,
        "undo_until": step.now + step.windows.undo,
    }


def no_undo() -> dict[str, object]:
    """The note of an undo wiped out."""
    return {"undo_action": None, "undo_state": None, "undo_by": None, "undo_until": None}


def undo(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """Back to the state before, with what the step had written taken away."""
    restored = UNDONE.get(case.undo_action, {}) if case.undo_action else {}
    return _return_to(case, {**restored, **no_undo()})


def unmerge(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """Back to the state before the merge, however long ago it was."""
    return _return_to(case, {"main_case_id": None, **no_undo()})


def _return_to(case: CaseFacts, changes: dict[str, object]) -> Outcome:
    state = case.undo_state if case.undo_state is not None else State.REPORTED
    stage = STAGE_OF[state]
    if state is State.REGISTERED and needs_ruling(case):
        stage = Stage.RULE
    return Outcome(changes, state, Clock("start", stage))
