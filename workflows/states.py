"""The words of the loop: states, phases, actions and stages, each with its Chinese name."""

from enum import StrEnum


class Phase(StrEnum):
    """The four phases of the closed loop."""

    DISCOVER = "discover"
    HANDLE = "handle"
    EVALUATE = "evaluate"
    FEEDBACK = "feedback"


class State(StrEnum):
    """Where a case stands. States are past participles or gerunds, never verbs."""

    REPORTED = "reported"
    CONFIRMING = "confirming"
    REGISTERED = "registered"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    SUSPENDED = "suspended"
    HANDLED = "handled"
    CHECKED = "checked"
    EVALUATED = "evaluated"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Action(StrEnum):
    """What may be done to a case. The value is the word in the address of the call."""

    SUBMIT = "submit"
    CONTACT = "contact"
    ASK_CONFIRMATION = "ask-confirmation"
    CONFIRM = "confirm"
    DECLINE = "decline"
    REVIEW = "review"
    MERGE = "merge"
    UNMERGE = "unmerge"
    WITHDRAW = "withdraw"
    REGISTER = "register"
    SELF_HANDLE = "self-handle"
    DISPATCH = "dispatch"
    SIGN = "sign"
    RETURN = "return"
    RULE = "rule"
    RECATEGORISE = "recategorise"
    TRANSFER = "transfer"
    EXTEND = "extend"
    APPROVE_EXTENSION = "approve-extension"
    SUSPEND = "suspend"
    APPROVE_SUSPENSION = "approve-suspension"
    RESUME = "resume"
    HANDLE = "handle"
    MILESTONE = "milestone"
    CHECK_PASS = "check-pass"
    CHECK_FAIL = "check-fail"
    RATE = "rate"
    EVALUATE = "evaluate"
    CLOSE = "close"
    REOPEN = "reopen"
    WHISTLE = "whistle"
    SUPERVISE = "supervise"
    REPLY_ORDER = "reply-order"
    ACCEPT_ORDER = "accept-order"
    REJECT_ORDER = "reject-order"
    INSTRUCT = "instruct"
    RECUSE = "recuse"
    TRANSFER_LAW = "transfer-law"
    LAW_RETURN = "law-return"
    SEAL = "seal"
    PUBLISH = "publish"
    ASK_REPORTER = "ask-reporter"
    ANSWER_QUESTION = "answer-question"
    END_QUESTION = "end-question"
    ENTERPRISE_ANSWER = "enterprise-answer"
    ASK_REVIEW = "ask-review"
    UNDO = "undo"
    ARCHIVE = "archive"


class Stage(StrEnum):
    """A stretch of work with a clock of its own; `judge` is the check of what was self-handled.

    `contact` runs beside the others.
    """

    ACCEPT = "accept"
    CONFIRM = "confirm"
    DISPATCH = "dispatch"
    RULE = "rule"
    SIGN = "sign"
    HANDLE = "handle"
    REWORK = "rework"
    CHECK = "check"
    JUDGE = "judge"
    ANSWER = "answer"
    FEEDBACK = "feedback"
    CONTACT = "contact"


PHASE_NAMES: dict[Phase, str] = {
    Phase.DISCOVER: "发现",
    Phase.HANDLE: "处置",
    Phase.EVALUATE: "评价",
    Phase.FEEDBACK: "反馈",
}

PHASE_OF: dict[State, Phase] = {
    State.REPORTED: Phase.DISCOVER,
    State.CONFIRMING: Phase.DISCOVER,
    State.REGISTERED: Phase.DISCOVER,
    State.DECLINED: Phase.DISCOVER,
    State.MERGED: Phase.DISCOVER,
    State.WITHDRAWN: Phase.DISCOVER,
    State.DISPATCHED: Phase.HANDLE,
    State.HANDLING: Phase.HANDLE,
    State.SUSPENDED: Phase.HANDLE,
    State.HANDLED: Phase.EVALUATE,
    State.CHECKED: Phase.EVALUATE,
    State.EVALUATED: Phase.FEEDBACK,
    State.CLOSED: Phase.FEEDBACK,
    State.ARCHIVED: Phase.FEEDBACK,
}

STATE_NAMES: dict[State, str] = {
    State.REPORTED: "已上报",
    State.CONFIRMING: "待核实",
    State.REGISTERED: "已立案",
    State.DECLINED: "不予受理",
    State.MERGED: "已并案",
    State.WITHDRAWN: "已撤回",
    State.DISPATCHED: "已派遣",
    State.HANDLING: "处置中",
    State.SUSPENDED: "挂账",
    State.HANDLED: "待核查",
    State.CHECKED: "核查通过，待评价",
    State.EVALUATED: "已评价，待反馈",
    State.CLOSED: "已结案",
    State.ARCHIVED: "已归档",
}

ACTION_NAMES: dict[Action, str] = {
    Action.SUBMIT: "上报",
    Action.CONTACT: "联系",
    Action.ASK_CONFIRMATION: "派核实",
    Action.CONFIRM: "核实",
    Action.DECLINE: "不予受理",
    Action.REVIEW: "复核",
    Action.MERGE: "并案",
    Action.UNMERGE: "取消并案",
    Action.WITHDRAW: "撤回",
    Action.REGISTER: "立案",
    Action.SELF_HANDLE: "自处置",
    Action.DISPATCH: "派遣",
    Action.SIGN: "签收",
    Action.RETURN: "退回",
    Action.RULE: "裁定",
    Action.RECATEGORISE: "改类",
    Action.TRANSFER: "移交",
    Action.EXTEND: "申请延期",
    Action.APPROVE_EXTENSION: "审批延期",
    Action.SUSPEND: "申请挂账",
    Action.APPROVE_SUSPENSION: "审批挂账",
    Action.RESUME: "恢复处置",
    Action.HANDLE: "处置完成",
    Action.MILESTONE: "完成一步",
    Action.CHECK_PASS: "核查通过",
    Action.CHECK_FAIL: "核查不通过",
    Action.RATE: "评价",
    Action.EVALUATE: "汇总评价",
    Action.CLOSE: "结案反馈",
    Action.REOPEN: "重新办理",
    Action.WHISTLE: "吹哨",
    Action.SUPERVISE: "督办",
    Action.REPLY_ORDER: "回复督办",
    Action.ACCEPT_ORDER: "督办销号",
    Action.REJECT_ORDER: "退回督办回复",
    Action.INSTRUCT: "批示",
    Action.RECUSE: "回避",
    Action.TRANSFER_LAW: "移送执法",
    Action.LAW_RETURN: "执法回传",
    Action.SEAL: "封存",
    Action.PUBLISH: "公开",
    Action.ASK_REPORTER: "询问反映人",
    Action.ANSWER_QUESTION: "反映人补充",
    Action.END_QUESTION: "结束询问",
    Action.ENTERPRISE_ANSWER: "被反映单位答复",
    Action.ASK_REVIEW: "提请复核",
    Action.UNDO: "撤销",
    Action.ARCHIVE: "归档",
}

STAGE_NAMES: dict[Stage, str] = {
    Stage.ACCEPT: "受理",
    Stage.CONFIRM: "核实",
    Stage.DISPATCH: "派遣",
    Stage.RULE: "裁定",
    Stage.SIGN: "签收",
    Stage.HANDLE: "处置",
    Stage.REWORK: "返工",
    Stage.CHECK: "核查",
    Stage.JUDGE: "判定自处置",
    Stage.ANSWER: "等待评价",
    Stage.FEEDBACK: "反馈",
    Stage.CONTACT: "联系",
}

# Nothing leaves these but undo, unmerge, review and reopen.
ENDED: frozenset[State] = frozenset(
    {State.DECLINED, State.MERGED, State.WITHDRAWN, State.CLOSED, State.ARCHIVED}
)
FINAL: frozenset[State] = frozenset({State.WITHDRAWN, State.ARCHIVED})
OPEN: frozenset[State] = frozenset(State) - ENDED

# The clock that runs while a case stands in a state; a suspended case has none.
STAGE_OF: dict[State, Stage] = {
    State.REPORTED: Stage.ACCEPT,
    State.CONFIRMING: Stage.CONFIRM,
    State.REGISTERED: Stage.DISPATCH,
    State.DISPATCHED: Stage.SIGN,
    State.HANDLING: Stage.HANDLE,
    State.HANDLED: Stage.CHECK,
    State.CHECKED: Stage.ANSWER,
    State.EVALUATED: Stage.FEEDBACK,
}
