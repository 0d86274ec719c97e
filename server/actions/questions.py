"""Edit the extra questions: who administers the city words them, orders them, switches them off."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from config.questions import read_questions
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.rule_sets import changed
from server.errors import Problem, invalid
from server.models import Question
from server.queries.catalogue import categories
from server.queries.people import Actor
from server.queries.questions import SET, list_questions, to_question
from server.transaction import Transaction, transaction
from workflows.roles import Role, is_current

MOST_OF_A_CATEGORY = 8


@dataclass(frozen=True)
class WantedQuestion:
    """A question as the page sends it; `choices` are {value, name, name_en}."""

    category: str
    kind: str
    text: str
    text_en: str
    unit: str
    choices: list[dict[str, str]]
    position: int
    active: bool


def write_first_questions(session: Session) -> None:
    """Insert the catalogue's questions that the table has never held; nobody's edits are undone."""
    taken = set(session.scalars(select(Question.code)))
    rows = [{"code": row.code, "category": row.category, "position": place, "kind": row.kind, "text": row.text,
             "text_en": row.text_en, "unit": row.unit, "active": True,
             "choices": json.dumps([vars(choice) for choice in row.choices], ensure_ascii=False)}
            for place, row in enumerate(read_questions(categories())) if row.code not in taken]
    if rows:
        session.execute(insert(Question), rows)


def may_edit_rules(actor: Actor, now: datetime) -> bool:
    """Rules of the city are edited by its administrators."""
    return any(post.role is Role.ADMINISTRATOR and is_current(post, now) for post in actor.posts)


def save_question(code: str | None, wanted: WantedQuestion, actor: Actor, key: str | None,
                  now: datetime) -> dict[str, Any]:
    """Add a question (without a code) or word one anew; answers all questions.

    Raises role-forbidden, not-found, validation.
    """
    if not may_edit_rules(actor, now):
        raise Problem("role-forbidden", "问题由系统管理员设置")
    _check(wanted)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([code, vars(wanted)]), now)
        if stored is not None:
            return stored
        row = _row(tx, code, wanted)
        row.position, row.text, row.text_en, row.unit = wanted.position, wanted.text, wanted.text_en, wanted.unit
        row.choices, row.active = json.dumps(wanted.choices, ensure_ascii=False), wanted.active
        changed(tx, SET, actor, now, {"question": row.code, "category": row.category, "active": row.active})
        return keep_answer(tx, key, actor.key, lambda: _with(tx, row))


def _check(wanted: WantedQuestion) -> None:
    if wanted.category not in categories():
        raise invalid("category", "没有这个类别")
    if (wanted.kind == "choice") != (len(wanted.choices) >= 2):
        raise invalid("choices", "选择题至少两个选项，其他问题没有选项")
    if len({choice["value"] for choice in wanted.choices}) != len(wanted.choices):
        raise invalid("choices", "选项重复")


def _row(tx: Transaction, code: str | None, wanted: WantedQuestion) -> Question:
    """The locked row, or a new one under the next free code. Kind and category stay what they were."""
    if code is not None:
        row = tx.session.scalar(select(Question).where(Question.code == code).with_for_update())
        if row is None:
            raise Problem("not-found", "没有这个问题")
        if (row.kind, row.category) != (wanted.kind, wanted.category):
            raise invalid("kind", "已有的问题不能改类别和题型，请停用后另立一题")
        return row
    of_category = select(func.count()).select_from(Question).where(Question.category == wanted.category)
    if (tx.session.scalar(of_category.where(Question.active)) or 0) >= MOST_OF_A_CATEGORY:
        raise invalid("category", f"一个类别最多 {MOST_OF_A_CATEGORY} 个问题：反映人没有更多耐心")
    newest = tx.session.scalar(select(func.coalesce(func.max(Question.id), 0))) or 0
    row = Question(code=f"{wanted.category}-{newest + 1}", category=wanted.category, kind=wanted.kind)
    tx.session.add(row)
    return row


def _with(tx: Transaction, row: Question) -> dict[str, Any]:
    """All questions, the changed one as this transaction has it."""
    fresh = to_question(row)
    shown = [item for item in list_questions() if item["code"] != fresh.code]
    return {"questions": [*shown, {**vars(fresh), "choices": [vars(choice) for choice in fresh.choices]}]}
