"""A weekly meeting pack as a workbook: one sheet for what is agreed and said, one for every part."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from server.queries.people_columns import defused
from workflows.assessment.packs import COUNTED, Part

HEAD = ("网格", "事项", "说明", "轮到谁", "状态")
WIDTHS = (22, 26, 64, 34, 18)
BOLD, SHADE = Font(bold=True), PatternFill("solid", fgColor="EEF3F2")
WRAPPED = Alignment(wrap_text=True, vertical="top")


def pack_sheet(told: dict[str, Any]) -> bytes:
    """The workbook's bytes; no cell becomes a formula."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "会议纪要"
    _front(first, told)
    for part in told["parts"]:
        _part(book.create_sheet(part["title"][:30]), part)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _front(sheet: Worksheet, told: dict[str, Any]) -> None:
    title = f"{told['town']}{told['community']} 周例会晾晒材料（{told['first']} 至 {told['last']}）"
    rows: list[tuple[str, ...]] = [(title,), (told["mark"],), (f"数据截至 {told['as_of']}",)]
    if told["simulated"]:
        rows.append(("本材料为模拟数据",))
    rows += [(), ("讲评",), (told["review"] or "（未写）",), (), ("交办事项", "由谁办", "到期日")]
    rows += [(item["words"], item["owner"], item["due_on"]) for item in told["items"]] or [("（没有）",)]
    for name, one in (("好案例", told["good"]), ("要改进的案例", told["bad"])):
        if one:
            rows += [(), (name,), (f"{one['number']} {one['title']} {one['grid']}", one["text"], one["note"])]
    _write(sheet, rows, bold={"讲评", "交办事项", "好案例", "要改进的案例", title})
    for letter, width in zip("ABC", (70, 34, 30), strict=True):
        sheet.column_dimensions[letter].width = width


def _part(sheet: Worksheet, part: dict[str, Any]) -> None:
    if part["key"] == Part.GRIDS:
        head: tuple[str, ...] = ("网格", *COUNTED.values())
        lines = [(row["title"], *(str(row["counts"][one]) for one in COUNTED)) for row in part["rows"]]
    else:
        head = HEAD
        lines = [(row["grid"], row["title"], row["text"], row["who"], row["value"]) for row in part["rows"]]
    notes = [(f"说明：{part['note']}",)] if part["note"] else []
    left = [(f"另有 {part['left_out']} 行没有列出",)] if part["left_out"] else []
    _write(sheet, [(part["definition"],), *notes, head, *lines, *left], bold={head[0]})
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width


def _write(sheet: Worksheet, rows: list[tuple[str, ...]], bold: set[str]) -> None:
    """Every cell as text; rows that begin with one of these words stand out."""
    for number, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells, start=1):
            cell = sheet.cell(number, column, defused(text))
            cell.number_format, cell.alignment = "@", WRAPPED
            if cells[0] in bold:
                cell.font, cell.fill = BOLD, SHADE
