"""Why a line says what it says: every fact with how it counted, the companions beside it, what lies below a mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from server.errors import Problem, invalid
from server.models import AssessmentScore, Case
from server.queries.assessment_roster import read_roster
from server.queries.case_items import items_of
from server.queries.catalogue import category_name_en
from server.queries.people import Actor
from server.queries.scope import may_read_case
from server.queries.score_facts import Owner, exemptions_for, facts_between, judged
from server.queries.score_lines import shape_line
from server.queries.score_page import Opened
from server.queries.score_shapes import names_of, written
from server.queries.score_sight import may_open, own_sight, reads_all_work
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.compute import MEANS, lines_of
from workflows.assessment.english import english
from workflows.assessment.facts import Fact, Level
from workflows.assessment.indicator import Counted, Indicator, Judgement, steps_of, tally
from workflows.assessment.result import LineState, ScoreLine
from workflows.assessment.roster import Roster
from workflows.assessment.scheme import GRIDS_MEAN
from workflows.assessment.telling import KIND_NAMES, tell
from workflows.assessment.written import in_percent, plain

COUNTED_NAMES = {Counted.HIT: "计入，达标", Counted.MISS: "计入，未达标", Counted.PARTLY: "计入，部分得分",
                 Counted.OUT: "不计入"}
# Of a rate that should be low the numerator is what went wrong.
LOW_NAMES = COUNTED_NAMES | {Counted.HIT: "计入，有此情形", Counted.MISS: "计入，没有此情形"}
Pair = tuple[Fact, Judgement]


def explain(session: Session, actor: Actor, opened: Opened, code: str, counted: str | None, limit: int,
            cursor: str | None) -> dict[str, Any]:
    """A line with the page of facts behind it. Raises not-found, validation."""
    line = next((one for one in opened.lines if one.code == code), None)
    if line is None:
        raise Problem("not-found", "这个得分没有这一行")
    rule = next((one for one in lines_of(opened.whose.scheme, opened.whose.level) if one.code == code), None)
    found: dict[str, Any] = {"line": shape_line(line, rule), "as_of": opened.whose.now, "live": opened.whose.is_draft}
    if code in MEANS:
        return found | _below(session, actor, opened, line, limit, cursor)
    return found | _facts(session, actor, opened, line, counted, limit, cursor)


def _facts(session: Session, actor: Actor, opened: Opened, line: ScoreLine, counted: str | None, limit: int,
           cursor: str | None) -> dict[str, Any]:
    whose, indicator = opened.whose, INDICATORS[line.code]
    beside = [INDICATORS[code] for code in indicator.beside if code in INDICATORS]
    kinds = indicator.kinds.union(*(one.kinds for one in beside))
    facts = facts_between(session, whose, line.first, line.last, kinds, steps_of([indicator, *beside]))
    exempt = exemptions_for(session, whose)
    pairs = judged(indicator, facts, whose, exempt)
    counts = Counter(judgement.counted.value for _, judgement in pairs)
    now = tally(indicator, facts, whose.level, whose.owner, exempt)
    wanted = [pair for pair in pairs if counted is None or pair[1].counted.value == counted]
    seen = [pair for pair in wanted if may_see_fact(actor, opened, pair[0])]
    page, following = _page(seen, limit, cursor)
    return {"counts": {one.value: counts[one.value] for one in COUNTED_NAMES},
            "tally": {"n": now.n, "part": plain(Fraction(now.part)), "whole": plain(Fraction(now.whole)),
                      "out": now.out, "rate": in_percent(now.value)},
            "beside": [_companion(one, facts, whose) for one in beside],
            "items": shape_pairs(session, actor, indicator, page, whose.now), "scores": [],
            "unseen": len(wanted) - len(seen), "cursor": following}


def may_see_fact(actor: Actor, opened: Opened, fact: Fact) -> bool:
    """What is a single person's work behind the figure of a grid is read by that person and by officers, not by the
    colleagues; it counts in the figure all the same."""
    mine = fact.person is None or fact.person == actor.person_id
    return mine or reads_all_work(actor, opened.score, opened.whose.now)


def _companion(indicator: Indicator, facts: Sequence[Fact], whose: Owner) -> dict[str, Any]:
    found = tally(indicator, facts, whose.level, whose.owner)
    return {"code": indicator.code, "name": indicator.name, "name_en": indicator.name_en, "n": found.n,
            "part": plain(Fraction(found.part)), "rate": in_percent(found.value)}


def _page(pairs: list[Pair], limit: int, cursor: str | None) -> tuple[list[Pair], str | None]:
    """The facts after the one that the cursor names."""
    begin = 0
    if cursor is not None:
        refs = [fact.ref for fact, _ in pairs]
        if cursor not in refs:
            raise invalid("cursor", "这一页的数据已经变化，请重新打开")
        begin = refs.index(cursor) + 1
    page = pairs[begin:begin + limit]
    return page, page[-1][0].ref if len(pairs) > begin + limit else None


def shape_pairs(session: Session, actor: Actor, indicator: Indicator, pairs: Sequence[Pair],
                now: datetime) -> list[dict[str, Any]]:
    """Facts for people, with their cases as far as the person may open them."""
    ids = sorted({fact.case_id for fact, _ in pairs if fact.case_id is not None})
    items = {item["id"]: item for item in items_of(session, ids, now)}
    readable = {case.id for case in session.scalars(select(Case).where(Case.id.in_(ids)))
                if may_read_case(actor, case, now)}
    names = LOW_NAMES if indicator.better == "low" else COUNTED_NAMES
    return [{**_shape(fact, judgement, items, readable, actor), "counted_name": names[judgement.counted]}
            for fact, judgement in pairs]


def _shape(fact: Fact, judgement: Judgement, items: dict[int, dict[str, Any]], readable: set[int],
           actor: Actor) -> dict[str, Any]:
    told = tell(fact)
    item = items.get(fact.case_id or 0)
    may_see = fact.case_id in readable or fact.person == actor.person_id
    return {
        "ref": fact.ref, "kind": fact.kind.value, "kind_name": KIND_NAMES[fact.kind], "title": told.title,
        "title_en": english(told.title),
        "at": fact.at, "counted": judgement.counted.value,
        "part": plain(Fraction(judgement.part)), "whole": plain(Fraction(judgement.whole)), "why": judgement.why,
        "why_en": english(judgement.why), "said": [
            {"label": one.label, "label_en": english(one.label), "text": one.text, "text_en": english(one.text),
             "at": one.at} for one in told.said],
        "case": None if item is None else {
            "id": item["id"], "number": item["number"], "category": item["category"]["name"],
            "category_en": category_name_en(item["category"]["code"]), "state": item["state"],
            "state_name": item["state_name"], "phase": item["phase"], "place_text": item["place_text"],
            "grid": item["street_grid"] or item["sub_grid"] or item["town"],
            "thumb": item["thumb"] if may_see else None, "readable": fact.case_id in readable}}


def _below(session: Session, actor: Actor, opened: Opened, line: ScoreLine, limit: int,
           cursor: str | None) -> dict[str, Any]:
    """The scores whose mean the line is. Persons' scores only for whoever may read them, the others as a number: among
    few colleagues a score without a name has one all the same."""
    after = int(cursor) if cursor and cursor.isascii() and cursor.isdigit() and len(cursor) < 16 else 0
    now = opened.whose.now
    below = (AssessmentScore.assessment_id == opened.assessment.id, _children(session, opened, line.code))
    seen = (*below, or_(AssessmentScore.level != Level.MEMBER, own_sight(actor, now)))
    rows = list(session.scalars(select(AssessmentScore).where(*seen, AssessmentScore.id > after)
                                .order_by(AssessmentScore.id).limit(limit + 1)))
    page = rows[:limit]
    names, grades = names_of(session, page), {grade.code: grade.name for grade in opened.whose.scheme.grades}
    scores = []
    for row in page:
        opens = may_open(actor, Level(row.level), row.owner, row.district, row.town, now)
        scores.append({"id": row.id if opens else None, "name": names.get((row.level, row.owner), row.owner),
                       "total": written(row.total), "grade": row.grade,
                       "grade_name": grades.get(row.grade or ""), "n": row.n, "opens": opens})
    return {"counts": {}, "tally": None, "beside": [], "items": [], "scores": scores,
            "unseen": _count(session, below) - _count(session, seen),
            "cursor": str(page[-1].id) if len(rows) > limit else None}


def _count(session: Session, conditions: Sequence[ColumnElement[bool]]) -> int:
    return session.scalar(select(func.count()).select_from(AssessmentScore).where(*conditions)) or 0


def _children(session: Session, opened: Opened, code: str) -> ColumnElement[bool]:
    whose, assessment = opened.whose, opened.assessment
    level = AssessmentScore.level == MEANS[code].value
    if code == GRIDS_MEAN:
        return level & or_(AssessmentScore.town == whose.owner, AssessmentScore.district == whose.owner)
    roster: Roster = read_roster(session, assessment.first, assessment.last)
    return level & AssessmentScore.owner.in_(
        roster.members_of(whose.level, whose.owner, assessment.first, assessment.last))


def shown_beside(session: Session, opened: Opened) -> list[dict[str, Any]]:
    """Figures that are shown and never scored, over the period of the score."""
    whose, assessment = opened.whose, opened.assessment
    shown = [one for one in INDICATORS.values() if not one.levels]
    kinds = frozenset(kind for one in shown for kind in one.kinds)
    facts = facts_between(session, whose, assessment.first, assessment.last, kinds, steps_of(shown))
    exempt = exemptions_for(session, whose)
    found = []
    for one in shown:
        counted = tally(one, facts, whose.level, whose.owner, exempt)
        if counted.n or counted.out:
            line = ScoreLine(one.code, LineState.SCORED, assessment.first, assessment.last, counted.n,
                             Fraction(counted.part), Fraction(counted.whole), counted.out, 0, Fraction(0), Fraction(0))
            found.append({**shape_line(line, None), "minimum": one.minimum, "few": counted.n < one.minimum})
    return found


def with_shown(opened: Opened, code: str) -> Opened:
    """The score as if a figure that is only shown were one of its lines: its facts open in the same way."""
    indicator = INDICATORS.get(code)
    if indicator is None or indicator.levels or any(line.code == code for line in opened.lines):
        return opened
    line = ScoreLine(code, LineState.SCORED, opened.assessment.first, opened.assessment.last, 0, Fraction(0),
                     Fraction(0), 0, 0, Fraction(0), Fraction(0))
    return replace(opened, lines=[*opened.lines, line])
