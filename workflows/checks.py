"""What was filled in: fields of the actions, their kinds, and the named conditions on them."""

import re
from collections.abc import Callable
from datetime import date, datetime

from workflows.facts import ActorFacts, CaseFacts, Check, Field, Step
from workflows.guards import UNCLEAR
from workflows.roles import Role
from workflows.states import OPEN
from workflows.working_calendar import ZONE, Limit, is_night

DEPARTMENT = re.compile(r"\d{6}(\d{3})?-[A-Z]{2,4}")
CATEGORY = re.compile(r"[A-Z]\d{2}")
TEXT_LIMIT = 2000

CONFIRMATIONS = (
    ("true", "属实"),
    ("partly", "部分属实"),
    ("false", "不属实"),
    ("gone", "到场时已消失"),
    ("no_access", "无法进入"),
)
SKIP_REASONS = (
    ("12345", "12345 转办"),
    ("supervision", "督察督办"),
    ("police", "公安移交"),
    ("photo", "照片足以认定"),
)
SOLVED = (("yes", "已解决"), ("partly", "部分解决"), ("no", "未解决"))
SATISFACTION = (("5", "很满意"), ("4", "满意"), ("3", "基本满意"), ("2", "不满意"), ("1", "很不满意"))


def is_kind(field: Field, value: object) -> bool:
    """Whether an already parsed value fits the kind of its field."""
    if field.kind == "choice":
        return str(value) in {choice for choice, _ in field.choices} if field.choices else _is_text(value)
    return KINDS[field.kind](value)


def level_of(department: str) -> str:
    """'town', 'district' or 'city', which a unit's code tells (350211103-ZZ, 350211-CG, 350200-ST)."""
    division = department.split("-")[0]
    if len(division) == 9:
        return "town"
    return "city" if division.endswith("00") else "district"


def is_within(case: CaseFacts, department: str) -> bool:
    """Whether a unit belongs to the case's own district (a town of it included)."""
    return department[:6] == case.district and level_of(department) != "city"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= TEXT_LIMIT


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


KINDS: dict[str, Callable[[object], bool]] = {
    "text": _is_text,
    "milestone": _is_text,
    "department": lambda value: isinstance(value, str) and DEPARTMENT.fullmatch(value) is not None,
    "category": lambda value: isinstance(value, str) and CATEGORY.fullmatch(value) is not None,
    "datetime": lambda value: isinstance(value, datetime) and value.tzinfo is not None,
    "date": lambda value: isinstance(value, date) and not isinstance(value, datetime),
    "boolean": lambda value: isinstance(value, bool),
    "case": _is_id,
    "order": _is_id,
    "person": _is_id,
    "limit": lambda value: isinstance(value, Limit),
    "points": lambda value: isinstance(value, tuple) and all(isinstance(item, str) for item in value),
    "departments": lambda value: isinstance(value, tuple) and all(map(KINDS["department"], value)),
    "photos": lambda value: True,
}


def _reaches(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    """Town's own units: station; units of the district: its dispatcher; anything else: the city's."""
    department = str(step.fields["department"])
    if Role.CITY_DISPATCHER in actor.roles:
        return True
    if Role.DISTRICT_DISPATCHER in actor.roles and is_within(case, department):
        return True
    own_town = case.town is not None and department.split("-")[0] == case.town
    return own_town and bool(actor.roles & {Role.STATION_OFFICER, Role.STATION_HEAD})


def _rules_over(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    """Inside one district its coordinator rules; a city unit or another district is for the city's."""
    if all(is_within(case, party) for party in (str(step.fields["department"]), *case.parties)):
        return bool(actor.levels & {"district", "city"})
    return "city" in actor.levels


def _is_confirmed(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    confirmed = case.confirmation in ("true", "partly")
    return confirmed or case.severity == 1 or bool(step.fields.get("skip_reason"))


def _mergeable(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    return step.other is not None and step.other.state in OPEN


def _reason_matches(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    """Gone when somebody came is not untrue, and neither is said without having been there."""
    reason = step.fields["reason_code"]
    if reason == "untrue":
        return case.confirmation == "false"
    return case.confirmation == "gone" if reason == "gone" else True


def _impartial_confirmer(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    return step.fields.get("confirmer") not in case.reporter_ids | case.recused_ids


def _accompanied(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    return step.fields.get("companion") is not None or not is_night(step.now, step.windows.night)


def _impartial_companion(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    companion = step.fields.get("companion")
    return companion is None or companion not in {step.fields.get("confirmer")} | case.reporter_ids | case.recused_ids


def _may_recuse(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    decides = actor.roles & {Role.STATION_HEAD, Role.COORDINATOR}
    return bool(decides) or step.fields.get("person") in (None, actor.person_id)


def _in_future(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    until = step.fields["until"]
    return isinstance(until, date) and until > step.now.astimezone(ZONE).date()


def _due_in_future(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    due = step.fields["due_at"]
    return isinstance(due, datetime) and due > step.now


REACH = Check(
    "reach",
    "department",
    _reaches,
    "镇街自有力量由工作站派遣，区级部门由区派遣员派遣，市级部门和外区由市派遣员派遣。",
)
RULING_LEVEL = Check("ruling-level", "department", _rules_over, "涉及市级部门或外区，须由市级协调员裁定。")
OTHER_DEPARTMENT = Check(
    "other-department",
    "department",
    lambda case, actor, step: step.fields["department"] != case.department,
    "本案已在该部门，无需移交。",
)
CONFIRMED = Check(
    "confirmed",
    "skip_reason",
    _is_confirmed,
    "未经核实属实不能立案；免核实须说明理由（12345、督察、公安、照片足以认定）。",
)
MAIN_OPEN = Check(
    "main-open", "main_case", _mergeable, "只能并入正在办理的案件，不能并入不予受理或已结案的案件。"
)
MAIN_OTHER = Check(
    "main-other",
    "main_case",
    lambda case, actor, step: step.other is None or step.other.case_id != case.case_id,
    "不能并入本案自身。",
)
REASON_MATCHES = Check(
    "reason-matches",
    "reason_code",
    _reason_matches,
    "不予受理的理由须与核实结果一致；到场时已消失不等于不属实。",
)
IMPARTIAL_CONFIRMER = Check(
    "impartial-confirmer", "confirmer", _impartial_confirmer, "核实人不能是上报人或须回避的人。"
)
ACCOMPANIED = Check(
    "accompanied",
    "companion",
    _accompanied,
    "夜间不得单独派网格员外出：工作站和区的值班表上此刻没有可以同行的人，请先排一班，或写明同行人。",
)
IMPARTIAL_COMPANION = Check(
    "impartial-companion", "companion", _impartial_companion, "同行人不能是核实人本人、上报人或须回避的人。"
)
RECUSE_SELF = Check(
    "recuse-self", "person", _may_recuse, "只能为自己申请回避；要求他人回避由站长或协调员决定。"
)
LIMIT_WHEN_GRANTED = Check(
    "limit-when-granted",
    "limit",
    lambda case, actor, step: step.fields["granted"] is not True or step.fields.get("limit") is not None,
    "同意延期须写明延长多久。",
)
SATISFACTION_TOO = Check(
    "satisfaction-too",
    "satisfaction",
    lambda case, actor, step: step.fields["solved"] == "no" or step.fields.get("satisfaction") is not None,
    "请选择是否满意；只有“没有解决”可以不选。",
)
UNTIL_FUTURE = Check("until-future", "until", _in_future, "挂账期限须晚于今天。")
NEW_DUE_FUTURE = Check(
    "new-due-future",
    "due_at",
    lambda case, actor, step: step.fields.get("due_at") is None or _due_in_future(case, actor, step),
    "督办期限须晚于现在。",
)
DUE_FUTURE = Check("due-future", "due_at", _due_in_future, "督办期限须晚于现在。")
REAL_CATEGORY = Check(
    "real-category",
    "category",
    lambda case, actor, step: step.fields["category"] != UNCLEAR,
    "请改为明确的类别。",
)
