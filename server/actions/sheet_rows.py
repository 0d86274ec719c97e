"""Rows of a table with known columns, cell by cell: what cannot be read is found in one go, with row and column."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from openpyxl.utils.cell import get_column_letter

from server.actions.people_cells import Unreadable, shown
from server.actions.sheet_reading import Sheet

MOST_FINDINGS = 500


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


class Cells:
    """One row while it is read."""

    def __init__(self, number: int, cells: dict[str, object], required: Collection[str], findings: Findings) -> None:
        self.number, self.cells, self.wrong = number, cells, False
        self._required, self._findings = required, findings

    def take(self, column: str, read: Callable[[Any], Any]) -> Any:
        """The cell as `read` makes it; None when the column is absent or the cell cannot be read."""
        if column not in self.cells:
            return None
        cell = self.cells[column]
        if column in self._required and not shown(cell):
            return self.refuse(column, "必须填写")
        try:
            return read(cell)
        except Unreadable as reason:
            return self.refuse(column, str(reason))

    def refuse(self, column: str, reason: str) -> None:
        """Something is wrong with this cell."""
        self.wrong = True
        self._findings.add(self.number, column, shown(self.cells.get(column)), reason)


def read_cells(sheet: Sheet, columns: Collection[str], required: Collection[str],
               findings: Findings) -> Iterator[Cells]:
    """The rows below the head; none when the head is wrong, and no more than have findings that people can read."""
    (number, head), *body = sheet.rows
    names = [unicodedata.normalize("NFKC", shown(cell)).strip("* ") for cell in head]
    for row, column, area in sheet.merged:
        findings.add(row, _called(names, column), area, f"合并了单元格 {area}：请取消合并，每一行都写全")
    _check_head(number, names, columns, body, findings)
    for name in required:
        if name not in names:
            findings.add(number, name, "", "缺少这一列")
    if any(finding["row"] == number for finding in findings.rows):
        return
    for row, cells in body:
        if findings.are_many:
            return
        padded = [*cells, *[None] * (len(names) - len(cells))]
        yield Cells(row, dict(zip(names, padded, strict=False)), required, findings)


def _called(names: list[str], column: int) -> str:
    return names[column] if column < len(names) and names[column] else get_column_letter(column + 1)


def _check_head(number: int, names: list[str], columns: Collection[str], body: list[tuple[int, list[object]]],
                findings: Findings) -> None:
    for position, name in enumerate(names):
        if not name:
            if any(len(cells) > position and shown(cells[position]) for _, cells in body):
                findings.add(number, get_column_letter(position + 1), "", "这一列没有列名")
        elif name not in columns:
            near = get_close_matches(name, columns, n=1, cutoff=0.3)
            findings.add(number, name, name, "不认识的列" + (f"，是否为“{near[0]}”？" if near else ""))
        elif name in names[:position]:
            findings.add(number, name, name, "这一列出现了两次")
    for row, cells in body:
        if any(shown(cell) for cell in cells[len(names):]):
            findings.add(row, get_column_letter(len(names) + 1), "", "这一行的列比第一行多")
