"""Who may, and when: the named conditions of the flow, each with the sentence that a refused person reads."""

from datetime import datetime

from workflows.facts import ActorFacts, CaseFacts, Guard
from workflows.roles import Role
from workflows.working_calendar import ZONE

UNCLEAR = "Z00"
LEVEL_ABOVE = {"town": "district", "district": "city", "city": "city"}
RULED_AFTER_RETURNS = 2
RULED_AFTER_FAILED_CHECKS = 3


def needs_ruling(case: CaseFacts) -> bool:
    """True when the parties cannot settle it: returned twice, or three checks failed."""
    return case.returns >= RULED_AFTER_RETURNS or case.failed_checks >= RULED_AFTER_FAILED_CHECKS


def judged_by_district(case: CaseFacts) -> bool:
    """True when the town's own people may not judge, or there are none: town or station handled, sea, 回避."""
    own_town = case.handler_town is not None and case.handler_town == case.town
    by_town = case.self_handled == "town" or (own_town and case.self_handled is None)
    return by_town or case.town is None or case.recuse


def _is_person(wanted: int | None, actor: ActorFacts) -> bool:
    return wanted is not None and wanted == actor.person_id


def _no_station(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    return case.town is None or case.recuse


def _not_reporter(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    return not actor.is_reporter and (actor.person_id is None or actor.person_id not in case.reporter_ids)


def _not_recused(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    by_person = actor.person_id is not None and actor.person_id in case.recused_ids
    return not by_person and not actor.communities & case.recused_communities


def _not_handler(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    by_department = case.handler_department is not None and case.handler_department in actor.departments
    return not _is_person(case.handled_by, actor) and not by_department


def _not_town_staff(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    if case.self_handled == "member":
        return True
    return case.handler_town is None or case.handler_town not in actor.towns


def _not_self_handled(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    return case.self_handled is None


def _another_unit(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    if Role.COORDINATOR in actor.roles:
        return True
    return case.town is None or case.town not in actor.towns


def _one_level_above(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    return LEVEL_ABOVE.get(case.department_level or "", "") in actor.levels


def _same_person_in_time(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    by_actor = _is_person(case.undo_by, actor)
    return by_actor and case.undo_until is not None and now <= case.undo_until


def _in_own_department(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    return case.department is not None and case.department in actor.departments


def _addressed_town(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    return case.department is not None and case.department.split("-")[0] in actor.towns


def _all_answered_or_silent(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    silent = case.due_at is not None and now >= case.due_at
    return silent or (case.citizen_reports > 0 and case.unanswered_reporters == 0)


def _suspension_over(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    return case.suspended_until is None or now.astimezone(ZONE).date() >= case.suspended_until


def _undoable(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    return case.undo_action is not None and case.undo_state is not None


def _no_emergency(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    return case.district_emergency is None or case.severity == 1 or case.supervised


NO_STATION = Guard("no-station", _no_station, "本案有属地工作站，由工作站办理。")
NOT_REPORTER = Guard("not-reporter", _not_reporter, "上报人不能核实自己上报的问题。")
NOT_RECUSED = Guard("not-recused", _not_recused, "您已回避本案，不能核实或核查。")
NOT_HANDLER = Guard("not-handler", _not_handler, "谁处置谁不核查：您或您的部门处置了本案。")
NOT_TOWN_STAFF = Guard("not-town-staff", _not_town_staff, "本镇街处置的案件由区级核查，本镇街人员不能核查。")
NOT_SELF_HANDLED = Guard(
    "not-self-handled", _not_self_handled, "自处置的案件由工作站或区级判定，网格员不能核查。"
)
JUDGED_BY_DISTRICT = Guard(
    "judged-by-district",
    lambda case, actor, now: judged_by_district(case),
    "本案由网格员或工作站核查；区级只核查镇街、工作站处置的和海域的案件。",
)
ANOTHER_UNIT = Guard("another-unit", _another_unit, "复核须由其他单位的负责人作出。")
NOT_REVIEWED = Guard(
    "not-reviewed",
    lambda case, actor, now: not case.reviewed,
    "本案已复核过一次，不再复核。",
)
ONLY_REPORT = Guard(
    "only-report",
    lambda case, actor, now: case.reports <= 1,
    "还有其他人反映了此事，您可以退出，事项继续办理。",
)
NOT_SEVERE = Guard(
    "not-severe",
    lambda case, actor, now: case.severity > 1,
    "紧急事项不能自处置，请立案并派遣责任部门。",
)
NO_EMERGENCY = Guard(
    "no-emergency",
    _no_emergency,
    "本区处于应急状态，普通事项暂停现场核实，结束后再派；紧急的请改类，有照片等依据的可免核实立案。",
)
CLEAR_CATEGORY = Guard(
    "clear-category",
    lambda case, actor, now: case.category != UNCLEAR,
    "类别为“说不清”的案件，请先改类再派遣。",
)
BOTH_KNOWN = Guard(
    "both-known",
    lambda case, actor, now: case.duty_place is not None and case.duty_unit is not None,
    "属地责任和行业责任都明确了才能立案，请先确定地点和类别。",
)
NO_RULING_DUE = Guard(
    "no-ruling-due",
    lambda case, actor, now: not needs_ruling(case),
    "已两次退回或三次核查不通过，须由协调员裁定。",
)
RULING_DUE = Guard(
    "ruling-due",
    lambda case, actor, now: needs_ruling(case),
    "两次退回或三次核查不通过之后才能裁定。",
)
NOT_RULED = Guard(
    "not-ruled",
    lambda case, actor, now: not case.ruled,
    "协调员已裁定责任单位，不能再退回或移交。",
)
RETURNS_LEFT = Guard(
    "returns-left",
    lambda case, actor, now: case.returns < RULED_AFTER_RETURNS,
    "本案已退回两次，不能再退回，有争议请报协调员裁定。",
)
OWN_DEPARTMENT = Guard("own-department", _in_own_department, "本案不在您的部门，不能操作。")
ADDRESSED_TOWN = Guard("addressed-town", _addressed_town, "本案没有派给您所在的镇街。")
ONE_LEVEL_ABOVE = Guard("one-level-above", _one_level_above, "须由责任部门的上一级审批。")
NOT_ASSIGNEE = Guard(
    "not-assignee",
    lambda case, actor, now: not _is_person(case.assignee_id, actor),
    "不能审批自己的申请。",
)
# An overdue stage counts once, in the period of its due time, whatever happens later.
NOT_OVERDUE = Guard(
    "not-overdue",
    lambda case, actor, now: case.due_at is None or now <= case.due_at,
    "时限已过，不能再申请延期；短期内无法办完的可以申请挂账。",
)
NO_EXTENSION = Guard(
    "no-extension",
    lambda case, actor, now: case.extension is None,
    "本案已申请过延期，不能重复申请。",
)
EXTENSION_ASKED = Guard(
    "extension-asked",
    lambda case, actor, now: case.extension == "asked",
    "没有待审批的延期申请。",
)
NO_SUSPENSION = Guard(
    "no-suspension",
    lambda case, actor, now: case.suspension is None,
    "已有待审批的挂账申请。",
)
SUSPENSION_ASKED = Guard(
    "suspension-asked",
    lambda case, actor, now: case.suspension == "asked",
    "没有待审批的挂账申请。",
)
SUSPENSION_OVER = Guard("suspension-over", _suspension_over, "挂账期限未到。")
CITIZEN_REPORTED = Guard(
    "citizen-reported",
    lambda case, actor, now: case.citizen_reports > 0,
    "工作人员发现的问题由工作站站长评价。",
)
NOT_ANSWERED = Guard(
    "not-answered",
    lambda case, actor, now: not actor.has_answered,
    "您已评价过本次答复。",
)
STAFF_REPORTED = Guard(
    "staff-reported",
    lambda case, actor, now: case.citizen_reports == 0,
    "市民反映的问题由反映人自己评价。",
)
ALL_ANSWERED = Guard(
    "all-answered-or-silent", _all_answered_or_silent, "还有反映人没有评价，等待期也没有结束。"
)
NO_OPEN_ORDER = Guard(
    "no-open-order",
    lambda case, actor, now: case.open_orders == 0,
    "督办未销号，不能结案。",
)
OPEN_ORDER = Guard(
    "open-order",
    lambda case, actor, now: case.open_orders > 0,
    "本案没有未销号的督办。",
)
SILENT_DEPARTMENT = Guard(
    "silent-department",
    lambda case, actor, now: case.escalated in ("coordinator", "leader"),
    "部门还在签收时限之内；超时不签收也不退回、报到协调员之后才能由协调员移交。",
)
ORDER_REPLIED = Guard(
    "order-replied",
    lambda case, actor, now: case.orders_replied > 0,
    "承办单位还没有回复督办。",
)
JUDGES_ORDER = Guard(
    "judges-order",
    lambda case, actor, now: None in case.order_judges or actor.person_id in case.order_judges,
    "督办由签发人销号或退回；签发人离任或不在岗时由其他协调员、领导代为处理。",
)
INSIDE_WINDOW = Guard(
    "inside-window",
    lambda case, actor, now: case.reopen_until is not None and now <= case.reopen_until,
    "已超过结案后的重新办理期限，请重新上报。",
)
WINDOW_OVER = Guard(
    "window-over",
    lambda case, actor, now: case.reopen_until is None or now > case.reopen_until,
    "重新办理期限未过，不能归档。",
)
REOPEN_ASKED = Guard(
    "reopen-asked",
    lambda case, actor, now: case.reopen_asked,
    "反映人没有提出“未解决”。",
)
FIRST_REOPEN = Guard(
    "first-reopen",
    lambda case, actor, now: case.reopens == 0,
    "本案已重新办理过，须由其他单位负责人复核决定。",
)
NOT_TRANSFERRED = Guard(
    "not-transferred",
    lambda case, actor, now: not case.law_transferred,
    "本案已移送执法。",
)
TRANSFERRED = Guard(
    "transferred",
    lambda case, actor, now: case.law_transferred,
    "本案没有移送执法。",
)
NOT_PUBLISHED = Guard(
    "not-published",
    lambda case, actor, now: not case.published,
    "本案已公开。",
)
NOT_SEALED = Guard(
    "not-sealed",
    lambda case, actor, now: not case.sealed,
    "本案已封存。",
)
TRIAGED_BY_ANOTHER = Guard(
    "triaged-by-another",
    lambda case, actor, now: not _is_person(case.not_triaged_by, actor),
    "附近的同类反映由您不予受理过，本件须由另一人受理。",
)
UNDOABLE = Guard("undoable", _undoable, "这一步不能撤销。")
SAME_PERSON_IN_TIME = Guard(
    "same-person-in-time", _same_person_in_time, "只有本人在规定时间内（默认三十分钟）可以撤销。"
)
