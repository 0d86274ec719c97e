"""Special inspections are planned, begun and closed: who goes, with which form.

The form stays as it is from the start on; the last day and who goes may still change.
Next: server/actions/inspection_places.py
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem, invalid
from server.models import Inspection, InspectionInspector, InspectionPlace, Person, PersonPost
from server.queries.catalogue import find_case_category
from server.queries.city import city_index
from server.queries.editions import place_in
from server.queries.inspection_forms import write_form
from server.queries.inspections import describe, get_inspection, place_of, plans
from server.queries.moments import city_day
from server.queries.people import Actor, runs, to_post
from server.transaction import Transaction, transaction
from workflows.inspection import Item, check_form, from_items, is_own_unit
from workflows.ledger import seal
from workflows.roles import Place, Post

LEVELS = ("city", "district", "town")
Write = Callable[[Transaction], Inspection]


@dataclass(frozen=True)
class GivenInspection:
    """A campaign as somebody planned it."""

    title: str
    theme: str
    division: str
    first: date
    last: date
    items: tuple[Item, ...]
    inspectors: tuple[int, ...]


def plan_inspection(given: GivenInspection, actor: Actor, key: str | None, now: datetime, *,
                    simulated: bool = False) -> dict[str, Any]:
    """A new campaign, not begun yet. Raises validation, role-forbidden."""
    _check(given)
    if given.last < city_day(now):
        raise invalid("last", "最后一天已经过去")
    if not plans(actor, given.division, now):
        raise Problem("role-forbidden", "专项检查由本区或市的考核员、协调员组织")

    def write(tx: Transaction) -> Inspection:
        form, form_hash = write_form(given.items)
        place = place_in(given.division)
        row = Inspection(
            title=given.title.strip(), theme=given.theme.strip(), summary="", salt=secrets.token_hex(16),
            division=given.division, district=place.district, first=given.first, last=given.last, state="draft",
            form=form, form_hash=form_hash, simulated=simulated, author_id=actor.person_id, created_at=now,
            event_count=0)
        tx.session.add(row)
        tx.session.flush()
        _set_inspectors(tx.session, row, given.inspectors, now)
        tell_ledger(tx, row, "inspection.planned", actor, now, _said(row, given))
        return row
    return act(["plan-inspection", _content(given)], write, actor, key, now)


def change_inspection(inspection_id: int, given: GivenInspection, actor: Actor, key: str | None,
                      now: datetime) -> dict[str, Any]:
    """Write the plan anew; of one that runs only the last day and who goes. Raises not-found, role-forbidden,
    invalid-transition, validation."""
    _check(given)

    def write(tx: Transaction) -> Inspection:
        row = planned(tx.session, inspection_id, actor, now)
        if given.division != row.division:
            raise invalid("division", "范围不能更改，请另建一次检查")
        form, form_hash = write_form(given.items)
        if row.state == "running" and (form_hash, given.first, given.title.strip()) != (
                row.form_hash, row.first, row.title):
            raise Problem("invalid-transition", "检查已开始，只能更改最后一天和检查员")
        row.title, row.theme, row.first, row.last = given.title.strip(), given.theme.strip(), given.first, given.last
        row.form, row.form_hash = form, form_hash
        _set_inspectors(tx.session, row, given.inspectors, now)
        tell_ledger(tx, row, "inspection.changed", actor, now, _said(row, given))
        return row
    return act(["change-inspection", inspection_id, _content(given)], write, actor, key, now)


def start_inspection(inspection_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """From now on places are looked at. Raises invalid-transition, validation: no places, nobody who may go to one."""
    def write(tx: Transaction) -> Inspection:
        row = planned(tx.session, inspection_id, actor, now)
        if row.state != "draft":
            raise Problem("invalid-transition", "这次检查已经开始")
        places = list(tx.session.scalars(select(InspectionPlace).where(InspectionPlace.inspection_id == row.id)))
        if not places:
            raise invalid("places", "还没有检查点，请先选点")
        posts = _posts_of(tx.session, row, now)
        if not posts:
            raise invalid("inspectors", "还没有检查员")
        refuse_unreachable(places, posts, now)
        row.state, row.started_at = "running", now
        tell_ledger(tx, row, "inspection.started", actor, now, {"places": len(places), "form_hash": row.form_hash})
        for person_id in posts:
            send(tx.session, Addressee(person_id=person_id), Told(
                f"inspection.started:{row.id}:{person_id}", "inspection.started",
                "您是一次专项检查的检查员，请在「考核 · 专项检查」里看检查点。", row.district), now)
        return row
    return act(["start-inspection", inspection_id], write, actor, key, now)


def close_inspection(inspection_id: int, summary: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Close it with a summary; what nobody has been to is shown as such. Raises invalid-transition, validation."""
    def write(tx: Transaction) -> Inspection:
        row = planned(tx.session, inspection_id, actor, now)
        if row.state != "running":
            raise Problem("invalid-transition", "只有进行中的检查可以收尾")
        states = list(tx.session.scalars(select(InspectionPlace.state).where(InspectionPlace.inspection_id == row.id)))
        if not any(state != "open" for state in states):
            raise Problem("invalid-transition", "一个点都没有检查，不能收尾")
        row.state, row.closed_at, row.closed_by, row.summary = "ended", now, actor.person_id, summary.strip()
        tell_ledger(tx, row, "inspection.closed", actor, now, {
            "done": states.count("done"), "skipped": states.count("skipped"), "open": states.count("open"),
            "seals": {"summary": sealed(row, row.summary)}})
        return row
    return act(["close-inspection", inspection_id, summary], write, actor, key, now)


def _check(given: GivenInspection) -> None:
    try:
        level = city_index().division(given.division).level
    except KeyError:
        raise invalid("division", "没有这个区划") from None
    if level not in LEVELS:
        raise invalid("division", "专项检查以市、区或镇街为范围")
    if given.last < given.first:
        raise invalid("last", "最后一天早于第一天")
    wrong = check_form(given.items)
    if wrong is not None:
        raise invalid(wrong.field, wrong.words)
    for place, item in enumerate(given.items):
        if item.category is not None and find_case_category(item.category) is None:
            raise invalid(f"items.{place}.category", f"第 {place + 1} 项：没有这个类别")


def _content(given: GivenInspection) -> dict[str, Any]:
    return {**vars(given), "items": from_items(given.items)}


def _said(row: Inspection, given: GivenInspection) -> dict[str, Any]:
    return {"division": row.division, "first": row.first.isoformat(), "last": row.last.isoformat(),
            "form_hash": row.form_hash, "inspectors": sorted(set(given.inspectors)),
            "seals": {"title": sealed(row, row.title), "theme": sealed(row, row.theme)}}


def sealed(row: Inspection, words: str) -> str:
    """The HMAC of words that stay outside the ledger."""
    return seal(words, bytes.fromhex(row.salt))


def _set_inspectors(session: Session, row: Inspection, wanted: tuple[int, ...], now: datetime) -> None:
    """Exactly these go. Raises validation for somebody who works nowhere now."""
    working = set(session.scalars(select(Person.id).join(PersonPost, PersonPost.person_id == Person.id).where(
        Person.id.in_(wanted), Person.active, runs(PersonPost, now))))
    if set(wanted) - working:
        raise invalid("inspectors", "检查员须是在岗的工作人员")
    session.execute(delete(InspectionInspector).where(InspectionInspector.inspection_id == row.id))
    session.add_all(InspectionInspector(inspection_id=row.id, person_id=person) for person in sorted(set(wanted)))


def _posts_of(session: Session, row: Inspection, now: datetime) -> dict[int, list[Post]]:
    """Who goes, each with the posts that they hold now."""
    found: dict[int, list[Post]] = {one: [] for one in session.scalars(select(InspectionInspector.person_id).where(
        InspectionInspector.inspection_id == row.id).order_by(InspectionInspector.person_id))}
    for post in session.scalars(select(PersonPost).where(PersonPost.person_id.in_(found), runs(PersonPost, now))):
        found[post.person_id].append(to_post(post))
    return found


def refuse_unreachable(places: list[InspectionPlace], posts: dict[int, list[Post]], now: datetime) -> None:
    """Nobody inspects their own unit: for every place there is somebody from elsewhere. Raises validation."""
    for place in places:
        if all(is_own_unit(held, place_of(place), now) for held in posts.values()):
            raise invalid("inspectors", f"「{place.name}」只有本单位的人可去，请加一位别的单位的检查员")


def planned(session: Session, inspection_id: int, actor: Actor, now: datetime) -> Inspection:
    """The locked campaign, for whoever plans it. Raises not-found, role-forbidden, invalid-transition."""
    row = get_inspection(session, inspection_id, actor, now, lock=True)
    if not plans(actor, row.division, now):
        raise Problem("role-forbidden", "由组织检查的考核员、协调员操作")
    if row.state == "ended":
        raise Problem("invalid-transition", "这次检查已经收尾")
    return row


def act(content: list[Any], write: Write, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """One change of a campaign, once; answers the campaign."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        row = write(tx)
        tx.session.flush()
        return keep_answer(tx, key, actor.key, lambda: describe(tx.session, row, actor, now))


def tell_ledger(tx: Transaction, row: Inspection, name: str, actor: Actor, now: datetime, data: dict[str, Any],
                place: Place | None = None) -> None:
    """One event of the campaign, at a place or for its whole district."""
    unit = actor.posts[0].department or actor.posts[0].division if actor.posts else None
    record(tx, Entry("inspection", str(row.id), row, name, actor, unit, None, place or Place(row.district), None, now,
                     data))
