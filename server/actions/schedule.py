"""What happens by the clock alone: silence ends the wait for a rating, suspensions end, closed cases are archived."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from server.actions.assess import keep_drafts
from server.actions.attempts import forget_attempts
from server.actions.carry_out import carry_out
from server.actions.cases import StepRequest, lock_case, step_in
from server.actions.counters import keep_counters
from server.actions.emergency_clocks import keep_clocks
from server.actions.judging import judge_photos
from server.actions.law_handover import collect_law_returns
from server.actions.ledger import root_day, write_root
from server.actions.notice_plan import plan_notices
from server.actions.notice_sending import forget_codes, send_due
from server.actions.origins import forget_origins
from server.actions.pack_jobs import keep_packs
from server.actions.publishing import publish_waiting
from server.actions.question_times import keep_waiting_short
from server.actions.reminders import remind_due
from server.actions.rescoring import keep_rescored
from server.actions.retiming import keep_retimings
from server.actions.roster_filling import keep_filled
from server.actions.routing_rules import switch_off_broken
from server.actions.sessions import drop_expired
from server.actions.whistle_clocks import keep_whistles
from server.actions.work_reminders import raise_reminders
from server.errors import Problem
from server.extensions import db
from server.models import Case, JobLease, RepeatedRequest
from server.queries.facts import actor_facts, case_facts
from server.queries.moments import city_day
from server.queries.people import SYSTEM
from server.transaction import transaction
from workflows.states import Action, State

log = logging.getLogger(__name__)
HOLDER = f"{socket.gethostname()}:{os.getpid()}"
PAST_LEASE = "past"
KEEP_ANSWERS = timedelta(days=30)
BATCH = 200


def hold_lease(name: str, now: datetime) -> bool:
    """Take or renew the right to run the jobs: one holder, and a standby follows when the row has expired."""
    insert = sqlite.insert if db.is_sqlite else postgresql.insert
    values = {"holder": HOLDER, "expires_at": now + timedelta(seconds=db.settings.lease_seconds)}
    statement = insert(JobLease).values(name=name, **values)
    with transaction() as tx:
        tx.session.execute(statement.on_conflict_do_update(
            index_elements=[JobLease.name], set_=values,
            where=(JobLease.holder == HOLDER) | (JobLease.expires_at <= now)))
        return tx.session.scalar(select(JobLease.holder).where(JobLease.name == name)) == HOLDER


def take_lease(name: str, now: datetime) -> None:
    """Take the right from whoever holds it: a process hands over to the next one that it has started."""
    with transaction() as tx:
        tx.session.execute(delete(JobLease).where(JobLease.name == name))
        until = now + timedelta(seconds=db.settings.lease_seconds)
        tx.session.add(JobLease(name=name, holder=HOLDER, expires_at=until))


def drop_lease(name: str, now: datetime) -> None:
    """Give the right back, so that a standby need not wait for the row to expire."""
    with transaction() as tx:
        tx.session.execute(update(JobLease).where(JobLease.name == name, JobLease.holder == HOLDER)
                           .values(expires_at=now))


def is_held(name: str, now: datetime) -> bool:
    """Whether anybody holds this lease now."""
    with db.reading() as session:
        return session.scalar(select(JobLease.name).where(JobLease.name == name, JobLease.expires_at > now)) is not None


def past_written(now: datetime) -> datetime | None:
    """When somebody last ended writing past days; None while they are written, and where that never happened."""
    with db.reading() as session:
        return session.scalar(select(JobLease.expires_at).where(
            JobLease.name == PAST_LEASE, JobLease.expires_at <= now))


def run_due_today(now: datetime) -> int:
    """The job: nothing while somebody is still writing past days, because their clock is not ours."""
    return 0 if is_held(PAST_LEASE, now) else run_due(now)


def run_due(now: datetime) -> int:
    """Take every step that is the system's own; returns how many were taken. Cheap when nothing is due."""
    taken = 0
    for condition, action in _due(now):
        for case_id in _ids(condition):
            taken += _take(case_id, action, now)
    return taken


def _due(now: datetime) -> list[tuple[ColumnElement[bool], Action]]:
    return [
        ((Case.state == State.CHECKED) & (Case.due_at <= now), Action.EVALUATE),
        ((Case.state == State.SUSPENDED) & (Case.suspended_until <= city_day(now)), Action.RESUME),
        ((Case.state == State.CLOSED) & (Case.reopen_until < now), Action.ARCHIVE),
    ]


def _ids(condition: ColumnElement[bool]) -> Iterator[int]:
    """Cases in id order, page by page: those that stay as they are must not hide the ones behind them."""
    after = 0
    while True:
        with db.reading() as session:
            page = list(session.scalars(select(Case.id).where(condition, Case.id > after)
                                        .order_by(Case.id).limit(BATCH)))
        yield from page
        if len(page) < BATCH:
            return
        after = page[-1]


def _take(case_id: int, action: Action, now: datetime) -> int:
    try:
        with transaction() as tx:
            case = lock_case(tx.session, case_id)
            facts = case_facts(tx.session, case)
            step_in(tx, case, facts, actor_facts(SYSTEM, case, now), StepRequest(action), SYSTEM, now)
        return 1
    except Problem as problem:  # somebody was faster, or a guard holds it back
        log.info("case %s: %s not taken: %s", case_id, action, problem)
    except Exception:  # one case that cannot be worked on must not stop the others
        log.exception("case %s: %s failed", case_id, action)
    return 0


def keep_posts(now: datetime) -> None:
    """The job: absences and posts that begin or end now move open work; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        carry_out(now)


def keep_emergencies(now: datetime) -> None:
    """The job: clocks during and after emergencies; not while past days are written, their clock is not ours."""
    if not is_held(PAST_LEASE, now):
        keep_clocks(now)


def keep_reminders(now: datetime) -> None:
    """The job: rungs of the reminder ladder that have come due; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        remind_due(now)


def keep_questions(now: datetime) -> None:
    """The job: waits for reporters' answers end; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        keep_waiting_short(now)


def keep_routing(now: datetime) -> None:
    """The job: routing rules that cannot work any more are switched off; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        switch_off_broken(now)


def keep_law(now: datetime) -> None:
    """The job: what law enforcement has answered; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        collect_law_returns(now)


def keep_judging(now: datetime) -> None:
    """The job: new pictures are asked whether they can be what they say; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        judge_photos(now)


def keep_published(now: datetime) -> None:
    """The job: public copies that are still to be made; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        publish_waiting()


def keep_calendar(now: datetime) -> None:
    """The job: running cases follow a changed calendar; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        keep_retimings(now)


def keep_notices(now: datetime) -> None:
    """The job: reporters are told what the ledger brought; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        plan_notices(now)
        send_due(now)


def keep_calls(now: datetime) -> None:
    """The job: units that have not answered a whistle are reminded; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        keep_whistles(now)


def keep_work_reminders(now: datetime) -> None:
    """The job: work reminders by rule, once each; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        raise_reminders(now)


def keep_meetings(now: datetime) -> None:
    """The job: packs of weekly meetings, and what was agreed in them; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        keep_packs(now)


def keep_assessment(now: datetime) -> None:
    """The job: drafts of scores that are older than an hour; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        keep_drafts(now, past_written(now))


def keep_appeals(now: datetime) -> None:
    """The job: scores follow what was decided about appeals; not while past days are written."""
    if not is_held(PAST_LEASE, now):
        keep_rescored(now)


def keep_house(now: datetime) -> None:
    """Once a day, however often it is called: the ledger's root, ended sessions, answers nobody will ask for."""
    last = root_day()
    if last is not None and last >= city_day(now):
        return
    write_root(now)
    drop_expired(now)
    forget_attempts(now)
    forget_origins(now)
    forget_codes(now)
    with transaction() as tx:
        tx.session.execute(delete(RepeatedRequest).where(RepeatedRequest.at < now - KEEP_ANSWERS))


JOBS: tuple[tuple[str, Callable[[datetime], object], dict[str, int]], ...] = (
    ("posts", keep_posts, {"seconds": 5}), ("counters", keep_counters, {"seconds": 10}),
    ("due", run_due_today, {"seconds": 20}), ("calendar", keep_calendar, {"seconds": 5}),
    ("emergencies", keep_emergencies, {"seconds": 20}), ("house", keep_house, {"minutes": 10}),
    ("law", keep_law, {"minutes": 5}),
    ("questions", keep_questions, {"seconds": 60}), ("reminders", keep_reminders, {"seconds": 20}),
    ("whistles", keep_calls, {"seconds": 20}),
    ("routing", keep_routing, {"minutes": 2}), ("evidence", keep_judging, {"seconds": 15}),
    ("notices", keep_notices, {"seconds": 5}), ("published", keep_published, {"seconds": 60}),
    ("work_reminders", keep_work_reminders, {"minutes": 10}), ("meetings", keep_meetings, {"minutes": 10}),
    ("assessment", keep_assessment, {"minutes": 5}),
    ("appeals", keep_appeals, {"seconds": 10}), ("rosters", keep_filled, {"hours": 24}))
