"""What each action changes on the case: case, actor and step in, an Outcome out; no row, no role, no guard."""

from collections.abc import Callable

from workflows import asking, contested, law, milestones
from workflows import effects_evaluate as evaluate
from workflows.checks import level_of
from workflows.effects_undo import UNDONE, no_undo, undo, undo_note, unmerge
from workflows.facts import ActorFacts, CaseFacts, Clock, Outcome, Step
from workflows.guards import RULED_AFTER_RETURNS
from workflows.roles import Role
from workflows.states import Action, Stage, State
from workflows.table_likeness import ask_review

Effect = Callable[[CaseFacts, ActorFacts, Step], Outcome]

RULE = Clock("start", Stage.RULE)


def _keep(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome()


def _submit(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"emergency": case.severity == 1})


def _ask_confirmation(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    people = {"confirmer_id": step.fields.get("confirmer"), "companion_id": step.fields.get("companion")}
    return Outcome({**people, "confirmation": None})


def _confirm(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    found = contested.confirmed(case, actor, step)
    return Outcome({"confirmer_id": actor.person_id, "confirmation": step.fields["result"], **found})


def _decline(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    by = {"declined_at": step.now, "declined_by": actor.person_id}
    return Outcome({"decline_reason": step.fields["reason_code"], **by, **undo_note(case, actor, step)})


def _review(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    changes = {"reviewed": True, "reopen_asked": False, **no_undo()}
    if step.fields["overturned"] is not True:
        return Outcome(changes, State.DECLINED, Clock("keep"))
    return Outcome({**changes, **UNDONE[Action.DECLINE]})


def _merge(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"main_case_id": step.fields["main_case"], **undo_note(case, actor, step)})


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
            **no_undo(),
        }
    )


def _dispatch(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({**_send(case, actor, step).changes, **undo_note(case, actor, step)})


def _rule(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({**_send(case, actor, step).changes, "ruled": True})


def _sign(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    # What is signed for cannot be taken back any more.
    return Outcome({"assignee_id": actor.person_id, **no_undo()})


def _return(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    returns = case.returns + 1
    clock = RULE if returns >= RULED_AFTER_RETURNS else None
    return Outcome({"returns": returns, **evaluate.NOBODY, **no_undo()}, clock=clock)


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


def _supervise(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    return Outcome({"supervised": True, "open_orders": case.open_orders + 1})


def _accept_order(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    left = case.open_orders - 1
    return Outcome({"open_orders": left, "supervised": left > 0})


def _flag(name: str, value: bool) -> Effect:
    def effect(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
        return Outcome({name: value})

    return effect


EFFECTS: dict[Action, Effect] = {
    Action.SUBMIT: _submit,
    Action.CONTACT: _keep,
    Action.ASK_CONFIRMATION: _ask_confirmation,
    Action.CONFIRM: _confirm,
    Action.DECLINE: _decline,
    Action.REVIEW: _review,
    Action.MERGE: _merge,
    Action.UNMERGE: unmerge,
    Action.WITHDRAW: _keep,
    Action.REGISTER: _register,
    Action.SELF_HANDLE: _self_handle,
    Action.DISPATCH: _dispatch,
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
    Action.MILESTONE: milestones.done,
    Action.CHECK_PASS: evaluate.check_pass,
    Action.CHECK_FAIL: evaluate.check_fail,
    Action.RATE: evaluate.rate,
    Action.EVALUATE: evaluate.evaluate,
    Action.CLOSE: evaluate.close,
    Action.REOPEN: evaluate.reopen,
    Action.WHISTLE: _flag("whistled", True),
    Action.SUPERVISE: _supervise,
    Action.REPLY_ORDER: _keep,
    Action.ACCEPT_ORDER: _accept_order,
    Action.REJECT_ORDER: _keep,
    Action.INSTRUCT: _keep,
    Action.RECUSE: _keep,
    Action.TRANSFER_LAW: law.transfer,
    Action.LAW_RETURN: law.come_back,
    Action.SEAL: _flag("sealed", True),
    Action.PUBLISH: _flag("published", True),
    Action.ASK_REPORTER: asking.ask,
    Action.ANSWER_QUESTION: asking.end,
    Action.END_QUESTION: asking.end,
    Action.ENTERPRISE_ANSWER: lambda case, actor, step: Outcome(contested.denied(case, step)),
    Action.ASK_REVIEW: ask_review,
    Action.UNDO: undo,
    Action.ARCHIVE: _keep,
}
