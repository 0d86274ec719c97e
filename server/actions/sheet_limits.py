"""What a workbook may be before anything opens it: small, plain, without macros and without a bomb inside."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from openpyxl.utils.cell import range_boundaries

from server.errors import Problem

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 16 * 1024 * 1024
MAX_PARTS = 200
MAX_CELLS = 200_000
MAX_MERGED = 20_000  # cells in merged areas: a reader makes an object for each of them
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
_MERGED_AREA = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*[\"']([^\"'<>]*)[\"']")
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")


def rejected(reason: str) -> Problem:
    """The problem of a file that cannot be read as a table."""
    return Problem("file-rejected", reason)


def check_workbook(data: bytes) -> None:
    """Raises file-rejected unless the bytes are a workbook that can be opened without harm."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
            ValueError) as error:
        raise rejected("Excel 文件已损坏，无法打开") from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS:
        raise rejected("Excel 文件内部部件过多")
    if any(part.flag_bits & 0x1 for part in parts):
        raise rejected("文件加了密码，请去掉密码后再导入")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise rejected("文件含有宏，请另存为 .xlsx")
    if "xl/workbook.xml" not in names:
        raise rejected("不是 Excel 工作簿（.xlsx）")
    unpacked = cells = merged = 0
    for part in parts:
        with archive.open(part) as stream:
            content = stream.read(MAX_UNPACKED - unpacked + 1)
        unpacked += len(content)
        if unpacked > MAX_UNPACKED:
            raise rejected("Excel 文件解压后过大")
        if part.filename.lower().endswith((".xml", ".rels")):
            _check_text(content)
            cells += len(_CELL.findall(content))
            merged += _merged_cells(content)
    if cells > MAX_CELLS:
        raise rejected("单元格过多，请删去无关的行、列和工作表")
    if merged > MAX_MERGED:
        raise rejected("合并单元格过多，请取消合并")


def _check_text(content: bytes) -> None:
    """XML in one plain encoding and without declarations of its own: nothing grows while it is read."""
    if b"\x00" in content:
        raise rejected("Excel 文件内部编码不是 UTF-8")
    if any(word in content for word in _DECLARED):
        raise rejected("Excel 文件含有不允许的声明")
    if b"macroEnabled" in content:
        raise rejected("文件含有宏，请另存为 .xlsx")


def _merged_cells(content: bytes) -> int:
    areas = _MERGED_AREA.findall(content)
    if len(areas) != len(_MERGED.findall(content)):
        raise rejected("合并单元格的范围无法识别")
    total = 0
    for area in areas:
        left, top, right, bottom = range_boundaries(area.decode("ascii", "replace"))
        if None in (left, top, right, bottom):
            raise rejected("合并了整行或整列，请取消合并")
        total += (right - left + 1) * (bottom - top + 1)  # type: ignore[operator]
    return total
