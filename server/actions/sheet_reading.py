"""Rows of a table that somebody hands in: CSV as spreadsheets write it, or an Excel workbook."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from gevent import get_hub, monkey
from openpyxl import load_workbook
from openpyxl.utils.datetime import WINDOWS_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from server.actions.sheet_limits import MAX_BYTES, check_workbook, rejected

MAX_ROWS, MAX_COLUMNS = 5_000, 40
TEXT_KINDS, EXCEL_KIND = (".csv", ".txt", ".tsv"), ".xlsx"
OTHER_KINDS = {".xls": "旧版 Excel（.xls）请另存为 .xlsx", ".xlsm": "含宏的 Excel（.xlsm）请另存为 .xlsx",
               ".xlsb": "二进制 Excel（.xlsb）请另存为 .xlsx", ".ods": "OpenDocument 表格请另存为 .xlsx 或 CSV",
               ".et": "WPS 表格（.et）请另存为 .xlsx"}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Sheet:
    """The rows that hold anything, each with its number as a spreadsheet shows it, from 1.

    `merged` are areas of merged cells, as (row, column, name of the area), columns from 0. `epoch` is the day that
    Excel's numbers of days count from.
    """

    rows: list[tuple[int, list[object]]]
    merged: list[tuple[int, int, str]]
    epoch: datetime = WINDOWS_EPOCH


def read_sheet(data: bytes, filename: str) -> Sheet:
    """Raises file-rejected, with a reason that says what to do, for anything that is no such table."""
    if len(data) > MAX_BYTES:
        raise rejected("文件超过 5 MB")
    suffix = PurePath(filename).suffix.lower()
    if suffix in OTHER_KINDS:
        raise rejected(OTHER_KINDS[suffix])
    if suffix not in (*TEXT_KINDS, EXCEL_KIND):
        raise rejected("只接收 CSV 或 Excel（.xlsx）文件")
    if data.startswith(_OLE):
        raise rejected("旧版或加了密码的 Excel 文件，请去掉密码并另存为 .xlsx")
    if data.startswith(_ZIP) != (suffix == EXCEL_KIND):
        raise rejected("文件内容与扩展名不符")
    sheet = _read_excel(data) if suffix == EXCEL_KIND else _read_csv(data)
    if not sheet.rows:
        raise rejected("文件是空的")
    if len(sheet.rows) > MAX_ROWS + 1:
        raise rejected(f"超过 {MAX_ROWS} 行，请分成几个文件")
    if max(len(cells) for _, cells in sheet.rows) > MAX_COLUMNS:
        raise rejected(f"超过 {MAX_COLUMNS} 列")
    return sheet


def read_aside(data: bytes, filename: str) -> Sheet:
    """Large workbooks take a second: under gevent a native thread reads, so that everybody else is answered."""
    if monkey.is_module_patched("threading"):
        return get_hub().threadpool.apply(read_sheet, (data, filename))  # type: ignore[no-any-return]
    return read_sheet(data, filename)


def _read_csv(data: bytes) -> Sheet:
    text = _decode(data)
    head = text.lstrip("\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return Sheet(_filled(enumerate(reader, start=1)), [])
    except csv.Error as error:
        raise rejected(f"第 {reader.line_num} 行附近的引号不成对或一格太长") from error


def _decode(data: bytes) -> str:
    if b"\x00" in data:
        raise rejected("不是 UTF-8 或 GB18030 编码的文本，请另存为“CSV UTF-8”")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise rejected("不是 UTF-8 或 GB18030 编码的文本，请另存为“CSV UTF-8”")


def _read_excel(data: bytes) -> Sheet:
    check_workbook(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about decorations that it does not read
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # a broken part shows as whatever the reader stumbles over
        raise rejected("Excel 文件已损坏，无法打开") from error
    first, *others = book.worksheets or [None]
    if first is None:
        raise rejected("工作簿里没有工作表")
    for each in (first, *others):
        if each.max_row > MAX_ROWS + 1 or each.max_column > MAX_COLUMNS:
            raise rejected(f"表格超过 {MAX_ROWS} 行或 {MAX_COLUMNS} 列；空白但带格式的行列也算，请删去")
    if any(_rows(each) for each in others):
        raise rejected("只能有一个工作表，请把要导入的单独存成一个文件")
    merged = [(area.min_row, area.min_col - 1, area.coord) for area in first.merged_cells.ranges]
    return Sheet(_rows(first), sorted(merged), book.epoch)


def _rows(sheet: Worksheet) -> list[tuple[int, list[object]]]:
    return _filled(enumerate((list(row) for row in sheet.iter_rows(values_only=True)), start=1))


def _filled(rows: Iterable[tuple[int, Iterable[object]]]) -> list[tuple[int, list[object]]]:
    """Rows in which some cell holds more than blanks."""
    listed = ((number, list(cells)) for number, cells in rows)
    return [(number, cells) for number, cells in listed
            if any(cell is not None and str(cell).strip() for cell in cells)]
