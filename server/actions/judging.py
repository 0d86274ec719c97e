"""The job that asks of every new picture whether it can be what it says; it doubts, it refuses nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.actions.cases import lock_case
from server.actions.doubts import Doubt, raise_doubt
from server.extensions import db
from server.models import Case, Photo, PhotoBand, Report
from server.queries.evidence_facts import BEFORE, Seen, Twin, photo_facts, spots_of, twins_of, unjudged
from server.queries.evidence_rules import thresholds
from server.transaction import transaction
from workflows.conduct import Spot, is_too_fast, largest_cluster
from workflows.evidence import PhotoTolerance, photo_flags
from workflows.likeness import bands_of

BATCH = 100
log = logging.getLogger(__name__)
TRIFLES = (3, 4)  # severities
Rules = dict[str, int]


def judge_photos(now: datetime) -> int:
    """Judge the pictures that wait, a batch at a time; returns how many doubts were raised."""
    raised = 0
    while True:
        ids, found = _look(now)
        raised += _write(ids, found, now)
        if len(ids) < BATCH:
            return raised


def _look(now: datetime) -> tuple[list[int], list[tuple[int, Doubt]]]:
    """The next pictures, made findable, and what is to be asked about their cases."""
    with db.reading() as session:
        seen = unjudged(session, BATCH)
    with transaction() as tx:
        _keep_bands(tx.session, [row.photo for row in seen])
    rules, found = thresholds(), []
    with db.reading() as session:
        for row in seen:
            doubts = [*_of_picture(session, row, rules), *_of_person(session, row, rules)]
            found += [(row.case.id, doubt) for doubt in doubts]
    return [row.photo.id for row in seen], found


def _keep_bands(session: Session, photos: Sequence[Photo]) -> None:
    rows = [{"band": band, "photo_id": photo.id} for photo in photos if photo.prints for band in bands_of(photo.prints)]
    if rows:
        make = sqlite.insert if db.is_sqlite else postgresql.insert
        session.execute(make(PhotoBand.__table__).on_conflict_do_nothing(), rows)


def _write(ids: Sequence[int], found: Sequence[tuple[int, Doubt]], now: datetime) -> int:
    raised = 0
    for case_id in sorted({case_id for case_id, _ in found}):
        try:
            with transaction() as tx:
                case = lock_case(tx.session, case_id)
                raised += sum(raise_doubt(tx, case, doubt, now) for of_case, doubt in found if of_case == case_id)
        except Exception:  # one case that cannot be written must not keep the others from being judged
            log.exception("doubts of case %s not written", case_id)
    if ids:
        with transaction() as tx:
            tx.session.execute(update(Photo).where(Photo.id.in_(ids)).values(judged_at=now))
    return raised


def _of_picture(session: Session, seen: Seen, rules: Rules) -> list[Doubt]:
    if seen.photo.purpose == "document":
        return []
    twins = twins_of(session, seen, rules["similar_bits"])
    unchanged = next((twin for twin in twins if _is_before(session, seen, twin) and twin.bits <= rules["same_bits"]),
                     None)
    elsewhere = [twin for twin in twins if _is_elsewhere(seen, twin, rules)]
    reused = next((twin for twin in elsewhere if twin.bits <= rules["same_bits"]), None)
    similar = next(iter(elsewhere), None) if reused is None else None
    facts = photo_facts(seen, reused, similar, unchanged=unchanged is not None)
    by_staff = seen.photo.person_id is not None
    tolerance = PhotoTolerance(rules["far_m"] if by_staff else rules["reporter_far_m"],
                               timedelta(minutes=rules["clock_minutes"]))
    others = {"reused": reused, "similar": similar, "unchanged": unchanged}
    return [_doubt(seen, flag.code, flag.reason, others.get(flag.code)) for flag in photo_flags(facts, tolerance)
            if flag.code != "silent"]  # many phones say neither where nor when: that is no doubt


def _doubt(seen: Seen, code: str, reason: str, twin: Twin | None) -> Doubt:
    return Doubt(f"{code}:photo:{seen.photo.id}", code, reason, seen.photo.id, twin.photo_id if twin else None,
                 twin.case.id if twin and twin.case.id != seen.case.id else None)


def _is_before(session: Session, seen: Seen, twin: Twin) -> bool:
    if seen.photo.purpose != "after" or twin.case.id != seen.case.id:
        return False
    return session.scalar(select(Photo.purpose).where(Photo.id == twin.photo_id)) in BEFORE


def _is_elsewhere(seen: Seen, twin: Twin, rules: Rules) -> bool:
    """Whether the other picture belongs to another matter: what was merged, or reported twice close by, does not."""
    mine, other = seen.case, twin.case
    if {mine.id, mine.main_case_id} & {other.id, other.main_case_id} - {None}:
        return False
    metres = _apart(mine, other)
    if seen.photo.purpose == "report" and seen.photo.person_id is None and metres <= rules["suggest_m"]:
        return False  # a citizen who reports twice: the suggestion of a duplicate tells of it
    return twin.bits <= rules["same_bits"] or metres > rules["recurrence_m"]


def _apart(one: Case, other: Case) -> float:
    if None in (one.lon, one.lat, other.lon, other.lat):
        return float("inf")
    return distance_m(one.lon or 0, one.lat or 0, other.lon or 0, other.lat or 0)


def _of_person(session: Session, seen: Seen, rules: Rules) -> list[Doubt]:
    if seen.photo.person_id is None or seen.case.simulated:
        return []  # simulated people do not travel between their places
    return [*_too_fast(session, seen, rules), *_cluster(session, seen, rules)]


def _too_fast(session: Session, seen: Seen, rules: Rules) -> list[Doubt]:
    here, others = spots_of(session, seen)
    if here is None:
        return []
    for other in others:
        if is_too_fast(here, other, distance_m, most_kmh=rules["speed_kmh"], least_m=rules["speed_m"]):
            minutes = round(abs(here.at - other.at) / timedelta(minutes=1))
            metres = round(distance_m(here.lon, here.lat, other.lon, other.lat))
            return [Doubt(f"speed:photo:{seen.photo.id}", "speed",
                          f"同一人 {minutes} 分钟内在相距约 {metres} 米的两处拍照。", seen.photo.id, other.ref,
                          person_id=seen.photo.person_id)]
    return []


def _cluster(session: Session, seen: Seen, rules: Rules) -> list[Doubt]:
    case, person = seen.case, seen.photo.person_id
    if case.self_handled is None or case.handled_by != person or case.handled_at is None:
        return []
    span = timedelta(days=rules["cluster_days"])
    rows = session.execute(select(Case.id, Case.handled_at, Case.lon, Case.lat).where(
        Case.handled_by == person, Case.self_handled.is_not(None), Case.severity.in_(TRIFLES), Case.lon.is_not(None),
        Case.handled_at.between(case.handled_at - span, case.handled_at),
        Case.id.in_(select(Report.case_id).where(Report.person_id == person))))
    spots = [Spot(row.handled_at, row.lon, row.lat, row.id) for row in rows]
    found = largest_cluster(spots, distance_m, rules["cluster_m"], span)
    if len(found) < rules["cluster_cases"] or case.id not in {spot.ref for spot in found}:
        return []
    year, week, _ = case.handled_at.isocalendar()
    reason = f"同一人 {rules['cluster_days']} 天内在 {rules['cluster_m']} 米范围自报自办 {len(found)} 件轻微案件。"
    return [Doubt(f"cluster:{person}:{year}W{week}", "cluster", reason, person_id=person)]
