"""Keep the search's words in step with the reports: written with the report, moved and widened with the case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server.models import Case, Report, ReportDetail, SearchRow
from server.queries.catalogue import categories
from server.queries.search import index_text, is_indexed
from workflows.bigrams import tokens

_INSERT = insert(SearchRow.__table__).inline()
BATCH = 1000


def keep_words(session: Session, report: Report, case: Case | None, detail: dict[str, Any]) -> None:
    """Make a complaint findable by its words, place, category and external number: one statement."""
    if case is not None:
        session.execute(_INSERT, _row(report, case, detail["description"], detail["place_text"]))


def widen_words(session: Session, case: Case, category_before: str) -> None:
    """A case that got another category is found under that name too, and still under what it was called at first."""
    if case.category != category_before:
        words = f" {index_text(tokens(_names(case.category)))}"
        session.execute(update(SearchRow).where(SearchRow.case_id == case.id)
                        .values(words=SearchRow.words.concat(words)))


def move_words(session: Session, report: Report, case: Case) -> None:
    """The report joins another case, and its words with it."""
    session.execute(update(SearchRow).where(SearchRow.report_id == report.id)
                    .values(case_id=case.id, district=case.district))


def index_all(session: Session) -> int:
    """Words of every complaint when none is in the index: an installation older than its search. How many."""
    if is_indexed(session):
        return 0
    query = (select(Report, Case, ReportDetail.description, ReportDetail.place_text)
             .join(Case, Case.id == Report.case_id).join(ReportDetail, ReportDetail.report_id == Report.id))
    count = 0
    for part in session.execute(query.execution_options(yield_per=BATCH)).partitions():
        rows = [_row(report, case, description, place) for report, case, description, place in part]
        session.execute(_INSERT, rows)
        count += len(rows)
    return count


def _row(report: Report, case: Case, description: str, place: str) -> dict[str, Any]:
    text = "\n".join([description, place, _names(report.category), case.external_number or ""])
    return {"report_id": report.id, "case_id": case.id, "district": case.district,
            "words": index_text(tokens(text))}


def _names(category: str) -> str:
    row = categories()[category]
    return f"{row['name']}\n{row['public_name'] or ''}"
