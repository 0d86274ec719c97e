"""Plausible lives of cases: which steps, by whom, how long after one another. Checked against the flow's own table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from workflows.case_flow import TRANSITIONS
from workflows.roles import Role
from workflows.states import Action, State

A, S = Action, State


@dataclass(frozen=True)
class Turn:
    """One step: to which state, by whom, and after how many hours (usual, longest)."""

    action: Action
    to: State
    role: Role
    hours: tuple[float, float]


SUBMIT = Turn(A.SUBMIT, S.REPORTED, Role.CITIZEN, (0, 0))
ASK = Turn(A.ASK_CONFIRMATION, S.CONFIRMING, Role.STATION_OFFICER, (0.6, 3))
CONFIRM = Turn(A.CONFIRM, S.REPORTED, Role.GRID_MEMBER, (4, 30))
REGISTER = Turn(A.REGISTER, S.REGISTERED, Role.STATION_OFFICER, (0.5, 4))
DISPATCH = Turn(A.DISPATCH, S.DISPATCHED, Role.DISTRICT_DISPATCHER, (0.7, 5))
SIGN = Turn(A.SIGN, S.HANDLING, Role.DEPARTMENT_OFFICER, (2, 14))
RETURN = Turn(A.RETURN, S.REGISTERED, Role.DEPARTMENT_OFFICER, (3, 14))
EXTEND = Turn(A.EXTEND, S.HANDLING, Role.DEPARTMENT_OFFICER, (20, 36))
GRANT = Turn(A.APPROVE_EXTENSION, S.HANDLING, Role.COORDINATOR, (2, 8))
HANDLE = Turn(A.HANDLE, S.HANDLED, Role.DEPARTMENT_OFFICER, (60, 220))
PASS = Turn(A.CHECK_PASS, S.CHECKED, Role.STATION_OFFICER, (8, 40))
FAIL = Turn(A.CHECK_FAIL, S.HANDLING, Role.STATION_OFFICER, (8, 40))
AGAIN = Turn(A.HANDLE, S.HANDLED, Role.DEPARTMENT_OFFICER, (14, 60))
RATE = Turn(A.RATE, S.EVALUATED, Role.REPORTER, (9, 70))
SILENCE = Turn(A.EVALUATE, S.EVALUATED, Role.SYSTEM, (72, 72.01))
CLOSE = Turn(A.CLOSE, S.CLOSED, Role.STATION_OFFICER, (5, 30))
ARCHIVE = Turn(A.ARCHIVE, S.ARCHIVED, Role.SYSTEM, (361, 362))
DECLINE = Turn(A.DECLINE, S.DECLINED, Role.STATION_OFFICER, (1, 6))
WITHDRAW = Turn(A.WITHDRAW, S.WITHDRAWN, Role.REPORTER, (1, 10))
ONESELF = Turn(A.SELF_HANDLE, S.HANDLED, Role.GRID_MEMBER, (0.3, 5))

# Share in a hundred, and the turns after submitting. Shares are this generator's own, chosen to be plausible.
_DONE = (PASS, SILENCE, CLOSE, ARCHIVE)
_RATED = (PASS, RATE, CLOSE, ARCHIVE)
_SENT = (ASK, CONFIRM, REGISTER, DISPATCH, SIGN, HANDLE)
PLANS: tuple[tuple[int, tuple[Turn, ...]], ...] = (
    (26, (ONESELF, *_DONE)), (12, (ONESELF, *_RATED)),
    (15, (*_SENT, *_DONE)), (15, (*_SENT, *_RATED)),
    (2, (ASK, CONFIRM, REGISTER, DISPATCH, SIGN, EXTEND, GRANT, HANDLE, *_DONE)),
    (9, (REGISTER, DISPATCH, SIGN, HANDLE, *_DONE)),
    (5, (*_SENT, FAIL, AGAIN, *_DONE)),
    (3, (ASK, CONFIRM, REGISTER, DISPATCH, RETURN, DISPATCH, SIGN, HANDLE, *_DONE)),
    (6, (ASK, CONFIRM, DECLINE)), (4, (DECLINE,)), (3, (WITHDRAW,)),
)
HOURS = (7, 8, 8, 9, 9, 10, 10, 11, 12, 13, 14, 15, 15, 16, 16, 17, 18, 18, 19, 19, 20, 21, 22, 1, 5)
WORDS = {A.CONFIRM: "note", A.HANDLE: "note", A.SELF_HANDLE: "note", A.CHECK_PASS: "answer", A.CLOSE: "feedback",
         A.CHECK_FAIL: "reason", A.RETURN: "reason", A.DECLINE: "note"}


def check_plans() -> None:
    """Every turn must be one that the flow knows: AssertionError names the one that is not."""
    for _, turns in PLANS:
        before = State.REPORTED
        for turn in turns:
            fits = any(row.action is turn.action and before in row.sources
                       and turn.to in (row.target or before, *row.others) for row in TRANSITIONS)
            assert fits, f"{turn.action} does not lead from {before} to {turn.to}"
            before = turn.to


def choose(rng: Random) -> tuple[Turn, ...]:
    """One life, by the shares above."""
    return rng.choices([turns for _, turns in PLANS], [share for share, _ in PLANS])[0]


def times(rng: Random, begins: datetime, turns: tuple[Turn, ...], until: datetime) -> Iterator[tuple[datetime, Turn]]:
    """When each turn is taken, as far as that is before `until`."""
    at = begins
    yield at, SUBMIT
    for turn in turns:
        usual, longest = turn.hours
        hours = min(longest, usual * (0.4 + rng.expovariate(1.6))) if longest > usual * 1.2 else usual
        at += timedelta(seconds=int(hours * 3600) + 1, microseconds=rng.randrange(1_000_000))
        if at >= until:
            return
        yield at, turn
