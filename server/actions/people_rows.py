"""From a sheet to rows of people and posts; everything that cannot be read is found in one go, row by row."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import Any

from openpyxl.utils.cell import get_column_letter

from server.actions.people_cells import (
    Unreadable,
    code_of,
    day_of,
    department_of,
    division_of,
    phone_of,
    role_of,
    shown,
    text_of,
)
from server.actions.sheet_reading import Sheet
from server.queries.people_columns import COLUMN, REQUIRED
from workflows.roles import Role

MOST_FINDINGS = 500


@dataclass(frozen=True)
class WantedRow:
    """One row: a person and one post with its first and last day. None where the file says nothing about it.

    `substitute` is a staff number, empty for nobody; None when the file has no such column.
    """

    number: int
    staff_no: str
    name: str
    phone: str | None
    office_phone: str | None
    role: Role
    division: str
    department: str | None
    first: date
    last: date | None
    substitute: str | None
    cells: dict[str, str]


@dataclass
class Findings:
    """What is wrong: row, column, what stands there, and why. No more than people can read."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: int, column: str, value: str, reason: str) -> None:
        if not self.are_many:
            self.rows.append({"row": row, "column": column, "value": value, "reason": reason})

    @property
    def are_many(self) -> bool:
        return len(self.rows) >= MOST_FINDINGS


def read_rows(sheet: Sheet, findings: Findings) -> list[WantedRow]:
    """The rows that can be read; without the right columns none can."""
    (number, head), *body = sheet.rows
    names = [unicodedata.normalize("NFKC", shown(cell)).strip("* ") for cell in head]
    for row, column, area in sheet.merged:
        findings.add(row, _called(names, column), area, f"合并了单元格 {area}：请取消合并，每一行都写全")
    _check_head(number, names, body, findings)
    if any(finding["row"] == number for finding in findings.rows):
        return []
    found = []
    for number, cells in body:
        if findings.are_many:
            break
        padded = [*cells, *[None] * (len(names) - len(cells))]
        row = _Reading(number, dict(zip(names, padded, strict=False)), sheet, findings).read()
        if row is not None:
            found.append(row)
    return found


def _called(names: list[str], column: int) -> str:
    return names[column] if column < len(names) and names[column] else get_column_letter(column + 1)


def _check_head(number: int, names: list[str], body: list[tuple[int, list[object]]], findings: Findings) -> None:
    for position, name in enumerate(names):
        if not name:
            if any(len(cells) > position and shown(cells[position]) for _, cells in body):
                findings.add(number, get_column_letter(position + 1), "", "这一列没有列名")
        elif name not in COLUMN:
            near = get_close_matches(name, COLUMN, n=1, cutoff=0.3)
            findings.add(number, name, name, "不认识的列" + (f"，是否为“{near[0]}”？" if near else ""))
        elif name in names[:position]:
            findings.add(number, name, name, "这一列出现了两次")
    for name in REQUIRED:
        if name not in names:
            findings.add(number, name, "", "缺少这一列")
    for row, cells in body:
        if any(shown(cell) for cell in cells[len(names):]):
            findings.add(row, get_column_letter(len(names) + 1), "", "这一行的列比第一行多")


class _Reading:
    """One row while it is read."""

    def __init__(self, number: int, cells: dict[str, object], sheet: Sheet, findings: Findings) -> None:
        self._number, self._cells, self._sheet, self._findings = number, cells, sheet, findings
        self._wrong = False

    def read(self) -> WantedRow | None:
        """The row, or None when something in it is wrong."""
        day = partial(day_of, epoch=self._sheet.epoch)
        row = {
            "staff_no": self._take(COLUMN.staff_no, _staff_no),
            "name": self._take(COLUMN.name, lambda cell: text_of(cell, 60)),
            "phone": self._take(COLUMN.phone, phone_of) or None,
            "office_phone": self._take(COLUMN.office_phone, phone_of) or None,
            "role": self._take(COLUMN.role, role_of), "division": self._take(COLUMN.division, division_of),
            "department": self._take(COLUMN.department, department_of),
            "first": self._take(COLUMN.first, day), "last": self._take(COLUMN.last, day),
            "substitute": self._take(COLUMN.substitute, code_of)}
        if self._wrong:
            return None
        cells = {name: shown(cell) for name, cell in self._cells.items()}
        return WantedRow(number=self._number, cells=cells, **row)

    def _take(self, column: str, read: Callable[[Any], Any]) -> Any:
        if column not in self._cells:
            return None
        cell = self._cells[column]
        if column in REQUIRED and not shown(cell):
            return self._refuse(column, cell, "必须填写")
        try:
            return read(cell)
        except Unreadable as reason:
            return self._refuse(column, cell, str(reason))

    def _refuse(self, column: str, cell: object, reason: str) -> None:
        self._wrong = True
        self._findings.add(self._number, column, shown(cell), reason)


def _staff_no(cell: object) -> str:
    code = code_of(cell)
    if not (len(code) <= 20 and code.isascii() and code.replace("-", "").isalnum()):
        raise Unreadable("工号只由字母、数字和连字符组成，最多 20 位")
    return code
