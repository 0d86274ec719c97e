"""Plans of platform checks: what a draw would cost, the draw itself, and grids that an assessor wants in the next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem, invalid
from server.extensions import db
from server.models import CheckPlan, CheckProposal, DivisionRow, PlatformSample
from server.queries.check_lots import (
    Lot,
    check_data,
    newest_root,
    read_assessors,
    read_lots,
    waiting,
    with_units,
)
from server.queries.check_places import check_level
from server.queries.check_plans import plan_of, week_load
from server.queries.editions import place_in
from server.queries.moments import city_day
from server.queries.people import Actor
from server.transaction import Transaction, transaction
from workflows.assessment.rights import assesses
from workflows.assessment.sampling import (
    KIND_NAMES,
    WHY_NAMES,
    Drawn,
    SampleKind,
    SampleState,
    Why,
    draw,
    names_hash,
    seed_of,
    share_out,
)
from workflows.ledger import canonical
from workflows.roles import COLUMNS, is_city

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class WantedPlan:
    """What an assessor asks for; without `items` every waiting grid once and a tenth of the rest."""

    division: str
    first: date
    weeks: int
    items: int | None = None


@dataclass(frozen=True)
class Draft:
    """A draw before it is kept. `left_out` were drawn and nobody may look at them."""

    seed: str
    root: tuple[int, str]
    lots: dict[str, Lot]
    drawn: list[Drawn]
    who: dict[str, int]
    names: dict[int, str]
    load: dict[int, int]  # minutes by person of other plans in a week of this one
    waiting: dict[str, Why]
    left_out: int

    def minutes(self, person_id: int | None = None) -> int:
        """Minutes of the whole plan, or of one person's part."""
        per = check_data().minutes
        return sum(per[one.item.kind] for one in self.drawn
                   if person_id is None or self.who[one.item.ref] == person_id)


def preview_plan(wanted: WantedPlan, actor: Actor, now: datetime) -> dict[str, Any]:
    """What the plan would hold and cost; which cases are drawn is not told before it is kept."""
    _check(wanted, actor, now)
    with db.reading() as session:
        return _told(wanted, _draft(session, wanted, now))


def make_plan(wanted: WantedPlan, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Draw and keep. Raises role-forbidden; validation for weeks, nothing to draw, too many hours or weeks that are
    planned already."""
    _check(wanted, actor, now)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["check-plan", *vars(wanted).values()]), now)
        if stored is not None:
            return stored
        tx.session.execute(select(DivisionRow.code).where(DivisionRow.code == wanted.division)
                           .with_for_update(key_share=True))
        _refuse_overlap(tx.session, wanted)
        draft = _draft(tx.session, wanted, now)
        _refuse_too_much(wanted, draft)
        plan = _keep(tx, wanted, draft, actor, now)
        return keep_answer(tx, key, actor.key, lambda: plan_of(tx.session, plan, actor, now))


def _check(wanted: WantedPlan, actor: Actor, now: datetime) -> None:
    check_level(wanted.division)
    if not assesses(actor.posts, None if is_city(wanted.division) else wanted.division, now):
        raise Problem("role-forbidden", "抽查计划由本区或市级考核员制定")
    if wanted.first.weekday() != 0:
        raise invalid("first", "计划从星期一开始")
    if wanted.first < city_day(now) - timedelta(days=6):
        raise invalid("first", "不能从过去的一周开始")
    if wanted.first > city_day(now) + AHEAD:
        raise invalid("first", f"最多提前 {AHEAD.days} 天抽签")
    if wanted.weeks > check_data().plan["weeks"]:
        raise invalid("weeks", f"一份计划最多 {check_data().plan['weeks']} 周")


def _last(wanted: WantedPlan) -> date:
    return wanted.first + timedelta(days=7 * wanted.weeks - 1)


def _refuse_overlap(session: Session, wanted: WantedPlan) -> None:
    other = session.scalar(select(CheckPlan).where(
        CheckPlan.division == wanted.division, CheckPlan.first <= _last(wanted), CheckPlan.last >= wanted.first))
    if other is not None:
        raise invalid("first", f"{other.first:%m月%d日}至{other.last:%m月%d日}已有抽查计划，一周只抽一次签")


def _draft(session: Session, wanted: WantedPlan, now: datetime) -> Draft:
    root = newest_root(session)
    seed = seed_of(root[1], wanted.division, wanted.first.isoformat())
    lots = {lot.item.ref: lot for lot in read_lots(session, wanted.division, now)}
    first = waiting(session, wanted.division, seed, now)
    count = wanted.items or _usual(lots, first)
    names = read_assessors(session, wanted.division, now)
    drawn = draw(seed, (lot.item for lot in lots.values()), first, count)
    who = share_out(seed, drawn, with_units(session, names, now), {ref: lot.codes for ref, lot in lots.items()},
                    {kind: check_data().minutes[kind] for kind in SampleKind})
    given = [one for one in drawn if one.item.ref in who]
    return Draft(seed, root, lots, given, who, names, week_load(session, names, wanted.first, _last(wanted)), first,
                 len(drawn) - len(given))


def _usual(lots: dict[str, Lot], first: dict[str, Why]) -> int:
    with_items = {lot.item.grid for lot in lots.values()} & first.keys()
    return max(1, len(with_items) + (len(lots) - len(with_items)) // 10)


def _weekly(wanted: WantedPlan, draft: Draft, person_id: int) -> int:
    """Minutes of a person in a week, rounded up, other plans included."""
    return -(-draft.minutes(person_id) // wanted.weeks) + draft.load.get(person_id, 0)


def _refuse_too_much(wanted: WantedPlan, draft: Draft) -> None:
    if not draft.names:
        raise invalid("division", "这里没有在岗的考核员")
    if not draft.drawn:
        raise invalid("items", "没有可以抽查的案件和走访")
    hours = check_data().plan["hours_per_week"]
    most = max(_weekly(wanted, draft, person) for person in draft.names)
    if most > hours * 60:
        raise invalid("items", f"每人每周要 {-(-most // 60)} 小时，超过 {hours} 小时；请减少件数、增加周数")


def _told(wanted: WantedPlan, draft: Draft) -> dict[str, Any]:
    kinds, whys = Counter(one.item.kind for one in draft.drawn), Counter(one.why for one in draft.drawn)
    there = Counter(lot.item.kind for lot in draft.lots.values())
    grids = {one.item.grid for one in draft.drawn}
    reachable = {lot.item.grid for lot in draft.lots.values()}
    return {
        "items": len(draft.drawn), "minutes": draft.minutes(), "last": _last(wanted), "left_out": draft.left_out,
        "population": len(draft.lots), "hours_limit": check_data().plan["hours_per_week"], "grids": len(grids),
        "assessors": [{"name": name, "items": sum(draft.who[one.item.ref] == person for one in draft.drawn),
                       "week_minutes": _weekly(wanted, draft, person)} for person, name in draft.names.items()],
        "kinds": [{"code": kind.value, "name": KIND_NAMES[kind], "n": kinds[kind], "of": there[kind],
                   "minutes": check_data().minutes[kind]} for kind in SampleKind],
        "whys": [{"code": why.value, "name": WHY_NAMES[why], "n": whys[why]} for why in Why],
        "waiting": len(draft.waiting), "empty": len(draft.waiting.keys() - reachable)}


def _keep(tx: Transaction, wanted: WantedPlan, draft: Draft, actor: Actor, now: datetime) -> CheckPlan:
    plan = CheckPlan(
        division=wanted.division, first=wanted.first, last=_last(wanted), items=len(draft.drawn),
        minutes=draft.minutes(), population=len(draft.lots), assessors=canonical({"ids": sorted(draft.names)}),
        root_seq=draft.root[0], root_hash=draft.root[1], seed=draft.seed, drawn_hash=names_hash(draft.drawn),
        made_by=actor.person_id, made_at=now)
    tx.session.add(plan)
    tx.session.flush()
    for one in draft.drawn:
        _keep_sample(tx, plan, one, draft, actor, now)
    tx.session.execute(update(CheckProposal).where(
        CheckProposal.plan_id.is_(None), CheckProposal.division.in_({one.item.grid for one in draft.drawn}))
        .values(plan_id=plan.id))
    record(tx, Entry("division", wanted.division, None, "division.checks_planned", actor, wanted.division, None,
                     place_in(wanted.division), None, now, {
                         "plan": plan.id, "first": plan.first.isoformat(), "last": plan.last.isoformat(),
                         "items": plan.items, "minutes": plan.minutes, "population": plan.population,
                         "seed": plan.seed, "root_seq": plan.root_seq, "drawn": plan.drawn_hash}))
    for person, n in Counter(draft.who[one.item.ref] for one in draft.drawn).items():
        send(tx.session, Addressee(person_id=person), Told(
            f"check-plan:{plan.id}:{person}", "work.checks",
            f"平台巡查：{plan.first:%m月%d日}起的计划分给您 {n} 件，请在 {plan.last:%m月%d日} 前看完。",
            wanted.division), now)
    return plan


def _keep_sample(tx: Transaction, plan: CheckPlan, one: Drawn, draft: Draft, actor: Actor, now: datetime) -> None:
    lot = draft.lots[one.item.ref]
    row = PlatformSample(
        plan_id=plan.id, kind=one.item.kind, case_id=lot.case_id, visit_id=lot.visit_id, department=lot.department,
        person_id=lot.person_id, why=one.why, minutes=check_data().minutes[one.item.kind],
        assessor_id=draft.who[one.item.ref], state=SampleState.OPEN, drawn_at=now, due_on=plan.last,
        **{level: getattr(lot.place, level) for level in COLUMNS})
    tx.session.add(row)
    tx.session.flush()
    record(tx, Entry("sample", str(row.id), row, "sample.drawn", actor, plan.division, None, lot.place,
                     lot.department, now, {
                         "plan": plan.id, "kind": row.kind, "case": row.case_id, "visit": row.visit_id,
                         "why": row.why, "person": row.person_id, "sub_grid": row.sub_grid,
                         "community": row.community}))

