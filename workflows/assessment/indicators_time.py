"""Indicators of time: clocks and tasks that fell due, and what stands beside them."""

from __future__ import annotations

from datetime import timedelta

from workflows.assessment.conditions import (
    AWAY,
    BY_GRID,
    BY_MEMBER_SHARE,
    CITIZEN,
    DEPARTMENT_STAGES,
    DONE,
    DROPPED,
    EXEMPT,
    GONE,
    KEPT,
    KEPT_FIRST,
    MOVED,
    NOT_WAITING,
    STANDING,
    STATION_STAGES,
    TASK_STANDING,
    of_kind,
    stage_in,
    test,
)
from workflows.assessment.facts import Kind, Level
from workflows.assessment.indicator import Indicator
from workflows.states import Stage

MEMBER = frozenset({Level.MEMBER})
GRIDS = frozenset({Level.GRID, Level.COMMUNITY})
TOWN, DISTRICT = frozenset({Level.TOWN}), frozenset({Level.DISTRICT})
DEPARTMENT = frozenset({Level.DEPARTMENT})
UNITS = TOWN | DISTRICT | DEPARTMENT
PLACES = GRIDS | TOWN | DISTRICT
STAGE, TASK, CHECK = frozenset({Kind.STAGE}), frozenset({Kind.TASK}), frozenset({Kind.CHECK})
OUT_OF_STAGES = (EXEMPT, STANDING, GONE)
OUT_OF_TASKS = (AWAY, MOVED, DROPPED, TASK_STANDING)
BESIDE = ("on_time_first", "extended", "on_hold")
DUE = "时限（延期、挂账之后的）"
FIRST_DAY = timedelta(hours=24)
PUBLIC_DUE = "结案反馈的时限"

OF_TOWN = test("由工作站或镇街自己的单位完成（由区核查、判定的不在内）",
               "for the station or a unit of the town to end, not what the district judges",
               lambda fact: (fact.stage in STATION_STAGES and fact.department is None and fact.town is not None
                             and not fact.by_district)
               or (fact.stage in DEPARTMENT_STAGES and fact.department is not None and fact.town is not None
               and fact.department.startswith(fact.town)))
OF_DISTRICT = test("由区里完成：派遣、裁定、区级部门的签收与处置、代替镇街的核查与判定、没有镇街的海域事项",
                   "for the district to end: dispatches, rulings, its departments' work, what it judges in place of "
                   "the town, and where there is no town",
                   lambda fact: fact.stage in (Stage.DISPATCH, Stage.RULE) or fact.by_district
                   or (fact.town is None and fact.department is None)
                   or (fact.department is not None and fact.department.split("-")[0] == fact.district))
LOOKED = test("核实任务，或已作的核查", "a confirmation asked for, or a check made",
              lambda fact: of_kind(fact, Kind.CHECK) or fact.stage == Stage.CONFIRM)
OWN_OF_GRID = test("网格自己完成：核实", "for the grid itself to end: confirmations",
                   lambda fact: fact.stage == Stage.CONFIRM)
INHERITED = test("遗留问题（到期季度开始前已上报，或到期时由区列为历史遗留）的处置、返工",
                 "handling of what was reported before the quarter in which it fell due, or listed as older by then",
                 lambda fact: fact.inherited)
APART = test("遗留问题，另列一项", "an inherited problem: on a line of its own", lambda fact: fact.inherited)
OUT_OF_OWN = (*OUT_OF_STAGES, APART)
WAS_EXTENDED = test("批准过延期", "an extension was granted", lambda fact: fact.extended)
CLOSED = test("案件已结案", "the case is closed", lambda fact: fact.closed)
WITHIN_A_DAY = test("评价汇总后24小时内反馈并结案", "told and closed within 24 hours of the evaluation",
                    lambda fact: fact.ended_at is not None and fact.ended_at - fact.started_at <= FIRST_DAY)
SEEN = test("窗口内有人到场看过（任何人的巡查、核实、核查都算）", "seen by anybody within the window",
            lambda fact: fact.seen_at is not None)
NOT_SINCE = "时限落在期内的只计一次，以后何时办完都不再变"
TIME_SOURCE = "按时率统一口径：时限落在期内、按时完成的 ÷ 时限落在期内的全部；免计的两边都去掉并列出"
INHERITED_SOURCE = "遗留问题单列，不与新发生的混在一起"
AFTER_THE_FACT = "到期以后才列为历史遗留的，仍按原来的行计"
STANDARD = "GB/T 30428.4、CJ/T 292 类指标，公式为本系统的定义"

TIME: tuple[Indicator, ...] = (
    Indicator("on_time", "按时率", "On-time rate", STAGE, DUE, (NOT_WAITING,), (KEPT,), TIME_SOURCE, OUT_OF_STAGES,
              levels=UNITS, note=NOT_SINCE, beside=BESIDE),
    Indicator("on_time_first", "按最初时限的按时率", "On time by the first due time", STAGE, DUE, (NOT_WAITING,),
              (KEPT_FIRST,), TIME_SOURCE, OUT_OF_STAGES, note="与按时率并列公布"),
    Indicator("town_on_time", "镇街自办环节按时率", "The town's own stages on time", STAGE, DUE, (OF_TOWN,), (KEPT,),
              TIME_SOURCE, OUT_OF_OWN, levels=TOWN, note="只计镇街自己能办完的环节", beside=BESIDE),
    Indicator("district_on_time", "区级自办环节按时率", "The district's own stages on time", STAGE, DUE,
              (OF_DISTRICT,), (KEPT,), TIME_SOURCE, OUT_OF_OWN, levels=DISTRICT, note="只计区里自己能办完的环节",
              beside=BESIDE),
    Indicator("department_on_time", "部门环节按时率", "The department's stages on time", STAGE, DUE,
              (stage_in(DEPARTMENT_STAGES),), (KEPT,), TIME_SOURCE, OUT_OF_OWN, levels=DEPARTMENT, beside=BESIDE),
    Indicator("grid_on_time", "本网格事项按时率", "The grid's own matters on time", STAGE, DUE, (OWN_OF_GRID,), (KEPT,),
              TIME_SOURCE, OUT_OF_STAGES, levels=GRIDS, note="只计网格自己能办完的环节"),
    Indicator("inherited_on_time", "遗留问题按时率", "Inherited problems on time", STAGE, DUE, (INHERITED,), (KEPT,),
              INHERITED_SOURCE, OUT_OF_STAGES, levels=DEPARTMENT, note=AFTER_THE_FACT),
    Indicator("town_inherited", "镇街自办遗留问题按时率", "The town's own inherited problems on time", STAGE, DUE,
              (OF_TOWN, INHERITED), (KEPT,), INHERITED_SOURCE, OUT_OF_STAGES, levels=TOWN, note=AFTER_THE_FACT),
    Indicator("district_inherited", "区级自办遗留问题按时率", "The district's own inherited problems on time", STAGE,
              DUE, (OF_DISTRICT, INHERITED), (KEPT,), INHERITED_SOURCE, OUT_OF_STAGES, levels=DISTRICT,
              note=AFTER_THE_FACT),
    Indicator("member_on_time", "核实、核查按时率", "Confirmations and checks on time", TASK | CHECK, "本人的时限",
              (LOOKED,), (KEPT,), "岗位卡：按时核实、核查", OUT_OF_TASKS, levels=MEMBER,
              note="只计在岗日到期的；未作的核查不落到个人"),
    Indicator("confirm_on_time", "按时核实率", "Confirmations on time", TASK, "本人的时限",
              (stage_in({Stage.CONFIRM}),), (KEPT,), STANDARD, OUT_OF_TASKS, levels=MEMBER | GRIDS),
    Indicator("check_on_time", "按时核查率", "Checks on time", CHECK, "核查的时限",
              (stage_in({Stage.CHECK, Stage.JUDGE}),), (KEPT,), STANDARD, (AWAY,), levels=MEMBER | GRIDS),
    Indicator("dispatch_on_time", "按时派遣率", "Dispatched on time", STAGE, DUE, (stage_in({Stage.DISPATCH}),),
              (KEPT,), STANDARD, OUT_OF_STAGES, levels=TOWN | DISTRICT),
    Indicator("handled", "处置率", "Handled", STAGE, DUE, (stage_in({Stage.HANDLE}),), (DONE,), STANDARD,
              OUT_OF_STAGES, levels=UNITS, note="返工另计时限，另见返工率"),
    Indicator("handled_on_time", "按期处置率", "Handled on time", STAGE, DUE, (stage_in({Stage.HANDLE}),), (KEPT,),
              STANDARD, OUT_OF_STAGES, levels=UNITS, beside=BESIDE),
    Indicator("closed", "结案率", "Closed", STAGE, "处置的时限（延期、挂账之后的）", (stage_in({Stage.HANDLE}),),
              (CLOSED,), STANDARD, OUT_OF_STAGES, levels=UNITS, note="应结案数：处置时限落在期内的案件"),
    Indicator("closed_on_time", "按期结案率", "Closed, handled on time", STAGE, "处置的时限（延期、挂账之后的）",
              (stage_in({Stage.HANDLE}),), (KEPT, CLOSED), STANDARD, OUT_OF_STAGES, levels=UNITS,
              note="处置按时完成并且已经结案", beside=BESIDE),
    Indicator("extended", "延期率", "Extended", STAGE, DUE, (stage_in({Stage.HANDLE}),), (WAS_EXTENDED,), STANDARD,
              OUT_OF_STAGES, better="low", note="与按时率并列公布"),
    Indicator("fed_back", "公众反馈率", "Fed back within 24 hours", STAGE, PUBLIC_DUE,
              (stage_in({Stage.FEEDBACK}), CITIZEN), (WITHIN_A_DAY,), STANDARD, OUT_OF_STAGES, levels=TOWN | DISTRICT,
              note="结案即反馈：评价汇总后开始计24小时"),
    Indicator("coverage", "高风险污染源到场率", "High-risk sources seen", frozenset({Kind.TURN}), "窗口的最后一天",
              (BY_GRID,), (SEEN,), "基层网格板块：重点污染源覆盖", levels=PLACES),
    Indicator("member_coverage", "在岗日高风险污染源到场率", "High-risk sources seen on days on duty",
              frozenset({Kind.TURN}), "窗口的最后一天", (BY_MEMBER_SHARE,), (SEEN,), "岗位卡：重点污染源覆盖", (AWAY,),
              levels=MEMBER, note="谁看的都算；只计最后一天在岗的"),
)
