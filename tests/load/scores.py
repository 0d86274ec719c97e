"""How long scores take in a city with a long past: whole levels, one owner now, explanations, pages, weekly packs.

    .venv/bin/python -m tests.load.scores postgresql://…/gridwhistle_history --data DIR [--write] [--files DIR]

First `tests.load.history` makes the database. Every figure stands beside its bar, and beside the floor: what it takes
the same connection to fetch as many plain rows. `--files` names the database server's own folder (same machine, same
user): its files are dropped from the system's cache first, which is what the figure called cold means. `--write`
computes the drafts of the running month and quarter too, and freezes nothing.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import func, select, text

from server.actions.assess import compute_draft
from server.actions.check_plans import WantedPlan, preview_plan
from server.extensions import db
from server.models import Assessment, AssessmentScore, Case, CaseStage, PersonPost
from server.queries.assessment_counts import count_everybody
from server.queries.assessment_inputs import one_picture, plan_for
from server.queries.burden import read_burden
from server.queries.check_outliers import read_outliers
from server.queries.city import city_code, city_index
from server.queries.moments import city_day
from server.queries.pack_body import read_body
from server.queries.pack_cases import Week
from server.queries.people import Actor, find_actor
from server.queries.reminder_causes import read_causes
from server.queries.score_list import Wanted, read_scores
from server.queries.score_reading import Running, Stored, read_beside_peers, read_line, read_score, read_shown
from tests.conftest import settings_for
from workflows.assessment.facts import Level
from workflows.assessment.packs import week_before
from workflows.assessment.periods import period_around, period_before
from workflows.assessment.scheme import PeriodKind
from workflows.roles import Role

OWNERS: dict[Level, Any] = {
    Level.GRID: Case.street_grid, Level.COMMUNITY: Case.community, Level.TOWN: Case.town,
    Level.DISTRICT: Case.district, Level.DEPARTMENT: Case.handler_department}
PAGE = 50
PACKS_BAR = 15 * 60.0


class Report:
    """Figures as they come, each beside its bar; `failed` counts those above theirs."""

    def __init__(self) -> None:
        self.failed = 0

    def take(self, what: str, bar: float | None, act: Callable[..., Any], *given: Any, times: float = 1) -> Any:
        """Time an act with what it is given; `times` as often it has to be done."""
        began, worked = time.perf_counter(), time.process_time()
        found = act(*given)
        self.say(what, bar, (time.perf_counter() - began) * times, (time.process_time() - worked) * times)
        return found

    def say(self, what: str, bar: float | None, seconds: float, own: float) -> None:
        """One line: the time on the wall, and how much of it this process worked."""
        over = bar is not None and seconds > bar
        self.failed += over
        beside = "" if bar is None else f"   bar {bar:g} s{'   ABOVE' if over else ''}"
        print(f"{what:<58} {seconds:8.2f} s (own {own:6.2f} s){beside}", flush=True)


def forget_files(folder: Path) -> None:
    """Drop the server's files from the system's cache; what is dirty is written first."""
    with db.reading() as session:
        session.execute(text("CHECKPOINT"))
        oid = session.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
    for path in (folder / "base" / str(oid)).iterdir():
        handle = os.open(path, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def fetch_rows(count: int) -> None:
    """The floor: so many rows of the clocks with ten columns, as they come, without a fact made of them."""
    table = CaseStage.__table__.c
    with db.reading() as session:
        session.execute(select(*list(table)[:10]).order_by(CaseStage.id.desc()).limit(count)).all()


def whole_level(report: Report, day: date, now: datetime, runs: int) -> None:
    """Every member's card of a month."""
    for run in range(runs):
        began, worked = time.perf_counter(), time.process_time()
        with db.reading() as session:
            one_picture(session)
            plan = plan_for(session, PeriodKind.MONTH, day)
            if plan is None:
                raise SystemExit(f"no scheme is in force on {day}")
            counted = count_everybody(session, plan, now, (Level.MEMBER,))
            scores = counted.scores(frozenset({Level.MEMBER}))
        report.say(f"members' cards of {day:%Y-%m}, run {run + 1}, {len(scores):,} from {counted.facts:,} facts", 5.0,
                   time.perf_counter() - began, time.process_time() - worked)
    report.take(f"  floor: {counted.facts:,} plain rows", None, fetch_rows, counted.facts)


def largest(level: Level, since: date) -> str:
    """Code of whoever has most cases since a day; of the members whoever was asked to confirm most."""
    with db.reading() as session:
        if level is Level.MEMBER:
            column, holds = PersonPost.person_id, [PersonPost.role == Role.GRID_MEMBER, PersonPost.ends_at.is_(None),
                                                   PersonPost.division.in_(select(Case.street_grid).where(
                                                       Case.reported_on >= since))]
        else:
            column, holds = OWNERS[level], [Case.reported_on >= since, OWNERS[level].is_not(None)]
        return str(session.execute(select(column, func.count()).where(*holds).group_by(column)
                                   .order_by(func.count().desc(), column).limit(1)).one()[0])


def live(report: Report, actor: Actor, now: datetime) -> None:
    """One owner's score as a page asks for it, and the list behind its longest line."""
    since = period_around(PeriodKind.MONTH, city_day(now)).first
    for level in Level:
        owner = largest(level, since)
        for kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
            way = Running(level, owner, kind)
            page = report.take(f"live, {kind.value}: {level.value} {owner}", 2.0, read_score, actor, way, now)
        line = max((one for one in page["lines"] if not one["mean"]), key=lambda one: one["n"])["code"]
        way = Running(level, owner, PeriodKind.MONTH)
        first = report.take(f"  {line}: its first page", 2.0, read_line, actor, way, line, None, PAGE, None, now)
        following = first["cursor"]
        for _ in range(3):
            if following is not None:
                following = read_line(actor, way, line, None, PAGE, following, now)["cursor"]
        if following is not None:
            report.take(f"  {line}: a deep page", 2.0, read_line, actor, way, line, None, PAGE, following, now)
        report.take("  figures that are only shown", 2.0, read_shown, actor, way, now)


def pages(report: Report, actor: Actor, now: datetime) -> None:
    """What assessors and heads of communities open."""
    monday = city_day(now) + timedelta(days=7 - city_day(now).weekday())
    report.take("burden of every town", 2.0, read_burden, actor, None, None, now)
    report.take("outliers of the city", 2.0, read_outliers, actor, city_code(), now)
    report.take("draw of a plan of the city", 2.0, preview_plan, WantedPlan(city_code(), monday, 4, 40), actor, now)
    with db.reading() as session:
        report.take("causes of work reminders", 5.0, read_causes, session, now)
    first, last = week_before(city_day(now))
    communities = city_index().within((-180, -90, 180, 90), "community")
    report.take("pack of the largest community", 2.0, read_body,
                Week(largest(Level.COMMUNITY, first), first, last, now))
    some = [Week(one, first, last, now) for one in communities[::max(1, len(communities) // 20)]]
    report.take(f"packs of {len(communities)} communities, by {len(some)} of them", PACKS_BAR,
                lambda: [read_body(week) for week in some], times=len(communities) / len(some))


def drafts(report: Report, actor: Actor, now: datetime) -> None:
    """What the clock computes every hour: how long, how much memory, how long nobody else gets a turn; the lists."""
    turns = [time.perf_counter()]
    sleep = time.sleep

    def turn(seconds: float) -> None:
        turns.append(time.perf_counter())
        sleep(seconds)

    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        with mock.patch.object(time, "sleep", turn):
            number = report.take(f"draft of the {kind.value}", None, compute_draft, kind, city_day(now), now)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        wait = max(after - before for before, after in pairwise(turns))
        print(f"  memory at most {memory} MB; longest time without a turn for others {wait:.2f} s")
    with db.reading() as session:
        facts = session.scalar(select(Assessment.facts).where(Assessment.id == number)) or 0
        score = session.scalar(select(AssessmentScore.id).where(
            AssessmentScore.assessment_id == number, AssessmentScore.level == Level.TOWN).limit(1))
    report.take(f"  floor: {facts:,} plain rows", None, fetch_rows, facts)
    for level in (Level.MEMBER, Level.GRID):
        wanted = Wanted(level, number)
        report.take(f"list of {level.value} scores with ranks", 2.0, read_scores, actor, wanted, now, PAGE, None)
    if score is not None:
        report.take("peers of a town", 2.0, read_beside_peers, actor, Stored(score), now)


def assessor(now: datetime) -> Actor:
    """An assessor of the city."""
    with db.reading() as session:
        person = session.scalar(select(PersonPost.person_id).where(
            PersonPost.role == Role.ASSESSOR, PersonPost.division == city_code()).limit(1))
        found = find_actor(session, person, now) if person is not None else None
    if found is None:
        raise SystemExit("the city has no assessor")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "gridwhistle_history")
    parser.add_argument("--month", type=lambda text: date.fromisoformat(f"{text}-01"), default=None)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--files", type=Path, default=None)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    db.configure(settings_for(given.data, given.database))
    report, now = Report(), datetime.now(UTC)
    with db.reading() as session:
        print(f"{session.scalar(select(func.count()).select_from(Case)):,} cases; load of the machine "
              f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; {'cold' if given.files else 'as it was'}")
    day = given.month or period_before(period_around(PeriodKind.MONTH, now.date())).first
    actor = assessor(now)
    if given.files is not None:
        forget_files(given.files)
    whole_level(report, day, now, given.runs)
    live(report, actor, now)
    pages(report, actor, now)
    if given.write:
        drafts(report, actor, now)
    print("every figure within its bar" if not report.failed else f"{report.failed} figures above their bar")


if __name__ == "__main__":
    main()
