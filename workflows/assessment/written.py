"""How figures of an assessment are written: exact values rounded once, half up; periods by name and by code."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from workflows.assessment.scheme import Period, PeriodKind

PERIOD_NAMES: dict[PeriodKind, str] = {
    PeriodKind.MONTH: "月度",
    PeriodKind.QUARTER: "季度",
    PeriodKind.YEAR: "年度",
}
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_CODE = re.compile(r"^(20\d\d|21\d\d)(?:-(0[1-9]|1[0-2])|-Q([1-4]))?$")


def rounded(value: Fraction, places: int = 2) -> str:
    """The value with so many digits after the point, half up (away from zero), as 87.50."""
    size = 10**places
    shifted = abs(value) * size + Fraction(1, 2)
    whole = shifted.numerator // shifted.denominator
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{whole // size}.{whole % size:0{places}d}" if places else f"{sign}{whole}"


def plain(value: Fraction, places: int = 2) -> str:
    """As short as it can be said with so many digits: 25, 28.57, 12.5."""
    text = rounded(value, places)
    return text.rstrip("0").rstrip(".")


def in_points(value: Fraction) -> str:
    """Points with three digits: what is printed is what was added and compared, so that 89.996 is not read as 90."""
    return rounded(value, 3)


def in_percent(rate: Fraction | None) -> str | None:
    """A rate between 0 and 1 as 96.3; None stays None."""
    return None if rate is None else plain(rate * 100)


def period_code(kind: PeriodKind, first: date) -> str:
    """2026-10, 2026-Q3 or 2026."""
    if kind is PeriodKind.MONTH:
        return f"{first.year}-{first.month:02d}"
    if kind is PeriodKind.QUARTER:
        return f"{first.year}-Q{(first.month + 2) // 3}"
    return str(first.year)


def period_name(kind: PeriodKind, first: date, last: date | None = None) -> str:
    """2026年10月, 2026年第三季度 or 2026年; a part of one says from when to when."""
    name = {PeriodKind.MONTH: f"{first.year}年{first.month}月", PeriodKind.YEAR: f"{first.year}年",
            PeriodKind.QUARTER: f"{first.year}年{_QUARTERS[(first.month - 1) // 3]}"}[kind]
    whole = period_of(period_code(kind, first))
    if last is None or whole is None or (whole.first, whole.last) == (first, last):
        return name
    return f"{name}（{first.month}月{first.day}日至{last.month}月{last.day}日）"


def period_of(code: str) -> Period | None:
    """The period of such a code; None when it is none."""
    found = _CODE.match(code)
    if found is None:
        return None
    year = int(found[1])
    if found[2]:
        month = int(found[2])
        return Period(PeriodKind.MONTH, date(year, month, 1), _end(year, month))
    if found[3]:
        month = int(found[3]) * 3
        return Period(PeriodKind.QUARTER, date(year, month - 2, 1), _end(year, month))
    return Period(PeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31))


def _end(year: int, month: int) -> date:
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)
