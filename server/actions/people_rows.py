"""From a sheet to rows of people and posts; everything that cannot be read is found in one go, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

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
from server.actions.sheet_rows import Cells, Findings, read_cells
from server.queries.people_columns import COLUMN, REQUIRED
from workflows.roles import Role


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


def read_rows(sheet: Sheet, findings: Findings) -> list[WantedRow]:
    """The rows that can be read; without the right columns none can."""
    found = (_read(cells, sheet) for cells in read_cells(sheet, COLUMN, REQUIRED, findings))
    return [row for row in found if row is not None]


def _read(cells: Cells, sheet: Sheet) -> WantedRow | None:
    """The row, or None when something in it is wrong."""
    day = partial(day_of, epoch=sheet.epoch)
    row = {
        "staff_no": cells.take(COLUMN.staff_no, _staff_no),
        "name": cells.take(COLUMN.name, lambda cell: text_of(cell, 60)),
        "phone": cells.take(COLUMN.phone, phone_of) or None,
        "office_phone": cells.take(COLUMN.office_phone, phone_of) or None,
        "role": cells.take(COLUMN.role, role_of), "division": cells.take(COLUMN.division, division_of),
        "department": cells.take(COLUMN.department, department_of),
        "first": cells.take(COLUMN.first, day), "last": cells.take(COLUMN.last, day),
        "substitute": cells.take(COLUMN.substitute, code_of)}
    if cells.wrong:
        return None
    return WantedRow(number=cells.number, cells={name: shown(cell) for name, cell in cells.cells.items()}, **row)


def _staff_no(cell: object) -> str:
    code = code_of(cell)
    if not (len(code) <= 20 and code.isascii() and code.replace("-", "").isalnum()):
        raise Unreadable("工号只由字母、数字和连字符组成，最多 20 位")
    return code
