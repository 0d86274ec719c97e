"""The weekly meeting of a community: which week, what is shown, which cases are worth a talk, what was promised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from workflows.roles import Post, Role, is_current


class PackState(StrEnum):
    """A pack is prepared, then signed off as it was shown."""

    DRAFT = "draft"
    SIGNED = "signed"


class ItemState(StrEnum):
    """An agreed action: planned until the sign-off, open until done or withdrawn."""

    PLANNED = "planned"
    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class OwnerKind(StrEnum):
    """Whose turn an agreed action is."""

    GRID = "grid"
    PERSON = "person"
    UNIT = "unit"


class Part(StrEnum):
    """Parts of a pack, in the order in which they are shown unless the head changes it."""

    GRIDS = "grids"
    LATE = "late"
    CAME_BACK = "came_back"
    UNSEEN = "unseen"
    PROMISES = "promises"
    CAME_IN = "came_in"
    SETTLED = "settled"
    GAPS = "gaps"
    RATES = "rates"
    RANKS = "ranks"
    CASES = "cases"


PART_NAMES: dict[Part, str] = {
    Part.GRIDS: "各网格一览",
    Part.LATE: "现在超期、轮到谁",
    Part.CAME_BACK: "又发生的",
    Part.UNSEEN: "高风险源还没看",
    Part.PROMISES: "上次答应的事",
    Part.CAME_IN: "本周新来的",
    Part.SETTLED: "本周办结的",
    Part.GAPS: "五定缺口",
    Part.RATES: "近十二周的比率",
    Part.RANKS: "上季度名次",
    Part.CASES: "一好一差两个案例",
}
# What is counted grid by grid, in the words of a table's head.
COUNTED: dict[Part, str] = {
    Part.CAME_IN: "新来",
    Part.SETTLED: "办结",
    Part.LATE: "超期",
    Part.CAME_BACK: "又发生",
    Part.UNSEEN: "源没看",
    Part.GAPS: "五定缺",
}
LONGEST_NOTE = 500


def week_before(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week that ended before the week of a day."""
    monday = day - timedelta(days=day.weekday() + 7)
    return monday, monday + timedelta(days=6)


@dataclass(frozen=True)
class Layout:
    """How a pack is shown: the order of its parts, parts and rows that are left out, a note beside a part."""

    order: tuple[Part, ...] = tuple(Part)
    hidden: frozenset[str] = frozenset()
    notes: Mapping[Part, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As it is kept and answered."""
        return {"order": [part.value for part in self.order], "hidden": sorted(self.hidden),
                "notes": {part.value: text for part, text in self.notes.items()}}


class LayoutError(ValueError):
    """A layout that cannot be: `field` says where."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.field = name


def read_layout(order: Iterable[str], hidden: Collection[str], notes: Mapping[str, str],
                refs: Collection[str]) -> Layout:
    """Check a layout; `refs` are the rows that the pack has. Parts that are not named keep their place at the end.

    Raises LayoutError for a part that does not exist or is named twice, for unknown rows and for long notes.
    """
    given = [_part("order", one) for one in order]
    if len(set(given)) != len(given):
        raise LayoutError("order", "同一部分出现了两次")
    unknown = next((one for one in hidden if one not in refs and one not in set(Part)), None)
    if unknown is not None:
        raise LayoutError("hidden", f"材料里没有这一行：{unknown}")
    kept = {_part("notes", part): text.strip() for part, text in notes.items()}
    if any(len(text) > LONGEST_NOTE for text in kept.values()):
        raise LayoutError("notes", f"说明最长 {LONGEST_NOTE} 字")
    rest = [part for part in Part if part not in given]
    return Layout((*given, *rest), frozenset(hidden), {part: text for part, text in kept.items() if text})


def _part(name: str, code: str) -> Part:
    try:
        return Part(code)
    except ValueError:
        raise LayoutError(name, f"没有这一部分：{code}") from None


def layout_of(kept: Mapping[str, Any]) -> Layout:
    """A layout as it was kept."""
    return Layout(tuple(Part(code) for code in kept["order"]), frozenset(kept["hidden"]),
                  {Part(code): text for code, text in kept["notes"].items()})


def shown(parts: Mapping[str, Mapping[str, Any]], layout: Layout) -> list[dict[str, Any]]:
    """The parts in the head's order without what is left out, each with its note and how many rows are left out."""
    found = []
    for key in layout.order:
        part = parts.get(key.value)
        if part is None or key.value in layout.hidden:
            continue
        rows = [row for row in part["rows"] if row["ref"] not in layout.hidden]
        found.append({**part, "rows": rows, "left_out": len(part["rows"]) - len(rows),
                      "note": layout.notes.get(key, "")})
    return found


def refs_of(parts: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Names of all rows that may be left out."""
    return frozenset(row["ref"] for part in parts.values() for row in part["rows"])


@dataclass(frozen=True)
class Candidate:
    """A case that may be shown in the meeting: what speaks for it and against it."""

    case_id: int
    settled: bool
    late_hours: int
    failed_checks: int
    came_back: bool
    solved: bool
    satisfaction: int | None
    all_on_time: bool
    before_and_after: bool


def why_good(case: Candidate) -> tuple[str, ...]:
    """What speaks for showing a case as a good one; nothing unless it is settled and stays so."""
    if not case.settled or case.came_back or case.failed_checks or not (case.solved or case.all_on_time):
        return ()
    reasons = (("反映人说解决了", case.solved), (f"满意 {case.satisfaction} 分", (case.satisfaction or 0) >= 4),
               ("每一环都按时", case.all_on_time), ("有前后照片", case.before_and_after))
    return tuple(words for words, holds in reasons if holds)


def why_bad(case: Candidate) -> tuple[str, ...]:
    """What there is to learn from a case."""
    reasons = (("同一处又发生", case.came_back), (f"核查 {case.failed_checks} 次没通过", case.failed_checks > 0),
               (f"已超期 {_length(case.late_hours)}", case.late_hours > 0),
               (f"满意只有 {case.satisfaction} 分", case.satisfaction is not None and case.satisfaction <= 2))
    return tuple(words for words, holds in reasons if holds)


def _length(hours: int) -> str:
    return f"{hours // 24} 天" if hours >= 24 else f"{hours} 小时"


def suggest(cases: Iterable[Candidate], most: int) -> tuple[list[Candidate], list[Candidate]]:
    """Good and bad cases worth a talk, those with the most reasons first; the head chooses."""
    held = list(cases)
    good = sorted((one for one in held if why_good(one)), key=lambda one: (-len(why_good(one)), -one.case_id))
    bad = sorted((one for one in held if why_bad(one)),
                 key=lambda one: (-len(why_bad(one)), -one.late_hours, -one.case_id))
    return good[:most], bad[:most]


def is_late(state: str, due_on: date, today: date) -> bool:
    """Whether an agreed action is past its day."""
    return state == ItemState.OPEN and due_on < today


def leads(posts: Iterable[Post], community: str, now: datetime) -> bool:
    """The head of the community, or whoever stands in."""
    return any(post.role is Role.COMMUNITY_HEAD and post.division == community and is_current(post, now)
               for post in posts)


def answers_for(posts: Iterable[Post], person_id: int | None, owner: Owner, now: datetime) -> bool:
    """Whether an agreed action is this person's: by name, by a post in the grid, or by a post in the unit."""
    if owner.kind is OwnerKind.PERSON:
        return owner.person_id == person_id
    current = [post for post in posts if is_current(post, now)]
    if owner.kind is OwnerKind.GRID:
        return any(post.role in GRID_ROLES and (post.division or "") in (owner.code, *owner.parts) for post in current)
    return any(post.department == owner.code or (post.role in STATION_ROLES and post.division == owner.code)
               for post in current)


GRID_ROLES = frozenset({Role.GRID_MEMBER, Role.GRID_HEAD})
STATION_ROLES = frozenset({Role.STATION_HEAD, Role.STATION_OFFICER})


@dataclass(frozen=True)
class Owner:
    """Whose an agreed action is; `parts` are the sub-grids of a grid."""

    kind: OwnerKind
    code: str | None = None
    person_id: int | None = None
    parts: tuple[str, ...] = ()
