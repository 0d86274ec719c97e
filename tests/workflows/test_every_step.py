"""Every state × every action × every role, against a table written by hand and not derived from the flow's rows.

One line: action | states | where it leads (= stays) | who may. `-` is a case not yet submitted.
"""

import pytest

from tests.workflows.scenes import favourable
from workflows.case_flow import Action, Decision, Refusal, Role, State, allowed_actions, decide

CODES = {
    "ci": Role.CITIZEN,
    "as": Role.ASSISTANT,
    "gm": Role.GRID_MEMBER,
    "ch": Role.COMMUNITY_HEAD,
    "gh": Role.GRID_HEAD,
    "so": Role.STATION_OFFICER,
    "sh": Role.STATION_HEAD,
    "dd": Role.DISTRICT_DISPATCHER,
    "cd": Role.CITY_DISPATCHER,
    "co": Role.COORDINATOR,
    "do": Role.DEPARTMENT_OFFICER,
    "le": Role.LEADER,
    "ax": Role.ASSESSOR,
    "re": Role.REPORTER,
    "sy": Role.SYSTEM,
    "ac": Role.AREA_CADRE,
    "po": Role.POLICE_OFFICER,
    "es": Role.ENVIRONMENT_SUPERVISOR,
    "wg": Role.WASTE_GUIDE,
    "cw": Role.COMMUNITY_WORKER,
    "vo": Role.VOLUNTEER,
}
OPEN = "reported confirming registered dispatched handling suspended handled checked evaluated"
WORK = "registered dispatched handling suspended"
TEAM = "ac po es wg cw vo"
FLOW = f"""
submit             | -                              | reported   | ci as gm ch gh so sh dd cd co do le ax re sy {TEAM}
contact            | {OPEN}                         | =          | so sh dd co
ask-confirmation   | reported                       | confirming | so sh dd co
confirm            | confirming                     | reported   | as gm
decline            | reported confirming            | declined   | so sh dd co
review             | declined                       | reported   | sh co
merge              | reported confirming registered | merged     | so sh dd cd
unmerge            | merged                         | reported   | so sh dd cd
withdraw           | reported confirming            | withdrawn  | re
register           | reported                       | registered | so sh dd co
self-handle        | reported confirming registered | handled    | gm so sh
dispatch           | registered                     | dispatched | so sh dd cd
sign               | dispatched                     | handling   | do
return             | dispatched                     | registered | do so sh
rule               | registered                     | dispatched | co
recategorise       | reported confirming registered | =          | so sh dd cd
recategorise       | dispatched handling            | =          | dd cd
transfer           | dispatched                     | dispatched | so sh dd cd co
transfer           | handling                       | dispatched | so sh dd cd
extend             | handling                       | =          | do
approve-extension  | handling                       | =          | co le
suspend            | handling                       | =          | do
approve-suspension | handling                       | suspended  | co le
resume             | suspended                      | handling   | do co le sy
handle             | handling                       | handled    | do
milestone          | handling                       | =          | do
check-pass         | handled                        | checked    | gm so sh dd co
check-fail         | handled                        | handling   | gm so sh dd co
rate               | checked                        | evaluated  | re sh
rate               | closed                         | =          | re
evaluate           | checked                        | evaluated  | sy
close              | evaluated                      | closed     | so sh dd co
reopen             | closed                         | handling   | gm so sh co le
whistle            | reported confirming {WORK}     | =          | gm ch gh so sh
supervise          | {OPEN} closed                  | =          | co le
accept-order       | {OPEN} closed                  | =          | co le
reply-order        | {OPEN} closed                  | =          | so sh dd cd
reply-order        | dispatched handling suspended  | =          | so sh dd cd do
reply-order        | handled checked evaluated closed | =        | so sh dd cd do
reject-order       | {OPEN} closed                  | =          | co le
instruct           | {OPEN} closed                  | =          | le
recuse             | {OPEN}                         | =          | gm ch gh so sh dd cd co do le re
transfer-law       | dispatched handling suspended  | =          | do
law-return         | dispatched handling suspended  | =          | do co sy
law-return         | handled checked evaluated closed | =        | do co sy
seal               | {OPEN} closed                  | =          | sh
publish            | {OPEN} closed                  | =          | so sh
ask-reporter       | reported registered            | =          | so sh dd co
ask-reporter       | handling                       | =          | do
answer-question    | reported registered handling suspended | =  | re
end-question       | reported registered            | =          | so sh dd co sy
end-question       | handling                       | =          | do sy
end-question       | suspended                      | =          | sy
enterprise-answer  | {WORK} reported confirming handled | =      | sy
ask-review         | declined                       | =          | sy
undo               | declined merged                | reported   | so sh dd cd co
undo               | closed                         | evaluated  | so sh dd cd co
undo               | dispatched                     | registered | so sh dd cd co
archive            | closed                         | archived   | sy
"""


def _expected() -> dict[tuple[State | None, Action], tuple[str, frozenset[Role]]]:
    found: dict[tuple[State | None, Action], tuple[str, frozenset[Role]]] = {}
    for line in FLOW.strip().splitlines():
        action, states, target, roles = (part.strip() for part in line.split("|"))
        for word in states.split():
            state = None if word == "-" else State(word)
            found[state, Action(action)] = target, frozenset(CODES[code] for code in roles.split())
    return found


EXPECTED = _expected()


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("state", [None, *State])
def test_every_role_meets_the_table(state: State | None, action: Action) -> None:
    target, allowed = EXPECTED.get((state, action), ("", frozenset()))
    for role in Role:
        case, actor, step = favourable(state, action, role)
        answer = decide(case, actor, step)
        offered = {row.action for row in allowed_actions(case, actor, step.now)}
        if role in allowed:
            assert isinstance(answer, Decision), (role, answer)
            assert answer.target == (state if target == "=" else State(target)), role
            assert action in offered, role
        else:
            assert isinstance(answer, Refusal), role
            assert answer.code == ("role-forbidden" if allowed else "invalid-transition"), (role, answer)
            assert action not in offered, role


def test_every_action_stands_in_the_table() -> None:
    assert {action for _, action in EXPECTED} == set(Action)
