"""What a reporter leaves to be reached by: sealed with the report, and whether it was proved to be their own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from server.actions.codes import Identity, seal_identity
from server.actions.origins import Origin, contact_hash
from server.models import ContactCode, ReporterIdentity
from server.queries.notices_out import notices_out


class Contacted(Protocol):
    """The part of a submission that says who may be reached, and from where it came."""

    @property
    def id(self) -> str: ...
    @property
    def contact_name(self) -> str: ...
    @property
    def contact_phone(self) -> str: ...
    @property
    def contact_email(self) -> str: ...
    @property
    def contact_by(self) -> str: ...
    @property
    def contact_proof(self) -> str | None: ...
    @property
    def origin(self) -> Origin: ...


def hashes_of(given: Contacted) -> tuple[str | None, ...]:
    """Everything by which a restriction may know a submission."""
    return (given.origin.device, given.origin.address, contact_hash(given.contact_phone),
            contact_hash(given.contact_email))


def sealed_contact(session: Session, given: Contacted, now: datetime) -> ReporterIdentity:
    """The row beside the report; one statement more only when a proof came along."""
    phone, email = contact_hash(given.contact_phone), contact_hash(given.contact_email)
    identity = Identity(given.contact_name, given.contact_phone, given.contact_email.strip(), given.contact_by)
    return ReporterIdentity(report_id=given.id, sealed=seal_identity(identity), contact_hash=phone or email,
                            proved_at=_proved(session, given.contact_proof, {phone, email}, now))


def _proved(session: Session, proof: str | None, hashes: set[str | None], now: datetime) -> datetime | None:
    """When the contact was proved; a proof of another contact, or an old one, proves nothing."""
    row = session.get(ContactCode, proof) if proof else None
    if row is None or row.proved_at is None or row.contact_hash not in hashes:
        return None
    fresh = now - row.proved_at <= timedelta(hours=notices_out().proof_hours)
    return row.proved_at if fresh else None
