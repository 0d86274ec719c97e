"""Files of people and posts as somebody would hand them in."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.extensions import db
from server.models import Person, PersonPost
from server.queries.moments import city_day
from server.queries.people_columns import COLUMN
from tests.builders import Someone

Cells = dict[str, Any]
COMMUNITY = "350211103902"


def as_csv(rows: Iterable[Cells], head: Iterable[str] = COLUMN, encoding: str = "utf-8-sig", separator: str = ",",
           ) -> bytes:
    """The rows under this head; a cell that a row does not name is empty."""
    names, text = list(head), io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return text.getvalue().encode(encoding)


def as_excel(rows: Iterable[Cells], merged: Iterable[str] = (), more_sheets: int = 0) -> bytes:
    """The rows as a workbook, each cell of the type that it is given in."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMN))
    for row in rows:
        sheet.append([row.get(name) for name in COLUMN])
    for area in merged:
        sheet.merge_cells(area)
    for _ in range(more_sheets):
        book.create_sheet().append(["别的"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(someone: Someone, data: bytes, name: str = "people.csv", *, dry_run: bool = False, key: str | None = None,
           ) -> TestResponse:
    """Hand the file in."""
    return someone.post(f"/people/import?dry_run={str(dry_run).lower()}", data={"file": (io.BytesIO(data), name)},
                        headers={"Idempotency-Key": key or str(uuid.uuid4())}, content_type="multipart/form-data")


def today() -> date:
    return city_day(datetime.now(UTC))


def day(ahead: int) -> str:
    return (today() + timedelta(days=ahead)).isoformat()


def newcomer(number: str, **more: Any) -> Cells:
    """A row of somebody new who begins tomorrow as a volunteer; `more` by the names of the columns' attributes."""
    cells = {"staff_no": number, "name": f"新人{number}", "role": "社区志愿者", "division": COMMUNITY, "first": day(1),
             **more}
    return {getattr(COLUMN, name): value for name, value in cells.items()}


def posts_of(number: str) -> list[PersonPost]:
    with db.reading() as session:
        return list(session.scalars(select(PersonPost).join(Person, Person.id == PersonPost.person_id)
                                    .where(Person.staff_no == number).order_by(PersonPost.id)))
