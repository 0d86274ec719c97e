"""Indicators of whistles and their answers, and of the three instruments."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from workflows.assessment.conditions import AWAY, moment, of_kind, test
from workflows.assessment.facts import Kind, Level
from workflows.assessment.indicator import Indicator, Test
from workflows.assessment.indicators_time import DEPARTMENT, DISTRICT, MEMBER, PLACES, TOWN, UNITS

CALL = frozenset({Kind.CALL})
BY_CALL = "吹哨的时间"
TWO_WAY = "吹哨报到双向评价"
EVERYBODY = frozenset(Level)

TO_DEPARTMENT = test("镇街吹给部门的哨", "calls of a department", lambda fact: not fact.to_town)
TO_TOWN = test("网格、社区吹给镇街的哨", "calls of a town", lambda fact: fact.to_town)
WITHDRAWN = test("已撤回的哨", "withdrawn", lambda fact: getattr(fact, "state", None) == "withdrawn")
JUDGEMENT_OPEN = test("对这项评价的异议待裁定", "contested and not ruled yet",
                      lambda fact: fact.judgement_contest == "open")
RATING_OPEN = test("对评分的异议待裁定", "contested and not ruled yet", lambda fact: fact.rating_contest == "open")
RATING_OVERTURNED = test("评分经裁定撤销", "the rating was overturned",
                         lambda fact: fact.rating_contest == "overturned")


def _known(name: str, words: str, words_en: str) -> Test:
    return test(words, words_en, lambda fact: getattr(fact, name) in ("kept", "late"))


def _kept(name: str, words: str, words_en: str) -> Test:
    return test(words, words_en, lambda fact: getattr(fact, name) == "kept")


def points_of(full: Callable[[Any], tuple[int, int]]) -> Callable[[Any], tuple[Fraction | int, int]]:
    """What a fact is worth when it counts one, whatever the number of its points."""
    def worth(fact: Any) -> tuple[Fraction | int, int]:
        got, of = full(fact)
        return Fraction(got, of), 1
    return worth


ANSWERED = test("期限内应哨（接哨、说明理由不接或转吹；不接的理由被裁定不成立的不算）",
                "answered in time; a decline that was overturned is no answer",
                lambda fact: fact.answer == "kept" and fact.decline_contest != "overturned")
SAMPLED = test("检查单有适用的项目", "some item applied", lambda fact: fact.of > 0)
POINTS = "得分 ÷ 适用项目的满分"
ANSWERED_REMINDER = test("期限内作了回复", "answered in time",
                         lambda fact: fact.answered_at is not None and fact.answered_at <= fact.at)
TAKEN_BACK = test("已撤回的提醒", "withdrawn", lambda fact: getattr(fact, "withdrawn", False))
STILL_SOLVED = test("复核时问题已解决", "still solved", lambda fact: fact.result == "solved")
NO_ACCESS = test("无法进入", "no access", lambda fact: fact.result == "no_access")
INSTRUMENTS = frozenset({Kind.SAMPLE, Kind.FINDING, Kind.REMINDER})
OF_INSTRUMENTS = test("平台巡查、专项检查的各项，和到期的工作提醒", "items looked at, and reminders that fell due",
                      lambda fact: of_kind(fact, Kind.REMINDER) or fact.of > 0)


def _of_points(fact: Any) -> tuple[int, int]:
    return fact.got, fact.of


def _of_any(fact: Any) -> tuple[int, int]:
    return (int(ANSWERED_REMINDER.holds(fact)), 1) if of_kind(fact, Kind.REMINDER) else _of_points(fact)


WHISTLES: tuple[Indicator, ...] = (
    Indicator("whistle_answered", "应哨率", "Whistles answered in time", CALL, BY_CALL,
              (TO_DEPARTMENT, _known("answer", "已应哨或应哨期限已过", "answered, or the time is over")), (ANSWERED,),
              TWO_WAY, (WITHDRAWN,), levels=DEPARTMENT | DISTRICT),
    Indicator("town_answered", "镇街应哨率", "Towns' answers in time", CALL, BY_CALL,
              (TO_TOWN, _known("answer", "已应哨或应哨期限已过", "answered, or the time is over")), (ANSWERED,),
              TWO_WAY, (WITHDRAWN,), levels=TOWN | DISTRICT),
    Indicator("whistle_arrived", "到场及时率", "Arrived in time", CALL, BY_CALL,
              (TO_DEPARTMENT, _known("arrive", "接了哨且要求到场，已到场或到场期限已过", "taken, to come")),
              (_kept("arrive", "期限内到场", "arrived in time"),), TWO_WAY, (WITHDRAWN,), levels=DEPARTMENT | DISTRICT),
    Indicator("whistle_done", "哨办结率", "Whistles settled", CALL, BY_CALL,
              (TO_DEPARTMENT, _known("done", "接了哨，已报结果或报结果期限已过", "taken, and a result is due")),
              (test("已报结果：解决或部分解决", "solved or partly", lambda fact: fact.result in ("solved", "partly")),),
              TWO_WAY, (WITHDRAWN,), levels=DEPARTMENT | DISTRICT),
    Indicator("whistle_unreasonable", "不合理哨率", "Unreasonable whistles", CALL, BY_CALL,
              (TO_DEPARTMENT, test("部门作了评价", "judged", lambda fact: fact.judgement is not None)),
              (test("被评为不合理且没有被裁定撤销", "unreasonable, and not revoked",
                    lambda fact: fact.judgement == "unreasonable" and fact.judgement_contest in (None, "upheld")),),
              TWO_WAY, (JUDGEMENT_OPEN,), better="low", levels=TOWN | DISTRICT),
    Indicator("answer_quality", "应哨质量", "Quality of answers", CALL, BY_CALL,
              (TO_DEPARTMENT, test("吹哨方作了评价（要求到场的评到场、态度、结果，不要求到场的评态度、结果，各五分）",
                                   "rated by who whistled", lambda fact: fact.stars is not None)), (), TWO_WAY,
              (RATING_OPEN, RATING_OVERTURNED), worth=points_of(lambda fact: (fact.stars, fact.stars_of)),
              worth_words="星级之和 ÷ 满星", levels=DEPARTMENT | DISTRICT),
    Indicator("whistle_rate", "吹哨率", "Whistle rate", frozenset({Kind.WHISTLE, Kind.MOMENT}),
              "吹哨的时间（分母为立案的时间）",
              (moment("registered", "立案", "registered"),), (), TWO_WAY, (WITHDRAWN,), unit="band",
              adds=(test("镇街吹哨", "a town's whistle",
                         lambda fact: of_kind(fact, Kind.WHISTLE) and not fact.to_town),),
              note="只展示、不计分：太低说明机制闲置，太高说明日常机制失灵"),
)
INSTRUMENT: tuple[Indicator, ...] = (
    Indicator("member_correct", "复核正确率", "Confirmed by a second look", frozenset({Kind.RECHECK}), "复核的时间",
              (test("盲检复核过的核查与自处置", "looked at again, blind", lambda fact: True),),
              (STILL_SOLVED,),
              "岗位卡：复核后正确", (NO_ACCESS,),
              levels=MEMBER),
    Indicator("recheck", "盲检通过率", "Still solved at a blind look", frozenset({Kind.RECHECK}), "复核的时间",
              (test("盲检复核过的案件（每件一次）", "looked at again, blind", lambda fact: fact.work == "check"),),
              (STILL_SOLVED,), "重新抽查", (NO_ACCESS,), levels=PLACES),
    Indicator("sampled", "平台巡查质量", "Sampled quality", frozenset({Kind.SAMPLE}), "巡查完成的时间", (SAMPLED,), (),
              "平台巡查", worth=points_of(_of_points), worth_words=POINTS, levels=EVERYBODY),
    Indicator("reminders_answered", "工作提醒回复率", "Reminders answered", frozenset({Kind.REMINDER}), "回复的期限",
              (test("要求回复、已回复或期限已过的提醒", "reminders that wanted an answer", lambda fact: True),),
              (ANSWERED_REMINDER,), "工作提醒", (TAKEN_BACK, AWAY), levels=MEMBER | PLACES,
              note="提醒发给网格员和工作站，部门没有"),
    Indicator("findings", "专项检查符合率", "Special inspections", frozenset({Kind.FINDING}), "检查的时间", (SAMPLED,),
              (), "专项检查", worth=points_of(_of_points), worth_words=POINTS, levels=PLACES),
    Indicator("instruments", "三项手段综合", "The three instruments", INSTRUMENTS, "各自的时间", (OF_INSTRUMENTS,), (),
              "工作提醒、平台巡查、专项检查", (TAKEN_BACK, AWAY), worth=points_of(_of_any),
              worth_words="每项按得分 ÷ 满分计一件；提醒按期回复得满分", levels=PLACES | UNITS),
)
