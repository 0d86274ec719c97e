"""Rates and ranks beside the facts of a weekly meeting: over twelve weeks with n, from the last published quarter."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.assessment import read_first_scheme
from server.models import Assessment, AssessmentScore
from server.queries.assessment_facts import each_fact
from server.queries.city import city_index
from server.queries.exemptions import read_exemptions
from server.queries.moments import city_day
from server.queries.pack_cases import Week, day_words, grids_of, part_of, row
from server.queries.schemes import scheme_for
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import Level
from workflows.assessment.indicator import Indicator, Tally, formula, steps_of, tally
from workflows.assessment.packs import Part
from workflows.assessment.points import rounded
from workflows.assessment.scheme import CARD_OF, PeriodKind, Scheme
from workflows.assessment.scheme_body import parse_scheme

WEEKS = 12
SHARE = "分母各项中"  # said once is enough where numerator and denominator stand in one sentence
PUBLISHED = ("displayed", "final")
RANKS = "最近一个已公示季度里各网格的名次；件数不到方案规定的最低数的不排名。每周不排名，也从不给人排名"


def rates_part(session: Session, week: Week) -> dict[str, Any]:
    """The community's rates of the last twelve weeks, each with n and formula; 样本不足 where there is too little."""
    first = week.last - timedelta(days=7 * WEEKS - 1)
    adopted = scheme_for(session, city_day(week.now))
    scheme = adopted or _unadopted()
    least = {line.code: line.minimum for line in scheme.cards[CARD_OF[Level.COMMUNITY]]
             if line.code in INDICATORS and (not line.levels or Level.COMMUNITY in line.levels)}
    wanted = [INDICATORS[code] for code in least]
    kinds = frozenset(kind for indicator in wanted for kind in indicator.kinds)
    facts = list(each_fact(session, first, week.last, week.now, level=Level.COMMUNITY, owner=week.community,
                           kinds=kinds, steps=steps_of(wanted), scheme_parameters=scheme.parameters))
    exempt = read_exemptions(session)
    rows = [_rate_row(one, tally(one, facts, Level.COMMUNITY, week.community, exempt), least[one.code])
            for one in wanted]
    rule = f"考核方案第 {scheme.version} 版" if adopted else "本系统的默认值，方案还没有批准"
    return part_of(Part.RATES, rows, f"{day_words(first)}至{day_words(week.last)}滚动 {WEEKS} 周；n 是计入的件数，"
                                     f"不到最低数（{rule}）的只写样本不足")


@cache
def _unadopted() -> Scheme:
    """What this system brings along, while no scheme is in force."""
    data = read_first_scheme()
    return parse_scheme(1, data.title, data.body)


def _rate_row(indicator: Indicator, counted: Tally, least: int) -> dict[str, Any]:
    said = formula(indicator)
    enough = counted.n >= least and counted.value is not None
    words = [f"n = {counted.n}" if enough else f"n = {counted.n}，至少要 {least}",
             f"另有 {counted.out} 件按规则不计" if counted.out else "",
             f"{said['denominator']}中{said['numerator'].removeprefix(SHARE)}",
             "越低越好" if indicator.better == "low" else ""]
    return row(Part.RATES, indicator.code, indicator.name, text=" · ".join(filter(None, words)),
               value=per_cent(counted.value) if enough and counted.value is not None else "样本不足")


def per_cent(value: Fraction) -> str:
    """92.3%, rounded once, half up."""
    thousandths = rounded(value)
    return f"{thousandths // 10}.{thousandths % 10}%"


def ranks_part(session: Session, week: Week) -> dict[str, Any]:
    """Ranks of the community's grids in the last published quarter; no rows while there is none."""
    period = session.scalar(select(Assessment).where(
        Assessment.kind == PeriodKind.QUARTER, Assessment.state.in_(PUBLISHED)).order_by(
        Assessment.first.desc(), Assessment.id.desc()).limit(1))
    if period is None:
        return part_of(Part.RANKS, [], RANKS)
    scores = {score.owner: score for score in session.scalars(select(AssessmentScore).where(
        AssessmentScore.assessment_id == period.id, AssessmentScore.level == Level.GRID,
        AssessmentScore.owner.in_(grids_of(week.community))))}
    quarter = f"{period.first.year} 年第 {(period.first.month + 2) // 3} 季度"
    return part_of(Part.RANKS, [_rank_row(code, scores[code], quarter) for code in sorted(scores)], RANKS)


def _rank_row(code: str, score: AssessmentScore, quarter: str) -> dict[str, Any]:
    name = city_index().name(code)
    within = f"同类网格第 {score.group_rank} / {score.group_of}" if score.group_rank else ""
    ranked = f"第 {score.rank} / {score.rank_of}" if score.rank else "样本不足，不排名"
    return row(Part.RANKS, code, name, grid=name, value=ranked,
               text=" · ".join(filter(None, (quarter, f"n = {score.n}", within))))
