"""One indicator over all owners of a level in one pass: in the period itself, and in the longer window as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from workflows.assessment.facts import OWNER_FIELD, Fact, Kind, Level
from workflows.assessment.indicator import Counted, Exemptions, Indicator, Judgement, Tally, judge_of_kind

NONE = Tally()


@dataclass
class Counts:
    """An owner's counts: `own` of the period, `longer` of the whole window, `cases` counted in the period."""

    own: Tally = NONE
    longer: Tally = NONE
    cases: set[int] = field(default_factory=set)


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


def count_by_owner(indicator: Indicator, by_kind: Mapping[Kind, Iterable[Fact]], level: Level, start: datetime,
                   exempt: Exemptions) -> dict[str, Counts]:
    """{owner: counts} over facts that all lie in the longer window; those from `start` on lie in the period."""
    column = OWNER_FIELD[level]
    found: dict[str | int, tuple[_Sum, _Sum, set[int]]] = {}
    for kind in sorted(indicator.kinds):
        for fact in by_kind.get(kind, ()):
            code = getattr(fact, column)
            if code is None:
                continue
            judgement = judge_of_kind(indicator, fact, level, str(code), exempt)
            if judgement.counted is Counted.FOREIGN:
                continue
            held = found.get(code)
            if held is None:
                held = found[code] = (_Sum(), _Sum(), set())
            own, longer, cases = held
            longer.add(judgement)
            if fact.at >= start:
                own.add(judgement)
                if fact.case_id is not None and judgement.counted is not Counted.OUT:
                    cases.add(fact.case_id)
    return {str(code): Counts(own.tally(), longer.tally(), cases) for code, (own, longer, cases) in found.items()}
