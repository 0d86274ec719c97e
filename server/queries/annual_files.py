"""The annual sheets as files: a page of A4 with every definition, and a workbook."""

from __future__ import annotations

import io
from typing import Any

from gevent import get_hub, monkey
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer, Table

from server.queries.moments import CITY_ZONE
from server.queries.sheet_files import as_file
from server.queries.sheet_layout import FONT, MARGIN, QUIET, WIDTH, ruled, say

HEAD = ("指标", "比率", "分母 n", "分子", "不计入", "不计入的原因", "口径：分母", "口径：分子", "依据")
WIDTHS = (20, 10, 10, 10, 10, 40, 50, 40, 40)
COLUMNS = (34 * mm, 19 * mm, 17 * mm, 17 * mm, WIDTH - 87 * mm)


def sheet_file(kind: str, told: dict[str, Any]) -> bytes:
    """The bytes of a `pdf` or `xlsx`."""
    if kind == "xlsx":
        return as_file("xlsx", "年度表", HEAD, [_cells(item) for item in told["items"]], WIDTHS)
    if monkey.is_module_patched("threading"):
        return get_hub().threadpool.apply(draw, (told,))  # type: ignore[no-any-return]
    return draw(told)


def _rate(item: dict[str, Any]) -> str:
    return f"{item['percent']}%" if item["percent"] is not None else "无数据"


def _reasons(item: dict[str, Any]) -> str:
    return "；".join(f"{row['reason']} {row['n']} 件" for row in item["reasons"])


def _cells(item: dict[str, Any]) -> list[str]:
    return [item["name"], _rate(item), str(item["n"]), item["hits"], str(item["left_out"]), _reasons(item),
            item["denominator"], item["numerator"], item["source"]]


def draw(told: dict[str, Any]) -> bytes:
    """The PDF."""
    page = io.BytesIO()
    name = f"{told['division']['name']} {told['year']} 年"
    document = SimpleDocTemplate(page, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
                                 bottomMargin=18 * mm, title=f"{told['title']} {name}", author="GridWhistle")
    rows = [[say(words, "quiet") for words in ("指标", "比率", "分母 n", "分子", "口径和不计入的")]]
    rows += [_row(item) for item in told["items"]]
    finals = "、".join(told["final_periods"]) or "无"
    story: list[Flowable] = [
        say(told["title"], "title"), say(f"{name}（{told['first']} 至 {told['last']}）", "plain"),
        say(f"{told['note']}　已定稿的考核期：{finals}", "quiet"), Spacer(1, 3 * mm),
        ruled(Table(rows, colWidths=COLUMNS, repeatRows=1), ())]
    as_of = f"数据截至 {told['as_of'].astimezone(CITY_ZONE):%Y-%m-%d %H:%M}{'　模拟数据' if told['simulated'] else ''}"

    def foot(canvas: Canvas, _document: object) -> None:
        canvas.setFont(FONT, 8)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, 10 * mm, as_of)
        canvas.drawRightString(A4[0] - MARGIN, 10 * mm, f"{name} · {canvas.getPageNumber()}")

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return page.getvalue()


def _row(item: dict[str, Any]) -> list[Flowable]:
    out = f"\n不计入 {item['left_out']} 件：{_reasons(item)}" if item["left_out"] else ""
    return [say(item["name"], "plain"), say(_rate(item), "plain"), say(str(item["n"]), "plain"),
            say(item["hits"], "plain"),
            say(f"分母：{item['denominator']}\n分子：{item['numerator']}{out}\n依据：{item['source']}", "quiet")]
