"""Take sounds in before anything is written, keep them with their report, find the file behind a link."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from server.errors import FieldError, Problem
from server.extensions import db
from server.media_sound import Sound, SoundRejected, check_sound
from server.media_store import Store, original_name
from server.models import Case, Report, ReportSound
from server.queries.citizen_rules import citizen_rules
from server.queries.sounds import sign_sound


def sound_store() -> Store:
    """The store of this installation's sounds: originals only, nothing is ever made public of them."""
    return db.cached("sounds", lambda: Store(Path(db.settings.data_dir) / "sounds"))


def take_in_sounds(files: Sequence[bytes]) -> tuple[Sound, ...]:
    """Check and store recordings, outside any transaction. Raises sound-rejected with the number of the file."""
    rules = citizen_rules()
    if len(files) > rules.sound_files:
        raise _rejected(rules.sound_files, f"最多 {rules.sound_files} 段录音", "too-many")
    sounds = []
    for position, data in enumerate(files):
        try:
            sounds.append(check_sound(data, rules.sound_kilobytes * 1000, rules.sound_seconds))
        except SoundRejected as rejected:
            raise _rejected(position, rejected.reason_zh, rejected.code) from rejected
        sound_store().put(original_name(sounds[-1].sha256), data)
    return tuple(sounds)


def _rejected(position: int, reason: str, code: str) -> Problem:
    return Problem("sound-rejected", reason, code=code, errors=(FieldError(f"sounds.{position}", reason),))


def keep_sounds(session: Session, report: Report, case: Case | None, sounds: Sequence[Sound],
                now: datetime) -> list[str]:
    """Rows of stored recordings; returns their names by content, for the event."""
    session.add_all([ReportSound(report_id=report.id, sha256=sound.sha256, media_type=sound.media_type,
                                 bytes=sound.size, seconds=sound.seconds, at=now) for sound in sounds])
    if case is not None:
        case.sounds += len(sounds)
    return [sound.sha256 for sound in sounds]


def sound_of_link(sound_id: int, expires: str, signature: str, now: datetime) -> tuple[Path, str]:
    """File and media type of a recording. Raises not-found for a wrong, an expired or an unknown link alike."""
    right = (expires.isascii() and expires.isdigit() and len(expires) < 12 and int(expires) >= now.timestamp()
             and hmac.compare_digest(sign_sound(sound_id, int(expires)).encode(), signature.encode()))
    with db.reading() as session:
        sound = session.get(ReportSound, sound_id) if right else None
    if sound is None:
        raise Problem("not-found", "录音链接无效或已过期")
    return sound_store().path(original_name(sound.sha256)), sound.media_type
