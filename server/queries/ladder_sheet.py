"""The ladder as people read it: every rung in words, who it goes to, and whether the reader may change it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import RuleSet, RungRow
from server.queries.ladder import NAME, to_rung
from server.queries.people import Actor
from workflows.addressees import ADDRESSEE_NAMES
from workflows.escalation import ANY, ORDER, STAGES, Rung
from workflows.roles import Role, is_current
from workflows.states import STAGE_NAMES, Stage
from workflows.working_calendar import UNIT_NAMES

RUNG_STAGES = {ANY: "一般环节", ORDER: "督办"} | {stage: STAGE_NAMES[Stage(stage)] for stage in STAGES
                                            if stage not in (ANY, ORDER)}
SOURCE = ("没有规定催办的国家或地方条文：这是本系统的默认设置，可以更改。"
          "超期一半报上级、一倍报区级，参照各地吹哨报到的常见做法。")


def read_ladder_sheet(actor: Actor, now: datetime) -> dict[str, Any]:
    """The ladder for this person."""
    with db.reading() as session:
        return ladder_sheet(session, actor, now)


def edits_ladder(actor: Actor, now: datetime) -> bool:
    """Whether the person may change it: an administrator of the system."""
    return any(post.role is Role.ADMINISTRATOR and is_current(post, now) for post in actor.posts)


def ladder_sheet(session: Session, actor: Actor, now: datetime) -> dict[str, Any]:
    """All rungs in the order of their stages, with the version that an edit must name."""
    rungs = [to_rung(row) for row in session.scalars(select(RungRow))]
    rungs.sort(key=lambda rung: (list(RUNG_STAGES).index(rung.stage), _distance(rung), rung.code))
    row = session.get(RuleSet, NAME)
    return {
        "version": row.version if row else 0, "changed_at": row.changed_at if row else None,
        "may_edit": edits_ladder(actor, now), "source": SOURCE,
        "stages": [{"code": code, "name": name} for code, name in RUNG_STAGES.items()],
        "addressees": [{"code": code, "name": name} for code, name in ADDRESSEE_NAMES.items()],
        "rungs": [{**asdict(rung), "when": when_words(rung)} for rung in rungs]}


def when_words(rung: Rung) -> str:
    """When a rung comes due: 用到时限的 80% · 到期时 · 超期 50% · 到期前 2 工作时 · 超期 5 工作日."""
    if rung.relation == "percent":
        if rung.amount == 100:
            return "到期时"
        return f"用到时限的 {rung.amount}%" if rung.amount < 100 else f"超期达时限的 {rung.amount - 100}%"
    span = f"{rung.amount} {UNIT_NAMES[rung.unit or '']}"
    return f"到期前 {span}" if rung.relation == "before" else f"超期 {span}"


def _distance(rung: Rung) -> tuple[int, int]:
    """Rungs in the order of time, as far as it is known without a clock."""
    before, after = rung.relation == "before", rung.relation == "after"
    return (2 if after else 1 if rung.amount > 100 and not before else 0, rung.amount)
