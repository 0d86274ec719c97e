"""Numbers and secrets given to people: tickets, query codes, case numbers, sealed identities."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import NamedTuple

from cryptography.fernet import Fernet
from sqlalchemy import bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Serial
from server.queries.moments import CITY_ZONE

# No 0 O 1 I L U: read aloud and typed with a thumb.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_SERIALS = Serial.__table__
_NEXT = (update(_SERIALS).where(_SERIALS.c.series == bindparam("of_series")).values(last=_SERIALS.c.last + 1)
         .returning(_SERIALS.c.last))


def _spell(purpose: str, text: str, length: int) -> str:
    digest = hmac.new(db.settings.secret_key.encode(), f"{purpose}:{text}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def ticket_of(report_id: str, received_at: datetime) -> str:
    """受理编号: day and eight letters from the report's UUID; no counter, no lock (30^8 a day)."""
    word = _spell("ticket", report_id, 8)
    return f"SP{received_at.astimezone(CITY_ZONE):%y%m%d}-{word[:4]}-{word[4:]}"


def query_code_of(report_id: str) -> str:
    """查询码: ten letters, an HMAC over the report's id; nothing to store, nothing to leak."""
    return _spell("query-code", report_id, 10)


def next_case_number(session: Session, district: str, now: datetime) -> str:
    """案件编号: HB + district + yyyymmdd + serial of the district's day (domain §2.2)."""
    day = f"{now.astimezone(CITY_ZONE):%Y%m%d}"
    return f"HB{district}{day}{_next(session, f'case:{district}:{day}'):05d}"


def _next(session: Session, series: str) -> int:
    """Add one to a series; its row is locked until the commit, so no number is given twice."""
    taken = session.execute(_NEXT, {"of_series": series}).scalar()
    if taken is not None:
        return int(taken)
    return _begin_series(session, series)


def _begin_series(session: Session, series: str) -> int:
    insert = sqlite.insert if db.is_sqlite else postgresql.insert
    statement = insert(Serial).values(series=series, last=1).on_conflict_do_update(
        index_elements=[Serial.series], set_={"last": Serial.last + 1})
    return int(session.execute(statement.returning(Serial.last)).scalar_one())


def _box() -> Fernet:
    key = hashlib.sha256(f"identity:{db.settings.secret_key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class Identity(NamedTuple):
    """What a reporter left of themselves; `by` is the way on which they wish to hear."""

    name: str
    phone: str
    email: str = ""
    by: str = ""


def seal_identity(identity: Identity) -> str:
    """Encrypt what a reporter left of themselves."""
    return seal_text(json.dumps(identity, ensure_ascii=False))


def open_identity(sealed: str) -> Identity:
    """What a sealed identity holds; older ones hold no e-mail."""
    return Identity(*json.loads(open_text(sealed)))


def seal_text(text: str) -> str:
    """Encrypt a text with the key of identities."""
    return _box().encrypt(text.encode()).decode()


def open_text(sealed: str) -> str:
    """The text of `seal_text`."""
    return _box().decrypt(sealed.encode()).decode()


def contact_code(row_id: str) -> str:
    """Six digits by which a contact is proved: an HMAC over the row's id."""
    digest = hmac.new(db.settings.secret_key.encode(), f"contact-code:{row_id}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest, 'big') % 1_000_000:06d}"


def link_token(salt: str) -> str:
    """The secret of a one-time link, an HMAC over the salt of its row; nothing to store, nothing to leak."""
    return _spell("enterprise-link", salt, 40)


def photo_token(photo_id: int, expires: int) -> str:
    """Signature of a photo link that ends at `expires` (epoch seconds)."""
    return _spell("photo", f"{photo_id}:{expires}", 20)
