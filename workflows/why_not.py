"""Why a step that one would expect here is somebody else's: the first rule that stands in the way, in its own words."""

from __future__ import annotations

from datetime import datetime

from workflows.case_flow import acting_roles, rows_for
from workflows.facts import ActorFacts, CaseFacts
from workflows.states import Action

# What whoever stands on the spot expects to do; of everything else nobody asks why not.
EXPECTED = (Action.CONFIRM, Action.CHECK_PASS, Action.SELF_HANDLE)


def refused_actions(case: CaseFacts, actor: ActorFacts, now: datetime) -> tuple[tuple[Action, str], ...]:
    """Expected steps of this state that the person's roles could take and a condition forbids, each with its reason."""
    found = ((action, _reason(action, case, actor, now)) for action in EXPECTED)
    return tuple((action, reason) for action, reason in found if reason is not None)


def _reason(action: Action, case: CaseFacts, actor: ActorFacts, now: datetime) -> str | None:
    """The refusal of the row that comes nearest; None when some row may be taken, or none is of these roles."""
    roles = acting_roles(actor)
    reasons = []
    for row in rows_for(action, case.state):
        if row.roles & roles:
            failed = next((guard for guard in row.guards if not guard.test(case, actor, now)), None)
            if failed is None:
                return None
            reasons.append(failed.refusal)
    return reasons[0] if reasons else None
