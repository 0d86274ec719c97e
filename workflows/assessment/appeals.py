"""申诉与剔除: who may ask for what, who decides it in which instance, and what a granted one takes out of the scores.

An appeal is filed by whoever is scored, against a line, a fact or a rating. A case is set aside (剔除) when its station
asks and another level finds that it was malicious or unreasonable. Facts always stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workflows.assessment.facts import Level
from workflows.roles import Place, Post, Role, is_current


class AppealKind(StrEnum):
    """What is asked for: the first three by whoever is scored, the others by the station of the place."""

    LINE = "line"
    FACT = "fact"
    RATING = "rating"
    MALICIOUS = "malicious"
    UNREASONABLE = "unreasonable"
    ABUSIVE = "abusive"


KIND_NAMES: dict[AppealKind, str] = {
    AppealKind.LINE: "对一项得分的申诉",
    AppealKind.FACT: "对一件事项归属或计入的申诉",
    AppealKind.RATING: "对一次评价的申诉",
    AppealKind.MALICIOUS: "恶意反映剔除",
    AppealKind.UNREASONABLE: "不合理诉求剔除",
    AppealKind.ABUSIVE: "恶意评价剔除",
}
EXCLUSIONS = frozenset({AppealKind.MALICIOUS, AppealKind.UNREASONABLE, AppealKind.ABUSIVE})
# What somebody who appeals says is wrong.
GROUNDS: dict[str, str] = {
    "not_mine": "不是我（本单位）的事项",
    "not_countable": "不应计入这一项",
    "no_influence": "原因不在我（本单位），我无法左右",
    "wrong_record": "记录与事实不符",
}
# Grounds that take a fact from one owner alone; with the others it counts for nobody.
OF_ONE_OWNER = frozenset({"not_mine", "no_influence"})
# Why a fact left the statistics, as people read it wherever the fact would have counted.
EXEMPTION_REASONS: dict[str, str] = {
    "not_mine": "申诉成立：不是该对象的事项",
    "not_countable": "申诉成立：不应计入",
    "no_influence": "申诉成立：不是该对象能左右的原因",
    "wrong_record": "申诉成立：记录与事实不符",
    "rating": "申诉成立：评价不计入",
    "abusive": "认定为恶意评价，不计入",
    "malicious": "认定为恶意反映，已剔除",
    "unreasonable": "认定为不合理诉求，已剔除",
}


class AppealState(StrEnum):
    """Where an appeal is: before the first instance, answered (the second may be asked), before the second, over."""

    FIRST = "first"
    ANSWERED = "answered"
    SECOND = "second"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


PENDING = frozenset({AppealState.FIRST, AppealState.SECOND})


class Outcome(StrEnum):
    """What an instance decided; `revoked` takes back, at the higher level, what had been granted."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    REVOKED = "revoked"


OUTCOME_NAMES: dict[Outcome, str] = {
    Outcome.GRANTED: "支持", Outcome.PARTLY: "部分支持", Outcome.REFUSED: "不支持", Outcome.REVOKED: "撤销原剔除",
}


def may_file(posts: Iterable[Post], person_id: int | None, level: Level, owner: str, place: Place,
             now: datetime) -> bool:
    """The person scored, or whoever heads what is scored: of grids and communities also the station's head."""
    if level is Level.MEMBER:
        return person_id is not None and owner == str(person_id)
    heads: dict[Level, frozenset[tuple[Role, str | None]]] = {
        Level.GRID: frozenset({(Role.GRID_HEAD, owner), (Role.STATION_HEAD, place.town)}),
        Level.COMMUNITY: frozenset({(Role.COMMUNITY_HEAD, owner), (Role.STATION_HEAD, place.town)}),
        Level.TOWN: frozenset({(Role.STATION_HEAD, owner)}),
        Level.DISTRICT: frozenset({(Role.COORDINATOR, owner), (Role.LEADER, owner)}),
    }
    return any(
        is_current(post, now) and (
            post.department == owner if level is Level.DEPARTMENT
            else post.department is None and (post.role, post.division) in heads[level])
        for post in posts)


def may_ask_exclusion(posts: Iterable[Post], place: Place, now: datetime) -> bool:
    """The station of the place; at sea the district's dispatcher."""
    wanted = ({Role.STATION_OFFICER, Role.STATION_HEAD} if place.town else {Role.DISTRICT_DISPATCHER})
    home = place.town or place.district
    return any(is_current(post, now) and post.role in wanted and post.division == home for post in posts)


@dataclass(frozen=True)
class Bench:
    """Who decides an instance: these roles in this division."""

    roles: frozenset[Role]
    division: str


def bench(kind: AppealKind, level: Level | None, district: str, instance: int) -> Bench:
    """The district's assessor, then the city's; what a district or a department asks goes to the city at once."""
    city = district[:4] + "00"
    if kind in EXCLUSIONS:
        return Bench(frozenset({Role.COORDINATOR, Role.ASSESSOR}), district if instance == 1 else city)
    if level in (Level.DISTRICT, Level.DEPARTMENT):
        return Bench(frozenset({Role.ASSESSOR if instance == 1 else Role.LEADER}), city)
    return Bench(frozenset({Role.ASSESSOR}), district if instance == 1 else city)


@dataclass(frozen=True)
class Appealed:
    """What a decider must keep a distance from. `made_by` are those who made or handled the thing itself."""

    kind: AppealKind
    level: Level | None
    owner: str | None
    place: Place
    filed_by: int
    made_by: frozenset[int] = frozenset()
    first_by: int | None = None


def on_bench(posts: Iterable[Post], asked: Appealed, instance: int, now: datetime) -> bool:
    """Whether somebody's posts put them on the bench of an instance at all."""
    seat = bench(asked.kind, asked.level, asked.place.district, instance)
    return any(is_current(post, now) and post.role in seat.roles and post.division == seat.division for post in posts)


def why_not_decide(posts: Sequence[Post], person_id: int | None, asked: Appealed, instance: int,
                   now: datetime) -> str | None:
    """Why somebody may not decide this instance; None when they may."""
    if not on_bench(posts, asked, instance, now):
        return "由区级考核员一审、市级二审；区和部门的申诉由市级受理"
    if person_id in (asked.filed_by, asked.first_by):
        return "提出的人和一审裁定的人不能裁定，由另一人裁定"
    if asked.level is Level.MEMBER and asked.owner == str(person_id):
        return "不能裁定与自己得分有关的申诉"
    if person_id in asked.made_by:
        return "您经手过这件事，由没有经手的人裁定"
    if of_same_unit(posts, asked.level, asked.owner, asked.place, now):
        return "您在同一单位任职，由其他单位的人裁定"
    return None


def of_same_unit(posts: Iterable[Post], level: Level | None, owner: str | None, place: Place, now: datetime) -> bool:
    """Whether one of the posts lies in the unit itself, or in the town of a person, grid or community."""
    unit = owner if level is Level.DISTRICT else place.town

    def inside(post: Post) -> bool:
        if level is Level.DEPARTMENT:
            return post.department == owner
        return unit is not None and post.division is not None and post.division.startswith(unit)
    return any(is_current(post, now) and inside(post) for post in posts)


@dataclass(frozen=True)
class Exempted:
    """One row that a granted request leaves behind; fields as in AssessmentExemption."""

    reason: str
    ref: str | None = None
    case_id: int | None = None
    level: Level | None = None
    owner: str | None = None
    indicator: str | None = None


def exempted(asked: Appealed, ground: str, line: str | None, ref: str | None, case_id: int | None,
             refs: Sequence[str] = ()) -> tuple[Exempted, ...]:
    """What leaves the statistics when a request is granted; `refs` are the facts chosen by whoever decided."""
    if asked.kind in (AppealKind.MALICIOUS, AppealKind.UNREASONABLE):
        return (Exempted(asked.kind.value, case_id=case_id),)
    if asked.kind in (AppealKind.ABUSIVE, AppealKind.RATING):
        return (Exempted(asked.kind.value, ref=ref),)
    if asked.kind is AppealKind.LINE:
        return tuple(Exempted(ground, one, None, asked.level, asked.owner, line) for one in dict.fromkeys(refs))
    whose = (asked.level, asked.owner) if ground in OF_ONE_OWNER else (None, None)
    return (Exempted(ground, ref, case_id if ref is None else None, *whose),)
