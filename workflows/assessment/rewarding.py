"""奖惩台账: how far a machine-made score may move a reward, who may decide what, and which step follows which.

A score moves a reward by one tier at most from the last period. 不合格, and whatever touches somebody's employment, is
decided by named people with reasons and never by the rule (domain §2.7).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workflows.assessment.appeals import of_same_unit
from workflows.assessment.facts import Level
from workflows.roles import Place, Post, Role, is_city, is_current


class Tier(StrEnum):
    """Tiers of reward, the best first; each follows from the grade of the same standing."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    NONE = "none"


TIER_NAMES: dict[Tier, str] = {
    Tier.FIRST: "一等", Tier.SECOND: "二等", Tier.THIRD: "三等", Tier.NONE: "不予奖励"}
TIERS = tuple(Tier)
# Where somebody stands who was not assessed before.
USUAL = Tier.THIRD


class Measure(StrEnum):
    """What is done. The rule proposes rewards alone; the others are proposed by people."""

    REWARD = "reward"
    PRAISE = "praise"
    TALK = "talk"
    DEDUCTION = "deduction"
    UNQUALIFIED = "unqualified"
    EMPLOYMENT = "employment"


MEASURE_NAMES: dict[Measure, str] = {
    Measure.REWARD: "按等次奖励", Measure.PRAISE: "通报表扬", Measure.TALK: "谈话提醒",
    Measure.DEDUCTION: "扣减奖励", Measure.UNQUALIFIED: "评定为不合格", Measure.EMPLOYMENT: "岗位或聘用调整"}
# These need a longer reason at every step.
GRAVE = frozenset({Measure.UNQUALIFIED, Measure.EMPLOYMENT})
SHORTEST, SHORTEST_GRAVE = 4, 20  # letters of a reason
OWN, OWN_UNIT = "与本人有关的，由他人办理", "您在同一单位任职，由其他单位或上级的人办理"


class RewardState(StrEnum):
    """Where a line of the ledger is."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    DISPLAYED = "displayed"
    CARRIED_OUT = "carried_out"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATE_NAMES: dict[RewardState, str] = {
    RewardState.PROPOSED: "待复核", RewardState.REVIEWED: "待批准", RewardState.APPROVED: "待公示",
    RewardState.DISPLAYED: "公示中", RewardState.CARRIED_OUT: "已兑现", RewardState.REFUSED: "未予批准",
    RewardState.WITHDRAWN: "已撤回"}


class DecisionKind(StrEnum):
    """What a named person does with a line."""

    PROPOSE = "propose"
    REVIEW = "review"
    APPROVE = "approve"
    REFUSE = "refuse"
    DISPLAY = "display"
    CARRY_OUT = "carry_out"
    WITHDRAW = "withdraw"


DECISION_NAMES: dict[DecisionKind, str] = {
    DecisionKind.PROPOSE: "提出", DecisionKind.REVIEW: "复核同意", DecisionKind.APPROVE: "批准",
    DecisionKind.REFUSE: "不同意", DecisionKind.DISPLAY: "开始公示", DecisionKind.CARRY_OUT: "登记兑现",
    DecisionKind.WITHDRAW: "撤回"}
# What may be done in which state, and what it leads to.
STEPS: dict[DecisionKind, tuple[frozenset[RewardState], RewardState]] = {
    DecisionKind.REVIEW: (frozenset({RewardState.PROPOSED}), RewardState.REVIEWED),
    DecisionKind.APPROVE: (frozenset({RewardState.REVIEWED}), RewardState.APPROVED),
    DecisionKind.REFUSE: (frozenset({RewardState.PROPOSED, RewardState.REVIEWED}), RewardState.REFUSED),
    DecisionKind.DISPLAY: (frozenset({RewardState.APPROVED}), RewardState.DISPLAYED),
    DecisionKind.CARRY_OUT: (frozenset({RewardState.DISPLAYED}), RewardState.CARRIED_OUT),
    DecisionKind.WITHDRAW: (frozenset({RewardState.PROPOSED, RewardState.REVIEWED, RewardState.APPROVED,
                                       RewardState.DISPLAYED}), RewardState.WITHDRAWN),
}
# What each state waits for, and of whom, in words.
WAITS: dict[RewardState, tuple[DecisionKind, str]] = {
    RewardState.PROPOSED: (DecisionKind.REVIEW, "等区考核员或协调员复核"),
    RewardState.REVIEWED: (DecisionKind.APPROVE, "等区领导批准"),
    RewardState.APPROVED: (DecisionKind.DISPLAY, "等考核员开始公示"),
    RewardState.DISPLAYED: (DecisionKind.CARRY_OUT, "公示期满、异议办结后，等考核员或协调员登记兑现"),
}
# Who decides: the district's own people; a city post stands in for what belongs to no district.
_ROLES: dict[DecisionKind, frozenset[Role]] = {
    DecisionKind.PROPOSE: frozenset({Role.ASSESSOR, Role.STATION_HEAD}),
    DecisionKind.REVIEW: frozenset({Role.ASSESSOR, Role.COORDINATOR}),
    DecisionKind.APPROVE: frozenset({Role.LEADER}),
    DecisionKind.REFUSE: frozenset({Role.ASSESSOR, Role.COORDINATOR, Role.LEADER}),
    DecisionKind.DISPLAY: frozenset({Role.ASSESSOR}),
    DecisionKind.CARRY_OUT: frozenset({Role.ASSESSOR, Role.COORDINATOR}),
    DecisionKind.WITHDRAW: frozenset({Role.ASSESSOR, Role.COORDINATOR, Role.LEADER}),
}


@dataclass(frozen=True)
class Standing:
    """A line of the ledger as far as the rules look at it. `objections` are those that nobody has answered yet."""

    state: RewardState
    level: Level
    owner: str
    district: str
    town: str | None
    person_id: int | None
    proposed_by: int
    reviewed_by: int | None
    display_until: datetime | None
    objections: int


def tier_by_rule(grade_place: int | None, before: Tier | None) -> Tier:
    """The tier of a score, at most one away from the last period's. `grade_place` counts from the best grade, None
    when there is none; the machine never goes below the tier of the last grade that still qualifies."""
    start = TIERS.index(before or USUAL)
    if grade_place is None:
        return TIERS[start]
    wanted = min(grade_place, len(TIERS) - 1)
    return TIERS[max(start - 1, min(start + 1, wanted))]


def holds(posts: Iterable[Post], kind: DecisionKind, district: str, town: str | None, now: datetime) -> bool:
    """Whether one of the posts carries this decision in the place."""
    def fits(post: Post) -> bool:
        if post.role not in _ROLES[kind] or not is_current(post, now) or post.division is None:
            return False
        return is_city(post.division) or post.division in (district, town)
    return any(fits(post) for post in posts)


def why_not(kind: DecisionKind, standing: Standing, posts: Sequence[Post], person_id: int | None,
            now: datetime) -> str | None:
    """Why this person may not do this now, in words; None when they may."""
    states, _ = STEPS[kind]
    if standing.state not in states:
        return f"现在是“{STATE_NAMES[standing.state]}”，不能做这一步"
    if kind is DecisionKind.WITHDRAW and standing.state is RewardState.PROPOSED and person_id == standing.proposed_by:
        return None
    if not holds(posts, kind, standing.district, standing.town, now):
        return "您的岗位不能做这一步"
    if person_id is not None and person_id == standing.person_id:
        return OWN
    if of_same_unit(posts, standing.level, standing.owner, Place(standing.district, standing.town), now):
        return OWN_UNIT
    before = {DecisionKind.REVIEW: (standing.proposed_by,), DecisionKind.REFUSE: (standing.proposed_by,),
              DecisionKind.APPROVE: (standing.proposed_by, standing.reviewed_by)}
    if person_id in before.get(kind, ()):
        return "提出、复核、批准须是三个不同的人"
    if kind is DecisionKind.CARRY_OUT:
        if standing.display_until is not None and now < standing.display_until:
            return "公示期满以后才能兑现"
        if standing.objections:
            return "还有异议没有答复"
    return None


def why_not_propose(level: Level, owner: str, place: Place, posts: Sequence[Post], person_id: int | None,
                    now: datetime) -> str | None:
    """Why this person may not propose anything for the owner; a head of station does it for those below it."""
    if not holds(posts, DecisionKind.PROPOSE, place.district, place.town, now):
        return "由工作站站长或考核员提出"
    if level is Level.MEMBER and owner == str(person_id):
        return OWN
    below = level in (Level.MEMBER, Level.GRID, Level.COMMUNITY) and any(
        post.role is Role.STATION_HEAD and post.division == place.town and is_current(post, now) for post in posts)
    return OWN_UNIT if not below and of_same_unit(posts, level, owner, place, now) else None


def reason_wanted(measure: Measure, *, departs: bool = False) -> int:
    """How many letters a reason has at least; longer where a tier departs from the rule's."""
    return SHORTEST_GRAVE if departs or measure in GRAVE else SHORTEST


def measures_for(level: Level) -> tuple[Measure, ...]:
    """What may be proposed for an owner of this level by people."""
    if level is Level.MEMBER:
        return tuple(Measure)
    return (Measure.REWARD, Measure.PRAISE, Measure.TALK, Measure.DEDUCTION)
