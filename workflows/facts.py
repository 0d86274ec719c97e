"""What goes into a decision and what comes out of it: plain frozen values, no behaviour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from workflows.roles import Role
from workflows.states import Action, Stage, State
from workflows.working_calendar import NIGHT


@dataclass(frozen=True)
class CaseFacts:
    """What the rules need to know of a case, named as its columns. State None: not yet submitted.

    `escalated` names the highest to whom the running stage was reported. `order_judges` are the issuers of open
    orders, None for one who has left or is away: then any overseer judges.
    `reporter_ids` holds the persons with an account who reported; `reports` counts all reports,
    `citizen_reports` those of citizens (they are asked for a rating), `unanswered_reporters` those of them who
    have not answered in this round, `answers_no` and `answers_yes` the answers "not solved" and "solved" of this
    round. `standard` is what must be seen before the case may pass its check. `parties` are the units that ever had
    the case; `due_at` ends the running stage. `emergency` is the case's own urgency, `district_emergency` the id of
    the emergency state that runs in its district.
    """

    state: State | None
    case_id: int = 0
    category: str = ""
    severity: int = 3
    evidence: tuple[str, ...] = ("photo",)
    district: str = ""
    town: str | None = None
    community: str | None = None
    department: str | None = None
    department_level: str | None = None
    duty_place: str | None = None
    duty_unit: str | None = None
    parties: tuple[str, ...] = ()
    assignee_id: int | None = None
    confirmer_id: int | None = None
    companion_id: int | None = None
    confirmation: str | None = None
    decline_reason: str | None = None
    main_case_id: int | None = None
    reports: int = 1
    citizen_reports: int = 0
    unanswered_reporters: int = 0
    answers_no: int = 0
    answers_yes: int = 0
    standard: tuple[tuple[str, str], ...] = ()
    reporter_ids: frozenset[int] = frozenset()
    recused_ids: frozenset[int] = frozenset()
    recused_communities: frozenset[str] = frozenset()
    recuse: bool = False
    returns: int = 0
    ruled: bool = False
    failed_checks: int = 0
    reopens: int = 0
    round: int = 0
    reviewed: bool = False
    not_triaged_by: int | None = None
    handled_by: int | None = None
    handler_department: str | None = None
    handler_town: str | None = None
    self_handled: str | None = None
    checked_by: int | None = None
    suspended_until: date | None = None
    suspension: str | None = None
    extension: str | None = None
    reopen_asked: bool = False
    questions: int = 0
    question_id: int | None = None
    contested: str | None = None
    looked_by: int | None = None
    reopen_until: datetime | None = None
    due_at: datetime | None = None
    open_milestones: tuple[tuple[str, str], ...] = ()
    escalated: str | None = None
    open_orders: int = 0
    orders_replied: int = 0
    order_judges: frozenset[int | None] = frozenset()
    whistled: bool = False
    supervised: bool = False
    law_transferred: bool = False
    sealed: bool = False
    published: bool = False
    emergency: bool = False
    district_emergency: int | None = None
    undo_action: Action | None = None
    undo_state: State | None = None
    undo_by: int | None = None
    undo_until: datetime | None = None


@dataclass(frozen=True)
class ActorFacts:
    """Who acts: roles, departments, towns, communities and levels only of posts that cover this case.

    A person named as confirmer or assignee counts as covering it, and so does the head of another station who
    is asked for a review. `levels` are 'town', 'district', 'city'. `person_id` None is the system or a citizen;
    `has_answered`: this reporter has rated in this round.
    """

    person_id: int | None = None
    roles: frozenset[Role] = frozenset()
    departments: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    is_reporter: bool = False
    communities: frozenset[str] = frozenset()
    has_answered: bool = False


@dataclass(frozen=True)
class Windows:
    """Spans that begin with a decision, and when it is night; the action fills them from the catalogue."""

    undo: timedelta = timedelta(minutes=30)
    reopen: timedelta = timedelta(days=15)
    night: tuple[time, time] = NIGHT


@dataclass(frozen=True)
class Step:
    """What somebody wants to do now. Values of `fields` are already parsed (dates, ids, `Limit`).

    `photo_purposes` counts the photos that come along by purpose. `other` are the facts of the main case of a
    merge; `severity` is the catalogue's severity of the category named in `fields`.
    """

    action: Action
    now: datetime
    fields: Mapping[str, object] = field(default_factory=dict)
    photo_purposes: Mapping[str, int] = field(default_factory=dict)
    other: CaseFacts | None = None
    severity: int | None = None
    windows: Windows = Windows()


@dataclass(frozen=True)
class Field:
    """One thing that an action asks for.

    kind: text, choice, points (several of the choices), department, departments, category, datetime, date, photos,
    case, boolean, person, limit. A choice without choices takes them from the catalogue; the edge fills them in and
    judges the value.
    """

    name: str
    kind: str
    label: str
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Clock:
    """What a step does to the case's one running clock.

    start: `stage` begins with its full limit · stop: no clock runs · pause / resume: the rest is kept ·
    extend: the due time moves by the `limit` of the step's fields · keep: nothing changes.
    """

    effect: str = "keep"
    stage: Stage | None = None


@dataclass(frozen=True)
class Guard:
    """A named condition on case and person, with the sentence that a refused person reads."""

    name: str
    test: Callable[[CaseFacts, ActorFacts, datetime], bool]
    refusal: str


@dataclass(frozen=True)
class Check:
    """A named condition on what the person filled in; `field` is the one to mark on the page."""

    name: str
    field: str
    test: Callable[[CaseFacts, ActorFacts, Step], bool]
    refusal: str


@dataclass(frozen=True)
class Transition:
    """One row of the flow. `target` None leaves the state as it is; `others` are further possible ends.

    Rows with the same action and state stand for different people or circumstances; the first whose roles and
    guards fit decides. `flag` names the column beside the state that the action is about.
    """

    action: Action
    sources: tuple[State | None, ...]
    target: State | None
    roles: frozenset[Role]
    why: str
    why_en: str
    clock: Clock = Clock()
    guards: tuple[Guard, ...] = ()
    fields: tuple[Field, ...] = ()
    checks: tuple[Check, ...] = ()
    others: tuple[State, ...] = ()
    flag: str | None = None
    tell: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What an action changes, before it becomes a decision. None target or clock: as the row says."""

    changes: Mapping[str, object] = field(default_factory=dict)
    target: State | None = None
    clock: Clock | None = None


@dataclass(frozen=True)
class Decision:
    """A step that may be taken: the new state, column changes without state and clock, and whom to tell.

    `tell` holds 'reporter', 'handler', 'station', 'department', 'confirmer', 'dispatcher', 'coordinator'.
    """

    action: Action
    target: State
    changes: Mapping[str, object]
    clock: Clock
    event: str
    tell: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Refusal:
    """A step that may not be taken, and why, in words for the person who tried.

    code: invalid-transition, role-forbidden, guard, field-missing, field-invalid, evidence-missing.
    """

    code: str
    reason_zh: str
    field: str | None = None
