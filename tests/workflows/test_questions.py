"""Extra questions: whatever somebody sends is an answer in words or a reason that names its question."""

from hypothesis import given
from hypothesis import strategies as st

from workflows.questions import LONGEST, Choice, Question, Unfitting, read_answers

QUESTIONS = (
    Question("often", "C", "choice", "多久一次？", "", choices=(
        Choice("once", "第一次", ""), Choice("daily", "天天", ""))),
    Question("permit", "C01", "yes-no", "有公告吗？", ""),
    Question("amount", "C01", "number", "几车？", "", unit="车"),
    Question("name", "C01", "text", "哪一家？", "", active=False),
    Question("other", "A02", "text", "别的", ""),
)
ANYTHING = st.one_of(st.text(max_size=LONGEST + 5), st.integers(), st.floats(), st.booleans(), st.none())


def test_answers_come_in_the_questions_order_and_in_words() -> None:
    told = read_answers(QUESTIONS, "C01", "C", {"amount": 2.5, "permit": False, "often": "daily", "name": " 阿福 "})
    assert [(answer.code, answer.answer) for answer in told] == [
        ("often", "天天"), ("permit", "否"), ("amount", "2.5车"), ("name", "阿福")]


@given(st.dictionaries(st.sampled_from(["often", "permit", "amount", "name", "other", "nothing"]), ANYTHING))
def test_anything_is_read_or_refused_by_name(sent: dict[str, str | int | float | bool | None]) -> None:
    told, refused = (), None
    try:
        told = read_answers(QUESTIONS, "C01", "C", sent)
    except Unfitting as unfit:
        refused = unfit
    assert refused is None or (refused.code in sent and str(refused))
    assert {answer.code for answer in told} <= set(sent) - {"other", "nothing"}
    assert all(0 < len(answer.answer) <= LONGEST for answer in told)
