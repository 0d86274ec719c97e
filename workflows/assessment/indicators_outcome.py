"""Indicators of outcome: what was taken in, sent right, done again, came back, and what reporters say."""

from __future__ import annotations

from workflows.assessment.conditions import moment, test
from workflows.assessment.facts import Kind
from workflows.assessment.indicator import Indicator, Test
from workflows.assessment.indicators_time import DISTRICT, GRIDS, MEMBER, STANDARD, TOWN, UNITS

MOMENT, REPORT, RATING = frozenset({Kind.MOMENT}), frozenset({Kind.REPORT}), frozenset({Kind.RATING})
SATISFIED_FROM = 4  # of 5
FOUND_BY_THE_GRID = frozenset({"grid_member"})
STEP, SAID = "该步骤的时间", "回访（评价）时间"
THREE_RATES = "接诉即办三率"


def _outcome(words: str, words_en: str, *outcomes: str) -> Test:
    return test(words, words_en, lambda fact: fact.outcome in outcomes)


ACCEPTED = moment("accepted", "已受理处理的案件", "cases that acceptance has dealt with")
REGISTERED = moment("registered", "立案", "registered")
DISPATCHED = moment("dispatched", "派遣（每派一次计一次）", "dispatches")
RULED = moment("ruled", "退回后的裁定", "a ruling after returns")
HANDLED = moment("handled", "首次处置完成的案件", "cases handled for the first time")
SELF_JUDGED = moment("self_judged", "已判定的自处置", "judged cases of what was self-handled")
CLOSED = moment("closed", "结案", "closed")
SUSPENDED = moment("suspended", "批准挂账", "put on hold")
REOPENED = moment("reopened", "核查通过、结案后30天内被决定重新办理", "reopened by decision after a passed check")
CAME_BACK = moment("came_back", "结案后30天内50米内同类问题再次发生，或案件重新办理",
                   "the same kind within 30 days and 50 m, or reopened")
DECLINED = _outcome("不予受理", "declined", "declined")
MERGED = _outcome("并入他案", "merged", "merged")
WITHDRAWN = _outcome("反映人撤回", "withdrawn by the reporter", "withdrawn")
SELF_HANDLED = _outcome("当场自处置，不走立案", "settled on the spot", "self_handled")
UNDONE = _outcome("手误后撤销的", "undone", "undone")
STAYS = _outcome("仍归退回的单位", "stays with who returned it", "stays")
ONLY_CITIZENS = test("公众的评价", "said by the public", lambda fact: fact.citizen)
SUPERSEDED = test("返工后同一反映人又作了评价，以后一次为准", "the reporter said something newer after more work",
                  lambda fact: fact.superseded)
MISSED = test("考核员认定的漏报", "a miss proved by an assessor", lambda fact: fact.missed)
OWN_REPORT = test("网格员上报", "reported by a member", lambda fact: not fact.missed)
VALID = _outcome("立案或自处置核定", "registered, or self-handled and confirmed", "registered", "self_handled")
CHECKED = test("已作的核查、判定", "a check or a judgement made", lambda fact: fact.kind is Kind.CHECK)
OVERTURNED = test("盲检发现问题仍在，或结案后被决定重新办理", "found otherwise, or reopened by decision",
                  lambda fact: (fact.kind is Kind.RECHECK and fact.work == "check"
                  and fact.result in ("partly", "unsolved")) or (fact.kind is Kind.MOMENT and REOPENED.holds(fact)))

OUTCOME: tuple[Indicator, ...] = (
    Indicator("reports", "上报数", "Reports", REPORT, "上报时间", (OWN_REPORT,), (), STANDARD, unit="count",
              note="只作参考，从不单独计分"),
    Indicator("valid_reports", "有效上报率", "Valid reports", REPORT, "上报时间", (OWN_REPORT,), (VALID,), STANDARD,
              (MERGED, WITHDRAWN, _outcome("还没有结论", "not decided yet", "open")), note="只展示、不计分"),
    Indicator("missed", "漏报率", "Missed", REPORT, "发现时间",
              (test("认定的漏报与有效上报", "proved misses and valid reports",
                    lambda fact: fact.missed or VALID.holds(fact)),), (MISSED,), STANDARD, better="low",
              note="第一年只展示、不计分；只认考核员写明依据、认定某次到访时已经看得见的，见「平台巡查 · 漏报」"),
    Indicator("check_errors", "核查差错率", "Checks overturned", frozenset({Kind.CHECK, Kind.RECHECK, Kind.MOMENT}),
              "推翻的时间（分母为核查的时限）", (CHECKED,), (), STANDARD, better="low", levels=MEMBER | GRIDS,
              adds=(OVERTURNED,)),
    Indicator("registration", "立案率", "Registered", MOMENT, "受理的时间", (ACCEPTED,),
              (_outcome("已立案", "registered", "registered"),), STANDARD, (DECLINED, MERGED, WITHDRAWN, SELF_HANDLED),
              levels=TOWN | DISTRICT, note="应立案数 = 受理数 − 不予受理 − 合并（及撤回、自处置）"),
    Indicator("registration_accuracy", "立案准确率", "Rightly registered", MOMENT, "立案的时间", (REGISTERED,),
              (_outcome("没有被改为不予受理、并案", "was not declined or merged later", "stands"),), STANDARD,
              (UNDONE,), levels=TOWN | DISTRICT),
    Indicator("dispatch_accuracy", "派遣准确率", "Rightly dispatched", MOMENT, "派遣的时间", (DISPATCHED,),
              (test("没有被退回，也没有在签收期限内改派", "neither returned nor moved on within the time to sign",
                    lambda fact: fact.outcome not in ("returned", "transferred")),), STANDARD, (UNDONE,),
              levels=TOWN | DISTRICT),
    Indicator("passed_on", "推诿率", "Returned, and ruled to be theirs", MOMENT, "裁定的时间（分母为派遣的时间）",
              (DISPATCHED,), (), STANDARD, (UNDONE,), better="low", levels=UNITS, adds=(RULED, STAYS)),
    Indicator("on_hold", "挂账率", "On hold", MOMENT, "批准的时间（分母为立案的时间）", (REGISTERED,), (), STANDARD,
              (UNDONE,), better="low", adds=(SUSPENDED,), note="与按时率并列公布"),
    Indicator("rework", "返工率", "Rework", MOMENT, "首次处置完成的时间", (HANDLED,),
              (_outcome("有过核查不通过", "failed a check at least once", "reworked"),), STANDARD, better="low",
              levels=GRIDS | UNITS),
    Indicator("recurrence", "复发率", "Came back", MOMENT, "再次发生的时间（分母为结案的时间）", (CLOSED,), (),
              STANDARD, (UNDONE,), better="low", levels=GRIDS | UNITS, adds=(CAME_BACK,)),
    Indicator("self_judged", "自处置核定率", "Self-handled and confirmed", MOMENT, "自处置的时间", (SELF_JUDGED,),
              (_outcome("判定通过", "confirmed", "passed"),), "自处置由工作站或区级判定，单独统计",
              (_outcome("还没有判定", "not judged yet", "open"),), levels=MEMBER | GRIDS),
    Indicator("self_found", "自查发现占比", "Found by the grid", MOMENT, "立案的时间", (REGISTERED,),
              (test("网格员发现的", "found by a member", lambda fact: fact.source in FOUND_BY_THE_GRID),), STANDARD,
              (UNDONE,), note="第一年只展示、不计分；当场自处置的小事不在内"),
    Indicator("solved", "解决率", "Solved", RATING, SAID, (ONLY_CITIZENS,),
              (test("答“已解决”（部分解决不算）", "said solved; partly is not", lambda fact: fact.solved == "yes"),),
              THREE_RATES, (SUPERSEDED,), levels=GRIDS | UNITS, note="沉默不算有效回访"),
    Indicator("satisfied", "满意率", "Satisfied", RATING, SAID,
              (ONLY_CITIZENS, test("答了满意度", "said how satisfied", lambda fact: fact.satisfaction is not None)),
              (test("满意或很满意", "satisfied or very", lambda fact: fact.satisfaction >= SATISFIED_FROM),),
              THREE_RATES, (SUPERSEDED,), levels=UNITS, note="“一般”不算满意"),
    Indicator("responded", "响应率", "Contacted in time", frozenset({Kind.CONTACT}), "联系的时限",
              (test("留了联系方式的公众件，24小时已到或已联系", "reporters who can be reached", lambda fact: True),),
              (test("时限内联系上", "reached in time",
                    lambda fact: fact.contacted_at is not None and fact.contacted_at <= fact.at),), THREE_RATES,
              (test("时限内联系过，反映人没有接", "tried in time, nobody answered",
                    lambda fact: fact.reached is False and fact.contacted_at <= fact.at),), levels=TOWN | DISTRICT),
)
