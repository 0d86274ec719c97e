"""A question back to the reporter: who may ask, how often, and what asking and answering change on the case.

The clock stands still for as long as `question_id`, the number of the open question, is set; a step that starts another
clock ends the question with the stage in which it was asked.
"""

from datetime import datetime

from workflows.facts import ActorFacts, CaseFacts, Guard, Outcome, Step

MOST = 2  # questions in one case: asking again and again would be a way to stop the clock


def ask(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """The next question of the case is open."""
    return Outcome({"questions": case.questions + 1, "question_id": case.questions + 1})


def end(case: CaseFacts, actor: ActorFacts, step: Step) -> Outcome:
    """Answered, given up, or not answered in time: the rest of the time runs on."""
    return Outcome({"question_id": None})


def _is_asked(case: CaseFacts, actor: ActorFacts, now: datetime) -> bool:
    return case.question_id is not None


CITIZEN_THERE = Guard(
    "citizen-there",
    lambda case, actor, now: case.citizen_reports > 0,
    "本案没有可以询问的反映人。",
)
NO_QUESTION = Guard(
    "no-question",
    lambda case, actor, now: case.question_id is None,
    "已问过反映人，正在等补充。",
)
QUESTIONS_LEFT = Guard(
    "questions-left",
    lambda case, actor, now: case.questions < MOST,
    f"一件案件最多问反映人 {MOST} 次，不能反复暂停时限。",
)
QUESTION_OPEN = Guard("question-open", _is_asked, "没有等待补充的询问。")
CLOCK_RUNS = Guard(
    "clock-runs",
    lambda case, actor, now: case.due_at is None or now < case.due_at,
    "时限已过，不能再以询问暂停；可直接联系反映人。",
)
