"""Which stages a rate counts, and which of them it counts as kept: one definition for the figure and for its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, exists, func, or_
from sqlalchemy.orm import aliased

from server.errors import invalid
from server.models import Case, CaseStage
from server.queries.moments import city_day, day_start
from server.queries.people import Actor
from server.queries.reading import check_watch, home_of
from workflows.assessment.conditions import OWN_ENDS
from workflows.roles import column_of
from workflows.states import STAGE_NAMES, Stage

DAYS, LONGEST = 30, 366
DEFINITION = ("时限（延期、暂停之后的）落在期内、且按时完成的环节 ÷ 时限落在期内的全部环节；"
              "超期的只在时限所在的那一期计一次，以后何时办完都不再变；等待反映人评价的、正在暂停的和免计的不算，免计的另列")
FIRST = "同样这些环节中，按最初的时限（延期、暂停之前的）也按时完成的"
EXTENDED, SUSPENDED = "同样这些环节中批准过延期的", "同样这些环节中挂过账的"
EXEMPT = "时限落在期内、因故不计入任何一方的环节：退回到裁定之间的，到期前移交、并案或撤回的"
COLUMNS = ("district", "town", "street_grid")


@dataclass(frozen=True)
class StageScope:
    """Whose stages of which days: a division, a department or both, perhaps one stage."""

    division: str | None
    department: str | None
    first: date
    last: date
    stage: str | None = None

    def link(self, **more: str) -> str:
        """Address of the list behind a figure."""
        given = {"division": self.division, "department": self.department, "stage": self.stage,
                 "first": self.first.isoformat(), "last": self.last.isoformat(), **more}
        return "/api/v1/stages?" + urlencode({name: value for name, value in given.items() if value})


def stage_scope(actor: Actor, division: str | None, department: str | None, first: date | None, last: date | None,
                stage: str | None, now: datetime) -> StageScope:
    """The scope that was asked for, the person's own when none was. Raises not-found, territory-forbidden,
    validation."""
    if division is None and department is None:
        division, department = home_of(actor, now)
    check_watch(actor, division, None if division else department, now)  # of a division one may ask for one unit
    if division is not None and column_of(division) not in ("city", *COLUMNS):
        raise invalid("division", "环节按市、区、镇街、镇街网格统计")
    if stage is not None and (stage not in STAGE_NAMES or stage == Stage.ANSWER):
        raise invalid("stage", "没有这个环节，或它不计时")
    last = last or city_day(now)
    first = first or last - timedelta(days=DAYS - 1)
    if not 0 <= (last - first).days <= LONGEST:
        raise invalid("first", "请选择一年以内的起止日期")
    return StageScope(division, department, first, last, stage)


def counted(scope: StageScope, now: datetime) -> list[ColumnElement[bool]]:
    """Stages whose due time lies in the period and has come or was met; exempt ones are still among them."""
    held = aliased(Case)
    stands = exists().where(held.id == CaseStage.case_id, held.stage_run == CaseStage.run,
                            held.paused_at <= CaseStage.due_at)
    found = [CaseStage.stage != Stage.ANSWER, CaseStage.due_at >= day_start(scope.first),
             CaseStage.due_at < day_start(scope.last + timedelta(days=1)),
             or_(CaseStage.ended_at.is_not(None), and_(CaseStage.due_at < now, ~stands))]
    if scope.department is not None:
        found.append(CaseStage.department == scope.department)
    if scope.division is not None and column_of(scope.division) != "city":
        found.append(getattr(CaseStage, column_of(scope.division)) == scope.division)
    if scope.stage is not None:
        found.append(CaseStage.stage == scope.stage)
    return found


KEPT = and_(CaseStage.ended_at.is_not(None), CaseStage.ended_at <= CaseStage.due_at)
# Handed on in time, by whoever could: neither met nor missed. The same as workflows.assessment.conditions.GONE.
GONE = and_(KEPT, or_(*(and_(CaseStage.stage == stage, func.coalesce(CaseStage.ended_by, "").not_in(sorted(ends)))
                        for stage, ends in OWN_ENDS.items())))
NOT_EXEMPT = and_(CaseStage.exempt.is_(None), ~GONE)
KEPT_FIRST = and_(CaseStage.ended_at.is_not(None), CaseStage.ended_at <= CaseStage.due_first)
WAS_EXTENDED = CaseStage.story.contains('["extension"')
WAS_SUSPENDED = and_(CaseStage.story.contains('["pause"'), CaseStage.story.contains("挂账"))
