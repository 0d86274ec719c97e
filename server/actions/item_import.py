"""Items of other systems (12345, supervision, inspections) from a file: the same number is the same case.

A file with a mistake writes nothing. Otherwise each row is a write of its own, and one that was interrupted is
simply handed in again: rows that are known already change nothing, but for an earlier limit or further words.
Next: server/actions/known_items.py
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.item_rows import WantedItem, read_items
from server.actions.known_items import News, news_of, renew_item
from server.actions.reports import check_submission, submit_report
from server.actions.sheet_limits import rejected
from server.actions.sheet_reading import read_aside
from server.actions.sheet_rows import Findings
from server.errors import Problem
from server.extensions import db
from server.models import Case
from server.queries.item_columns import ITEM
from server.queries.people import Actor
from workflows.roles import Role, is_current

MOST_ROWS = 1_000
IMPORTERS = frozenset({Role.STATION_OFFICER, Role.STATION_HEAD, Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER,
                       Role.COORDINATOR})
COLUMN_OF = {"lon": ITEM.lon, "lat": ITEM.lat, "category": ITEM.category, "source": ITEM.source,
             "external_number": ITEM.number, "external_due_at": ITEM.due, "occurred_at": ITEM.occurred,
             "place_text": ITEM.place}


@dataclass(frozen=True)
class Known:
    """What an item's number stands for already: its case and what the row says anew."""

    case: Case
    news: News


def import_items(data: bytes, filename: str, dry_run: bool, actor: Actor, now: datetime) -> dict[str, Any]:
    """Look through the file, and unless `dry_run` take it in.

    Answers {rows, new, changed, same, errors, applied, items: [{row, number, what, case_id, case_number}]}.
    Raises role-forbidden, file-rejected.
    """
    check_importer(actor, now)
    sheet, findings = read_aside(data, filename), Findings()
    if len(sheet.rows) > MOST_ROWS + 1:
        raise rejected(f"一次最多 {MOST_ROWS} 件，请分成几个文件")
    items = [item for item in read_items(sheet, findings) if _fits(item, findings, actor, now)]
    with db.reading() as session:
        known = _known(session, items)
    told = [_told(item, known.get(item.number)) for item in items]
    applied = not dry_run and not findings.rows
    if applied:
        told = [_take(item, known.get(item.number), actor, now) for item in items]
    count = {what: sum(row["what"] == what for row in told) for what in ("new", "changed", "same")}
    return {"rows": len(sheet.rows) - 1, **count, "errors": findings.rows, "applied": applied, "items": told}


def check_importer(actor: Actor, now: datetime) -> None:
    """Raises role-forbidden unless the person takes in what other systems send."""
    if not any(post.role in IMPORTERS and is_current(post, now) for post in actor.posts):
        raise Problem("role-forbidden", "来文由工作站、派遣员或协调员导入")


def _fits(item: WantedItem, findings: Findings, actor: Actor, now: datetime) -> bool:
    try:
        check_submission(item.submission, actor, now)
    except Problem as problem:
        for error in problem.errors:
            findings.add(item.number, COLUMN_OF.get(error.field, ""), "", error.detail)
        return False
    return True


def _known(session: Session, items: list[WantedItem]) -> dict[int, Known]:
    numbers = [item.submission.external_number for item in items]
    rows = session.scalars(select(Case).where(Case.external_number.in_(numbers)).order_by(Case.id.desc()))
    cases = {(case.source, case.external_number): case for case in rows}
    found = {}
    for item in items:
        case = cases.get((item.submission.source, item.submission.external_number))
        if case is not None:
            found[item.number] = Known(case, news_of(session, case, item.submission))
    return found


def _told(item: WantedItem, known: Known | None) -> dict[str, Any]:
    what = "new" if known is None else "changed" if known.news else "same"
    return {"row": item.number, "number": item.submission.external_number, "what": what,
            "case_id": known.case.id if known else None, "case_number": known.case.number if known else None}


def _take(item: WantedItem, known: Known | None, actor: Actor, now: datetime) -> dict[str, Any]:
    if known is None:
        receipt = submit_report(item.submission, (), actor, now)
        return {**_told(item, None), "case_id": receipt["case_id"], "case_number": receipt["number"]}
    if known.news:
        renew_item(known.case.id, item.submission, actor, now)
    return _told(item, known)
