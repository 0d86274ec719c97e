"""One good and one bad case for the meeting: what is suggested, and the chosen ones with their photos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from server.models import Case, CaseStage, Photo, Rating
from server.queries.case_items import is_late_now, items_of
from server.queries.cases import is_late
from server.queries.pack_cases import Week, moment_words, talked_about
from server.queries.photos import shape_photo
from workflows.assessment.packs import Candidate, suggest, why_bad, why_good
from workflows.states import Stage, State

MOST = 5  # suggestions of each kind
PICTURES = ("report", "before", "after", "check")
PICTURE_NAMES = {"report": "上报时", "before": "处置前", "after": "处置后", "check": "核查时"}
MOST_PICTURES = 6
SETTLED = frozenset({State.CLOSED, State.ARCHIVED})
HOUR = timedelta(hours=1)


def suggestions(session: Session, week: Week) -> dict[str, list[dict[str, Any]]]:
    """`{good, bad}`: cases worth a talk, each with the reasons; five statements."""
    good, bad = suggest(_candidates(session, week), MOST)
    items = {item["id"]: item for item in items_of(session, [one.case_id for one in (*good, *bad)], week.now)}
    return {"good": [_line(items[one.case_id], why_good(one)) for one in good if one.case_id in items],
            "bad": [_line(items[one.case_id], why_bad(one)) for one in bad if one.case_id in items]}


def _line(item: dict[str, Any], why: tuple[str, ...]) -> dict[str, Any]:
    return {"case_id": item["id"], "number": item["number"], "title": item["category"]["name"],
            "grid": (item["street_grid"] or {}).get("name", ""), "why": "、".join(why), "thumb": item["thumb"]}


def _candidates(session: Session, week: Week) -> list[Candidate]:
    rows = session.scalars(select(Case).where(talked_about(week.community), or_(
        Case.closed_on.between(week.first, week.last), is_late(week.now),
        and_(Case.evaluated_at >= week.begin, Case.evaluated_at < week.end),
        and_(Case.failed_checks > 0, Case.handled_at >= week.begin),
        and_(Case.recurrence > 0, Case.reported_on >= week.first))).order_by(Case.id)).all()
    ids = [row.id for row in rows]
    ratings, late, shots = _ratings(session, ids), _late_stages(session, ids), _purposes(session, ids)
    found = []
    for case in rows:
        solved, least = ratings.get(case.id, (False, None))
        hours = int((week.now - case.due_at) / HOUR) if is_late_now(case, week.now) and case.due_at else 0
        found.append(Candidate(
            case.id, case.state in SETTLED, hours, case.failed_checks, case.recurrence > 0 or case.reopens > 0, solved,
            least, case.id not in late, {"report", "after"} <= shots[case.id] or {"before", "after"} <= shots[case.id]))
    return found


def _ratings(session: Session, ids: Collection[int]) -> dict[int, tuple[bool, int | None]]:
    """{case: (everybody who answered says solved, the lowest satisfaction)} of the newest round of answers."""
    newest = select(Rating.case_id, func.max(Rating.round).label("round")).where(
        Rating.case_id.in_(ids)).group_by(Rating.case_id).subquery()
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(select(Rating.case_id, Rating.solved, Rating.satisfaction).join(
            newest, and_(newest.c.case_id == Rating.case_id, newest.c.round == Rating.round))):
        found[row.case_id].append(row)
    return {case_id: (all(row.solved == "yes" for row in rows),
                      min((row.satisfaction for row in rows if row.satisfaction is not None), default=None))
            for case_id, rows in found.items()}


def _late_stages(session: Session, ids: Collection[int]) -> set[int]:
    return set(session.scalars(select(CaseStage.case_id).where(
        CaseStage.case_id.in_(ids), CaseStage.stage != Stage.ANSWER, CaseStage.ended_at > CaseStage.due_at)))


def _purposes(session: Session, ids: Collection[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for case_id, purpose in session.execute(select(Photo.case_id, Photo.purpose).where(
            Photo.case_id.in_(ids), Photo.private.is_(False))):
        found[case_id].add(purpose)
    return found


def chosen_case(session: Session, case_id: int | None, note: str, week: Week) -> dict[str, Any] | None:
    """A chosen case with words and photos as the meeting sees it; None when none is chosen.

    Photos that somebody gave to the station alone are not among them.
    """
    item = next(iter(items_of(session, [case_id], week.now)), None) if case_id is not None else None
    if item is None:
        return None
    photos = session.scalars(select(Photo).where(
        Photo.case_id == case_id, Photo.private.is_(False), Photo.purpose.in_(PICTURES)).order_by(Photo.id)).all()
    first = sorted(photos, key=lambda photo: (PICTURES.index(photo.purpose), photo.id))[:MOST_PICTURES]
    return {"case_id": item["id"], "number": item["number"], "title": item["category"]["name"],
            "grid": (item["street_grid"] or {}).get("name", ""), "place": item["place_text"],
            "text": f"{moment_words(item['reported_at'])}上报，现在{item['state_name']}", "note": note,
            "photos": [{"id": photo.id, "sha256": photo.sha256, "name": PICTURE_NAMES[photo.purpose]}
                       for photo in first]}


def picture_links(session: Session, chosen: Collection[dict[str, Any] | None]) -> None:
    """Put links that work now beside the photos of chosen cases; a covered photo is shown covered."""
    ids = {photo["id"] for one in chosen if one for photo in one["photos"]}
    rows = {photo.id: photo for photo in session.scalars(select(Photo).where(Photo.id.in_(ids)))} if ids else {}
    for one in chosen:
        if one:
            one["photos"] = [{**photo, **{key: value for key, value in shape_photo(rows[photo["id"]]).items()
                                          if key in ("small", "large", "purpose", "width", "height")}}
                             for photo in one["photos"] if photo["id"] in rows]
