"""What stands in a cell of the people's table: codes, days, roles. What cannot be read says why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import lru_cache

from openpyxl.utils.datetime import from_excel

from server.extensions import db
from server.queries.catalogue import catalogue
from server.queries.city import all_departments, city_index
from server.queries.moments import is_plausible
from server.queries.people_columns import undo_defused
from workflows.roles import NO_POSTS, ROLE_NAMES, Role

_BLANKS = "\u200b\ufeff\u3000\xa0 \t\r\n"
_SCIENTIFIC = re.compile(r"\d+(\.\d+)?E\+?\d+", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?( 0?0:00(:00)?)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIALS = range(30_000, 80_000)  # days since 1900 between 1982 and 2119
_LEVELS = ("city", "district", "town", "street_grid", "community", "sub_grid")


class Unreadable(Exception):
    """The reason in Chinese why a cell cannot be taken."""


def shown(cell: object) -> str:
    """The cell as people see it, for the answer."""
    return "" if cell is None else str(cell).strip(_BLANKS)[:80]


def text_of(cell: object, longest: int) -> str:
    """Words; a number stands for its digits. Raises Unreadable."""
    if cell is None:
        return ""
    if isinstance(cell, bool | datetime | date | time):
        raise Unreadable("应为文字")
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    text = undo_defused(str(cell).strip(_BLANKS))
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") for letter in text):
        raise Unreadable("含有不可见的控制字符或无法识别的字符")
    if len(text) > longest:
        raise Unreadable(f"太长，最多 {longest} 个字")
    return text


def code_of(cell: object) -> str:
    """A code; 350211.0 is what spreadsheets make of one, 3.50211E+14 has lost its last digits. Raises Unreadable."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 1e15:
        raise Unreadable("Excel 只保留 15 位数字，代码的末位已丢失，请把这一列设为“文本”后重新填写")
    text = unicodedata.normalize("NFKC", text_of(cell, 40))
    if _SCIENTIFIC.fullmatch(text):
        raise Unreadable("Excel 把代码写成了科学计数，末位已丢失，请把这一列设为“文本”后重新填写")
    return re.sub(r"\.0+$", "", text)


def phone_of(cell: object) -> str:
    """A telephone number, or nothing. Raises Unreadable."""
    text = unicodedata.normalize("NFKC", text_of(cell, 30))
    if text and not re.fullmatch(r"[0-9+()# -]{3,30}", text):
        raise Unreadable("不是电话号码")
    return text


def day_of(cell: object, epoch: datetime) -> date | None:
    """A day, or nothing. Raises Unreadable."""
    day = _plain_day(cell, epoch)
    if day is not None and not is_plausible(day):
        raise Unreadable("年份不合理")
    return day


def _plain_day(cell: object, epoch: datetime) -> date | None:
    if isinstance(cell, datetime):
        if cell.time() != time():
            raise Unreadable("只写日期，不写时刻")
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = code_of(cell)
    if not text:
        return None
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        found = from_excel(int(text), epoch)
        return found.date() if isinstance(found, datetime) else None
    written = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    if written is None:
        raise Unreadable("不是日期，应写作 2026-11-22")
    try:
        return date(*(int(part) for part in written.groups()[:3]))
    except ValueError:
        raise Unreadable("没有这一天") from None


def role_of(cell: object) -> Role:
    """A role by its Chinese name or its code. Raises Unreadable."""
    text = text_of(cell, 40)
    known = {role.value: role for role in Role if role not in NO_POSTS}
    for role in tuple(known.values()):
        known[ROLE_NAMES[role]] = known[catalogue().roles[role.value]] = role
    found = known.get(text) or known.get(text.lower())
    if found is None:
        near = get_close_matches(text, known, n=1, cutoff=0.4)
        raise Unreadable("没有这个岗位" + (f"，是否为“{near[0]}”？" if near else ""))
    return found


def division_of(cell: object) -> str:
    """A known code of a division. Raises Unreadable."""
    code = code_of(cell).upper()
    try:
        city_index().division(code)
    except KeyError:
        raise Unreadable("没有这个区划代码" + _hint(code, _all_divisions(), city_index().name)) from None
    return code


def department_of(cell: object) -> str | None:
    """A known code of a department, or nothing. Raises Unreadable."""
    code, units = code_of(cell).upper(), all_departments()
    if code and code not in units:
        raise Unreadable("没有这个部门代码" + _hint(code, tuple(units), lambda near: units[near].name))
    return code or None


def _hint(code: str, known: tuple[str, ...], name_of: Callable[[str], str]) -> str:
    near = nearest(code, known)
    return f"，是否为 {near}（{name_of(near)}）？" if near else ""


def _all_divisions() -> tuple[str, ...]:
    def read() -> tuple[str, ...]:
        index = city_index()
        return tuple(code for level in _LEVELS for code in index.within((-180, -90, 180, 90), level))
    return db.cached("division_codes", read)


@lru_cache(maxsize=1000)
def nearest(code: str, known: tuple[str, ...]) -> str | None:
    """The known code that shares most places with a wrong one, when it shares at least two thirds."""
    def alike(other: str) -> tuple[int, int]:
        return sum(a == b for a, b in zip(code, other, strict=False)), -abs(len(other) - len(code))

    best = max(known, key=alike, default=None)
    return best if best is not None and 3 * alike(best)[0] >= 2 * max(len(code), 1) else None
