"""Second looks by lot: drawn when a case is settled, made by a member of another grid who is not told the result."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.actions.case_rows import Upload, add_photos
from server.actions.cases import lock_case
from server.actions.doubts import Doubt, raise_doubt
from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem
from server.models import Case, Recheck, RecheckPhoto
from server.queries.people import Actor
from server.queries.rechecks import recheck_shape
from server.queries.scope import place_of_case
from server.transaction import Transaction, transaction
from workflows.ledger import seal
from workflows.recheck import RESULT_NAMES, differs
from workflows.roles import Role


@dataclass(frozen=True)
class Finding:
    """What a second look found: one of RESULTS, a line, pictures of it."""

    result: str
    note: str
    uploads: Sequence[Upload] = ()


def answer_recheck(recheck_id: int, found: Finding, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Keep what the second look found; where it differs the head of the station hears of it and a doubt is raised.

    Raises not-found for a look that is somebody else's, invalid-transition when it was answered.
    """
    content = ["recheck", recheck_id, found.result, found.note, [upload.photo.sha256 for upload in found.uploads]]
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        row = tx.session.get(Recheck, recheck_id) if recheck_id < 2**53 else None
        if row is None or row.person_id != actor.person_id:
            raise Problem("not-found", "没有这项盲查")
        case = lock_case(tx.session, row.case_id)
        tx.session.refresh(row)
        if row.done_at is not None:
            raise Problem("invalid-transition", "这项盲查已经完成")
        salt = secrets.token_bytes(16)
        row.result, row.done_at, row.differs = found.result, now, differs(found.result)
        row.note, row.salt = found.note.strip(), salt.hex()
        photos = _keep_photos(tx, row, found.uploads, actor, now)
        # The chain tells that a look was made; what was found stands beside, for those who answer for evidence, and
        # is sealed, so that a score that counts it can be proved.
        record(tx, Entry("case", str(case.id), case, "case.rechecked", actor, None, None, place_of_case(case),
                         case.department, now, {"recheck": row.id, "seals": {
                             "note": seal(row.note, salt), "result": seal(found.result, salt)}, **photos},
                         case.version))
        if row.differs:
            _tell_of_difference(tx, case, row, now)
        return keep_answer(tx, key, actor.key, lambda: recheck_shape(tx.session, row, case))


def _keep_photos(tx: Transaction, row: Recheck, uploads: Sequence[Upload], actor: Actor,
                 now: datetime) -> dict[str, list[str]]:
    """Pictures of the look itself: in no case, so that no page of the case and no job shows or judges them."""
    photos = add_photos(tx.session, uploads, case_id=None, report_id=None, event_n=None, person_id=actor.person_id,
                        private=True, now=now)
    for photo in photos:
        photo.judged_at = now
        tx.session.add(RecheckPhoto(recheck_id=row.id, photo_id=photo.id))
    return {"photos": [photo.sha256 for photo in photos]} if photos else {}


def _tell_of_difference(tx: Transaction, case: Case, row: Recheck, now: datetime) -> None:
    raise_doubt(tx, case, Doubt(f"differs:recheck:{row.id}", "differs",
                                f"其他网格盲查：{RESULT_NAMES[row.result or '']}，与首次结论不同。"), now)
    to = Addressee(role=Role.STATION_HEAD, division=case.town) if case.town else Addressee(
        role=Role.COORDINATOR, division=case.district)
    send(tx.session, to, Told(once=f"recheck:{row.id}", name="case.recheck_differs", district=case.district,
                              case_id=case.id, text="盲查结果与首次结论不同，请核定。"), now)
