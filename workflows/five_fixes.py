"""五定: whether a grid's area, people, duties, tasks and rewards are fixed, what is missing, and whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workflows.roles import Role


class Fix(StrEnum):
    """One of the five, in the order in which people name them."""

    AREA = "area"
    PEOPLE = "people"
    DUTIES = "duties"
    TASKS = "tasks"
    REWARDS = "rewards"


FIX_NAMES: dict[Fix, str] = {
    Fix.AREA: "定区域",
    Fix.PEOPLE: "定人员",
    Fix.DUTIES: "定职责",
    Fix.TASKS: "定任务",
    Fix.REWARDS: "定奖惩",
}
DEFINITION = (
    "五定完整率 = 五项齐全的网格 ÷ 全部网格，按此刻计算。定区域：有边界和有效编码；"
    "定人员：网格长和至少一名网格员任期有效，且本人在岗或有人代岗（海域网格的网格长是本区网格长）；"
    "定职责：有生效的职责清单；定任务：至少有一项常态任务；定奖惩：有生效的奖惩办法。"
)


@dataclass(frozen=True)
class GridFacts:
    """What is known of one grid now.

    `heads`, `members` count posts whose term runs; `heads_acting`, `members_acting` those of them that somebody
    fills at this moment, the holder or a substitute. At sea the head is the district's.
    """

    area: bool
    heads: int
    heads_acting: int
    members: int
    members_acting: int
    duties: bool
    tasks: int
    rewards: bool
    at_sea: bool = False


@dataclass(frozen=True)
class Missing:
    """One thing that a grid lacks: what it belongs to, the words, and the role whose turn it is."""

    what: Fix
    text: str
    turn: Role


def missing_in(facts: GridFacts) -> tuple[Missing, ...]:
    """Everything that a grid lacks, in the order of the five; nothing when it is complete."""
    town_turn = Role.COORDINATOR if facts.at_sea else Role.STATION_HEAD
    found: list[Missing] = []
    if not facts.area:
        found.append(Missing(Fix.AREA, "没有边界或有效编码", Role.ADMINISTRATOR))
    if not facts.heads_acting:
        turn = Role.ADMINISTRATOR if facts.at_sea else Role.COORDINATOR
        found.append(Missing(Fix.PEOPLE, _head_words(facts), turn))
    if not facts.members_acting:
        found.append(Missing(Fix.PEOPLE, _member_words(facts), town_turn))
    if not facts.duties:
        found.append(Missing(Fix.DUTIES, "没有生效的职责清单", Role.COORDINATOR))
    if not facts.tasks:
        found.append(Missing(Fix.TASKS, "没有常态任务", town_turn))
    if not facts.rewards:
        found.append(Missing(Fix.REWARDS, "没有生效的奖惩办法", Role.COORDINATOR))
    return tuple(found)


def _head_words(facts: GridFacts) -> str:
    whose = "本区网格长" if facts.at_sea else "网格长"
    return f"{whose}不在岗，也没有人代岗" if facts.heads else f"没有任期内的{whose}"


def _member_words(facts: GridFacts) -> str:
    return "网格员都不在岗，也没有人代岗" if facts.members else "没有任期内的网格员"


def fixed_of(missing: Iterable[Missing]) -> frozenset[Fix]:
    """Which of the five are fixed when this is all that is missing."""
    return frozenset(Fix) - {row.what for row in missing}


def fixed_everywhere(grids: Iterable[frozenset[Fix]]) -> frozenset[Fix]:
    """Which of the five are fixed in every grid of a town or district; none where there is no grid."""
    found = list(grids)
    return frozenset.intersection(*found) if found else frozenset()


def count_complete(grids: Iterable[frozenset[Fix]]) -> int:
    """How many grids have all five."""
    return sum(1 for fixed in grids if len(fixed) == len(Fix))
