"""Every card counted once more from the text of a scheme: windows, spread weights, points, deductions, grades, ranks.

Nothing of the product's assessment is used here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from tests.journeys.reference_scores import COUNTED, FIELD, Row, World
from tests.journeys.reference_side import Post
from workflows.working_calendar import ZONE

LEVELS = ("member", "grid", "community", "town", "district", "department")
CARD = {"member": "member", "grid": "grid", "community": "grid"}  # the others are units
BELOW = {"members_mean": "member", "grids_mean": "grid"}
UNIT_GROUPS = {6: "区级部门", 9: "镇街单位"}
Owner = tuple[str, str]


@dataclass(frozen=True)
class Count:
    """n things counted, parts over wholes; of which cases."""

    n: int = 0
    part: Fraction = Fraction(0)
    whole: int = 0
    cases: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Card:
    """What is printed on one card."""

    points: Mapping[str, Fraction]
    counts: Mapping[str, Count]
    total: Fraction | None
    deducted: Fraction
    grade: str | None
    n: int
    group: str | None
    places: tuple[int | None, int | None, int | None, int | None] = (None, None, None, None)


@dataclass(frozen=True)
class Period:
    """Days in the city, both included."""

    kind: str
    first: date
    last: date

    def longer(self, lengthen: Iterable[int]) -> date | None:
        """First day of the first window that is longer than the period and ends with it."""
        days = (self.last - self.first).days + 1
        found = next((length for length in lengthen if length > days), None)
        return None if found is None else self.last - timedelta(days=found - 1)

    def holds(self, moment: datetime, first: date | None = None) -> bool:
        return (first or self.first) <= moment.astimezone(ZONE).date() <= self.last


@dataclass
class Tallies:
    """Counts of every indicator for everybody on a level, from rows; a row that was exempted is passed over."""

    rows: list[Row]
    world: World
    exempt: list[Row]
    _read: dict[str, list[tuple[Row, Fraction, int]]] = field(default_factory=dict)
    _found: dict[tuple[str, str, date, date], dict[str, Count]] = field(default_factory=dict)

    def of(self, code: str, level: str, period: Period, first: date | None = None) -> dict[str, Count]:
        """{owner: count} of what lies between a first day (the period's own unless told) and the period's end."""
        key = code, level, first or period.first, period.last
        if key not in self._found:
            self._found[key] = self._count(code, level, lambda at: period.holds(at, first))
        return self._found[key]

    def _count(self, code: str, level: str, holds: Callable[[datetime], bool]) -> dict[str, Count]:
        found: dict[str, Count] = {}
        for row, part, whole in self._worth(code):
            owner = row[FIELD[level]]
            if owner is None or not holds(row["at"]) or self._is_exempt(row, code, level, str(owner)):
                continue
            old, cases = found.get(str(owner), Count()), {row["case"]} - {None}
            found[str(owner)] = Count(old.n + bool(whole), old.part + part, old.whole + whole, old.cases | cases)
        return found

    def _worth(self, code: str) -> list[tuple[Row, Fraction, int]]:
        if code not in self._read:
            worths = ((row, COUNTED[code](row, self.world)) for row in self.rows)
            self._read[code] = [(row, *worth) for row, worth in worths if worth is not None]
        return self._read[code]

    def _is_exempt(self, row: Row, code: str, level: str, owner: str) -> bool:
        return any((one["ref"] == row["ref"] if one["ref"] else one["case"] == row["case"])
                   and one["line"] in (None, code) and one["level"] in (None, level) and one["owner"] in (None, owner)
                   for one in self.exempt)


@dataclass(frozen=True)
class People:
    """Who has a score: members on duty, and places and units that exist; what people established against them."""

    posts: list[Post]
    world: World
    ground: Mapping[str, set[str]]  # street-level grids that share ground with each community
    owners: Mapping[str, set[str]]  # of every level but the members'
    charges: list[Row]

    def members(self, period: Period) -> set[str]:
        """On duty on some day of the period: a post ran and the person was not away all day."""
        days = [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]
        return {str(post.person) for post in self.posts if any(self._works(post, day) for day in days)}

    def _works(self, post: Post, day: date) -> bool:
        start = datetime.combine(day, datetime.min.time(), ZONE).astimezone(UTC)
        end = start + timedelta(days=1)
        away = self.world.away.get(post.person, ())
        return (post.begins < end and (post.ends is None or post.ends > start)
                and not any(left <= start and (back is None or back >= end) for left, back in away))

    def below(self, code: str, level: str, owner: str, period: Period) -> set[str]:
        """Whose totals a mean is of: the members of the grids there, the grids of a town or district."""
        if code == "grids_mean":
            return {grid for grid in self.owners["grid"] if grid.startswith(owner)}
        grids = self.ground.get(owner, set()) if level == "community" else {owner}
        start = datetime.combine(period.first, datetime.min.time(), ZONE)
        end = datetime.combine(period.last + timedelta(days=1), datetime.min.time(), ZONE)
        return {str(post.person) for post in self.posts if post.grid in grids and post.begins < end
                and (post.ends is None or post.ends > start)}


def cards(scheme: Mapping[str, Any], period: Period, tallies: Tallies, people: People) -> dict[Owner, Card]:
    """The card of everybody, those below first."""
    found: dict[Owner, Card] = {}
    for level in LEVELS:
        lines = [line for line in scheme["cards"][CARD.get(level, "unit")] if level in (line["levels"] or LEVELS)]
        owners = people.members(period) if level == "member" else people.owners[level]
        of_level = {owner: _card(scheme, period, tallies, people, lines, (level, owner), found) for owner in owners}
        found |= {(level, owner): card for owner, card in _ranked(scheme, period, level, of_level).items()}
    return found


def _card(scheme: Mapping[str, Any], period: Period, tallies: Tallies, people: People, lines: list[Row], owner: Owner,
          known: Mapping[Owner, Card]) -> Card:
    counts, cases = {}, set()
    for line in lines:
        code = line["code"]
        if code in BELOW:
            counts[code] = _mean(known, BELOW[code], people.below(code, *owner, period))
            continue
        counts[code] = tallies.of(code, owner[0], period).get(owner[1], Count())
        cases |= counts[code].cases
        longer = period.longer(scheme["lengthen"])
        if counts[code].n < line["minimum"] and longer is not None:
            counts[code] = tallies.of(code, owner[0], period, longer).get(owner[1], Count())
    enough = [line for line in lines if counts[line["code"]].n >= line["minimum"] and counts[line["code"]].whole]
    points = _points(enough, counts)
    total, deducted, grade = _settled(scheme, period, people, owner, enough, points)
    return Card(points, counts, total, deducted, grade, len(cases), _group(scheme, *owner))


def _mean(known: Mapping[Owner, Card], level: str, below: Iterable[str]) -> Count:
    totals = [card.total / 100 for one in below if (card := known.get((level, one))) and card.total is not None]
    return Count(len(totals), sum(totals, Fraction(0)), len(totals))


def _points(enough: list[Row], counts: Mapping[str, Count]) -> dict[str, Fraction]:
    """The whole card over the lines that have enough, in thousandths that make exactly 100: rounded down, the rest to
    the largest remainders. A line's points: its part of that by the straight line between nothing and everything."""
    heavy = sum(line["weight"] for line in enough)
    exact = [Fraction(100_000 * line["weight"], heavy) for line in enough]
    used = [int(one) for one in exact]
    for place in sorted(range(len(enough)), key=lambda at: used[at] - exact[at])[:100_000 - sum(used)]:
        used[place] += 1
    found = {}
    for line, thousandths in zip(enough, used, strict=True):
        count, full, none = counts[line["code"]], Fraction(line["full"]) / 100, Fraction(line["none"]) / 100
        share = max(Fraction(0), min(Fraction(1), (count.part / count.whole - none) / (full - none)))
        found[line["code"]] = Fraction(int(thousandths * share + Fraction(1, 2)), 1000)
    return found


def _settled(scheme: Mapping[str, Any], period: Period, people: People, owner: Owner, enough: list[Row],
             points: Mapping[str, Fraction]) -> tuple[Fraction | None, Fraction, str | None]:
    """The total after what is taken off, what that is, and the grade, no better than the lowest cap."""
    known = {one["code"]: one for one in scheme["deductions"]}
    against = [known[one["code"]] for one in people.charges
               if (one["level"], one["owner"]) == owner and period.holds(one["at"])]
    deducted = sum((Fraction(one["points"]) for one in against), Fraction(0))
    weight = sum(line["weight"] for line in enough)
    grades = [one["code"] for one in scheme["grades"]]
    caps = [grades.index(one["cap"]) for one in against if one["cap"]]
    if not enough or weight < scheme["parameters"].get("least_weight", 0):
        return None, deducted, grades[-1] if caps and max(caps) == len(grades) - 1 else None
    total = max(Fraction(0), sum(points.values(), Fraction(0)) - deducted)
    reached = next(at for at, one in enumerate(scheme["grades"]) if total >= Fraction(one["at_least"]))
    return total, deducted, grades[max([reached, *caps])]


def _group(scheme: Mapping[str, Any], level: str, owner: str) -> str | None:
    if level in ("member", "district"):
        return None
    if level == "department":
        code = owner.split("-")[0]
        return "市级部门" if code.endswith("00") and len(code) == 6 else UNIT_GROUPS[len(code)]
    fitting = [code for code in scheme["peer_groups"] if owner.startswith(code)]
    return scheme["peer_groups"][max(fitting, key=len)] if fitting else None


def _ranked(scheme: Mapping[str, Any], period: Period, level: str, held: Mapping[str, Card]) -> dict[str, Card]:
    """Places by the total among those with enough cases: of towns in a month, of all but persons in longer periods."""
    if level == "member" or (period.kind == "month" and level != "town"):
        return dict(held)
    in_it = {owner: card for owner, card in held.items()
             if card.total is not None and card.n >= scheme["rank_minimum"]}
    found = dict(held)
    for owner, card in in_it.items():
        peers = [one for one in in_it.values() if card.group is not None and one.group == card.group]
        group = (1 + sum(_above(one, card) for one in peers), len(peers)) if peers else (None, None)
        found[owner] = Card(card.points, card.counts, card.total, card.deducted, card.grade, card.n, card.group,
                            (1 + sum(_above(one, card) for one in in_it.values()), len(in_it), *group))
    return found


def _above(one: Card, other: Card) -> bool:
    return one.total is not None and other.total is not None and one.total > other.total
