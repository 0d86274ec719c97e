"""An item of another system that is known already: an earlier limit rules, further words are kept beside the case."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.cases import lock_case
from server.actions.clocks import HANDLING, clock_of, keep_clock
from server.actions.record import Entry, record, stamp
from server.actions.reports import Submission
from server.actions.stages import shift_stages, shifted
from server.models import Case, CaseNote, Report, ReportDetail
from server.queries.catalogue import working_calendar
from server.queries.people import Actor
from server.queries.scope import place_of_case
from server.transaction import Transaction, transaction
from workflows.deadlines import warn_at
from workflows.ledger import seal

AGAIN = "external.words"


@dataclass(frozen=True)
class News:
    """What a row about a known item says anew: an earlier limit, words that nobody has said yet."""

    due_at: datetime | None
    words: str

    def __bool__(self) -> bool:
        return self.due_at is not None or bool(self.words)


def news_of(session: Session, case: Case, given: Submission) -> News:
    """What of the row is not known yet. A later limit is no news: the earlier one rules."""
    due = given.external_due_at
    sooner = due is not None and (case.external_due_at is None or due < case.external_due_at)
    said = set(session.scalars(select(ReportDetail.description).join(Report, Report.id == ReportDetail.report_id)
                               .where(Report.case_id == case.id)))
    said |= set(session.scalars(select(CaseNote.text).where(CaseNote.case_id == case.id, CaseNote.kind == AGAIN)))
    return News(due if sooner else None, "" if given.description in said else given.description)


def renew_item(case_id: int, given: Submission, actor: Actor, now: datetime) -> None:
    """Write the news of a known item, if another import has not done so in the same moment."""
    with transaction() as tx:
        case = lock_case(tx.session, case_id)
        news = news_of(tx.session, case, given)
        if not news:
            return
        data: dict[str, Any] = {"number": given.external_number}
        if news.due_at is not None:
            data["due"] = {"before": stamp(case.external_due_at) if case.external_due_at else None,
                           "after": stamp(news.due_at)}
            case.external_due_at = news.due_at
            data |= _bring_forward(tx, case, news.due_at, now)
        salt = secrets.token_bytes(16)
        if news.words:
            data["seals"] = {"words": seal(news.words, salt)}
        unit = actor.posts[0].department or actor.posts[0].division if actor.posts else None
        event_n = record(tx, Entry("case", str(case.id), case, "case.external_again", actor, unit, None,
                                   place_of_case(case), case.department, now, data, case.version))
        if news.words:
            tx.session.add(CaseNote(case_id=case.id, event_n=event_n, kind=AGAIN, text=news.words, salt=salt.hex(),
                                    person_id=actor.person_id, unit=unit, at=now, visibility="staff"))


def _bring_forward(tx: Transaction, case: Case, due: datetime, now: datetime) -> dict[str, Any]:
    """The running clock of handling ends earlier, and says why; one that waits for the handling starts so by itself."""
    clock = clock_of(case)
    if clock is None or case.due_stage not in HANDLING or not now < due < clock.due_at:
        return {}
    warned = warn_at(clock.started_at, due, working_calendar(case.district), clock.limit)
    words = f"来文期限提前，以来文为准。（原：{clock.words}）"
    keep_clock(case, replace(clock, due_at=due, warn_at=warned, words=words))
    shift_stages(tx.session, [case])
    return shifted(case)
