"""Workbooks and texts as spreadsheets write them, and files that are none: what is read, what is refused and why."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, timedelta

import pytest

from server.actions.sheet_limits import MAX_UNPACKED
from server.actions.sheet_reading import MAX_ROWS, read_sheet
from server.errors import Problem
from server.queries.moments import city_day
from server.queries.people_columns import COLUMN
from tests.builders import World
from tests.server.people import at_once
from tests.server.refusals import nothing_stored
from tests.server.sheets import COMMUNITY, as_csv, as_excel, newcomer, posts_of, today, upload


def test_excel_with_merged_cells_and_unknown_codes(world: World) -> None:
    rows = [newcomer("XL-1"), newcomer("XL-2", division=350211103999.0), newcomer("XL-3", division=3.50211103902e15),
            newcomer("XL-4", first=datetime.fromisoformat("2026-01-01")),
            newcomer("XL-5", first=datetime.fromisoformat("2099-01-01T08:30"))]
    with nothing_stored(world):
        answer = upload(world.sign_in("admin"), as_excel(rows, merged=["E2:F3"]), "people.xlsx").json
    found = {(error["row"], error["column"]): error["reason"] for error in answer["errors"]}
    assert "合并了单元格 E2:F3" in found[2, COLUMN.role]
    assert "必须填写" in found[3, COLUMN.role]
    assert "末位已丢失" in found[4, COLUMN.division]
    assert "只写日期" in found[6, COLUMN.first]


def test_excel_dates_and_numbers_are_understood(world: World) -> None:
    tomorrow = today() + timedelta(days=1)
    serial = (tomorrow - date(1899, 12, 30)).days
    rows = [newcomer("DAY-1", first=datetime.fromisoformat(f"{tomorrow}"), division=int(COMMUNITY)),
            newcomer("DAY-2", first=tomorrow, division=float(COMMUNITY)), newcomer("DAY-3", first=serial),
            newcomer("DAY-4", first=f"{tomorrow:%Y/%m/%d}"), newcomer("DAY-5", first=f"{tomorrow:%Y年%m月%d日}"),
            newcomer("DAY-6", first=f"{tomorrow:%Y%m%d}", division=f"{COMMUNITY}.0", phone=10000009994)]
    answer = upload(world.sign_in("admin"), as_excel(rows), "people.xlsx").json
    assert (answer["errors"], answer["new"]) == ([], 6)
    assert {city_day(posts_of(f"DAY-{number}")[0].starts_at) for number in range(1, 7)} == {tomorrow}


def changed(part: str, text: str | bytes, name: str | None = None) -> bytes:
    """A workbook in which a part is replaced or added; {} stands for what was there."""
    found, file = zipfile.ZipFile(io.BytesIO(as_excel([newcomer("X")]))), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for each in found.namelist():
            made.writestr(each, found.read(each) if each != part else text)
        if name:
            made.writestr(name, text)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BODY = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'
MERGED = '<mergeCells count="1"><mergeCell ref="{}"/></mergeCells>'
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
OTHERS: list[tuple[str, bytes, str]] = [
    ("a.xls", b"\xd0\xcf\x11\xe0old", "旧版 Excel"), ("a.xlsm", as_excel([]), "含宏"), ("a.ods", b"PK", "OpenDocument"),
    ("a.pdf", b"%PDF-1.7", "只接收 CSV 或 Excel"), ("a", b"x", "只接收"), ("a.csv", b"", "空的"),
    ("a.csv", b"\n \n,,\n", "空的"),
    ("a.xlsx", b"\xd0\xcf\x11\xe0sealed", "加了密码"), ("a.xlsx", b"a,b", "不符"), ("a.csv", as_excel([]), "不符"),
    ("a.xlsx", b"PK\x03\x04 broken", "损坏"), ("a.xlsx", as_excel([newcomer("X")])[:-400], "损坏"),
    ("a.csv", "工号,姓名".encode("utf-16"), "UTF-8 或 GB18030"), ("a.csv", b"\xff\xff\xff", "UTF-8 或 GB18030"),
    ("a.csv", '工号,"姓名'.encode(), "引号不成对"), ("a.csv", b"a" * 200_000, "一格太长"),
    ("a.csv", b"x\n" * (MAX_ROWS + 2), "超过 5000 行"), ("a.csv", b"," * 50 + b"x", "超过 40 列"),
    ("a.csv", b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
    ("a.xlsx", as_excel([newcomer("X")], more_sheets=1), "只能有一个工作表"),
    ("a.xlsx", changed("", b"x", "xl/vbaProject.bin"), "宏"),
    ("a.xlsx", changed("[Content_Types].xml", "<x>application/vnd.ms-excel.sheet.macroEnabled.main+xml</x>"), "宏"),
    ("a.xlsx", changed("xl/workbook.xml", "<nonsense/>"), "没有工作表"), ("a.xlsx", changed(SHEET, "<broken"), "损坏"),
    ("a.xlsx", changed(SHEET, '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "不允许的声明"),
    ("a.xlsx", changed(SHEET, BODY.encode("utf-16")), "不是 UTF-8"),
    ("a.xlsx", changed("", b"0" * (MAX_UNPACKED + 1), "xl/media/big.bin"), "解压后过大"),
    ("a.xlsx", changed(SHEET, BODY.format("<c/>" * 200_001, "")), "单元格过多"),
    ("a.xlsx", changed(SHEET, BODY.format("", MERGED.format("A1:XFD1048576"))), "合并单元格过多"),
    ("a.xlsx", changed(SHEET, BODY.format("", MERGED.format("A:Z"))), "整行或整列"),
    ("a.xlsx", changed(SHEET, BODY.format("", MERGED.format("&#65;1:B2"))), "损坏"),
    ("a.xlsx", changed(SHEET, BODY.format("", '<mergeCell x="&gt;>" ref="A1:B2"/>')), "无法识别"),
    ("a.xlsx", changed(SHEET, BODY.format(FAR, "")), "超过 5000 行或 40 列"),
]


@pytest.mark.parametrize(("name", "data", "reason"), OTHERS, ids=[f"{row[0]} {row[2]}" for row in OTHERS])
def test_what_is_no_table_is_refused_with_a_reason(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(Problem) as refused:
        read_sheet(data, name)
    assert refused.value.slug == "file-rejected"
    assert reason in refused.value.detail


def test_rows_keep_the_numbers_that_a_spreadsheet_shows() -> None:
    sheet = read_sheet(b"\na,b\n\n 1 ,\n,\n", "a.csv")
    assert sheet.rows == [(2, ["a", "b"]), (4, [" 1 ", ""])]
    wide = read_sheet(as_csv([{}], head=("x;y", "z"), separator=";"), "a.tsv")
    assert wide.rows == [(1, ["x;y", "z"])]
    book = read_sheet(as_excel([{}, newcomer("X")], merged=["A1:B1"]), "a.xlsx")
    assert [number for number, _ in book.rows] == [1, 3]
    assert book.merged == [(1, 0, "A1:B1")]


def test_two_who_hand_in_the_same_file_at_once_write_it_once(world: World) -> None:
    admin, file = world.sign_in("admin"), as_csv([newcomer(f"ONCE-{number}") for number in range(20)])
    answers = [answer.json for answer in at_once([lambda: upload(admin, file)] * 2)]
    assert sorted(answer["new"] for answer in answers) == [0, 20], answers
    assert all(answer["applied"] for answer in answers)
    assert {len(posts_of(f"ONCE-{number}")) for number in range(20)} == {1}
