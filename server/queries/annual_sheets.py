"""年度责任书: one district or town over a year, indicator by indicator with definition, n, hits, what was left out."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.publishing import AnnualSheet, read_publishing
from server.errors import Problem, invalid
from server.extensions import db
from server.models import Assessment
from server.queries.assessment_facts import read_facts
from server.queries.assessment_inputs import one_picture
from server.queries.city import city_index
from server.queries.exemptions import read_exemptions
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.periods_shown import name_of
from server.queries.rewards import LEADING
from server.queries.schemes import scheme_for
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import Fact, Level
from workflows.assessment.indicator import Counted, Exemptions, Indicator, Tally, formula, judge, tally
from workflows.assessment.written import in_percent
from workflows.roles import Role, is_city, is_current

LEVELS = {"district": Level.DISTRICT, "town": Level.TOWN}
COVERAGE_DAYS = {"coverage_days": 14}  # while no scheme was adopted


def read_sheet(code: str, year: int, division: str, actor: Actor, now: datetime) -> dict[str, Any]:
    """One sheet. Raises not-found, validation, territory-forbidden."""
    sheet = next((one for one in read_publishing().sheets if one.code == code), None)
    if sheet is None:
        raise Problem("not-found", "没有这张表")
    level = _level(division)
    if not _may_read(actor, division, now):
        raise Problem("territory-forbidden", "年度表由本区镇街的考核员、领导和站长查看")
    if year > city_day(now).year or year < 2000:
        raise invalid("year", "没有这一年的数据")
    with db.reading() as session:
        one_picture(session)
        return _sheet(session, sheet, level, division, year, now)


def _level(division: str) -> Level:
    try:
        return LEVELS[city_index().division(division).level]
    except KeyError:
        raise invalid("division", "请选择区或镇街") from None


def _may_read(actor: Actor, division: str, now: datetime) -> bool:
    return any(is_current(post, now) and (
        (post.role in LEADING and (is_city(post.division) or division.startswith(post.division or "-")))
        or (post.role is Role.STATION_HEAD and post.division == division)) for post in actor.posts)


def _sheet(session: Session, sheet: AnnualSheet, level: Level, division: str, year: int,
           now: datetime) -> dict[str, Any]:
    first, last = date(year, 1, 1), min(date(year, 12, 31), city_day(now))
    scheme = scheme_for(session, last)
    chosen = [INDICATORS[code] for code in sheet.indicators]
    kinds = frozenset(kind for one in chosen for kind in one.kinds)
    facts = read_facts(session, first, last, now, level=level, owner=division, kinds=kinds,
                       scheme_parameters={**COVERAGE_DAYS, **(scheme.parameters if scheme else {})})
    exempt = read_exemptions(session)
    periods = session.scalars(select(Assessment).where(
        Assessment.state == "final", Assessment.first >= first, Assessment.last <= last).order_by(Assessment.first))
    return {"code": sheet.code, "title": sheet.title, "note": sheet.note, "year": year, "first": first, "last": last,
            "division": {"code": division, "name": city_index().name(division)}, "as_of": now,
            "simulated": db.settings.simulated, "final_periods": [name_of(row) for row in periods],
            "items": [_row(one, facts, level, division, exempt) for one in chosen]}


def _row(indicator: Indicator, facts: list[Fact], level: Level, owner: str, exempt: Exemptions) -> dict[str, Any]:
    counted: Tally = tally(indicator, facts, level, owner, exempt)
    out: Counter[str] = Counter()
    for fact in facts:
        judged = judge(indicator, fact, level, owner, exempt)
        if judged.counted is Counted.OUT:
            out[judged.why] += 1
    words = formula(indicator)
    return {"code": indicator.code, "name": indicator.name, "denominator": words["denominator"],
            "numerator": words["numerator"], "source": words["source"], "better": indicator.better, "n": counted.n,
            "hits": str(counted.part), "percent": in_percent(counted.value), "left_out": counted.out,
            "reasons": [{"reason": reason, "n": n} for reason, n in sorted(out.items())]}
