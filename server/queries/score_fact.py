"""One fact to the ground: every condition of the line with whether it holds, the case, the photos."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Case, Photo
from server.queries.people import Actor
from server.queries.photos import shape_photo
from server.queries.scope import may_read_case
from server.queries.score_explain import may_see_fact, shape_pairs
from server.queries.score_facts import exemptions_for, facts_between
from server.queries.score_lines import line_formula, line_names
from server.queries.score_page import Opened
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import Fact
from workflows.assessment.indicator import Counted, Indicator, Test, judge

MOST_PHOTOS = 24


def read_fact(session: Session, actor: Actor, opened: Opened, code: str, ref: str) -> dict[str, Any]:
    """A fact of a line as far as the person may see it. Raises not-found."""
    line = next((one for one in opened.lines if one.code == code), None)
    indicator = INDICATORS.get(code)
    if line is None or indicator is None:
        raise Problem("not-found", "这个得分没有这一行")
    whose = opened.whose
    facts = facts_between(session, whose, line.first, line.last, indicator.kinds, indicator.steps)
    fact = next((one for one in facts if one.ref == ref and may_see_fact(actor, opened, one)), None)
    if fact is None:
        raise Problem("not-found", "这一行里没有这件事实")
    judgement = judge(indicator, fact, whose.level, whose.owner, exemptions_for(session, whose))
    name, name_en = line_names(code)
    return {"fact": shape_pairs(session, actor, indicator, [(fact, judgement)], whose.now)[0],
            "line": {"code": code, "name": name, "name_en": name_en, "formula": line_formula(code)},
            "conditions": _conditions(indicator, fact, judgement.counted),
            "photos": _photos(session, actor, opened, fact),
            "as_of": whose.now}


def _conditions(indicator: Indicator, fact: Fact, counted: Counted) -> list[dict[str, Any]]:
    """The tests of the line on this fact, in the order in which they are asked; what was not asked is not listed."""
    adds = not all(test.holds(fact) for test in indicator.counts)
    parts = [("counts", indicator.adds if adds else indicator.counts), ("leaves_out", indicator.leaves_out)]
    if counted is not Counted.OUT and indicator.worth is None and not adds:
        parts.append(("hits", indicator.hits))
    return [_condition(part, test, fact) for part, tests in parts for test in tests]


def _condition(part: str, test: Test, fact: Fact) -> dict[str, Any]:
    return {"part": part, "words": test.words, "words_en": test.words_en, "holds": bool(test.holds(fact))}


def _photos(session: Session, actor: Actor, opened: Opened, fact: Fact) -> list[dict[str, Any]]:
    """Pictures of the case for whoever may open it, and for the person whose work it was; never those that a reporter
    gave to the accepting unit alone."""
    case = session.get(Case, fact.case_id) if fact.case_id is not None else None
    if case is None:
        return []
    if fact.person != actor.person_id and not may_read_case(actor, case, opened.whose.now):
        return []
    rows = session.scalars(select(Photo).where(Photo.case_id == case.id, Photo.private.is_(False))
                           .order_by(Photo.id).limit(MOST_PHOTOS))
    return [shape_photo(photo) | {"at": photo.at} for photo in rows]
