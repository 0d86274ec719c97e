"""Rows of the flow: from a report to a filed case, and the ways out before filing."""

from workflows import checks, contested, fields, guards, people
from workflows.facts import Clock, Transition
from workflows.states import Action, Stage, State

START_ACCEPT = Clock("start", Stage.ACCEPT)
STOP = Clock("stop")
BEFORE_FILING = (State.REPORTED, State.CONFIRMING)
UNTIL_FILED = (State.REPORTED, State.CONFIRMING, State.REGISTERED)

ROWS: tuple[Transition, ...] = (
    Transition(
        Action.SUBMIT,
        (None,),
        State.REPORTED,
        people.ANYBODY,
        "任何人都可以反映问题，不需要账号；受理时限从此刻开始。",
        "Anybody may report, without an account; the clock of acceptance starts.",
        clock=START_ACCEPT,
        tell=("station", "reporter"),
    ),
    *(
        Transition(
            Action.ASK_CONFIRMATION,
            (State.REPORTED,),
            State.CONFIRMING,
            roles,
            "先到现场看一看再立案，避免误立、空派；夜间须有人同行。",
            "Somebody looks on site before filing, so that no department is sent for nothing; at night never alone.",
            clock=Clock("start", Stage.CONFIRM),
            guards=(*standing_in, guards.TRIAGED_BY_ANOTHER, guards.NO_EMERGENCY),
            fields=(fields.CONFIRMER, fields.COMPANION, fields.NOTE),
            checks=(checks.IMPARTIAL_CONFIRMER, checks.ACCOMPANIED, checks.IMPARTIAL_COMPANION),
            tell=("confirmer",),
        )
        for roles, standing_in in ((people.STATION, ()), (people.STAND_IN, (guards.NO_STATION,)))
    ),
    Transition(
        Action.CONFIRM,
        (State.CONFIRMING,),
        State.REPORTED,
        people.CONFIRMERS,
        "网格员或替补到场核实，助理网格员受指名时也可核实；上报人和须回避的人不核实。到场时已消失不等于不属实。",
        "The grid's member, a substitute or an assistant asked by name looks; never the reporter or somebody recused."
        " Gone is not untrue.",
        clock=START_ACCEPT,
        guards=(guards.NOT_REPORTER, guards.NOT_RECUSED),
        fields=(fields.RESULT, fields.MEASUREMENT, fields.NOTE, fields.PHOTOS),
        tell=("station", "reporter"),
    ),
    *(
        Transition(
            Action.DECLINE,
            BEFORE_FILING,
            State.DECLINED,
            roles,
            "不属于受理范围的，说明理由后不予受理，反映人可申请复核一次。",
            "What cannot be accepted is declined with a reason code; the reporter may ask for one review.",
            clock=STOP,
            guards=(*standing_in, guards.TRIAGED_BY_ANOTHER),
            fields=(fields.REASON_CODE, fields.NOTE_REQUIRED),
            checks=(checks.REASON_MATCHES, contested.UNTRUE_SETTLED),
            tell=("reporter",),
        )
        for roles, standing_in in ((people.STATION, ()), (people.STAND_IN, (guards.NO_STATION,)))
    ),
    Transition(
        Action.REVIEW,
        (State.DECLINED,),
        State.REPORTED,
        people.STATION_HEAD | people.COORDINATORS,
        "不予受理由其他单位负责人复核一次：撤销原决定则重新受理，维持则不变。",
        "Another unit's head reviews a refusal once: overturned it is accepted again, upheld it stays.",
        clock=START_ACCEPT,
        guards=(guards.ANOTHER_UNIT, guards.NOT_REVIEWED),
        fields=(fields.OVERTURNED, fields.NOTE_REQUIRED),
        others=(State.DECLINED,),
        tell=("station", "reporter"),
    ),
    Transition(
        Action.MERGE,
        UNTIL_FILED,
        State.MERGED,
        people.SENDERS,
        "同一件事并到正在办理的主案，反映人随主案得到答复。",
        "The same matter joins an open main case; its reporters are answered there.",
        clock=STOP,
        fields=(fields.MAIN_CASE, fields.NOTE),
        checks=(checks.MAIN_OPEN, checks.MAIN_OTHER),
        tell=("reporter",),
    ),
    Transition(
        Action.UNMERGE,
        (State.MERGED,),
        State.REPORTED,
        people.SENDERS,
        "并错了就分开，回到并案前的状态，不丢一条反映。",
        "A wrong merge is taken apart: the case returns to the state before it.",
        clock=START_ACCEPT,
        fields=(fields.NOTE_REQUIRED,),
        others=(State.CONFIRMING, State.REGISTERED),
        tell=("station", "reporter"),
    ),
    Transition(
        Action.WITHDRAW,
        BEFORE_FILING,
        State.WITHDRAWN,
        people.REPORTERS,
        "立案前反映人可以撤回；立案后只能退出，事项继续办理。",
        "Before filing the reporter may withdraw; afterwards one only leaves and the matter goes on.",
        clock=STOP,
        guards=(guards.ONLY_REPORT,),
        fields=(fields.NOTE,),
        tell=("station",),
    ),
    *(
        Transition(
            Action.REGISTER,
            (State.REPORTED,),
            State.REGISTERED,
            roles,
            "核实属实才立案；紧急事项，或有 12345、督察、公安、照片认定等理由的，可免核实。",
            "Filed once confirmed; severity 1, or a stated reason, needs no confirmation.",
            clock=Clock("start", Stage.DISPATCH),
            guards=(*standing_in, guards.TRIAGED_BY_ANOTHER, guards.BOTH_KNOWN),
            fields=(fields.SKIP_REASON, fields.NOTE),
            checks=(checks.CONFIRMED,),
            tell=("reporter", "dispatcher"),
        )
        for roles, standing_in in ((people.STATION, ()), (people.STAND_IN, (guards.NO_STATION,)))
    ),
    Transition(
        Action.SELF_HANDLE,
        UNTIL_FILED,
        State.HANDLED,
        people.MEMBERS | people.STATION,
        "小事当场办：有处置前、后照片，由工作站或区级判定，单独统计，不计入派遣结案率。",
        "Small matters are settled on the spot with photos before and after, judged by others, counted apart.",
        clock=Clock("start", Stage.JUDGE),
        guards=(guards.NOT_SEVERE, guards.NOT_RECUSED),
        fields=fields.HANDLING,
        tell=("station", "reporter"),
    ),
    Transition(
        Action.RECATEGORISE,
        UNTIL_FILED,
        None,
        people.SENDERS,
        "类别报错了就改；“说不清”的派遣前必须改类。现有时限不变，新类别的时限自下一阶段起算。",
        "A wrong category is corrected; the running clock stays, the new limits hold from the next stage.",
        fields=(fields.CATEGORY, fields.NOTE),
        checks=(checks.REAL_CATEGORY,),
    ),
)
