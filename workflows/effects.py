"""What each action changes on the case. Pure: case, actor and step in, an Outcome out; no row, no role, no guard."""

from collections.abc import Callable

from workflows.checks import level_of
from workflows.facts import ActorFacts, CaseFacts, Clock, Outcome, Step
from workflows.guards import RULED_AFTER_RETURNS, was_undone_from
from workflows.roles import Role
from workflows.states import STAGE_OF, Action, Stage, State

Effect = Callable[[CaseFacts, ActorFacts, Step], Outcome]

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


def back_to_work(case: CaseFacts, step: Step, extra: dict[str, object]) -> Outcome:
    """Send a case back to whoever handled it; without a department (self-handled) it is dispatched like any other."""
    changes = {**AGAIN, **extra}
    if case.department is None:
        filed = {**changes, "registered_at": step.now}
        return Outcome(filed, State.REGISTERED, Clock("start", Stage.DISPATCH))
    return Outcome(changes, State.HANDLING, REWORK)


def _keep(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome()


def _undo_note(case: CaseFacts, actor: ActorFacts, step: Step) -> dict[str, object]:
    return {
        "undo_action": step.action,
        "undo_state": case.state,
        "undo_by": actor.person_id,
        "undo_until": step.now + step.windows.undo,
    }


def _submit(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"emergency": case.severity == 1})


def _ask_confirmation(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"confirmer_id": step.fields.get("confirmer"), "confirmation": None})


def _confirm(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"confirmer_id": actor.person_id, "confirmation": step.fields["result"]})


def _decline(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"decline_reason": step.fields["reason_code"], **_undo_note(case, actor, step)})


def _review(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    if step.fields["overturned"] is not True:
        return Outcome({"reviewed": True}, State.DECLINED, Clock("keep"))
    return Outcome({"reviewed": True, "decline_reason": None, **_no_undo()})


def _merge(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"main_case_id": step.fields["main_case"], **_undo_note(case, actor, step)})


def _unmerge(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    state = was_undone_from(case)
    return Outcome({"main_case_id": None, **_no_undo()}, state, Clock("start", STAGE_OF[state]))


def _no_undo() -> dict[str, object]:
    return {"undo_action": None, "undo_state": None, "undo_by": None, "undo_until": None}


def _register(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"registered_at": step.now, "emergency": case.severity == 1})


def _self_handle(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    by_member = not actor.roles & {Role.STATION_OFFICER, Role.STATION_HEAD}
    return Outcome(
        {
            "self_handled": "member" if by_member else "town",
            "handled_by": actor.person_id,
            "handler_town": case.town,
            "handled_at": step.now,
        }
    )


def _send(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    department = str(step.fields["department"])
    return Outcome(
        {
            "department": department,
            "department_level": level_of(department),
            "assignee_id": None,
            "dispatched_at": step.now,
            "extension": None,
            "suspension": None,
        }
    )


def _rule(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({**_send(case, actor, step).changes, "ruled": True})


def _sign(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"assignee_id": actor.person_id})


def _return(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    returns = case.returns + 1
    clock = RULE if returns >= RULED_AFTER_RETURNS else None
    return Outcome({"returns": returns, "assignee_id": None}, clock=clock)


def _recategorise(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    changes: dict[str, object] = {"category": step.fields["category"]}
    if step.severity is not None:
        changes |= {"severity": step.severity, "emergency": step.severity == 1}
    return Outcome(changes)


def _extend(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"extension": "asked"})


def _approve_extension(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    if step.fields["granted"] is not True:
        return Outcome({"extension": None}, clock=Clock("keep"))
    return Outcome({"extension": "granted"})


def _suspend(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"suspension": "asked", "suspended_until": step.fields["until"]})


def _approve_suspension(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    if step.fields["granted"] is not True:
        return Outcome({"suspension": None, "suspended_until": None}, State.HANDLING, Clock("keep"))
    return Outcome({"suspension": None})


def _resume(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"suspended_until": None})


def _handle(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    division = (case.department or "").split("-")[0]
    return Outcome(
        {
            "handled_by": actor.person_id,
            "handler_department": case.department,
            "handler_town": division if case.department_level == "town" else None,
            "handled_at": step.now,
            "suspension": None,
        }
    )


def _check_pass(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"checked_by": actor.person_id, "answered_at": step.now, "round": case.round + 1})


def _check_fail(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    failed = case.failed_checks + 1
    changes: dict[str, object] = {"failed_checks": failed}
    if failed >= step.windows.failed_checks:
        return Outcome({**AGAIN, **changes, "assignee_id": None}, State.REGISTERED, RULE)
    return back_to_work(case, step, changes)


def _rate(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """A vote is kept by the action; here only what follows for the case once the last one has answered."""
    is_no = step.fields["solved"] == "no"
    if case.state is State.CLOSED:
        return Outcome({"reopen_asked": True} if is_no else {})
    if case.unanswered_reporters > 1:
        return Outcome()
    return _settle(case, step, case.answers_no + is_no)


def _evaluate(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return _settle(case, step, case.answers_no)


def _settle(case: CaseFacts, step: Step, noes: int) -> Outcome:
    if noes and case.reopens == 0:
        return back_to_work(case, step, {"reopens": 1})
    return Outcome({"evaluated_at": step.now}, State.EVALUATED, Clock("start", Stage.FEEDBACK))


def _close(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    until = step.now + step.windows.reopen
    return Outcome({"closed_at": step.now, "reopen_until": until, **_undo_note(case, actor, step)})


def _reopen(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    changes = {"reopens": case.reopens + 1, "reopen_asked": False, "closed_at": None, "reopen_until": None}
    return back_to_work(case, step, {**changes, **_no_undo()})


def _supervise(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"supervised": True, "open_orders": case.open_orders + 1})


def _accept_order(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    left = case.open_orders - 1
    return Outcome({"open_orders": left, "supervised": left > 0})


def _flag(name: str, value: bool) -> Effect:
    def effect(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
        return Outcome({name: value})

    return effect


UNDONE: dict[Action, dict[str, object]] = {
    Action.DECLINE: {"decline_reason": None},
    Action.MERGE: {"main_case_id": None},
    Action.CLOSE: {"closed_at": None, "reopen_until": None},
}


def _undo(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    state = was_undone_from(case)
    undone = UNDONE.get(case.undo_action, {}) if case.undo_action else {}
    return Outcome({**undone, **_no_undo()}, state, Clock("start", STAGE_OF[state]))


EFFECTS: dict[Action, Effect] = {
    Action.SUBMIT: _submit,
    Action.CONTACT: _keep,
    Action.ASK_CONFIRMATION: _ask_confirmation,
    Action.CONFIRM: _confirm,
    Action.DECLINE: _decline,
    Action.REVIEW: _review,
    Action.MERGE: _merge,
    Action.UNMERGE: _unmerge,
    Action.WITHDRAW: _keep,
    Action.REGISTER: _register,
    Action.SELF_HANDLE: _self_handle,
    Action.DISPATCH: _send,
    Action.SIGN: _sign,
    Action.RETURN: _return,
    Action.RULE: _rule,
    Action.RECATEGORISE: _recategorise,
    Action.TRANSFER: _send,
    Action.EXTEND: _extend,
    Action.APPROVE_EXTENSION: _approve_extension,
    Action.SUSPEND: _suspend,
    Action.APPROVE_SUSPENSION: _approve_suspension,
    Action.RESUME: _resume,
    Action.HANDLE: _handle,
    Action.CHECK_PASS: _check_pass,
    Action.CHECK_FAIL: _check_fail,
    Action.RATE: _rate,
    Action.EVALUATE: _evaluate,
    Action.CLOSE: _close,
    Action.REOPEN: _reopen,
    Action.WHISTLE: _flag("whistled", True),
    Action.SUPERVISE: _supervise,
    Action.ACCEPT_ORDER: _accept_order,
    Action.INSTRUCT: _keep,
    Action.RECUSE: _keep,
    Action.TRANSFER_LAW: _flag("law_transferred", True),
    Action.LAW_RETURN: _flag("law_transferred", False),
    Action.SEAL: _flag("sealed", True),
    Action.PUBLISH: _flag("published", True),
    Action.UNDO: _undo,
    Action.ARCHIVE: _keep,
}
