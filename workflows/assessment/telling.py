"""What a fact says to people: a title and its moments and values in words, in the order in which they happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflows.assessment.facts import Fact, Kind
from workflows.patrol import RISKS
from workflows.recheck import RESULT_NAMES
from workflows.roster import AWAY_NAMES
from workflows.states import ACTION_NAMES, STAGE_NAMES, Action, Stage

KIND_NAMES: dict[Kind, str] = {
    Kind.STAGE: "环节时限",
    Kind.TASK: "个人任务",
    Kind.CHECK: "核查",
    Kind.MOMENT: "办理步骤",
    Kind.RATING: "群众评价",
    Kind.CONTACT: "联系反映人",
    Kind.CALL: "应哨",
    Kind.WHISTLE: "吹哨",
    Kind.REPORT: "主动上报",
    Kind.TURN: "重点源巡查",
    Kind.RECHECK: "盲检复查",
    Kind.SAMPLE: "平台巡查",
    Kind.REMINDER: "工作提醒",
    Kind.FINDING: "专项检查",
}
SOLVED_NAMES = {"yes": "已解决", "partly": "部分解决", "no": "没有解决"}
KEPT_NAMES = {"kept": "按时", "late": "超时", "open": "尚未到时", "none": "不要求"}
ENDING_NAMES = {"done": "已办", "moved": "已移交他人", "dropped": "不再需要"}


@dataclass(frozen=True)
class Said:
    """One value of a fact: words or a moment."""

    label: str
    text: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Told:
    """A fact for people; empty values are left out."""

    title: str
    said: tuple[Said, ...]


def tell(fact: Fact) -> Told:
    """The fact in words."""
    title, said = _TELL[fact.kind](fact)
    return Told(title, tuple(one for one in said if one.text or one.at))


def _stage_name(code: str) -> str:
    return STAGE_NAMES[Stage(code)] if code in set(Stage) else code


def _stage(fact: Any) -> tuple[str, list[Said]]:
    extended = "已批准延期" if fact.extended else None
    held = "曾挂账" if fact.on_hold else None
    ended = ACTION_NAMES[Action(fact.ended_by)] if fact.ended_by in set(Action) else None
    first = fact.due_first if fact.due_first != fact.at else None
    return _stage_name(fact.stage), [
        Said("开始", at=fact.started_at), Said("最初到期", at=first), Said("到期", at=fact.at),
        Said("办完", at=fact.ended_at), Said("以何结束", ended), Said("时限变化", extended or held),
        Said("目前", "暂停计时" if fact.paused else None if fact.ended_at else "还没有办完")]


def _task(fact: Any) -> tuple[str, list[Said]]:
    return f"{_stage_name(fact.stage)}任务", [
        Said("交给本人", at=fact.began_at), Said("到期", at=fact.at), Said("结束", at=fact.ended_at),
        Said("结果", ENDING_NAMES.get(fact.ending or "", None if fact.ending else "还没有办")),
        Said("到期时", AWAY_NAMES.get(fact.away or "", fact.away)),
        Said("目前", "暂停计时" if fact.paused else None)]


def _check(fact: Any) -> tuple[str, list[Said]]:
    name = "即办认定" if fact.stage == "judge" else "核查"
    return name, [Said("到期", at=fact.at), Said("核查", at=fact.ended_at),
                  Said("结论", "通过" if fact.passed else "退回返工"),
                  Said("到期时", AWAY_NAMES.get(fact.away or "", fact.away))]


def _moment(fact: Any) -> tuple[str, list[Said]]:
    return STEP_NAMES.get(fact.name, fact.name), [
        Said("时间", at=fact.at), Said("后来", OUTCOME_NAMES.get(fact.outcome)),
        Said("来自", "群众反映" if fact.citizen else None)]


def _rating(fact: Any) -> tuple[str, list[Said]]:
    stars = f"{fact.satisfaction} 分（满分 5）" if fact.satisfaction is not None else None
    return "群众评价", [Said("评价", at=fact.at), Said("是否解决", SOLVED_NAMES.get(fact.solved, fact.solved)),
                    Said("满意度", stars), Said("效力", "已有更新的评价" if fact.superseded else None)]


def _contact(fact: Any) -> tuple[str, list[Said]]:
    reached = {True: "联系上了", False: "未能联系上", None: None}[fact.reached]
    return "联系反映人", [Said("应在此前联系", at=fact.at), Said("联系", at=fact.contacted_at), Said("结果", reached),
                     Said("目前", None if fact.contacted_at else "还没有联系")]


def _whistle(fact: Any) -> tuple[str, list[Said]]:
    return "向镇街吹哨" if fact.to_town else "吹哨", [Said("吹哨", at=fact.at)]


def _call(fact: Any) -> tuple[str, list[Said]]:
    stars = f"{fact.stars} 分（满分 {fact.stars_of}）" if fact.stars is not None else None
    return "应哨", [Said("被吹哨", at=fact.at), Said("应哨", KEPT_NAMES.get(fact.answer)),
                  Said("到场", KEPT_NAMES.get(fact.arrive)), Said("办结", KEPT_NAMES.get(fact.done)),
                  Said("吹哨方评价", stars)]


def _report(fact: Any) -> tuple[str, list[Said]]:
    if fact.missed:
        return "漏报（考核员认定）", [Said("本人到访", at=fact.visited_at), Said("别人上报", at=fact.at)]
    return "主动上报", [Said("时间", at=fact.at), Said("后来", OUTCOME_NAMES.get(fact.outcome))]


def _turn(fact: Any) -> tuple[str, list[Said]]:
    return "重点源应巡查一次", [
        Said("期间自", at=fact.begins_at), Said("至", at=fact.at), Said("看过", at=fact.seen_at),
        Said("风险", RISKS.get(fact.risk)), Said("目前", None if fact.seen_at else "没有人看过"),
        Said("期末", AWAY_NAMES.get(fact.away or "", fact.away))]


def _recheck(fact: Any) -> tuple[str, list[Said]]:
    work = "即办" if fact.work == "self_handle" else "核查"
    return f"{work}结果的盲检复查", [Said("复查", at=fact.at), Said("看到", RESULT_NAMES.get(fact.result, fact.result))]


def _sample(fact: Any) -> tuple[str, list[Said]]:
    return "平台巡查抽查", [
        Said("查完", at=fact.at), Said("得分点", f"{fact.got} / {fact.of}" if fact.of else "没有适用的项目"),
        Said("为何抽到", "数据异常，重点抽查" if fact.outlier else "随机抽取"),
        Said("复核", "第二人改过结论" if fact.revised else None)]


def _reminder(fact: Any) -> tuple[str, list[Said]]:
    return "工作提醒", [
        Said("发出", at=fact.sent_at), Said("应在此前回复", at=fact.at), Said("回复", at=fact.answered_at),
        Said("目前", "已撤回" if fact.withdrawn else None if fact.answered_at else "还没有回复"),
        Said("到期时", AWAY_NAMES.get(fact.away or "", fact.away))]


def _finding(fact: Any) -> tuple[str, list[Said]]:
    return "专项检查项目", [
        Said("检查", at=fact.at), Said("得分点", f"{fact.got} / {fact.of}" if fact.of else "不适用"),
        Said("发现问题", "已转为案件" if fact.case_id is not None else None)]


STEP_NAMES = {
    "accepted": "受理", "declined": "不予受理", "registered": "立案", "dispatched": "派遣", "returned": "退回",
    "ruled": "裁定", "extended": "延期", "suspended": "挂账", "handled": "处置完成", "check_failed": "核查不通过",
    "closed": "结案", "reopened": "重新立案", "fed_back": "反馈反映人"}
OUTCOME_NAMES: dict[str, str] = {}
_TELL: dict[Kind, Callable[[Any], tuple[str, list[Said]]]] = {
    Kind.STAGE: _stage, Kind.TASK: _task, Kind.CHECK: _check, Kind.MOMENT: _moment, Kind.RATING: _rating,
    Kind.CONTACT: _contact, Kind.CALL: _call, Kind.WHISTLE: _whistle, Kind.REPORT: _report, Kind.TURN: _turn,
    Kind.RECHECK: _recheck, Kind.SAMPLE: _sample, Kind.REMINDER: _reminder, Kind.FINDING: _finding,
}
