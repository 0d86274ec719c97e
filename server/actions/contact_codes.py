"""Prove that a contact is one's own: a code goes out by its way and is typed back."""

from __future__ import annotations

import hmac
import json
from datetime import datetime, timedelta
from typing import Any

from server.actions.attempts import find_spent
from server.actions.codes import contact_code, seal_text
from server.actions.origins import Origin, contact_hash
from server.errors import Problem, invalid
from server.extensions import db
from server.models import ContactCode, ReporterNotice
from server.queries.city import city_code
from server.queries.notices_out import channels, checked_ways, notices_out
from server.transaction import transaction
from workflows.notices import Kind

SHARED = 10  # an address may be a whole estate: so many times the codes of one contact


def send_code(code_id: str, way: str, to: str, origin: Origin, now: datetime) -> dict[str, Any]:
    """Send a code to a contact; the same id again sends nothing more. Raises validation, rate-limited."""
    rules, known = notices_out(), contact_hash(to)
    if way not in checked_ways():
        raise invalid("way", "这条途径不用验证")
    if known is None or ("@" in to) != (way == "email"):
        raise invalid("to", "请填写要验证的邮箱" if way == "email" else "请填写要验证的手机号")
    with db.reading() as session:
        row = session.get(ContactCode, code_id)
    if row is None:
        _spend(known, origin, now)
        row = _write(code_id, way, to, known, now)
    elif row.contact_hash != known:
        raise Problem("idempotency-conflict", "这个编号已用于另一个联系方式")
    played = channels()[way]
    return {"id": code_id, "expires_at": row.expires_at, "simulated": played,
            "played": _words(code_id) if played else None, "tries": rules.code_tries}


def check_code(code_id: str, typed: str, now: datetime) -> dict[str, Any]:
    """Whether the code is right; a right one proves the contact for a while. Raises not-found, validation,
    window-closed."""
    with transaction() as tx:
        row = tx.session.get(ContactCode, code_id, with_for_update=True)
        if row is None:
            raise Problem("not-found", "没有发过这个验证码，请重新获取")
        if row.proved_at is None:
            if now >= row.expires_at or row.tries >= notices_out().code_tries:
                raise Problem("window-closed", "验证码已失效，请重新获取")
            if hmac.compare_digest(contact_code(code_id).encode(), typed.encode()):
                row.proved_at = now
            else:
                row.tries += 1
        proved, left = row.proved_at, notices_out().code_tries - row.tries
    if proved is None:
        raise invalid("code", f"验证码不对，还可以试 {left} 次" if left else "验证码不对，请重新获取")
    return {"proof": code_id, "until": proved + timedelta(hours=notices_out().proof_hours)}


def _spend(known: str, origin: Origin, now: datetime) -> None:
    most, _, seconds = db.settings.contact_code_rate.partition("/")
    rates = {f"contact-code:{known}": db.settings.contact_code_rate}
    if origin.address:
        rates[f"contact-code:{origin.address}"] = f"{int(most) * SHARED}/{seconds}"
    spent = find_spent(rates, now)
    if spent is not None:
        raise Problem("rate-limited", f"验证码要得太频繁，请 {max(1, spent[1] // 60)} 分钟后再试", retry_after=spent[1])


def _words(code_id: str) -> str:
    rules = notices_out()
    return rules.kinds[Kind.CODE].text.format(code=contact_code(code_id), minutes=rules.code_minutes)


def _write(code_id: str, way: str, to: str, known: str, now: datetime) -> ContactCode:
    rules = notices_out()
    with transaction() as tx:
        row = ContactCode(id=code_id, contact_hash=known, tries=0, created_at=now,
                          expires_at=now + timedelta(minutes=rules.code_minutes))
        tx.session.add(row)
        tx.session.add(ReporterNotice(
            once=f"code:{code_id}", kind=Kind.CODE, channel=way, simulated=channels()[way], district=city_code(),
            text="", sealed=seal_text(json.dumps([to, _words(code_id)], ensure_ascii=False)), state="waiting", tries=0,
            created_at=now, send_at=now))
    return row
