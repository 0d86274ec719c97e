"""Indicators: what is counted, what is left out and why, what is a hit. The words shown are those of the tests run.

An indicator is a fraction: the parts of the facts that count over their wholes. Most facts are worth 1 and count as
0 or 1; a sampled case is worth the points of its checklist. Everything is an integer or a Fraction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from workflows.assessment.facts import Fact, Kind, Level, owner_of


@dataclass(frozen=True, eq=False)
class Test:
    """One condition on a fact, with the words by which people read it. `holds` must not look at anything else. `steps`:
    of countable steps it holds of these alone, so that nobody need read others."""

    words: str
    holds: Callable[[Any], bool]
    words_en: str = ""
    steps: frozenset[str] | None = None


class Counted(StrEnum):
    """How a fact counted."""

    HIT = "hit"
    MISS = "miss"
    PARTLY = "partly"  # worth more than one point, and got some
    OUT = "out"  # left out, with the reason
    FOREIGN = "foreign"  # not what this indicator is about


@dataclass(frozen=True)
class Judgement:
    """What one fact is worth in one indicator, and why: `why` are the words of the test that decided."""

    counted: Counted
    part: Fraction | int
    whole: Fraction | int
    why: str

    @property
    def n(self) -> int:
        """1 when the fact is one of those that the rate is of; what only adds to the numerator is none of them."""
        return 1 if self.whole else 0


@dataclass(frozen=True, eq=False)
class Indicator:
    """A rate with its whole definition. `source` is the clause or page it comes from; `minimum` the default n.

    `kinds` are the facts it looks at, `counts` what a fact must be to count (the denominator), `leaves_out` what takes
    it out again, `hits` what it must be besides for the numerator. `worth` gives (part, whole) of a fact that counts
    when it is not a matter of yes or no. `adds`: facts that add one to the numerator and nothing to the denominator
    (what came back, counted by its own moment, over what was closed); then what `counts` is the denominator alone.
    `levels`: whose cards may hold it; empty for what is shown and never scored.
    """

    code: str
    name: str
    name_en: str
    kinds: frozenset[Kind]
    count_by: str
    counts: tuple[Test, ...]
    hits: tuple[Test, ...]
    source: str
    leaves_out: tuple[Test, ...] = ()
    better: str = "high"  # or "low": recurrence, rework
    unit: str = "percent"
    minimum: int = 1
    levels: frozenset[Level] = frozenset()
    adds: tuple[Test, ...] = ()
    worth: Callable[[Any], tuple[Fraction | int, Fraction | int]] | None = None
    worth_words: str = ""
    note: str = ""
    beside: tuple[str, ...] = ()  # codes of the figures that always stand next to it

    @property
    def steps(self) -> frozenset[str] | None:
        """The countable steps that it may count; None when it might be any."""
        if Kind.MOMENT not in self.kinds:
            return frozenset()
        parts = [_steps_of(tests) for tests in (self.counts, self.adds) if tests]
        return None if None in parts else frozenset().union(*(part for part in parts if part))


def steps_of(indicators: Iterable[Indicator]) -> frozenset[str] | None:
    """Countable steps that any of these may count; None when it might be any."""
    found = [one.steps for one in indicators]
    return None if None in found else frozenset().union(*(steps for steps in found if steps))


def _steps_of(tests: tuple[Test, ...]) -> frozenset[str] | None:
    named = [test.steps for test in tests if test.steps is not None]
    return frozenset.intersection(*named) if named else None


@dataclass(frozen=True)
class Exemption:
    """Facts that leave the statistics while they stay what they are, because somebody decided so and said why.

    `ref` names one fact, `case_id` all facts of a case; `level` and `owner` narrow it to one owner, `indicator` to one
    line. `reason` is shown wherever the fact would have counted.
    """

    reason: str
    ref: str | None = None
    case_id: int | None = None
    level: Level | None = None
    owner: str | None = None
    indicator: str | None = None


@dataclass(frozen=True)
class Exemptions:
    """All exemptions of a computation, found by what they name."""

    by_ref: Mapping[str, tuple[Exemption, ...]] = field(default_factory=dict)
    by_case: Mapping[int, tuple[Exemption, ...]] = field(default_factory=dict)

    def touches(self, fact: Fact) -> bool:
        """Whether anything was decided about this fact or its case."""
        return fact.ref in self.by_ref or fact.case_id in self.by_case

    def reason(self, fact: Fact, indicator: str, level: Level, owner: str) -> str | None:
        """Why the fact does not count for this owner in this line; None when it does."""
        if not self.by_ref and not self.by_case:
            return None
        named = self.by_ref.get(fact.ref, ())
        of_case = self.by_case.get(fact.case_id, ()) if fact.case_id is not None else ()
        for one in (*named, *of_case):
            if (one.indicator in (None, indicator) and one.level in (None, level)
                    and one.owner in (None, owner)):
                return one.reason
        return None


NOTHING_EXEMPT = Exemptions()


def exemptions_of(items: Iterable[Exemption]) -> Exemptions:
    """Exemptions in the order of their reasons, so that their order in the database changes nothing."""
    by_ref: dict[str, list[Exemption]] = {}
    by_case: dict[int, list[Exemption]] = {}
    for one in sorted(items, key=lambda one: (one.reason, one.ref or "", one.case_id or 0)):
        if one.ref is not None:
            by_ref.setdefault(one.ref, []).append(one)
        elif one.case_id is not None:
            by_case.setdefault(one.case_id, []).append(one)
    return Exemptions({key: tuple(found) for key, found in by_ref.items()},
                      {key: tuple(found) for key, found in by_case.items()})


NOTHING = Fraction(0)


def judge(indicator: Indicator, fact: Fact, level: Level, owner: str,
          exempt: Exemptions = NOTHING_EXEMPT) -> Judgement:
    """How one fact counts for one owner. A fact that is not the indicator's is FOREIGN, with the test that it fails."""
    if fact.kind not in indicator.kinds:
        return NOT_OF_ITS_KIND
    return judge_of_kind(indicator, fact, level, owner, exempt)


def judge_of_kind(indicator: Indicator, fact: Fact, level: Level, owner: str, exempt: Exemptions) -> Judgement:
    """The same for a fact that is known to be of one of the indicator's kinds."""
    failed = _first_failed(indicator.counts, fact)
    adds = failed is not None and bool(indicator.adds) and _first_failed(indicator.adds, fact) is None
    if failed is not None and not adds:
        return _foreign(failed)
    for test in indicator.leaves_out:
        if test.holds(fact):
            return _left_out(test)
    reason = exempt.reason(fact, indicator.code, level, owner)
    if reason is not None:
        return Judgement(Counted.OUT, 0, 0, reason)
    return _adding(indicator) if adds else _worth(indicator, fact)


NOT_OF_ITS_KIND = Judgement(Counted.FOREIGN, 0, 0, "")


def _first_failed(tests: tuple[Test, ...], fact: Fact) -> Test | None:
    for test in tests:
        if not test.holds(fact):
            return test
    return None


def _worth(indicator: Indicator, fact: Fact) -> Judgement:
    if indicator.worth is not None:
        part, whole = indicator.worth(fact)
        counted = Counted.HIT if part == whole else Counted.MISS if part == 0 else Counted.PARTLY
        return Judgement(counted, part, whole, indicator.worth_words)
    if indicator.adds:
        return Judgement(Counted.MISS, 0, 1, "只计入分母")
    failed = _first_failed(indicator.hits, fact)
    return _missing(failed) if failed is not None else _hitting(indicator)


# One and the same answer for very many facts; tests, indicators and answers are all immutable.
@cache
def _foreign(failed: Test) -> Judgement:
    return Judgement(Counted.FOREIGN, 0, 0, f"不是：{failed.words}")


@cache
def _left_out(test: Test) -> Judgement:
    return Judgement(Counted.OUT, 0, 0, test.words)


@cache
def _missing(failed: Test) -> Judgement:
    return Judgement(Counted.MISS, 0, 1, f"不符合：{failed.words}")


@cache
def _hitting(indicator: Indicator) -> Judgement:
    return Judgement(Counted.HIT, 1, 1, "，".join(test.words for test in indicator.hits))


@cache
def _adding(indicator: Indicator) -> Judgement:
    return Judgement(Counted.HIT, 1, 0, "计入分子：" + "，".join(test.words for test in indicator.adds))


@dataclass(frozen=True)
class Tally:
    """An indicator of one owner: n facts counted, their parts over their wholes, and how many were left out."""

    n: int = 0
    part: Fraction = NOTHING
    whole: Fraction = NOTHING
    out: int = 0

    @property
    def value(self) -> Fraction | None:
        """The rate, mostly between 0 and 1; None over nothing."""
        return self.part / self.whole if self.whole else None


def tally(indicator: Indicator, facts: Iterable[Fact], level: Level, owner: str,
          exempt: Exemptions = NOTHING_EXEMPT) -> Tally:
    """Count facts that are the owner's (others are passed over). Their order changes nothing."""
    n, out = 0, 0
    part: Fraction | int = 0
    whole: Fraction | int = 0
    for fact in facts:
        if owner_of(fact, level) != owner:
            continue
        judgement = judge(indicator, fact, level, owner, exempt)
        if judgement.counted is Counted.OUT:
            out += 1
        elif judgement.counted is not Counted.FOREIGN:
            n += judgement.n
            part += judgement.part
            whole += judgement.whole
    return Tally(n, Fraction(part), Fraction(whole), out)


def formula(indicator: Indicator) -> dict[str, Any]:
    """The formula in words, from the very tests that run."""
    denominator = "；".join(test.words for test in indicator.counts)
    if indicator.adds:
        numerator = "；".join(test.words for test in indicator.adds)
    elif indicator.worth is not None:
        numerator = f"分母各项的得分：{indicator.worth_words}"
    else:
        numerator = f"分母各项中{'；'.join(test.words for test in indicator.hits)}的"
    return {"numerator": numerator, "denominator": denominator,
            "leaves_out": [test.words for test in indicator.leaves_out], "count_by": indicator.count_by,
            "unit": indicator.unit, "better": indicator.better, "source": indicator.source, "note": indicator.note}
