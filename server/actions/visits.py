"""A visit is one record at a source or at premises: seen and in order, a talk, or a finding that became a report.

No position of the phone is taken or kept. Next: server/actions/visits_beside.py
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis.coordinates import to_wgs84
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record, stamp
from server.actions.sources import due_of
from server.errors import FieldError, Problem, invalid
from server.extensions import db
from server.models import Patrol, PollutionSource, Report, Visit, VisitWords
from server.queries.city import OUTSIDE, locate, named, place_of
from server.queries.duties import check_premises
from server.queries.moments import city_day
from server.queries.patrol_rules import find_notice
from server.queries.people import Actor
from server.queries.sources import get_source, home_of, place_of_source
from server.queries.visits import visit_of
from server.transaction import Transaction, transaction
from workflows.ledger import seal
from workflows.patrol import VisitKind, may_visit
from workflows.roles import COLUMNS, Place

FUTURE_TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True)
class GivenVisit:
    """A visit as it came over the edge. At premises that are in no register lon, lat only say which grid it is in."""

    kind: str
    source: int | None = None
    premises: str | None = None
    lon: float | None = None
    lat: float | None = None
    datum: str = "wgs84"
    place_text: str = ""
    told: str = ""
    words: str = ""
    notice: str | None = None
    points: Sequence[int] = ()
    first_advice: bool = False
    report: str | None = None
    done_at: datetime | None = None
    sent_at: datetime | None = None


def make_visit(given: GivenVisit, patrol_id: int | None, actor: Actor, key: str | None, now: datetime, *,
               simulated: bool = False) -> dict[str, Any]:
    """Keep one visit; answers it. Raises Problem: validation, not-found, role-forbidden, idempotency-conflict."""
    _check(given)
    wanted = content_hash(["visit", patrol_id, {**vars(given), "sent_at": None}])
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, wanted, now)
        if stored is not None:
            return stored
        patrol = own_patrol(tx.session, patrol_id, actor) if patrol_id is not None else None
        source = get_source(tx.session, given.source, actor, now, lock=True) if given.source is not None else None
        place = place_of_source(source) if source is not None else _place(given)
        if not may_visit(actor.posts, place, now):
            raise Problem("role-forbidden", "由本网格的网格员、网格长或工作站人员走访")
        report = _own_report(tx.session, given, actor)
        visit = _known(tx.session, report, source)
        if visit is None:
            row = _row(given, place, report, actor, now, patrol, simulated)
            visit = write_visit(tx, row, source, _words(given, source, place, actor, now), actor, now)
        return keep_answer(tx, key, actor.key, lambda: visit_of(tx.session, visit.id))


def _check(given: GivenVisit) -> None:
    if (given.source is None) == (given.premises is None):
        raise invalid("source", "在册污染源和场所请写其中一个")
    check_premises(given.premises)
    if given.source is None and (given.lon is None or given.lat is None):
        raise invalid("lon", "不在册的场所请带上位置，用来确定网格")
    if given.first_advice and given.kind != VisitKind.TALK:
        raise invalid("first_advice", "首次劝导属于走访")
    if given.kind == VisitKind.TALK and not (given.words.strip() or given.notice):
        raise invalid("words", "请写明告知了什么，或选一份告知书")
    if given.kind == VisitKind.FINDING and given.report is None:
        raise invalid("report", "发现问题请先上报，再写上报编号")
    if given.notice is not None:
        text = find_notice(given.notice)
        if text is None:
            raise invalid("notice", "没有这份告知书")
        if any(not 0 <= point < len(text.points) for point in given.points):
            raise invalid("points", "告知书里没有这一条")


def _place(given: GivenVisit) -> Place:
    lon, lat = to_wgs84(given.lon or 0.0, given.lat or 0.0, given.datum)
    located = locate(lon, lat)
    if located is None:
        raise Problem("outside-city", OUTSIDE, status=422, errors=(FieldError("lon", "不在厦门市陆域和海域内"),))
    return place_of(located)


def own_patrol(session: Session, patrol_id: int, actor: Actor) -> Patrol:
    """The person's own round. Raises not-found."""
    row = session.get(Patrol, patrol_id, with_for_update=True) if patrol_id < 2**53 else None
    if row is None or row.person_id != actor.person_id:
        raise Problem("not-found", "没有这次巡查")
    return row


def _own_report(session: Session, given: GivenVisit, actor: Actor) -> Report | None:
    if given.report is None:
        return None
    report = session.get(Report, given.report)
    if report is None or report.person_id != actor.person_id:
        raise invalid("report", "没有您的这件上报")
    return report


def _known(session: Session, report: Report | None, source: PollutionSource | None) -> Visit | None:
    """The visit that the report has already become by itself."""
    if report is None or source is None:
        return None
    return session.scalar(select(Visit).where(Visit.source_id == source.id, Visit.report_id == report.id).limit(1))


def _row(given: GivenVisit, place: Place, report: Report | None, actor: Actor, now: datetime, patrol: Patrol | None,
         simulated: bool) -> Visit:
    stated = given.done_at or given.sent_at or now
    drift = now - given.sent_at if given.sent_at else timedelta()
    done = stated + drift
    if done > now + FUTURE_TOLERANCE:
        raise invalid("done_at", "走访时间不能晚于现在")
    return Visit(
        kind=given.kind, source_id=given.source, premises=given.premises, patrol_id=patrol.id if patrol else None,
        person_id=actor.person_id, unit=actor.posts[0].division if actor.posts else None,
        report_id=report.id if report else None, case_id=report.case_id if report else None,
        first_advice=given.first_advice, notice=given.notice, done_at=min(done, now), done_at_stated=stated,
        sent_at=given.sent_at, received_at=now, simulated=simulated,
        clock_skewed=abs(drift) > timedelta(minutes=db.settings.clock_skew_minutes),
        **{level: getattr(place, level) for level in COLUMNS})


def _words(given: GivenVisit, source: PollutionSource | None, place: Place, actor: Actor,
           now: datetime) -> dict[str, str]:
    """What is kept apart from the ledger; the notice as it was handed out, with its blanks filled."""
    found = {"told": given.told.strip(), "words": given.words.strip(), "place_text": given.place_text.strip()}
    notice = find_notice(given.notice) if given.notice else None
    if notice is not None:
        grid = named(place.street_grid or place.sub_grid or place.district) or {"name": ""}
        points = [notice.points[point] for point in given.points] or list(notice.points)
        blanks = {
            "source": source.name if source else found["place_text"], "operator": source.operator if source else "",
            "place": source.address if source and source.address else found["place_text"] or grid["name"],
            "day": f"{city_day(given.done_at or now):%Y-%m-%d}", "grid": grid["name"], "member": actor.name,
            "told": found["told"] or "负责人", "words": found["words"],
            "points": "\n".join(f"{number}. {point}" for number, point in enumerate(points, start=1))}
        found["notice"] = fill_in(notice.body, blanks)
    return {name: text for name, text in found.items() if text}


def fill_in(body: str, blanks: dict[str, str]) -> str:
    """The text with its blanks filled; a line that stays empty is left out. Values are never read as blanks."""
    lines = []
    for line in body.split("\n"):
        parts = line.split("{")
        filled = parts[0] + "".join(_filled(part, blanks) for part in parts[1:])
        if filled.strip():
            lines.append(filled)
    return "\n".join(lines)


def _filled(part: str, blanks: dict[str, str]) -> str:
    name, _, rest = part.partition("}")
    return blanks.get(name, "") + rest


def write_visit(tx: Transaction, visit: Visit, source: PollutionSource | None, words: dict[str, str], actor: Actor,
                now: datetime) -> Visit:
    """Insert the visit with its words and its event; the source knows that it was seen."""
    tx.session.add(visit)
    tx.session.flush()
    data: dict[str, Any] = {"kind": visit.kind, "source": visit.source_id, "premises": visit.premises,
                            "done_at": stamp(visit.done_at), "case": visit.case_id, "report": visit.report_id,
                            "first_advice": visit.first_advice, "notice": visit.notice}
    if words:
        salt = secrets.token_bytes(16)
        tx.session.add(VisitWords(visit_id=visit.id, salt=salt.hex(), **words))
        data["seals"] = {name: seal(text, salt) for name, text in words.items()}
    if source is not None and (source.seen_at is None or source.seen_at < visit.done_at):
        source.seen_at = visit.done_at
        source.due_on = due_of(source)
    record(tx, Entry("visit", str(visit.id), visit, "visit.made", actor, home_of(visit), None, place_of_source(visit),
                     None, now, {name: value for name, value in data.items() if value is not None}))
    return visit
