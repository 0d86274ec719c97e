"""Rows of the flow: steps within the handling."""

from workflows import fields, guards, people
from workflows.facts import Transition
from workflows.milestones import MILESTONE, ONE_OF_THEM, SOME_OPEN
from workflows.states import Action, State

ROWS: tuple[Transition, ...] = (
    Transition(
        Action.MILESTONE,
        (State.HANDLING,),
        None,
        people.OFFICERS,
        "分段时限各有各的期限，办完一步记一步；处置时限要到交出结果才停。",
        "Steps of the handling have due times of their own; the handling clock stops with the hand-over only.",
        guards=(guards.OWN_DEPARTMENT, SOME_OPEN),
        fields=(MILESTONE, fields.NOTE),
        checks=(ONE_OF_THEM,),
        tell=("station",),
    ),
)
