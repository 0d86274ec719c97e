"""基层负担: what the system asks of the people in towns and grids, counted. Nobody's time is measured.

What a step asks for follows from the very rows of the flow by which the step is refused when it is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workflows.case_flow import TRANSITIONS, fields_for
from workflows.facts import CaseFacts
from workflows.states import Action, Stage


@dataclass(frozen=True)
class Measure:
    """One figure of a town and month: what is counted, in words, and its unit."""

    code: str
    name: str
    definition: str
    unit: str


MEASURES: tuple[Measure, ...] = (
    Measure("fields", "要求填写", "本月交给本镇街人员的核实、核查、判定、处置，按类别规则必填的项数（不含选填）", "项"),
    Measure("photos", "要求拍照", "本月交给本镇街人员的处置和自处置，按类别规则必须附上的照片张数", "张"),
    Measure("repeated", "重复要求", "本月同一案件同一环节再次交给同一人的次数，加上派人核实后才并入他案的件数", "次"),
    Measure("outside", "清单外任务", "本月执行的网格常态任务中，对照不上环保职责清单、写明了理由的项数", "项"),
    Measure("reminders", "催办与提醒", "本月就本镇街案件发出的催办和发给本镇街及其人员的工作提醒条数", "条"),
    Measure("forms", "报表", "本月要求本镇街各社区准备的周例会材料份数", "份"),
    Measure("inspected", "接受检查", "本月在本镇街检查完的专项检查点位数和平台巡查样本数", "处"),
)
# The steps by which the people of a town end a stage; handling is theirs when the town's own unit has the case.
STEPS: dict[Stage, tuple[Action, ...]] = {
    Stage.CONFIRM: (Action.CONFIRM,),
    Stage.CHECK: (Action.CHECK_PASS,),
    Stage.JUDGE: (Action.SELF_HANDLE, Action.CHECK_PASS),
    Stage.HANDLE: (Action.HANDLE,),
    Stage.REWORK: (Action.HANDLE,),
}
OWN_UNIT_ONLY = frozenset({Stage.HANDLE, Stage.REWORK})


@dataclass(frozen=True)
class Asked:
    """How many fields must be filled in and how many photos given, once."""

    fields: int = 0
    photos: int = 0


@cache
def asked(stage: Stage, evidence: tuple[str, ...], points: int) -> Asked:
    """What a stage of a category asks of whoever ends it: `evidence` and the number of points as the category says."""
    case = CaseFacts(None, evidence=evidence, standard=tuple((str(n), "") for n in range(points)))
    fields = photos = 0
    for action in STEPS.get(stage, ()):
        row = next(row for row in TRANSITIONS if row.action is action)
        for field in fields_for(row, case):
            if not field.required:
                continue
            if field.kind == "photos":
                photos += 1
            else:
                fields += len(field.choices) if field.kind == "points" else 1
        photos += action is Action.SELF_HANDLE  # one from before as well
    return Asked(fields, photos)
