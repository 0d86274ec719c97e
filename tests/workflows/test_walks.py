"""Random walks through the flow: whatever people do in whatever order, some things never happen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.scenes import (
    CITY_UNIT,
    DEPARTMENT,
    FIELDS,
    NOW,
    OTHER_TOWN,
    TOWN,
    TOWN_UNIT,
    applied,
    case_in,
    person,
)
from workflows.case_flow import (
    TRANSITIONS,
    Action,
    ActorFacts,
    CaseFacts,
    Decision,
    Refusal,
    Role,
    State,
    Step,
    acting_roles,
    decide,
)
from workflows.deadlines import Limit
from workflows.ledger import GENESIS, canonical, link
from workflows.states import FINAL
from workflows.working_calendar import NIGHT, is_night

PEOPLE = (
    person(Role.GRID_MEMBER, person_id=1),
    person(Role.GRID_MEMBER, person_id=2),
    person(Role.STATION_OFFICER, person_id=3),
    person(Role.STATION_HEAD, person_id=4),
    person(Role.STATION_HEAD, person_id=5, towns=frozenset({OTHER_TOWN})),
    person(Role.DISTRICT_DISPATCHER, person_id=6),
    person(Role.CITY_DISPATCHER, person_id=7),
    person(Role.COORDINATOR, person_id=8, levels=frozenset({"district"})),
    person(Role.COORDINATOR, person_id=9),
    person(Role.DEPARTMENT_OFFICER, person_id=10),
    person(Role.DEPARTMENT_OFFICER, person_id=11, departments=frozenset({TOWN_UNIT})),
    person(Role.DEPARTMENT_OFFICER, person_id=12, departments=frozenset({CITY_UNIT})),
    person(Role.LEADER, person_id=13),
    # two hats: handles for the town and patrols a grid
    replace(
        person(Role.GRID_MEMBER, Role.DEPARTMENT_OFFICER, person_id=14), departments=frozenset({TOWN_UNIT})
    ),
    person(Role.REPORTER),
    person(Role.SYSTEM),
)
CHOICES: dict[str, Sequence[object]] = {
    "result": ("true", "partly", "false", "gone", "no_access"),
    "reason_code": ("outside", "untrue", "gone"),
    "skip_reason": ("photo", None),
    "department": (DEPARTMENT, TOWN_UNIT, CITY_UNIT),
    "category": ("Z00", "A05", "B01"),
    "overturned": (True, False),
    "granted": (True, False),
    "limit": (Limit(2, "working_days"),),
    "solved": ("yes", "partly", "no"),
    "until": (date(2026, 11, 1), date(2036, 12, 31)),
    "companion": (None, 4, 5),
}
STATES = tuple(State)
ACTIONS = tuple(action for action in Action if action is not Action.SUBMIT)


TRIES, SHORT = 200, 8


@dataclass
class Chain:
    """The ledger of one walk: every accepted step is linked to the one before."""

    rows: list[tuple[str, str]] = field(default_factory=list)

    def record(self, before: CaseFacts, after: CaseFacts, decision: Decision) -> None:
        content = canonical({"n": len(self.rows) + 1, "name": decision.event, "from": before.state, "to": after.state})
        self.rows.append((content, link(self.rows[-1][1] if self.rows else GENESIS, content)))

    def must_hold(self, case: CaseFacts) -> None:
        """Every row follows from the one before, states lead into one another, and the last is the case's own."""
        head, state = GENESIS, State.REPORTED.value
        for content, kept in self.rows:
            row, head = json.loads(content), link(head, content)
            assert (head, row["from"]) == (kept, state)
            state = row["to"]
        assert state == case.state


def _fill(action: Action, chance: Random) -> Step:
    """The action, more or less well filled in, some hours later."""
    fields = {"note": "说明", **FIELDS.get(action, {})}
    for name, choices in CHOICES.items():
        if name in fields or name in ("skip_reason", "companion"):
            fields[name] = chance.choice(choices)
    kept = {name: value for name, value in fields.items() if value is not None}
    photos = {"before": 1, "after": 1} if chance.random() < 0.9 else {}
    other = _other(chance.choice(STATES))
    return Step(action, NOW, kept, photos, other, chance.choice((None, 1, 3)))


@cache
def _here(state: State | None) -> tuple[Action, ...]:
    return tuple(sorted({row.action for row in TRANSITIONS if state in row.sources}))


@cache
def _able(action: Action) -> tuple[ActorFacts, ...]:
    roles = {role for row in TRANSITIONS if row.action is action for role in row.roles}
    return tuple(actor for actor in PEOPLE if acting_roles(actor) & roles)


@cache
def _other(state: State) -> CaseFacts:
    return case_in(state, case_id=2)


def _try(case: CaseFacts, chance: Random) -> tuple[ActorFacts, Step]:
    """Mostly something that exists from here, sometimes anything; by anybody."""
    here = _here(case.state)
    action = chance.choice(here if here and chance.random() < 0.9 else ACTIONS)
    able = _able(action)
    actor = chance.choice(able if able and chance.random() < 0.9 else PEOPLE)
    return actor, _fill(action, chance)


def _bookkeeping(case: CaseFacts, taken: Step, decision: Decision) -> CaseFacts:
    """What the tables beside the case would say after the step."""
    if decision.action is Action.CHECK_PASS:
        case = replace(case, unanswered_reporters=case.citizen_reports, answers_no=0)
    if decision.action is Action.RATE and case.unanswered_reporters:
        noes = case.answers_no + (taken.fields["solved"] == "no")
        case = replace(case, unanswered_reporters=case.unanswered_reporters - 1, answers_no=noes)
    if case.department is not None and case.department not in case.parties:
        case = replace(case, parties=(*case.parties, case.department))
    return case


def _must_hold(
    before: CaseFacts, case: CaseFacts, decision: Decision, actor: ActorFacts, taken: Step
) -> None:
    assert before.state not in FINAL
    assert case.returns >= 0
    assert case.failed_checks >= 0
    assert case.open_orders >= 0
    assert case.returns <= 2
    if case.state in (State.DISPATCHED, State.HANDLING, State.SUSPENDED):
        assert case.department is not None
        assert case.department_level is not None
    if case.state is State.DISPATCHED:
        assert case.category != "Z00"
    if decision.action is Action.DISPATCH:
        assert before.returns < 2
        assert before.failed_checks < 3
    if decision.action in (Action.CHECK_PASS, Action.CHECK_FAIL):
        assert actor.person_id != before.handled_by
        if before.self_handled != "member":
            assert before.handler_town is None or before.handler_town not in actor.towns
    if decision.action is Action.CONFIRM:
        assert actor.person_id not in before.reporter_ids | before.recused_ids
    if decision.action is Action.ASK_CONFIRMATION:
        assert case.companion_id is not None or not is_night(taken.now, NIGHT)
        assert case.companion_id is None or case.companion_id not in before.reporter_ids | before.recused_ids
    assert case.companion_id is None or case.state is State.CONFIRMING
    if decision.action is Action.REGISTER:
        confirmed = before.confirmation in ("true", "partly")
        assert confirmed or before.severity == 1 or "skip_reason" in taken.fields
    if case.state is State.CLOSED and before.state is not State.CLOSED:
        assert case.open_orders == 0
    if case.state is State.SUSPENDED:
        assert case.suspended_until is not None
    if decision.action is Action.RETURN:
        assert not before.ruled
    if case.state in (State.CHECKED, State.EVALUATED, State.CLOSED):
        assert case.handled_by is not None
        assert case.checked_by is not None
        assert case.handled_by != case.checked_by
    if decision.target is not before.state:
        assert decision.clock.effect != "keep"


def _walk(seed: int, tries: int = TRIES) -> set[State | None]:
    chance, chain = Random(seed), Chain()
    citizens = chance.randrange(3)
    case = case_in(State.REPORTED, reporter_ids=frozenset({1}), recused_ids=frozenset({3}))
    case = replace(case, citizen_reports=citizens, unanswered_reporters=citizens)
    case = replace(case, town=chance.choice((TOWN, TOWN, None)), reports=chance.choice((1, 2, 2, 2)))
    now, visited = NOW, {case.state}
    for _ in range(tries):
        actor, taken = _try(case, chance)
        now += timedelta(hours=chance.choice((0, 0, 0, 1, 1, 5, 100)))
        taken = replace(taken, now=now)
        answer = decide(case, actor, taken)
        if isinstance(answer, Refusal):
            assert answer.reason_zh.endswith("。")
            continue
        after = _bookkeeping(applied(case, answer), taken, answer)
        _must_hold(case, after, answer, actor, taken)
        chain.record(case, after, answer)
        case = after
        visited.add(case.state)
    chain.must_hold(case)
    return visited


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_nothing_forbidden_ever_happens(seed: int) -> None:
    _walk(seed)


def test_ten_thousand_short_sequences() -> None:
    for seed in range(10_000):
        _walk(seed, SHORT)


def test_the_walks_come_everywhere() -> None:
    visited: set[State | None] = set()
    seed = 0
    while visited != set(State) and seed < 1000:
        visited |= _walk(seed)
        seed += 1
    assert visited == set(State)
