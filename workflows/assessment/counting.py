"""One indicator over all owners of a level in one pass: in the period itself, and in the longer window as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflows.assessment.facts import OWNER_FIELD, Fact, Kind, Level
from workflows.assessment.indicator import Counted, Exemptions, Indicator, Judgement, Tally, judge

NONE = Tally()


@dataclass
class Counts:
    """An owner's counts: `own` of the period, `longer` of the whole window, `cases` counted in the period."""

    own: Tally = NONE
    longer: Tally = NONE
    cases: set[int] = field(default_factory=set)


def count_by_owner(indicator: Indicator, by_kind: Mapping[Kind, Iterable[Fact]], level: Level, start: datetime,
                   exempt: Exemptions) -> dict[str, Counts]:
    """{owner: counts} over facts that all lie in the longer window; those from `start` on lie in the period."""
    column = OWNER_FIELD[level]
    found: dict[str, Counts] = {}
    for kind in sorted(indicator.kinds):
        for fact in by_kind.get(kind, ()):
            code = getattr(fact, column)
            if code is None:
                continue
            owner = str(code)
            judgement = judge(indicator, fact, level, owner, exempt)
            if judgement.counted is not Counted.FOREIGN:
                _add(found.setdefault(owner, Counts()), judgement, fact, fact.at >= start)
    return found


def _add(counts: Counts, judgement: Judgement, fact: Fact, in_period: bool) -> None:
    is_out = judgement.counted is Counted.OUT
    counts.longer = _more(counts.longer, judgement, is_out)
    if in_period:
        counts.own = _more(counts.own, judgement, is_out)
        if fact.case_id is not None and not is_out:
            counts.cases.add(fact.case_id)


def _more(held: Tally, judgement: Judgement, is_out: bool) -> Tally:
    if is_out:
        return Tally(held.n, held.part, held.whole, held.out + 1)
    return Tally(held.n + 1, held.part + judgement.part, held.whole + judgement.whole, held.out)
