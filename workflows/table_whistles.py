"""Rows of the flow that whistle: a town calls departments, whoever works below the town calls the town."""

from collections.abc import Mapping
from typing import Any

from workflows import fields, people
from workflows.checks import is_within
from workflows.facts import ActorFacts, CaseFacts, Check, Field, Guard, Step, Transition
from workflows.states import Action, State
from workflows.whistle import KIND_NAMES, Kind, units_refused

IN_WORK = (State.REGISTERED, State.DISPATCHED, State.HANDLING, State.SUSPENDED)
BEFORE_FILING = (State.REPORTED, State.CONFIRMING)
KINDS = tuple((kind.value, name) for kind, name in KIND_NAMES.items())

KIND = Field("kind", "choice", "吹什么哨", required=True, choices=KINDS)
LEAD = Field("lead", "department", "主办部门", required=True)
ASSIST = Field("assist", "departments", "协办部门")


def units_of(fields: Mapping[str, Any]) -> list[str]:
    """The leading unit first, then those that assist."""
    return [fields["lead"], *fields.get("assist", ())]


def _with_town(case: CaseFacts, actor: ActorFacts, now: object) -> bool:
    return case.town is not None


def _urgent(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    return step.fields.get("kind") == Kind.EMERGENCY


def _of_the_city(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    """Units of the own district or of the city; another district is asked through the coordinator."""
    return all(is_within(case, unit) or unit.startswith(case.district[:4] + "00-") for unit in units_of(step.fields))


def _of_others(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    """Neither a unit of the whistling town nor one unit twice."""
    return units_refused(case.town or "", units_of(step.fields), ()) is None


WITH_TOWN = Guard("with-town", _with_town, "海上案件没有镇街，由区派遣员直接派遣。")
URGENT = Check("urgent-only", "kind", _urgent, "立案之前只能吹紧急哨。")
NOT_ONESELF = Check(
    "not-oneself", "lead", _of_others, "不能向自己吹哨：本镇街自有力量请直接派遣；同一单位只能吹一次。"
)
REACHABLE = Check("reachable", "lead", _of_the_city, "只能向本区和市级部门吹哨；外区部门请区协调员协调。")

ROWS: tuple[Transition, ...] = tuple(
    Transition(
        Action.WHISTLE,
        states,
        None,
        roles,
        why,
        why_en,
        guards=(WITH_TOWN,),
        fields=(KIND, *units, fields.TEXT),
        checks=(*early, *checks),
        flag="whistled",
        tell=("department", "dispatcher"),
    )
    for states, early in ((IN_WORK, ()), (BEFORE_FILING, (URGENT,)))
    for roles, units, checks, why, why_en in (
        (
            people.STATION, (LEAD, ASSIST), (NOT_ONESELF, REACHABLE),
            "镇街权限不够就吹哨：一个主办部门、若干协办部门，各自应哨、到场、报结果；案件自己的时限照走。",
            "A town without the power whistles to a leading unit and others that assist, each with clocks of its own.",
        ),
        (
            people.BELOW_STATION, (), (),
            "网格员、社区总网格长、网格长向镇街吹哨，镇街应哨、不接或转吹给部门。",
            "Members and communities call the town, which answers, declines or passes the whistle on.",
        ),
    )
)  # fmt: skip
