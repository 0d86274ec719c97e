"""What a step does to supervision orders: issued, replied to, accepted, rejected; and who is told of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from server.actions.messages import Addressee, Told, send
from server.errors import invalid
from server.models import Case, Order, OrderWord
from server.queries.catalogue import working_calendar
from server.queries.desk_seats import HeldDesks
from server.queries.ladder import city_time, ladder, standing_of, ticking_order
from server.queries.orders import judged_order, open_order
from server.queries.people import Actor
from server.transaction import Transaction
from workflows.addressees import candidates
from workflows.escalation import ORDER, first_look
from workflows.states import Action

WORDS = {Action.REPLY_ORDER: "reply", Action.ACCEPT_ORDER: "accept", Action.REJECT_ORDER: "reject"}


def follow_order(tx: Transaction, case: Case, action: Action, fields: Mapping[str, Any], actor: Actor,
                 unit: str | None, event_n: int, now: datetime) -> dict[str, Any]:
    """The order's row and its word; returns its number for the ledger. Nothing for steps that are not about orders."""
    if action is Action.SUPERVISE:
        order = Order(case_id=case.id, issuer_id=actor.person_id, text=fields["text"], due_at=fields["due_at"],
                      issued_at=now, state="open", round=0)
        tx.session.add(order)
        tx.session.flush()
        _run(case, order)
        due = city_time(fields["due_at"])
        _tell_unit(tx, case, order, f"收到督办，{due} 到期，请办理并回复。", "order.issued", now)
        return {"order": order.id}
    if action not in WORDS:
        return {}
    order = _change(tx, case, action, fields, actor, now)
    tx.session.add(OrderWord(order_id=order.id, district=case.district, kind=WORDS[action], unit=unit,
                             person_id=actor.person_id, event_n=event_n, at=now))
    return {"order": order.id, "round": order.round}


def _change(tx: Transaction, case: Case, action: Action, fields: Mapping[str, Any], actor: Actor,
            now: datetime) -> Order:
    wanted = fields.get("order")
    if action is Action.REPLY_ORDER:
        order = _there(open_order(tx.session, case, wanted))
        order.replied_at = now
        send(tx.session, Addressee(order.issuer_id), _told(case, order, "order.replied", now,
             "您签发的督办有了回复，请销号或退回。"), now)
        _run(case, order)
        return order
    rejects = action is Action.REJECT_ORDER
    order = _there(judged_order(tx.session, case, actor.person_id, wanted, replied=rejects))
    if not rejects:
        order.state, order.accepted_at, order.remind_at = "accepted", now, None
        return order
    order.replied_at, order.round = None, order.round + 1
    order.due_at = fields.get("due_at") or order.due_at
    _run(case, order)
    due = city_time(order.due_at) if order.due_at else ""
    _tell_unit(tx, case, order, f"督办的回复被退回，{due} 到期，请补办后再回复。", "order.rejected", now)
    return order


def _there(order: Order | None) -> Order:
    if order is None:
        raise invalid("order", "没有这件可以处理的督办")
    return order


def _run(case: Case, order: Order) -> None:
    """When its own ladder is looked at next; the job finds out what was sent already."""
    clock = ticking_order(order)
    order.remind_at = first_look(clock, ladder(), working_calendar(case.district)) if clock else None


def _tell_unit(tx: Transaction, case: Case, order: Order, words: str, name: str, now: datetime) -> None:
    desks = candidates("unit", standing_of(case, ORDER, order.issuer_id))
    desk = HeldDesks(tx.session, desks, now).first(desks)
    if desk is not None:
        send(tx.session, Addressee(desk.person_id, desk.role, desk.division, desk.department),
             _told(case, order, name, now, words), now)


def _told(case: Case, order: Order, name: str, now: datetime, words: str) -> Told:
    return Told(f"{name}:{order.id}.{order.round}.{int(now.timestamp())}", name, words, case.district, case.id,
                urgent=case.emergency or case.severity == 1)
