"""What was found on site is kept: every item of the form, pictures where the form wants them, or why nothing could be.

Next: server/actions/inspection_cases.py
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.actions.case_rows import Upload, add_photos
from server.actions.inspections import tell_ledger
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import stamp
from server.errors import FieldError, Problem, invalid
from server.extensions import db
from server.models import Inspection, InspectionAnswer, InspectionPhoto, InspectionPlace
from server.queries.inspection_forms import form_of
from server.queries.inspection_places import describe_place, get_place
from server.queries.inspections import OWN_UNIT, get_inspection, is_inspector, place_of
from server.queries.people import Actor
from server.transaction import Transaction, transaction
from workflows.inspection import SKIP_REASONS, Item, Judged, is_own_unit, judge_answer, wants_photo
from workflows.ledger import seal

FUTURE_TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True)
class GivenAnswer:
    """An item's answer and a line about it."""

    code: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class GivenRecord:
    """A form as it was filled in on site."""

    answers: tuple[GivenAnswer, ...]
    note: str = ""
    done_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Picture:
    """A stored picture and the item that it shows."""

    code: str
    upload: Upload


def record_place(inspection_id: int, place_id: int, given: GivenRecord, pictures: Sequence[Picture], actor: Actor,
                 key: str | None, now: datetime) -> dict[str, Any]:
    """Keep what was found at a place; answers it.

    Raises not-found, role-forbidden (not an inspector, the own unit), invalid-transition, validation.
    """
    content = ["inspect", inspection_id, place_id, [vars(answer) for answer in given.answers], given.note,
               given.done_at, [[one.code, one.upload.photo.sha256] for one in pictures]]

    def write(tx: Transaction, row: Inspection, place: InspectionPlace) -> None:
        judged = _judge(form_of(row), given, pictures)
        _settle_time(place, given, now)
        place.state, place.done_by = "done", actor.person_id
        _keep(tx, row, place, given, judged, pictures, actor, now)
    return _on_site(content, inspection_id, place_id, write, actor, key, now)


def skip_place(inspection_id: int, place_id: int, reason: str, note: str, actor: Actor, key: str | None,
               now: datetime) -> dict[str, Any]:
    """Somebody was there and could not look: why. It counts for nothing. Raises like `record_place`."""
    if reason not in SKIP_REASONS:
        raise invalid("reason", "请选择原因")

    def write(tx: Transaction, row: Inspection, place: InspectionPlace) -> None:
        place.state, place.skipped_as, place.done_by = "skipped", reason, actor.person_id
        place.done_at = place.done_at_stated = place.received_at = now
        place.note, salt = note.strip(), secrets.token_bytes(16)
        place.salt = salt.hex()
        tell_ledger(tx, row, "inspection.place_skipped", actor, now, {
            "place": place.id, "source": place.source_id, "reason": reason,
            "seals": {"note": seal(place.note, salt)}}, place_of(place))
    return _on_site(["inspection-skip", inspection_id, place_id, reason, note], inspection_id, place_id, write, actor,
                    key, now)


def _on_site(content: list[Any], inspection_id: int, place_id: int,
             write: Callable[[Transaction, Inspection, InspectionPlace], None], actor: Actor, key: str | None,
             now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        row = get_inspection(tx.session, inspection_id, actor, now, lock=True)
        place = get_place(tx.session, row, place_id, actor, now, lock=True)
        if not is_inspector(tx.session, row, actor):
            raise Problem("role-forbidden", "只有这次检查的检查员可以填写")
        if is_own_unit(actor.posts, place_of(place), now):
            raise Problem("role-forbidden", OWN_UNIT)
        if row.state != "running":
            raise Problem("invalid-transition", "这次检查不在进行中")
        if place.state != "open":
            raise Problem("invalid-transition", "这个点已经检查过了")
        write(tx, row, place)
        return keep_answer(tx, key, actor.key, lambda: describe_place(tx.session, row, place, actor, now))


def _judge(form: tuple[Item, ...], given: GivenRecord, pictures: Sequence[Picture]) -> dict[str, Judged]:
    """Each item's points. Raises validation naming every item that is missing, wrong or wants a picture."""
    items = {item.code: item for item in form}
    answers = {answer.code: answer for answer in given.answers}
    shown = {one.code for one in pictures}
    wrong = [FieldError(f"answers.{code}", "检查表里没有这一项") for code in (*answers, *shown) if code not in items]
    if len(answers) != len(given.answers):
        wrong.append(FieldError("answers", "同一项只能填一次"))
    judged: dict[str, Judged] = {}
    for code, item in items.items():
        found = judge_answer(item, answers[code].value) if code in answers else None
        if found is None:
            said = f"请填写「{item.text}」" if code not in answers else f"「{item.text}」的填写不对"
            wrong.append(FieldError(f"answers.{code}", said))
            continue
        if wants_photo(item, found) and code not in shown:
            wrong.append(FieldError(f"answers.{code}", f"「{item.text}」要拍一张照片"))
        judged[code] = found
    if wrong:
        raise Problem("validation", wrong[0].detail, errors=tuple(wrong[:20]))
    return judged


def _settle_time(place: InspectionPlace, given: GivenRecord, now: datetime) -> None:
    """When it was done, corrected by the phone's clock error; both are kept."""
    stated = given.done_at or given.sent_at or now
    drift = now - given.sent_at if given.sent_at else timedelta()
    if stated + drift > now + FUTURE_TOLERANCE:
        raise invalid("done_at", "检查时间不能晚于现在")
    place.done_at, place.done_at_stated = min(stated + drift, now), stated
    place.sent_at, place.received_at = given.sent_at, now
    place.clock_skewed = abs(drift) > timedelta(minutes=db.settings.clock_skew_minutes)


def _keep(tx: Transaction, row: Inspection, place: InspectionPlace, given: GivenRecord, judged: Mapping[str, Judged],
          pictures: Sequence[Picture], actor: Actor, now: datetime) -> None:
    place.note, salt = given.note.strip(), secrets.token_bytes(16)
    place.salt = salt.hex()
    seals = {"note": seal(place.note, salt)} if place.note else {}
    said = {answer.code: answer for answer in given.answers}
    for code, found in judged.items():
        note = said[code].note.strip()
        tx.session.add(InspectionAnswer(place_id=place.id, code=code, value=said[code].value, part=found.part,
                                        whole=found.whole, finding=found.finding, note=note))
        if note:
            seals[f"items.{code}"] = seal(note, salt)
        tx.session.flush()  # one by one: their numbers keep the order of the form
    tell_ledger(tx, row, "inspection.place_inspected", actor, now, {
        "place": place.id, "source": place.source_id, "done_at": stamp(place.done_at or now),
        "sub_grid": place.sub_grid, "community": place.community, "photos": _pictures(tx, place, pictures, actor, now),
        "items": [{"item": code, "value": said[code].value, "got": found.part, "of": found.whole,
                   "finding": found.finding} for code, found in judged.items()],
        "seals": seals}, place_of(place))


def _pictures(tx: Transaction, place: InspectionPlace, pictures: Sequence[Picture], actor: Actor,
              now: datetime) -> list[str]:
    """Pictures of the visit: in no case until a finding becomes one, so that no job judges them as a case's."""
    rows = add_photos(tx.session, [one.upload for one in pictures], case_id=None, report_id=None, event_n=None,
                      person_id=actor.person_id, private=True, now=now)
    for one, photo in zip(pictures, rows, strict=True):
        photo.judged_at = now
        tx.session.add(InspectionPhoto(place_id=place.id, photo_id=photo.id, code=one.code))
    return [photo.sha256 for photo in rows]
