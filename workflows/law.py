"""Hand-over to law enforcement (线索移送) and the way back: what the authority may say, and what follows from it."""

from datetime import date

from workflows.facts import ActorFacts, CaseFacts, Check, Field, Outcome, Step
from workflows.working_calendar import ZONE

SENT = "sent"
RETURNS = (
    ("filed", "立案"),
    ("not-filed", "不立案"),
    ("penalty", "处罚决定"),
    ("enforced", "执行完毕"),
)
STATUS_NAMES = {SENT: "已移送，等待回传", **dict(RETURNS)}
# After these nothing more comes back; a filed case or a decision is still waited for.
SETTLED = frozenset({"not-filed", "enforced"})

STATUS = Field("law_status", "choice", "执法结果", required=True, choices=RETURNS)
DECIDED_ON = Field("decided_on", "date", "决定日期")
WORDS = Field("text", "text", "说明")


def is_settled(status: str) -> bool:
    """Whether the authority has said its last word."""
    return status in SETTLED


def transfer(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """The clue leaves for the authority: from now on days are counted."""
    return Outcome({"law_transferred": True, "law_status": SENT, "law_sent_at": step.now})


def come_back(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """What the authority said last; its last word ends the waiting."""
    status = str(step.fields["law_status"])
    return Outcome({"law_status": status, "law_transferred": not is_settled(status)})


def _decided_by_now(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    day = step.fields.get("decided_on")
    return not isinstance(day, date) or day <= step.now.astimezone(ZONE).date()


DECIDED_BY_NOW = Check("decided-by-now", "decided_on", _decided_by_now, "决定日期不能晚于今天。")
