"""Honest closing: what must have been seen before a case passes its check, and whether a reporter said yes.

The points of a category's closing standard come with the facts; whoever handled may tick them, whoever checks must.
"""

from dataclasses import replace

from workflows.facts import ActorFacts, CaseFacts, Check, Field, Step
from workflows.states import Action

SEEN = Field("seen", "points", "结案标准：逐项看过再勾")


def _is_seen(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    seen = step.fields.get("seen") or ()
    return not case.standard or {code for code, _ in case.standard} <= set(seen if isinstance(seen, tuple) else ())


STANDARD_SEEN = Check(
    "standard-seen", "seen", _is_seen, "结案标准还有没勾的项：请逐项看过再勾，达不到的请核查不通过。"
)


def standard_fields(fields: tuple[Field, ...], action: Action, case: CaseFacts) -> tuple[Field, ...]:
    """The fields with the category's points to tick; without points, and without a denial, nothing to fill in."""
    found = []
    for item in fields:
        if item.name == SEEN.name:
            if case.standard:
                found.append(replace(item, required=action is Action.CHECK_PASS, choices=case.standard))
        elif item.name != "measurement" or action in ASK_FOR_MEASUREMENT or case.contested is not None:
            found.append(item)
    return tuple(found)


# Elsewhere a measurement is only asked for when an enterprise denies.
ASK_FOR_MEASUREMENT = (Action.HANDLE, Action.SELF_HANDLE)


def without_yes(case: CaseFacts, *, yes: int = 0, no: int = 0) -> bool:
    """Whether citizens reported and none of them said yes, or one said no; `yes`, `no` are answers of this step."""
    return case.citizen_reports > 0 and (case.answers_yes + yes == 0 or case.answers_no + no > 0)
