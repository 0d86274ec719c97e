"""Take in what somebody saw: stamp the grid, seal the words, open a case. Next: gis/grid.py"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gis.coordinates import to_wgs84
from gis.grid import Located
from server.actions.answers_given import keep_answers
from server.actions.case_rows import Upload, add_photos
from server.actions.clocks import apply_clock
from server.actions.codes import next_case_number, query_code_of, ticket_of
from server.actions.contacts import hashes_of, sealed_contact
from server.actions.joining import join_target, record_joined
from server.actions.new_rows import insert_row
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.origins import NOWHERE, Origin
from server.actions.record import Entry, record
from server.actions.sounds import keep_sounds
from server.actions.stages import begin_stage
from server.actions.taken_in import TakenIn, follow_report
from server.errors import FieldError, Problem, invalid
from server.extensions import db
from server.media_sound import Sound
from server.models import Case, Report, ReportDetail
from server.queries.catalogue import category_of, find_case_category, find_category, find_source
from server.queries.city import OUTSIDE, city_index, locate, named, place_of
from server.queries.duties import check_premises, duties
from server.queries.intake_rules import refuse_stopped, restricted_now
from server.queries.moments import city_day
from server.queries.numbers import check_number
from server.queries.people import Actor
from server.queries.place_words import place_in_words
from server.queries.questions import fitting_answers
from server.queries.restrictions import slowed_by
from server.transaction import Transaction, transaction
from workflows.case_flow import ActorFacts, CaseFacts, Refusal, Step, decide
from workflows.ledger import seal
from workflows.restricted import URGENT
from workflows.roles import Place, Role
from workflows.states import PHASE_OF, STATE_NAMES, Action, State

FUTURE_TOLERANCE = timedelta(minutes=2)
_DETAILS = insert(ReportDetail.__table__)
_LATER_FIELDS = ("join_case", "sounds", "contact_email", "contact_by", "contact_proof")
NO_CASE_STATES = {"received": "已收到", "answered": "已答复"}


@dataclass(frozen=True)
class Submission:
    """A report as it came over the edge, already well-formed; lon, lat in `datum`."""

    id: str
    intent: str
    category: str
    description: str = ""
    lon: float | None = None
    lat: float | None = None
    datum: str = "wgs84"
    place_text: str = ""
    device_lon: float | None = None
    device_lat: float | None = None
    accuracy_m: float | None = None
    occurred_at: datetime | None = None
    sent_at: datetime | None = None
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    contact_by: str = ""
    contact_proof: str | None = None
    anonymous: bool = True
    recuse: bool = False
    photos_private: bool = False
    source: str = "citizen"
    external_number: str | None = None
    external_due_at: datetime | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    wish: str = ""
    premises: str | None = None
    join_case: int | None = None
    sounds: tuple[Sound, ...] = ()
    origin: Origin = NOWHERE


@dataclass(frozen=True)
class Settled:
    """What the server made of the submission: place, corrected time, whether the phone's clock is off."""

    lon: float | None
    lat: float | None
    located: Located | None
    place: Place
    occurred_at: datetime
    skewed: bool
    stopped: int | None = None


def submit_report(given: Submission, uploads: Sequence[Upload], actor: Actor, now: datetime, *,
                  simulated: bool = False) -> dict[str, Any]:
    """Store a report and, for a complaint, open its case; answers the receipt.

    Repeating the same id with the same content gives the same receipt. Raises Problem: validation, outside-city,
    idempotency-conflict, role-forbidden.
    """
    wanted = content_hash([_content(given), [upload.photo.sha256 for upload in uploads]])
    settled = _settle(given, actor, now)
    with transaction() as tx:
        stored = find_answer(tx, given.id, "report", wanted, now)
        if stored is not None:
            return stored
        check_number(tx.session, given.source, given.external_number)
        case = _case_of(tx.session, given, settled, actor, now, simulated)
        report, detail = _write(tx.session, given, settled, actor, now, case, wanted, simulated)
        added = _record(tx, report, detail, case, given, settled, uploads, actor, now)
        return keep_answer(tx, given.id, "report",
                           lambda: {**_receipt(tx.session, report, case, given, settled, now), **added})


def check_submission(given: Submission, actor: Actor, now: datetime) -> None:
    """Raises what `submit_report` would raise for the words alone: nobody's pictures are kept for a refused report."""
    _settle(given, actor, now)


def _content(given: Submission) -> dict[str, Any]:
    """The fields by which a repetition is known; when and from where it was sent may differ between tries.

    Fields that older versions did not know count only when they are given.
    """
    return {name: value for name, value in vars(given).items()
            if name not in ("sent_at", "origin") and (value or name not in _LATER_FIELDS)}


def _settle(given: Submission, actor: Actor, now: datetime) -> Settled:
    _check_names(given, actor)
    lon, lat, located = None, None, None
    if given.lon is not None and given.lat is not None:
        lon, lat = to_wgs84(given.lon, given.lat, given.datum)
        located = locate(lon, lat)
        if located is None:
            raise Problem("outside-city", OUTSIDE, status=422, errors=(FieldError("lon", "不在厦门市陆域和海域内"),))
    elif not given.place_text.strip() and given.intent == "complaint":
        raise invalid("place_text", "请在地图上标出地点，或用文字写明地点")
    stated = given.occurred_at or given.sent_at or now
    drift = now - given.sent_at if given.sent_at else timedelta()
    occurred = stated + drift
    if occurred > now + FUTURE_TOLERANCE:
        raise invalid("occurred_at", "发生时间不能晚于现在")
    skewed = abs(drift) > timedelta(minutes=db.settings.clock_skew_minutes)
    place = place_of(located) if located else place_in_words(given.place_text)
    return Settled(lon, lat, located, place, min(occurred, now), skewed, refuse_stopped(
        given.id, given.category, place, now, staff=bool(actor.posts)))


def _check_names(given: Submission, actor: Actor) -> None:
    check_premises(given.premises)
    complaint = given.intent == "complaint"
    category = find_case_category(given.category) if complaint else find_category(given.category)
    if category is None or (complaint and actor.kind != "person" and not category["public"]):
        raise invalid("category", "没有这个类别")
    source = find_source(given.source)
    if source is None:
        raise invalid("source", "没有这个来源")
    if actor.kind != "person" and given.source != "citizen":
        raise Problem("role-forbidden", "登记其他来源的问题请先登录")
    if source.number_required and not given.external_number:
        raise invalid("external_number", f"来源为{source.name}时须填写来文编号")
    if given.external_due_at is not None and not source.due_allowed:
        raise invalid("external_due_at", f"来源为{source.name}时没有来文期限")
    fitting_answers(given.category, given.answers)


def _case_of(session: Session, given: Submission, settled: Settled, actor: Actor, now: datetime,
             simulated: bool) -> Case | None:
    """The case that the report opens or joins; none for opinions and suggestions."""
    if given.intent != "complaint":
        return None
    if given.join_case is not None:
        return join_target(session, given.join_case, given.category, (settled.lon, settled.lat), given.recuse)
    return _open_case(session, given, settled, actor, now, simulated)


def _open_case(session: Session, given: Submission, settled: Settled, actor: Actor, now: datetime,
               simulated: bool) -> Case:
    place, restricted = settled.place, restricted_now(given.category, now)
    severity = URGENT if restricted is not None else category_of(given.category).severity
    roles = frozenset(post.role for post in actor.posts) or frozenset({Role.CITIZEN})
    facts = CaseFacts(state=None, category=given.category, severity=severity, district=place.district,
                      town=place.town, community=place.community)
    decision = decide(facts, ActorFacts(actor.person_id, roles), Step(Action.SUBMIT, now))
    if isinstance(decision, Refusal):
        raise Problem("role-forbidden", decision.reason_zh)
    grid_version = 1 if place.sub_grid else None
    case = Case(
        number=next_case_number(session, place.district, now), state=decision.target.value, category=given.category,
        severity=severity, urgent_by=restricted.name if restricted is not None else None, source=given.source,
        external_number=given.external_number,
        external_due_at=given.external_due_at, simulated=simulated, district=place.district, town=place.town,
        street_grid=place.street_grid, sub_grid=place.sub_grid, community=place.community,
        grid_version=grid_version, lon=settled.lon, lat=settled.lat,
        geom=f"SRID=4326;POINT({settled.lon} {settled.lat})" if settled.lon is not None else None,
        recuse=given.recuse, emergency=bool(decision.changes.get("emergency")), reported_at=now, updated_at=now,
        reported_on=city_day(now), premises=given.premises,
        restriction_id=slowed_by(hashes_of(given), severity, now),
        **duties(given.category, place, settled.lon, settled.lat))
    apply_clock(case, decision.clock, now)
    insert_row(session, case)
    return case


def _write(session: Session, given: Submission, settled: Settled, actor: Actor, now: datetime, case: Case | None,
           wanted: str, simulated: bool) -> tuple[Report, dict[str, Any]]:
    report = Report(
        id=given.id, ticket=ticket_of(given.id, now), content_hash=wanted, case_id=case.id if case else None,
        intent=given.intent, state="joined" if case else "received", category=given.category, source=given.source,
        district=settled.place.district, town=settled.place.town, person_id=actor.person_id,
        anonymous=given.anonymous, recuse=given.recuse, photos_private=given.photos_private, received_at=now,
        occurred_at=settled.occurred_at, occurred_at_stated=given.occurred_at or now, sent_at=given.sent_at,
        clock_skewed=settled.skewed, simulated=simulated, device_hash=given.origin.device,
        address_hash=given.origin.address, restriction_id=_restriction(given, case, now))
    insert_row(session, report)
    detail = {
        "report_id": given.id, "salt": secrets.token_hex(16), "description": given.description.strip(),
        "place_text": given.place_text.strip(), "lon": settled.lon, "lat": settled.lat, "datum": given.datum,
        "device_lon": given.device_lon, "device_lat": given.device_lat, "accuracy_m": given.accuracy_m}
    session.execute(_DETAILS, detail)
    if given.contact_name or given.contact_phone or given.contact_email:
        session.add(sealed_contact(session, given, now))
    return report, detail


def _restriction(given: Submission, case: Case | None, now: datetime) -> int | None:
    """Under which restriction the report comes: an opened case knows it already."""
    if case is not None and given.join_case is None:
        return case.restriction_id
    return slowed_by(hashes_of(given), find_category(given.category)["severity"] or 0, now)


def _record(tx: Transaction, report: Report, detail: dict[str, Any], case: Case | None, given: Submission,
            settled: Settled, uploads: Sequence[Upload], actor: Actor, now: datetime) -> dict[str, Any]:
    joined = case is not None and given.join_case is not None
    event_n = (case.event_count or 0) + 1 if case is not None else 1
    photos = add_photos(tx.session, uploads, case_id=case.id if case else None, report_id=report.id, event_n=event_n,
                        person_id=actor.person_id, private=given.photos_private, now=now)
    data: dict[str, Any] = {"report": report.id, "ticket": report.ticket, "category": given.category,
                            "source": given.source, "photos": [photo.sha256 for photo in photos]}
    if given.contact_name or given.contact_phone or given.contact_email:
        data["reachable"] = True
    if given.sounds:
        data["sounds"] = keep_sounds(tx.session, report, case, given.sounds, now)
    seals = keep_answers(tx.session, report, case, given.answers, given.wish)
    if detail["description"]:
        seals["description"] = seal(detail["description"], bytes.fromhex(detail["salt"]))
    if seals:
        data["seals"] = seals
    # Staff who type in what somebody told them are named; whoever reports without an account is the reporter.
    unit = actor.posts[0].department or actor.posts[0].division if actor.posts else None
    if settled.stopped is not None:
        data["stopped"] = settled.stopped
    taken = TakenIn(report, case, detail, photos, joined)
    if joined:
        record_joined(tx, taken, data, actor, unit, now)
    elif case is not None:
        data |= {"action": Action.SUBMIT.value, "to": case.state, "clock": begin_stage(tx.session, case),
                 "severity": case.severity, "grid": settled.place.sub_grid, "community": settled.place.community}
        record(tx, Entry("case", str(case.id), case, "case.reported", actor, unit, None, settled.place, None, now,
                         data, case.version))
    else:
        record(tx, Entry("report", report.id, report, "report.received", actor, unit, None, settled.place, None,
                         now, data))
    return follow_report(tx, taken, actor, now)


def _receipt(session: Session, report: Report, case: Case | None, given: Submission, settled: Settled,
             now: datetime) -> dict[str, Any]:
    place = settled.place
    grid = place.street_grid or place.sub_grid
    state = case.state if case else report.state
    return {
        "id": report.id, "ticket": report.ticket, "query_code": query_code_of(report.id), "state": state,
        "state_name": STATE_NAMES[State(state)] if case else NO_CASE_STATES[state],
        "phase": PHASE_OF[State(state)].value if case else None,
        "grid": named(grid) if settled.located else None,
        "place": {level: named(getattr(place, level)) for level in
                  ("district", "town", "street_grid", "sub_grid", "community")} if settled.located else None,
        "snapped_m": settled.located.snapped_m if settled.located else 0.0,
        "accepted_by": f"{city_index().name(place.town)}环保工作站" if place.town else
                       f"{city_index().name(place.district)}派遣中心",
        "case_id": case.id if case else None, "number": case.number if case else None,
        "received_at": report.received_at, "clock_skewed": report.clock_skewed,
    }
