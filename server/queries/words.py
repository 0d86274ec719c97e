"""The words for what happened, who is next, and how a state reads: one place, for staff and for reporters."""

from __future__ import annotations

from typing import Any

from server.models import Case
from server.queries.catalogue import catalogue
from server.queries.city import named_unit, unit_name
from workflows import checks
from workflows.case_flow import Field
from workflows.guards import RULED_AFTER_FAILED_CHECKS, RULED_AFTER_RETURNS
from workflows.states import ACTION_NAMES, STATE_NAMES, Action, State

CONFIRMATIONS = dict(checks.CONFIRMATIONS)
FLAG_NAMES = {"emergency": "紧急", "supervised": "督办", "whistled": "吹哨", "law_transferred": "移送执法",
              "recuse": "回避", "recurrence": "复发", "sealed": "封存", "self_handled": "自处置",
              "question_id": "等反映人补充",
              "contested": "被反映单位否认", "closed_without_yes": "未获认可", "simulated": "模拟"}
EVENT_TITLES = {
    "reminder.raised": "发出工作提醒", "reminder.answered": "答复了工作提醒", "reminder.withdrawn": "撤回了工作提醒",
    "sample.drawn": "抽中平台巡查", "sample.checked": "平台巡查已看", "sample.rechecked": "平台巡查复看有了结果",
    "division.checks_planned": "平台巡查计划已抽签", "division.check_proposed": "提请抽查一个网格",
    "scheme.drafted": "起草了考核方案", "scheme.edited": "修改了考核方案草稿", "scheme.adopted": "批准了考核方案",
    "scheme.refused": "拒绝了对已生效方案的修改", "scheme.ended": "考核方案被新的一版接替",
    "scheme.mark_proposed": "提出一条查实扣分", "scheme.mark_decided": "核定了一条查实扣分",
    "assessment.computed": "重算了考核得分",
    "case.external_again": "来文再次转来", "case.law_package_taken": "取用了移送包",
    "case.law_package_sent": "移送包已送出", "photo.covered": "遮挡了照片",
    "report.joined": "又有人反映同一件事", "report.left": "一位反映人退出", "report.answered": "已答复",
    "restriction.began": "开始受理限制", "restriction.ended": "解除了受理限制",
    "restriction.reviewed": "复核了受理限制", "restriction.appealed": "对受理限制申请复核",
    "report.received": "收到意见建议", "identity.viewed": "查看了反映人身份", "photo.released": "发布了照片",
    "case.linked": "与另一案件关联", "case.unlinked": "解除了关联", "case.merged_in": "有案件并入",
    "case.taken_out": "有案件分出", "case.review_asked": "申请复核", "case.doubted": "系统提出一处存疑",
    "case.doubt_decided": "存疑已核", "case.recheck_drawn": "抽中盲查", "case.rechecked": "盲查有了结果",
    "case.noted": "写了备注", "case.enterprise_asked": "请被反映单位答复", "case.link_revoked": "收回了答复链接",
    "case.place_found": "确定了地点", "case.party_added": "登记了责任方", "case.party_removed": "撤下了责任方",
    "case.premises_set": "填写了场所", "case.border_ruled": "裁定了边界归属", "case.source_set": "确定了来源地",
    "ledger.root": "账本当日汇总",
    "assessment.frozen": "冻结了一期考核", "assessment.displayed": "得分开始公示", "assessment.final": "得分定稿",
    "assessment.corrected": "申诉后更正了得分", "assessment.objected": "公示收到异议",
    "assessment.objection_answered": "答复了公示异议", "assessment.change_refused": "拒绝更改已公示的内容",
    "reward.propose": "提出奖惩", "reward.review": "复核了奖惩", "reward.approve": "批准了奖惩",
    "reward.refuse": "未同意奖惩", "reward.display": "奖惩开始公示", "reward.carry_out": "奖惩已兑现",
    "reward.withdraw": "撤回了奖惩", "reward.objected": "奖惩公示收到异议",
    "reward.objection_answered": "答复了奖惩异议",
    "division.edition_drafted": "起草了文本", "division.edition_published": "发布了文本新版本",
    "division.task_begun": "定了常态任务", "division.task_ended": "停了常态任务",
    "emergency.began": "进入应急状态", "emergency.ended": "应急状态结束", "muster.received": "应急队员收到集结",
    "muster.arrived": "应急队员到场",
    "case.reminded": "催办", "case.retimed": "日历调整，时限重算", "emergency.clocks_released": "应急结束，时限续计",
    "emergency.clocks_held": "应急期间，暂停计时",
    "rule.changed": "修改了规则",
    "case.reassigned": "改由他人承担", "person.entered": "登记人员", "person.changed": "更改人员资料",
    "person.post_began": "任职", "person.post_end_set": "定了任期的止日", "person.post_ended": "任期结束",
    "person.substitute_named": "指定代岗人", "person.handed_over": "岗位交接", "person.away_planned": "登记不在岗",
    "person.away": "不在岗", "person.absence_changed": "更改返岗时间", "person.back": "返岗",
    "person.urgent_called": "紧急呼叫", "person.urgent_received": "紧急呼叫已有人收到",
    "person.urgent_withdrawn": "撤回了紧急呼叫",
    "person.register_taken": "导出人员名册",
    "roster.shift_added": "值班表添了一班", "roster.swapped": "值班表换了班", "roster.removed": "值班表去掉一班",
    "roster.filled": "值班表已排班",
    "whistle.called": "吹哨", "whistle.answered": "应哨", "whistle.declined": "不接哨", "whistle.passed_on": "转吹",
    "whistle.arrived": "应哨单位到场", "whistle.reported": "应哨单位报结果", "whistle.answer_rated": "评价了应哨",
    "whistle.judged": "评价了这一哨", "whistle.contested": "对哨提出异议", "whistle.ruled": "裁定了哨的异议",
    "source.added": "登记污染源", "source.changed": "更改污染源", "visit.made": "到访",
    "visit.missed": "认定一次到访漏报", "visit.miss_withdrawn": "撤回了漏报认定",
    "case.legacy_listed": "列为历史遗留", "case.legacy_ended": "不再列为历史遗留",
    "appeal.filed": "提出申诉", "appeal.taken_further": "申请二审", "appeal.withdrawn": "撤回申诉",
    "appeal.decided": "裁定申诉", "appeal.revoked": "撤销剔除", "appeal.applied": "按裁定重算得分",
    "whistle.withdrawn": "撤回吹哨", "whistle.reminded": "催促应哨",
    "pack.made": "备好例会材料", "pack.refreshed": "更新了例会材料", "pack.edited": "编辑了例会材料",
    "pack.signed": "签发例会材料", "pack.supplemented": "补充了例会材料", "pack.item_planned": "例会拟交办一件事",
    "pack.item_dropped": "例会不再交办一件事", "pack.item_done": "例会交办的事已完成",
    "pack.item_withdrawn": "撤回例会交办", "pack.item_returned": "例会交办的事被退回",
    "inspection.planned": "拟定专项检查", "inspection.changed": "更改专项检查", "inspection.started": "专项检查开始",
    "inspection.closed": "专项检查收尾", "inspection.places_added": "添加检查点",
    "inspection.place_removed": "去掉检查点", "inspection.place_inspected": "检查了一个点",
    "inspection.place_skipped": "未能检查一个点", "inspection.case_opened": "检查发现已立案",
}


def event_title(name: str, data: dict[str, Any]) -> str:
    """Chinese title of an event, e.g. 核实：属实."""
    if name in EVENT_TITLES:
        return EVENT_TITLES[name]
    action = data.get("action")
    if action == "confirm" and data.get("result") in CONFIRMATIONS:
        return f"核实：{CONFIRMATIONS[data['result']]}"
    try:
        return ACTION_NAMES[Action(action)] if action else name
    except ValueError:
        return name


def flags_of(case: Case) -> list[dict[str, str]]:
    """What stands beside the state."""
    return [{"code": code, "name": name} for code, name in FLAG_NAMES.items() if getattr(case, code)]


def station_of(case: Case) -> str:
    """Name of the station that accepts the case; at sea and with 回避 the district does."""
    if case.town is None or case.recuse:
        return f"{unit_name(case.district)}派遣中心"
    return unit_name(case.town)


def whose_turn(case: Case, confirmer: str | None, assignee: str | None,
               companion: str | None = None) -> dict[str, str]:
    """Who acts next, so that what is late has a name: `{name, unit, role_name}`."""
    state = State(case.state)
    department = (named_unit(case.department) or {}).get("name", "")
    if state is State.CONFIRMING:
        role = f"网格员（与{companion}同行）" if companion else "网格员"
        return {"name": confirmer or "", "unit": unit_name(case.street_grid or case.district), "role_name": role}
    if state is State.REGISTERED:
        if case.returns >= RULED_AFTER_RETURNS or case.failed_checks >= RULED_AFTER_FAILED_CHECKS:
            return {"name": "", "unit": f"{unit_name(case.district)}生态环境局", "role_name": "协调员"}
        return {"name": "", "unit": f"{unit_name(case.district)}派遣中心", "role_name": "派遣员"}
    if state in (State.DISPATCHED, State.HANDLING, State.SUSPENDED):
        return {"name": assignee or "", "unit": department, "role_name": "责任部门"}
    if state is State.HANDLED:
        return {"name": "", "unit": station_of(case), "role_name": "核查"}
    if state is State.CHECKED:
        return {"name": "", "unit": "反映人", "role_name": "等待评价"}
    if state in (State.REPORTED, State.EVALUATED):
        return {"name": "", "unit": station_of(case), "role_name": "工作站"}
    return {"name": "", "unit": "", "role_name": STATE_NAMES[state]}


def shape_field(item: Field) -> dict[str, Any]:
    """A field of a step as a form needs it."""
    choices = item.choices
    if item.name == "reason_code":
        choices = tuple((reason.code, reason.name) for reason in catalogue().decline_reasons)
    return {"name": item.name, "kind": item.kind, "label": item.label, "required": item.required,
            "choices": [{"value": value, "label": label} for value, label in choices]}
