"""Reports that follow another case: counted where they are answered, taken along when that case is merged itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from server.actions.merged_due import follow_merged_due
from server.actions.record import Entry, record
from server.models import Case, Report
from server.queries.joined_reports import answered_in
from server.queries.people import Actor
from server.queries.scope import place_of_case
from server.transaction import Transaction
from workflows.states import Action


def recount(session: Session, case: Case) -> None:
    """Set how many people speak of this: the reports joined to the case and to the cases merged into it.

    At least one: a matter goes on when everybody who reported it has left.
    """
    joined = session.scalar(select(func.count()).select_from(Report).where(
        answered_in(case), Report.state == "joined"))
    case.reports = max(1, joined or 0)
    if case.restriction_id is not None and session.scalar(select(Report.id).where(
            answered_in(case), Report.state == "joined", Report.restriction_id.is_(None)).limit(1)):
        case.restriction_id = None  # somebody who is not restricted says the same: it is read like everything else


def follow_main(tx: Transaction, case: Case, main_before: int | None, actor: Actor, unit: str | None,
                now: datetime) -> None:
    """After a merge or its undoing: cases that were merged into this one go along, and both mains are counted anew."""
    if case.main_case_id == main_before:
        return
    if case.main_case_id is not None:
        for child in _locked(tx.session, Case.main_case_id == case.id):
            child.main_case_id = case.main_case_id
            child.version += 1
            data = {"action": Action.MERGE.value, "from": child.state, "to": child.state,
                    "main_case": case.main_case_id}
            record(tx, Entry("case", str(child.id), child, "case.merged", actor, unit, None, place_of_case(child),
                             child.department, now, data, child.version))
    for main in _locked(tx.session, Case.id.in_([code for code in (main_before, case.main_case_id) if code])):
        recount(tx.session, main)
        name = "case.merged_in" if main.id == case.main_case_id else "case.taken_out"
        due = follow_merged_due(tx, main, now)
        record(tx, Entry("case", str(main.id), main, name, actor, unit, None, place_of_case(main), main.department,
                         now, {"case": case.id, "reports": main.reports, **due}, main.version))
    recount(tx.session, case)


def _locked(session: Session, condition: ColumnElement[bool]) -> list[Case]:
    return list(session.scalars(select(Case).where(condition).order_by(Case.id).with_for_update()
                                .execution_options(populate_existing=True)))
