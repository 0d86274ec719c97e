"""Change the texts to begin with: administrators of the city add, change and switch them off; nothing is deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.closing import ACTIONS, read_first_templates
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.rule_sets import changed
from server.errors import Problem, invalid
from server.models import AnswerTemplate
from server.queries.answer_templates import SET
from server.queries.catalogue import OPINIONS, categories, find_case_category
from server.queries.people import Actor
from server.transaction import transaction
from workflows.roles import Role, is_city, is_current
from workflows.templates import unknown_placeholders


def write_first_templates(session: Session, now: datetime) -> None:
    """The operator's first set, into a table that is still empty."""
    if session.scalar(select(func.count()).select_from(AnswerTemplate)):
        return
    for position, first in enumerate(read_first_templates(), 1):
        session.add(AnswerTemplate(action=first.action, category=first.category, name=first.name, text=first.text,
                                   active=True, position=position, changed_at=now))


def save_template(template_id: int | None, given: dict[str, Any], actor: Actor, key: str | None,
                  now: datetime) -> dict[str, Any]:
    """Add a text (id None) or change one. Raises role-forbidden, not-found, validation."""
    if not any(post.role is Role.ADMINISTRATOR and is_city(post.division) and is_current(post, now)
               for post in actor.posts):
        raise Problem("role-forbidden", "由市级系统管理员修改")
    _check(given)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([template_id, given]), now)
        if stored is not None:
            return stored
        row = _row(tx.session, template_id)
        for name in ("action", "category", "name", "text", "active"):
            setattr(row, name, given[name])
        row.changed_by, row.changed_at = actor.person_id, now
        tx.session.flush()
        changed(tx, SET, actor, now, {"template": row.id, "active": row.active, "step": row.action})
        return keep_answer(tx, key, actor.key, lambda: {"id": row.id})


def _check(given: dict[str, Any]) -> None:
    if given["action"] not in ACTIONS:
        raise invalid("action", "没有这个用处")
    category = given["category"]
    group = categories().get(category or "", {})
    if category is not None and find_case_category(category) is None and (
            group.get("parent", "") is not None or category == OPINIONS):
        raise invalid("category", "没有这个类别")
    unknown = unknown_placeholders(given["text"])
    if unknown:
        raise invalid("text", f"没有这个可填项：{{{unknown[0]}}}")


def _row(session: Session, template_id: int | None) -> AnswerTemplate:
    if template_id is None:
        last = session.scalar(select(func.max(AnswerTemplate.position))) or 0
        row = AnswerTemplate(position=last + 1)
        session.add(row)
        return row
    found = session.get(AnswerTemplate, template_id) if template_id < 2**53 else None
    if found is None:
        raise Problem("not-found", "没有这段文字")
    return found
