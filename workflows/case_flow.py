"""The flow of a case: which steps exist, who may take them when, what they change. The only judge of a step.

`decide` is pure: facts and a step in, a Decision or a Refusal out; it never raises for reasons of the domain.
Rows live in the four table files, conditions in guards and checks, consequences in effects.
Next: server/models/case.py
"""

from datetime import datetime

from workflows import (
    table_answers,
    table_beside,
    table_discover,
    table_evaluate,
    table_handle,
    table_likeness,
    table_milestones,
    table_orders,
    table_whistles,
)
from workflows.checks import is_kind
from workflows.effects import EFFECTS
from workflows.evidence import fields_for, missing_evidence
from workflows.facts import (
    ActorFacts,
    CaseFacts,
    Check,
    Clock,
    Decision,
    Field,
    Guard,
    Outcome,
    Refusal,
    Step,
    Transition,
    Windows,
)
from workflows.roles import Role
from workflows.states import ACTION_NAMES, STATE_NAMES, Action, Phase, Stage, State

__all__ = [
    "EVENTS",
    "TRANSITIONS",
    "Action",
    "ActorFacts",
    "CaseFacts",
    "Check",
    "Clock",
    "Decision",
    "Field",
    "Guard",
    "Outcome",
    "Phase",
    "Refusal",
    "Role",
    "Stage",
    "State",
    "Step",
    "Transition",
    "Windows",
    "acting_roles",
    "allowed_actions",
    "decide",
    "fields_for",
    "rows_for",
]

TRANSITIONS: tuple[Transition, ...] = (
    *table_discover.ROWS,
    *table_handle.ROWS,
    *table_milestones.ROWS,
    *table_orders.ROWS,
    *table_evaluate.ROWS,
    *table_beside.ROWS,
    *table_answers.ROWS,
    *table_likeness.ROWS,
    *table_whistles.ROWS,
)

EVENTS: dict[Action, str] = {
    Action.SUBMIT: "case.reported",
    Action.CONTACT: "case.contacted",
    Action.ASK_CONFIRMATION: "case.confirmation_asked",
    Action.CONFIRM: "case.confirmed",
    Action.DECLINE: "case.declined",
    Action.REVIEW: "case.reviewed",
    Action.MERGE: "case.merged",
    Action.UNMERGE: "case.unmerged",
    Action.WITHDRAW: "case.withdrawn",
    Action.REGISTER: "case.registered",
    Action.SELF_HANDLE: "case.self_handled",
    Action.DISPATCH: "case.dispatched",
    Action.SIGN: "case.signed",
    Action.RETURN: "case.returned",
    Action.RULE: "case.ruled",
    Action.RECATEGORISE: "case.recategorised",
    Action.TRANSFER: "case.transferred",
    Action.EXTEND: "case.extension_asked",
    Action.APPROVE_EXTENSION: "case.extension_decided",
    Action.SUSPEND: "case.suspension_asked",
    Action.APPROVE_SUSPENSION: "case.suspension_decided",
    Action.RESUME: "case.resumed",
    Action.HANDLE: "case.handled",
    Action.MILESTONE: "case.milestone_done",
    Action.CHECK_PASS: "case.check_passed",
    Action.CHECK_FAIL: "case.check_failed",
    Action.RATE: "case.rated",
    Action.EVALUATE: "case.evaluated",
    Action.CLOSE: "case.closed",
    Action.REOPEN: "case.reopened",
    Action.WHISTLE: "case.whistled",
    Action.SUPERVISE: "case.supervised",
    Action.REPLY_ORDER: "case.order_replied",
    Action.ACCEPT_ORDER: "case.order_accepted",
    Action.REJECT_ORDER: "case.order_rejected",
    Action.INSTRUCT: "case.instructed",
    Action.RECUSE: "case.recused",
    Action.TRANSFER_LAW: "case.law_transferred",
    Action.LAW_RETURN: "case.law_returned",
    Action.SEAL: "case.sealed",
    Action.PUBLISH: "case.published",
    Action.ASK_REPORTER: "case.reporter_asked",
    Action.ANSWER_QUESTION: "case.question_answered",
    Action.END_QUESTION: "case.question_ended",
    Action.ENTERPRISE_ANSWER: "case.enterprise_answered",
    Action.ASK_REVIEW: "case.review_asked",
    Action.UNDO: "case.undone",
    Action.ARCHIVE: "case.archived",
}


def acting_roles(actor: ActorFacts) -> frozenset[Role]:
    """The roles of a person in this case: those of the posts, and reporter when a report is theirs."""
    return actor.roles | {Role.REPORTER} if actor.is_reporter else actor.roles


def rows_for(action: Action, state: State | None) -> tuple[Transition, ...]:
    """The rows of an action that start in a state, in the order in which they are tried."""
    return tuple(row for row in TRANSITIONS if row.action is action and state in row.sources)


def allowed_actions(case: CaseFacts, actor: ActorFacts, now: datetime) -> tuple[Transition, ...]:
    """The rows that a person may take now, whatever still has to be filled in; one row per action."""
    roles = acting_roles(actor)
    found: dict[Action, Transition] = {}
    for row in TRANSITIONS:
        if case.state not in row.sources or row.action in found or not row.roles & roles:
            continue
        if all(guard.test(case, actor, now) for guard in row.guards):
            found[row.action] = row
    return tuple(found.values())


def decide(case: CaseFacts, actor: ActorFacts, step: Step) -> Decision | Refusal:
    """Judge one step. Order: does it exist here, may this person, do conditions hold, is it filled in."""
    row = _find_row(case, actor, step)
    if isinstance(row, Refusal):
        return row
    refusal = _judge_fields(row, step) or _judge_checks(row, case, actor, step)
    refusal = refusal or missing_evidence(case, step)
    if refusal is not None:
        return refusal
    outcome = EFFECTS[step.action](case, actor, step)
    stays = case.state if case.state is not None else State.REPORTED
    target = outcome.target or row.target or stays
    # Whoever goes along at night does so for one confirmation, however it ends.
    alone = {"companion_id": None} if case.companion_id and target is not State.CONFIRMING else {}
    return Decision(
        step.action,
        target,
        {**outcome.changes, **alone},
        outcome.clock or row.clock,
        EVENTS[step.action],
        row.tell,
        row.why,
    )


def _find_row(case: CaseFacts, actor: ActorFacts, step: Step) -> Transition | Refusal:
    rows = rows_for(step.action, case.state)
    if not rows:
        where = STATE_NAMES[case.state] if case.state is not None else "未上报"
        return Refusal("invalid-transition", f"“{where}”的案件不能{ACTION_NAMES[step.action]}。")
    roles = acting_roles(actor)
    mine = [row for row in rows if row.roles & roles]
    if not mine:
        return Refusal("role-forbidden", f"您的岗位不能{ACTION_NAMES[step.action]}。")
    refusals = []
    for row in mine:
        failed = next((guard for guard in row.guards if not guard.test(case, actor, step.now)), None)
        if failed is None:
            return row
        refusals.append(failed.refusal)
    return Refusal("guard", refusals[0])


def _judge_fields(row: Transition, step: Step) -> Refusal | None:
    for item in row.fields:
        value = step.fields.get(item.name)
        if value is None or value == "":
            if item.required:
                return Refusal("field-missing", f"请填写“{item.label}”。", item.name)
        elif not is_kind(item, value):
            return Refusal("field-invalid", f"“{item.label}”填写有误。", item.name)
    return None


def _judge_checks(row: Transition, case: CaseFacts, actor: ActorFacts, step: Step) -> Refusal | None:
    for check in row.checks:
        if not check.test(case, actor, step):
            return Refusal("guard", check.refusal, check.field)
    return None
