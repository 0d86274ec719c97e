"""Rows as a file that a spreadsheet opens: CSV with the mark of UTF-8, or Excel with every cell as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from gevent import get_hub, monkey
from openpyxl import Workbook
from openpyxl.utils.cell import get_column_letter

from server.queries.people_columns import defused

Row = Sequence[str]
TEXT_FORMAT = "@"  # else a spreadsheet makes numbers of codes
FILE_TYPES = {"csv": "text/csv; charset=utf-8",
              "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def as_file(kind: str, title: str, head: Row, rows: Sequence[Row], widths: Sequence[int]) -> bytes:
    """The bytes of a `csv` or `xlsx`; no cell becomes a formula. Under gevent a native thread writes workbooks."""
    if kind == "csv":
        return _as_csv(head, rows)
    if monkey.is_module_patched("threading"):
        return get_hub().threadpool.apply(_as_excel, (title, head, rows, widths))  # type: ignore[no-any-return]
    return _as_excel(title, head, rows, widths)


def _as_csv(head: Row, rows: Sequence[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")  # the mark tells Excel that it is UTF-8


def _as_excel(title: str, head: Row, rows: Sequence[Row], widths: Sequence[int]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for position, width in enumerate(widths, start=1):
        column = sheet.column_dimensions[get_column_letter(position)]
        column.width, column.number_format = width, TEXT_FORMAT
    sheet.append(head)
    for row in rows:
        sheet.append([defused(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
