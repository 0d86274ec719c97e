"""Steps within the handling (分段时限): which are open, and how one is noted as done."""

from dataclasses import replace

from workflows.facts import ActorFacts, CaseFacts, Check, Field, Guard, Outcome, Step

MILESTONE = Field("milestone", "milestone", "完成了哪一步", required=True)


def _is_open(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    return step.fields.get("milestone") in {code for code, _ in case.open_milestones}


SOME_OPEN = Guard(
    "some-milestone-open", lambda case, actor, now: bool(case.open_milestones), "没有还要完成的分段时限。"
)
ONE_OF_THEM = Check("milestone-open", "milestone", _is_open, "这一步不在未完成的分段时限里。")


def milestone_fields(fields: tuple[Field, ...], case: CaseFacts) -> tuple[Field, ...]:
    """The fields of the step, with the case's own open ones to choose from."""
    return tuple(
        replace(item, kind="choice", choices=case.open_milestones) if item.name == MILESTONE.name else item
        for item in fields
    )


def done(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """One fewer is open; the handling clock runs on."""
    return Outcome({"milestones": len(case.open_milestones) - 1})
