"""Supervision orders of a case: who may judge them, and everything that was said about each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from server.models import Absence, Case, Order, OrderWord, Person, PersonPost
from server.queries.city import unit_name
from workflows.people import OVERSEERS


def order_facts(session: Session, case: Case) -> dict[str, Any]:
    """What the flow asks of open orders; no query for a case without one."""
    if not case.open_orders:
        return {}
    rows = session.execute(select(Order.issuer_id, Order.replied_at, _in_office()).where(
        Order.case_id == case.id, Order.state == "open")).all()
    return {"orders_replied": sum(row.replied_at is not None for row in rows),
            "order_judges": frozenset(row.issuer_id if row.in_office else None for row in rows)}


def _in_office() -> Any:
    """Whether the issuer still holds an overseer's post and is there; as the clock has carried it out."""
    holds = exists().where(PersonPost.person_id == Order.issuer_id, PersonPost.wound_up_at.is_(None),
                           PersonPost.role.in_(sorted(OVERSEERS)))
    away = exists().where(Absence.person_id == Order.issuer_id, Absence.begun_at.is_not(None),
                          Absence.closed_at.is_(None))
    return and_(holds, ~away).label("in_office")


def judged_order(session: Session, case: Case, person_id: int | None, wanted: int | None, *,
                 replied: bool) -> Order | None:
    """The open order that a person judges: the one they name, else their own and oldest; None when it is not theirs."""
    rows = session.execute(select(Order, _in_office()).where(Order.case_id == case.id, Order.state == "open")
                           .order_by(Order.issuer_id != person_id, Order.id)).all()
    return next((order for order, present in rows if (order.issuer_id == person_id or not present)
                 and wanted in (None, order.id) and (order.replied_at is not None or not replied)), None)


def open_order(session: Session, case: Case, wanted: int | None) -> Order | None:
    """The open order that is replied to: the one that is named, else the oldest without a reply, else the oldest."""
    rows = list(session.scalars(select(Order).where(Order.case_id == case.id, Order.state == "open")
                                .order_by(Order.replied_at.is_not(None), Order.id)))
    return next((order for order in rows if wanted in (None, order.id)), None)


def orders_of(session: Session, case: Case, notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Supervision orders, settled ones too, each with its replies; most cases have none, and their notes say so."""
    if not any(note["kind"] == "supervise.text" for note in notes):
        return []
    rows = session.execute(select(Order, Person.name).join(Person, Person.id == Order.issuer_id)
                           .where(Order.case_id == case.id).order_by(Order.id)).all()
    said: dict[int, list[dict[str, Any]]] = {}
    words = {note["event_n"]: note["text"] for note in notes}
    for word, name in session.execute(
            select(OrderWord, Person.name).outerjoin(Person, Person.id == OrderWord.person_id)
            .where(OrderWord.order_id.in_([order.id for order, _ in rows])).order_by(OrderWord.id)):
        said.setdefault(word.order_id, []).append({
            "kind": word.kind, "at": word.at, "who": name or "", "unit": unit_name(word.unit),
            "text": words.get(word.event_n, "")})
    return [_shape(order, name, said.get(order.id, [])) for order, name in rows]


def _shape(order: Order, issuer: str, words: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": order.id, "text": order.text, "issuer": issuer, "issuer_id": order.issuer_id,
            "due_at": order.due_at, "state": order.state, "issued_at": order.issued_at,
            "accepted_at": order.accepted_at, "replied_at": order.replied_at, "round": order.round, "words": words}


def is_order_late(order: Order, now: datetime) -> bool:
    """Past its due time and neither settled nor waiting for its issuer."""
    return order.state == "open" and order.replied_at is None and order.due_at is not None and order.due_at < now
