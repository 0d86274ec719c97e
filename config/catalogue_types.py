"""What an operator's catalogue holds, as plain frozen values. Imports nothing of ours."""

from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True)
class LimitData:
    """A span such as 4 working hours; unit: natural_hours, working_hours, working_days, natural_days."""

    amount: int
    unit: str


@dataclass(frozen=True)
class Category:
    """One kind of problem. Groups (A, B, …) have no parent, are never public and never on a case."""

    code: str
    parent: str | None
    root: str
    name: str
    public_name: str
    name_en: str
    public_name_en: str
    public: bool
    severity: int
    lead: str
    assist: tuple[str, ...]
    level: str
    evidence: tuple[str, ...]
    look_for: str
    law: str
    limits: dict[str, LimitData] = field(default_factory=dict)


@dataclass(frozen=True)
class Root:
    """One of the doors that a citizen chooses from."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class DepartmentKind:
    """A kind of department; `templates` and `short_templates` hold its name by level (city, district, town).

    A level without a template has no such unit. `names` overrides the full name in single divisions.
    """

    code: str
    name: str
    name_en: str
    templates: dict[str, str]
    short_templates: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Unit:
    """One concrete department: code `<division>-<kind>`, level city, district or town."""

    code: str
    kind: str
    name: str
    short_name: str
    level: str
    division: str


@dataclass(frozen=True)
class Source:
    """Where a report came from; some bring a number or a due time of their own."""

    code: str
    name: str
    name_en: str
    number_required: bool
    due_allowed: bool
    limits: dict[str, LimitData] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """A reason code with its name; `explain` is what the reporter reads."""

    code: str
    name: str
    name_en: str
    explain: str


@dataclass(frozen=True)
class CalendarData:
    """Opening hours and what differs from the holiday package's announcement; dates of Asia/Shanghai.

    `night` is when it begins and when it ends, usually on the next morning.
    """

    hours: tuple[tuple[time, time], ...]
    summer_hours: tuple[tuple[time, time], ...]
    summer: tuple[tuple[int, int], tuple[int, int]] | None
    extra_holidays: tuple[tuple[date, str], ...]
    extra_workdays: tuple[tuple[date, str], ...]
    provisional_years: tuple[int, ...]
    night: tuple[time, time]


@dataclass(frozen=True)
class StageLimits:
    """The limit of every stage unless category or source say otherwise, and the windows of the flow.

    `urgent` replaces `stages` for severity 1; a category's own limit stands above both.
    """

    stages: dict[str, LimitData]
    urgent: dict[str, LimitData]
    undo_minutes: int
    reopen: LimitData
    warning_percent: int


@dataclass(frozen=True)
class Catalogue:
    """Everything in config/catalogue/, read and checked."""

    roots: tuple[Root, ...]
    categories: tuple[Category, ...]
    departments: tuple[DepartmentKind, ...]
    units: tuple[Unit, ...]
    sources: tuple[Source, ...]
    decline_reasons: tuple[Reason, ...]
    roles: dict[str, str]
    roles_en: dict[str, str]
    calendar: CalendarData
    limits: StageLimits
