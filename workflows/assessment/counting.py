"""Lines counted over all owners of several levels in one pass: in the period itself, and in the longer window as well.

Facts come one after the other, in any order and in as many helpings as whoever reads them likes; only sums are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from workflows.assessment.facts import OWNER_FIELD, Fact, Kind, Level
from workflows.assessment.indicator import (
    NOTHING_EXEMPT,
    Counted,
    Exemptions,
    Indicator,
    Judgement,
    Tally,
    judge_of_kind,
)

NONE = Tally()
Code = str | int


@dataclass(frozen=True)
class Counts:
    """What was counted of an owner in one line: `own` in the period, `longer` in the whole window."""

    own: Tally = NONE
    longer: Tally = NONE


@dataclass(slots=True)
class _Sum:
    """A tally while it grows: integers as long as every fact is worth a whole point or none."""

    n: int = 0
    part: Fraction | int = 0
    whole: Fraction | int = 0
    out: int = 0

    def add(self, judgement: Judgement) -> None:
        if judgement.counted is Counted.OUT:
            self.out += 1
            return
        self.n += judgement.n
        self.part += judgement.part
        self.whole += judgement.whole

    def tally(self) -> Tally:
        return Tally(self.n, Fraction(self.part), Fraction(self.whole), self.out)


@dataclass(frozen=True)
class _Column:
    """Where one level finds its owners' codes on a fact, and what was counted of each of them."""

    level: Level
    field: str
    sums: dict[Code, tuple[_Sum, _Sum]]


class Counting:
    """The lines of several levels. Facts outside of the window, from `earliest` up to `end`, are passed over; those
    from `start` on lie in the period itself."""

    def __init__(self, lines: Mapping[Level, Iterable[Indicator]], earliest: datetime, start: datetime, end: datetime,
                 exempt: Exemptions) -> None:
        self._earliest, self._start, self._end, self._exempt = earliest, start, end, exempt
        self._sums: dict[tuple[Level, str], _Column] = {}
        self._cases: dict[Level, dict[Code, set[int]]] = {level: {} for level in lines}
        self._rules: dict[Kind, dict[str, tuple[Indicator, list[_Column]]]] = {}
        for level, indicators in lines.items():
            for indicator in indicators:
                column = self._sums[level, indicator.code] = _Column(level, OWNER_FIELD[level], {})
                for kind in indicator.kinds:
                    of_kind = self._rules.setdefault(kind, {})
                    of_kind.setdefault(indicator.code, (indicator, []))[1].append(column)

    def add(self, facts: Iterable[Fact], level: Level | None = None, owner: str | None = None) -> int:
        """Count facts; of one owner of a level alone when named. Returns how many there were. No fact may come twice
        for the same owner."""
        number = 0
        for fact in facts:
            number += 1
            if not self._earliest <= fact.at < self._end:
                continue
            for indicator, columns in self._rules.get(fact.kind, {}).values():
                self._judge(indicator, columns, fact, level, owner)
        return number

    def _judge(self, indicator: Indicator, columns: list[_Column], fact: Fact, level: Level | None,
               owner: str | None) -> None:
        """A judgement is everybody's, but for what somebody decided about one owner or line."""
        decided = self._exempt.touches(fact)
        judgement = judge_of_kind(indicator, fact, columns[0].level, "", NOTHING_EXEMPT)
        if judgement.counted is Counted.FOREIGN:
            return
        for column in columns:
            code = getattr(fact, column.field)
            if code is None or (level is not None and (column.level, str(code)) != (level, owner)):
                continue
            self._keep(column, code, fact, judge_of_kind(indicator, fact, column.level, str(code), self._exempt)
                       if decided else judgement)

    def _keep(self, column: _Column, code: Code, fact: Fact, judgement: Judgement) -> None:
        held = column.sums.get(code)
        if held is None:
            held = column.sums[code] = (_Sum(), _Sum())
        own, longer = held
        longer.add(judgement)
        if fact.at >= self._start:
            own.add(judgement)
            if fact.case_id is not None and judgement.counted is not Counted.OUT:
                self._cases[column.level].setdefault(code, set()).add(fact.case_id)

    def counts(self, level: Level, line: str, owner: str) -> Counts:
        """What was counted of an owner in a line."""
        held = self._sums[level, line].sums.get(_code(level, owner))
        return Counts() if held is None else Counts(held[0].tally(), held[1].tally())

    def cases(self, level: Level, owner: str) -> int:
        """How many different cases were counted by any of the owner's lines in the period itself."""
        return len(self._cases[level].get(_code(level, owner), ()))


def _code(level: Level, owner: str) -> Code:
    return int(owner) if level is Level.MEMBER else owner
