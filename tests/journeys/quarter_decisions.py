"""What people decide about scores in the simulated quarter: what is set aside, established, appealed; a new scheme."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select

from server.actions.appeal_decisions import Decision, decide_appeal, revoke_exclusion
from server.actions.appeals import Aside, Filed, ask_exclusion, file_appeal
from server.actions.assess import compute_draft
from server.actions.displays import display
from server.actions.doubts import Doubt, ask_alone, decide
from server.actions.established import Charge, decide_mark, propose_mark
from server.actions.freeze import freeze
from server.actions.legacy import end_legacy, list_legacy
from server.actions.schemes import Wanted, adopt_scheme, draft_scheme
from server.extensions import db
from server.models import (
    Appeal,
    AssessmentFact,
    AssessmentScheme,
    AssessmentScore,
    Case,
    Rating,
)
from tests.builders import GRID, TOWN, UNIT
from tests.journeys.month import person
from tests.journeys.quarter_clock import DAY, HOUR, Clock
from workflows.assessment.appeals import AppealKind, Outcome
from workflows.assessment.facts import Level
from workflows.assessment.scheme import PeriodKind

CHANGED = 49  # the day of the quarter on which the second scheme begins
FROZEN = 35  # the day on which the first month is frozen
REASON = "现场照片和记录都在，理由成立，予以支持。"


def decisions(quarter: Clock) -> None:
    """Plan all of them."""
    quarter.on(20, _found_out)
    quarter.on(22, partial(_set_aside, AppealKind.MALICIOUS, 1))
    quarter.on(24, partial(_set_aside, AppealKind.UNREASONABLE, 2))
    quarter.on(28, partial(_set_aside, AppealKind.ABUSIVE, 3))
    quarter.on(31, _given_back)
    quarter.on(FROZEN, partial(_publish, quarter))
    quarter.on(FROZEN + 1, _appeal)
    quarter.on(CHANGED - 9, partial(_new_scheme, quarter))
    quarter.on(65, _leaked)


def list_now_and_then(quarter: Clock, case_id: int, now: datetime) -> None:
    """Of every tenth case that is sent out the district says that the problem is an old one; it does not always stay
    on that list."""
    if case_id % 10 == 0:
        quarter.soon(now, HOUR, partial(_old_problem, case_id, list_legacy, "多年积存，另行整治"))
    if case_id % 20 == 0:
        quarter.soon(now, 2 * DAY, partial(_old_problem, case_id, end_legacy, "已纳入日常"))


def _old_problem(case_id: int, act: Callable[..., object], reason: str, now: datetime) -> None:
    act(case_id, reason, person("coordinator", now), None, now)


def _found_out(now: datetime) -> None:
    """A doubt about a member's picture is found to hold, one about another's is not."""
    with db.reading() as session:
        case_id = session.scalars(select(Case.id).where(Case.street_grid == GRID).order_by(Case.id).limit(1)).one()
    for who, verdict in (("deputy_member", "accepted"), ("member", "dismissed")):
        doubt = Doubt(f"reused:{who}", "reused", "照片重复使用", person_id=person(who, now).person_id)
        decide(ask_alone(case_id, doubt, now), verdict, "比对过原图", person("assessor", now), None, now + HOUR)


def _leaked(now: datetime) -> None:
    """Somebody told who had reported: established by two people; a second charge does not hold."""
    assessor, other = person("assessor", now), person("city_assessor", now)
    for owner, holds in ((f"{TOWN}G08", True), (GRID, False)):
        charge = Charge("leak", Level.GRID, owner, None, "泄露举报人信息，有证人证言和截图。")
        decide_mark(propose_mark(charge, assessor, None, now)["id"], holds, other, None, now + HOUR)


def _set_aside(kind: AppealKind, turn: int, now: datetime) -> None:
    """The station asks, the district decides."""
    with db.reading() as session:
        rating = session.execute(select(Rating.id, Rating.case_id).join(Case, Case.id == Rating.case_id).where(
            Rating.at >= now - 20 * DAY, Case.source == "citizen", Case.town == TOWN)
            .order_by(Rating.id).offset(turn).limit(1)).one()
    ref = f"rating:{rating.id}" if kind is AppealKind.ABUSIVE else None
    asked = ask_exclusion(Aside(rating.case_id, kind, ref, "同一人一周内反映十二次，现场均无问题。"), (),
                          person("station", now), None, now)
    decide_appeal(asked["id"], Decision(Outcome.GRANTED, REASON), person("second_assessor", now), None,
                  now + HOUR)


def _given_back(now: datetime) -> None:
    """The city takes back that the second case was set aside."""
    with db.reading() as session:
        wrong = session.scalars(select(Appeal.id).where(Appeal.kind == "unreasonable")).one()
    revoke_exclusion(wrong, "诉求合理，撤销剔除，恢复统计。", person("city_coordinator", now), None, now)


def _publish(quarter: Clock, now: datetime) -> None:
    """The first month is frozen and shown."""
    assessment = compute_draft(PeriodKind.MONTH, quarter.first, now)
    freeze(assessment, person("city_assessor", now), None, now + HOUR)
    display(assessment, 7, person("city_assessor", now), None, now + 2 * HOUR)


def _appeal(now: datetime) -> None:
    """The member appeals against one late task, the station's head against a stage of the grid, the department against
    its line: granted, granted for the grid alone, granted in part; one more is refused."""
    member = str(person("member", now).person_id)
    for level, owner, line, kind, ground, who, outcome in (
            ("member", member, "member_on_time", "task", "wrong_record", "member", Outcome.GRANTED),
            ("grid", GRID, "grid_on_time", "stage", "no_influence", "station_head", Outcome.GRANTED),
            ("grid", GRID, "solved", "rating", "rating", "station_head", Outcome.REFUSED),
            ("department", UNIT, "department_on_time", "", "not_countable", "department", Outcome.PARTLY)):
        score, refs = _facts_of(level, owner, kind or "stage")
        filed = file_appeal(Filed(score, line, refs[0] if kind else None, None, ground, "当时台风停工，请核。"), (),
                            person(who, now), None, now)
        bench = "city_assessor" if level == "department" else "second_assessor"
        decide_appeal(filed["id"], Decision(outcome, REASON, () if kind else tuple(refs[:2])), person(bench, now), None,
                      now + HOUR)


def _facts_of(level: str, owner: str, kind: str) -> tuple[int, list[str]]:
    """The shown score of somebody and names of facts that it was counted from."""
    column = {"member": AssessmentFact.person_id, "grid": AssessmentFact.street_grid,
              "department": AssessmentFact.department}[level]
    with db.reading() as session:
        score = session.scalars(select(AssessmentScore).where(
            AssessmentScore.level == level, AssessmentScore.owner == owner)
            .order_by(AssessmentScore.assessment_id).limit(1)).one()
        refs = session.scalars(select(AssessmentFact.ref).where(
            AssessmentFact.assessment_id == score.assessment_id, AssessmentFact.kind == kind,
            column == (int(owner) if level == "member" else owner)).order_by(AssessmentFact.at, AssessmentFact.ref))
        return score.id, list(refs)


def _new_scheme(quarter: Clock, now: datetime) -> None:
    """From the middle of the quarter on: other weights, targets and minimums, ranks from one case on, other windows."""
    with db.reading() as session:
        body = json.loads(session.scalars(select(AssessmentScheme.body).where(AssessmentScheme.version == 1)).one())
    for line, weight in zip(body["cards"]["member"], (40, 20, 20, 10, 10), strict=True):
        line["weight"] = weight
    for card in body["cards"].values():
        for line in card:
            line["minimum"] = max(3 if line["code"] == "members_mean" else 1, line["minimum"] // 4)
    body["rank_minimum"], body["parameters"]["coverage_days"], body["lengthen"] = 1, 21, [182]
    starts = quarter.first + timedelta(days=CHANGED)
    drafted = draft_scheme(Wanted("第二版", date(starts.year, starts.month, starts.day), "按半年试行调整", body),
                           person("city_assessor", now), None, now)
    adopt_scheme(drafted["id"], person("city_leader", now), None, now + DAY)
