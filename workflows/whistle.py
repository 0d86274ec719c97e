"""Whistle and answer (吹哨/应哨): who may do what with a call, when; its clocks and the ladder of reminders.

A member, a community or a grid head whistles to the town; the town to one leading department and several assisting
ones. Each called unit answers on its own, and what one does never waits for another. The case's own clock runs on.
Not handled: half answers; a unit that takes a part only says so in words.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Why one may whistle."""

    EMERGENCY = "emergency"
    ENFORCEMENT = "enforcement"
    KEY_WORK = "key_work"


class Part(StrEnum):
    """As what a unit was called."""

    TOWN = "town"
    LEAD = "lead"
    ASSIST = "assist"


class WhistleState(StrEnum):
    """Open as long as one of its calls is."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class CallState(StrEnum):
    """Where the call of one unit stands."""

    CALLED = "called"
    TAKEN = "taken"
    ARRIVED = "arrived"
    REPORTED = "reported"
    DECLINED = "declined"
    PASSED = "passed"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What is done to a call; the value is the word in the address."""

    ANSWER = "answer"
    DECLINE = "decline"
    PASS_ON = "pass-on"
    ARRIVE = "arrive"
    REPORT = "report"
    RATE = "rate"
    CALL = "call"
    CONTEST = "contest"
    RULE = "rule"
    WITHDRAW = "withdraw"


class Side(StrEnum):
    """On which side of a call somebody stands; nobody on both (a whistle to oneself is refused)."""

    CALLER = "caller"
    CALLED = "called"
    DISTRICT = "district"


RUNNING = frozenset({CallState.CALLED, CallState.TAKEN, CallState.ARRIVED})
RESULTS = ("solved", "partly", "unsolved")
OUTCOMES = ("upheld", "overturned")
TOPICS = ("decline", "rating", "judgement")
STARS = ("attendance", "attitude", "outcome")
MOST_STARS = 5  # of each; who had to come nowhere is not rated for coming
KIND_NAMES = {Kind.EMERGENCY: "紧急哨", Kind.ENFORCEMENT: "执法哨", Kind.KEY_WORK: "重点工作哨"}
PART_NAMES = {Part.TOWN: "镇街", Part.LEAD: "主办", Part.ASSIST: "协办"}
STATE_NAMES = {
    CallState.CALLED: "待应哨",
    CallState.TAKEN: "已应哨",
    CallState.ARRIVED: "已到场",
    CallState.REPORTED: "已报结果",
    CallState.DECLINED: "不接哨",
    CallState.PASSED: "已转吹",
    CallState.WITHDRAWN: "已撤回",
}
WHISTLE_STATE_NAMES = {
    WhistleState.OPEN: "正在应哨",
    WhistleState.DONE: "已办完",
    WhistleState.WITHDRAWN: "已撤回",
}
RESULT_NAMES = {"solved": "已解决", "partly": "部分解决", "unsolved": "未解决"}


@dataclass(frozen=True)
class CallFacts:
    """What the rules need to know of a call; `comes` when somebody is asked to stand there."""

    state: CallState
    part: Part
    comes: bool = True
    answered_at: datetime | None = None
    rated_at: datetime | None = None
    judged_at: datetime | None = None
    judgement: str | None = None
    contests: Mapping[str, str | None] | None = None

    def contest(self, topic: str) -> str | None:
        """open, upheld, overturned, or None when nobody contests it."""
        return (self.contests or {}).get(topic)


@dataclass(frozen=True)
class Refused:
    """Why not, in the words that the person reads; `field` when something was filled in wrongly."""

    reason: str
    field: str | None = None
    forbidden: bool = False


@dataclass(frozen=True)
class Judged:
    """What an act changes: the call's new state and, for the two-sided acts, what it was about."""

    state: CallState
    event: str
    topic: str | None = None


def sides_refused(sides: Collection[Side]) -> Refused:
    """Nobody who has a part in this call."""
    return Refused("这一步由吹哨方、被吹哨单位或区协调员办理。", forbidden=True)


def decide(act: Act, call: CallFacts, sides: Collection[Side], fields: Mapping[str, Any], now: datetime,
           contest_until: datetime | None = None) -> Judged | Refused:
    """Judge one act on one call; `contest_until` is when the window of the topic closes."""
    if act is Act.RATE:
        return _rate(call, sides, fields)
    if act is Act.CONTEST:
        return _contest(call, sides, fields, now, contest_until)
    if act is Act.RULE:
        return _rule(call, sides, fields)
    side, states, target = _STEPS[act]
    if side not in sides:
        return sides_refused(sides)
    if call.state not in states:
        return Refused(f"“{STATE_NAMES[call.state]}”的哨不能再办这一步。")
    return _fitting(act, call, fields) or Judged(target, _EVENTS[act])


_STEPS: dict[Act, tuple[Side, frozenset[CallState], CallState]] = {
    Act.ANSWER: (Side.CALLED, frozenset({CallState.CALLED}), CallState.TAKEN),
    Act.DECLINE: (Side.CALLED, frozenset({CallState.CALLED}), CallState.DECLINED),
    Act.PASS_ON: (Side.CALLED, frozenset({CallState.CALLED, CallState.TAKEN}), CallState.PASSED),
    Act.ARRIVE: (Side.CALLED, frozenset({CallState.CALLED, CallState.TAKEN}), CallState.ARRIVED),
    Act.REPORT: (Side.CALLED, frozenset({CallState.TAKEN, CallState.ARRIVED}), CallState.REPORTED),
    Act.WITHDRAW: (Side.CALLER, frozenset({CallState.CALLED, CallState.TAKEN}), CallState.WITHDRAWN),
}
_EVENTS: dict[Act, str] = {
    Act.ANSWER: "whistle.answered",
    Act.DECLINE: "whistle.declined",
    Act.PASS_ON: "whistle.passed_on",
    Act.ARRIVE: "whistle.arrived",
    Act.REPORT: "whistle.reported",
    Act.WITHDRAW: "whistle.withdrawn",
}


def _fitting(act: Act, call: CallFacts, fields: Mapping[str, Any]) -> Refused | None:
    if act is Act.PASS_ON and call.part is not Part.TOWN:
        return Refused("部门不再转吹；不属本单位职责的，请说明理由不接哨。")
    if act is Act.ARRIVE and not call.comes:
        return Refused("这一哨不要求到场，请直接报结果。")
    if act is Act.REPORT and call.comes and call.state is not CallState.ARRIVED:
        return Refused("这一哨要求到场：请先登记到场，再报结果。")
    if act is Act.REPORT and fields.get("result") not in RESULTS:
        return Refused("请说明结果：已解决、部分解决或未解决。", "result")
    if act is Act.DECLINE and not fields.get("reason_code"):
        return Refused("不接哨须选明理由。", "reason_code")
    if act in (Act.DECLINE, Act.REPORT, Act.WITHDRAW) and not fields.get("text"):
        return Refused("请写明情况。", "text")
    return None


def _rate(call: CallFacts, sides: Collection[Side], fields: Mapping[str, Any]) -> Judged | Refused:
    """Both ways: the town rates the answer, the department the whistle."""
    if call.part is Part.TOWN:
        return Refused("网格向镇街吹哨不作双向评价。", forbidden=True)
    if Side.CALLER in sides:
        return _rate_answer(call, fields)
    return _rate_whistle(call, fields) if Side.CALLED in sides else sides_refused(sides)


def _rate_answer(call: CallFacts, fields: Mapping[str, Any]) -> Judged | Refused:
    if call.state is not CallState.REPORTED:
        return Refused("被吹哨单位报了结果之后才能评价。")
    if call.rated_at is not None:
        return Refused("已经评价过了。")
    for name in STARS if call.comes else STARS[1:]:
        if fields.get(name) not in range(1, 6):
            return Refused("到场、态度、结果各评 1 至 5 分。", name)
    return Judged(call.state, "whistle.answer_rated", "rating")


def _rate_whistle(call: CallFacts, fields: Mapping[str, Any]) -> Judged | Refused:
    if call.answered_at is None or call.state is CallState.WITHDRAWN:
        return Refused("先应哨，才能评价这一哨是否合理。")
    if call.judged_at is not None:
        return Refused("已经评价过了。")
    if fields.get("judgement") not in ("reasonable", "unreasonable"):
        return Refused("请选择合理或不合理。", "judgement")
    if fields["judgement"] == "unreasonable" and not fields.get("text"):
        return Refused("认为不合理须写明理由。", "text")
    return Judged(call.state, "whistle.judged", "judgement")


def _contest(call: CallFacts, sides: Collection[Side], fields: Mapping[str, Any], now: datetime,
             until: datetime | None) -> Judged | Refused:
    """Whoever a decline, a rating or a judgement is about may ask the district, once and within the window."""
    topic = str(fields.get("topic"))
    there = {"decline": call.state is CallState.DECLINED, "rating": call.rated_at is not None,
             "judgement": call.judgement == "unreasonable"}.get(topic)
    if there is None:
        return Refused("请选择对什么有异议。", "topic")
    if (Side.CALLED if topic == "rating" else Side.CALLER) not in sides:
        return sides_refused(sides)
    if not there or call.contest(topic) is not None:
        return Refused("没有可以提出异议的内容，或者已经提出过。")
    if until is not None and now > until:
        return Refused("已过提出异议的期限。")
    if not fields.get("text"):
        return Refused("请写明异议的理由。", "text")
    return Judged(call.state, "whistle.contested", topic)


def _rule(call: CallFacts, sides: Collection[Side], fields: Mapping[str, Any]) -> Judged | Refused:
    topic = str(fields.get("topic"))
    if Side.DISTRICT not in sides:
        return Refused("异议由上一级协调员裁定。", forbidden=True)
    if call.contest(topic) != "open":
        return Refused("没有待裁定的异议。", "topic")
    if fields.get("ruling") not in OUTCOMES:
        return Refused("请选择维持或撤销。", "ruling")
    if not fields.get("text"):
        return Refused("请写明裁定的理由。", "text")
    again = topic == "decline" and fields["ruling"] == "overturned"
    return Judged(CallState.TAKEN if again else call.state, "whistle.ruled", topic)


def allowed(call: CallFacts, sides: Collection[Side], now: datetime,
            contest_until: Mapping[str, datetime | None]) -> list[str]:
    """What somebody may do with a call now, whatever still has to be filled in; contest and rule with their topic."""
    filled: dict[str, Any] = {
        "result": "solved", "reason_code": "any", "text": "any", "judgement": "unreasonable", "ruling": "upheld",
        **dict.fromkeys(STARS, 5)}
    found = [act.value for act in (*_STEPS, Act.RATE) if isinstance(decide(act, call, sides, filled, now), Judged)]
    for act in (Act.CONTEST, Act.RULE):
        found += [f"{act.value}:{topic}" for topic in TOPICS
                  if isinstance(decide(act, call, sides, {**filled, "topic": topic}, now, contest_until.get(topic)),
                                Judged)]
    return found


def state_of(calls: Collection[CallState]) -> WhistleState:
    """The whistle's own state, from those of its calls."""
    if any(state in RUNNING for state in calls):
        return WhistleState.OPEN
    withdrawn = all(state is CallState.WITHDRAWN for state in calls)
    return WhistleState.WITHDRAWN if withdrawn else WhistleState.DONE


def units_refused(town: str, units: Sequence[str], called: Collection[str]) -> Refused | None:
    """Why these units cannot be called: the town itself, one named twice, one that has been called already."""
    for unit in units:
        if unit.split("-")[0] == town:
            return Refused("不能向自己吹哨：本镇街自有力量请直接派遣。", "lead" if unit == units[0] else "assist")
        if units.count(unit) > 1:
            return Refused("同一单位只能吹一次。", "assist")
        if unit in called:
            return Refused("这个单位已经被吹哨，还没有办完。", "assist")
    return None
