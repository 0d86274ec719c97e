"""Which calls a figure counts, and which of them it counts as kept: one definition for the figure and for its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_

from server.models import WhistleCall
from workflows.whistle import CallState, Part


@dataclass(frozen=True)
class Counted:
    """One figure over called units: its code, name and definition."""

    code: str
    name: str
    definition: str


ANSWER = Counted("answer", "应哨率",
                 "按时应哨（接哨或说明理由不接）的单位次数 ÷ 已应哨或应哨期限已过的单位次数；撤回的不计")
ARRIVE = Counted("arrive", "到场及时率", "按时到场的单位次数 ÷ 接哨且要求到场、已到场或到场期限已过的单位次数")
DONE = Counted("done", "办结率", "已报结果且问题已解决或部分解决的单位次数 ÷ 接哨且已报结果或报结果期限已过的单位次数")
UNREASONABLE = Counted("unreasonable", "不合理哨率",
                       "被部门评为不合理、且没有被裁定撤销的单位次数 ÷ 部门已作评价的单位次数；异议待裁定的不计")
TOWN = Counted("town", "镇街应哨率",
               "网格、社区向镇街吹的哨中，镇街按时应哨（接哨、说明理由不接或转吹）的 ÷ 已应哨或应哨期限已过的")
COUNTED = {item.code: item for item in (ANSWER, ARRIVE, DONE, UNREASONABLE, TOWN)}

_KEPT_WITHDRAWN = WhistleCall.state != CallState.WITHDRAWN
_TAKEN = WhistleCall.state.in_((CallState.TAKEN, CallState.ARRIVED, CallState.REPORTED))


def calls_in(item: Counted, now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """(what is counted, what of it is kept), on rows of whistle_calls."""
    call = WhistleCall
    outside = call.part != Part.TOWN
    if item in (ANSWER, TOWN):
        whose = outside if item is ANSWER else call.part == Part.TOWN
        return (and_(whose, _KEPT_WITHDRAWN, or_(call.answered_at.is_not(None), call.answer_by < now)),
                and_(call.answered_at.is_not(None), call.answered_at <= call.answer_by))
    if item is ARRIVE:
        return (and_(outside, _TAKEN, call.arrive_by.is_not(None),
                     or_(call.arrived_at.is_not(None), call.arrive_by < now)),
                and_(call.arrived_at.is_not(None), call.arrived_at <= call.arrive_by))
    if item is DONE:
        return (and_(outside, _TAKEN, or_(call.reported_at.is_not(None), call.report_by < now)),
                and_(call.reported_at.is_not(None), call.result.in_(("solved", "partly"))))
    settled = or_(call.judgement_contest.is_(None), call.judgement_contest != "open")
    return (and_(outside, call.judged_at.is_not(None), settled),
            and_(call.judgement == "unreasonable",
                 or_(call.judgement_contest.is_(None), call.judgement_contest == "upheld")))
