"""The columns in which people and posts are handed out and taken in, and cells that must not become formulas."""

from __future__ import annotations

from typing import NamedTuple


class Columns(NamedTuple):
    """Names as they stand in the first row."""

    staff_no: str = "工号"
    name: str = "姓名"
    phone: str = "手机"
    office_phone: str = "办公电话"
    role: str = "岗位"
    division: str = "区划代码"
    department: str = "部门代码"
    first: str = "起"
    last: str = "止"
    substitute: str = "代岗人工号"


COLUMN = Columns()
REQUIRED = (COLUMN.staff_no, COLUMN.name, COLUMN.role, COLUMN.division, COLUMN.first)
# A spreadsheet takes a cell that begins so for a formula; the quotation mark makes it a text again.
ARMED, QUOTE = ("=", "+", "-", "@", "\t", "\r", "'"), "'"


def defused(text: str) -> str:
    """The text of a cell that no spreadsheet computes."""
    return QUOTE + text if text.startswith(ARMED) else text


def undo_defused(text: str) -> str:
    """What stood in the cell before it was defused."""
    return text[1:] if text.startswith(QUOTE) and text[1:].startswith(ARMED) else text
