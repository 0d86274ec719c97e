"""Conditions on facts that several indicators share, each with the words by which people read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workflows.assessment.facts import Fact, Kind
from workflows.assessment.facts_cases import CheckFact, MomentFact, StageFact, TaskFact
from workflows.assessment.facts_instruments import ReminderFact
from workflows.assessment.facts_units import TurnFact
from workflows.assessment.indicator import Test
from workflows.states import STAGE_NAMES, Action, Stage

# What the station (or whoever stands in for it) ends, and what the department in charge ends. Sending out is the
# district's turn (design §4), though a station may be quicker with its own team.
STATION_STAGES = frozenset({Stage.ACCEPT, Stage.CHECK, Stage.JUDGE, Stage.FEEDBACK})
DEPARTMENT_STAGES = frozenset({Stage.SIGN, Stage.HANDLE, Stage.REWORK})
# What ends a stage by the work that it asks for. Whoever hands it on in time has not done it, and has not missed it.
OWN_ENDS: dict[str, frozenset[Action]] = {
    Stage.CONFIRM: frozenset({Action.CONFIRM, Action.SELF_HANDLE}),
    Stage.SIGN: frozenset({Action.SIGN, Action.RETURN}),
    Stage.HANDLE: frozenset({Action.HANDLE}),
    Stage.REWORK: frozenset({Action.HANDLE}),
}
WITH_AWAY = (TaskFact, CheckFact, ReminderFact, TurnFact)


def test(words: str, words_en: str, holds: Callable[..., bool]) -> Test:
    """A test with its words in both languages."""
    return Test(words, holds, words_en)


def stage_in(stages: Iterable[Stage]) -> Test:
    """The fact is about one of these stages."""
    wanted = frozenset(stages)
    names = "、".join(STAGE_NAMES[stage] for stage in Stage if stage in wanted)
    return test(f"环节是{names}", f"stage is one of {', '.join(sorted(wanted))}",
                lambda fact: getattr(fact, "stage", None) in wanted)


def moment(name: str, words: str, words_en: str) -> Test:
    """The fact is this countable step of a case."""
    return Test(words, lambda fact: isinstance(fact, MomentFact) and fact.name == name, words_en, frozenset({name}))


def _has_come(fact: StageFact) -> bool:
    return not fact.paused


def _kept(fact: StageFact | TaskFact | CheckFact) -> bool:
    return fact.ended_at is not None and fact.ended_at <= fact.at


def _ended_in_time(fact: Fact, ending: str) -> bool:
    return isinstance(fact, TaskFact) and fact.ending == ending and _kept(fact)


def _gone_elsewhere(fact: StageFact) -> bool:
    ends = OWN_ENDS.get(fact.stage)
    return ends is not None and fact.ended_by is not None and fact.ended_by not in ends and _kept(fact)


KEPT = test("到期前完成", "done by its due time", _kept)
DONE = test("已完成（不论是否超期）", "done, late or not", lambda fact: fact.ended_at is not None)
KEPT_FIRST = test("按最初的时限（延期、挂账之前的）也按时完成", "done by its first due time, before extensions",
                  lambda fact: fact.ended_at is not None and fact.ended_at <= fact.due_first)
NOT_WAITING = test("不是等待反映人评价", "not the wait for the reporter's rating",
                   lambda fact: fact.stage != Stage.ANSWER)
STANDING = test("计时暂停中，尚未到期", "its clock stands still", lambda fact: not _has_come(fact))
EXEMPT = test("按规则免计（如退回到裁定之间）", "exempt by rule", lambda fact: fact.exempt is not None)
CITIZEN = test("公众反映的", "reported by the public", lambda fact: bool(fact.citizen))
AWAY = test("到期时本人不在岗（请假、培训、应急值守，以岗位记录为准）", "fell due while away, by the post record",
            lambda fact: isinstance(fact, WITH_AWAY) and fact.away is not None)
MOVED = test("到期前已移交他人（代岗、交接、岗位结束、应急调度）", "moved to somebody else before it fell due",
             lambda fact: _ended_in_time(fact, "moved"))
DROPPED = test("到期前案件改走别的路，不再需要本人完成", "no longer needed from this person, before it fell due",
               lambda fact: _ended_in_time(fact, "dropped"))
GONE = test("到期前移交、并案或撤回，不再由该单位完成", "moved on, merged or withdrawn before it fell due",
            _gone_elsewhere)
TASK_STANDING = test("计时暂停中，尚未到期", "its clock stands still",
                     lambda fact: isinstance(fact, TaskFact) and fact.paused and fact.ended_at is None)
BY_MEMBER_SHARE = test("当日在该网格当班者各自的一份", "the share of each person on duty there that day",
                       lambda fact: fact.for_member)
BY_GRID = test("网格自己的一份", "the grid's own", lambda fact: not fact.for_member)


def of_kind(fact: Fact, *kinds: Kind) -> bool:
    """Whether a fact is of one of these kinds."""
    return fact.kind in kinds
