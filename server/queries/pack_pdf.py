"""A weekly meeting pack on A4: what was agreed first, then the parts in the head's order, then the two cases."""

from __future__ import annotations

import io
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from server.queries.sheet_layout import FONT, INK, LINE, MARGIN, QUIET, SHADE, WIDTH
from workflows.assessment.packs import COUNTED, Part

COLUMNS = (("网格", 32 * mm), ("事项", 34 * mm), ("说明", WIDTH - 126 * mm), ("轮到谁", 40 * mm), ("状态", 20 * mm))
PICTURE = (WIDTH / 3 - 3 * mm, 44 * mm)


@cache
def _styles() -> dict[str, ParagraphStyle]:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    plain = ParagraphStyle("plain", fontName=FONT, fontSize=9, leading=13, textColor=INK, wordWrap="CJK")
    return {"plain": plain, "quiet": ParagraphStyle("quiet", plain, fontSize=8, leading=11, textColor=QUIET),
            "title": ParagraphStyle("title", plain, fontSize=16, leading=23),
            "head": ParagraphStyle("head", plain, fontSize=11.5, leading=17, spaceBefore=9, spaceAfter=2)}


def draw_pack(told: dict[str, Any]) -> bytes:
    """The PDF."""
    page, name = io.BytesIO(), f"{told['town']}{told['community']}"
    document = SimpleDocTemplate(page, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
                                 bottomMargin=18 * mm, title=f"{name} 周例会", author="GridWhistle")
    document.build(_story(told, name), onFirstPage=_foot(told), onLaterPages=_foot(told))
    return page.getvalue()


def _story(told: dict[str, Any], name: str) -> list[Flowable]:
    story: list[Flowable] = [
        _say(f"{name}　周例会晾晒材料", "title"),
        _say(f"{told['first']} 至 {told['last']}　数据截至 {told['as_of']}　{told['mark']}", "quiet"),
        Spacer(1, 2 * mm)]
    if told["review"]:
        story.append(KeepTogether([_say("讲评", "head"), _say(told["review"], "plain")]))
    if told["items"]:
        rows = [(item["words"], item["owner"], item["due_on"]) for item in told["items"]]
        story += [_say("交办事项", "head"), _table(("要做什么", "由谁办", "到期日"), rows,
                                                   [WIDTH - 85 * mm, 60 * mm, 25 * mm])]
    for part in told["parts"]:
        story += _part(part)
    for title, one in (("好案例", told["good"]), ("要改进的案例", told["bad"])):
        if one:
            story.append(KeepTogether(_case(title, one)))
    return story


def _part(part: dict[str, Any]) -> list[Flowable]:
    head = [_say(f"{part['title']}（{part['n']}）", "head"), _say(part["definition"], "quiet"), Spacer(1, 1 * mm)]
    notes = [_say(f"说明：{part['note']}", "plain")] if part["note"] else []
    left = [_say(f"另有 {part['left_out']} 行没有列出", "quiet")] if part["left_out"] else []
    if not part["rows"]:
        return [KeepTogether([*head, *notes, _say("没有", "plain"), *left])]
    return [*head, *notes, _rows(part), *left]


def _rows(part: dict[str, Any]) -> Table:
    if part["key"] == Part.GRIDS:
        rows = [(row["title"], *(str(row["counts"][one]) for one in COUNTED)) for row in part["rows"]]
        share = (WIDTH - 46 * mm) / len(COUNTED)
        return _table(("网格", *COUNTED.values()), rows, [46 * mm, *[share] * len(COUNTED)])
    keys = ("grid", "title", "text", "who", "value")
    used = [place for place, key in enumerate(keys) if place in (1, 2) or any(row[key] for row in part["rows"])]
    spare = sum(COLUMNS[place][1] for place in range(len(keys)) if place not in used)
    widths = [COLUMNS[place][1] + (spare if keys[place] == "text" else 0) for place in used]
    rows = [tuple(row[keys[place]] for place in used) for row in part["rows"]]
    return _table(tuple(COLUMNS[place][0] for place in used), rows, widths)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]], widths: list[float]) -> Table:
    cells = [[_say(word, "quiet") for word in head], *([_say(text, "plain") for text in row] for row in rows)]
    table = Table(cells, colWidths=widths, repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.4, LINE), ("BACKGROUND", (0, 0), (-1, 0), SHADE),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5)])
    return table


def _case(title: str, one: dict[str, Any]) -> list[Flowable]:
    words = "　".join(filter(None, (one["number"], one["title"], one["grid"], one["place"], one["text"])))
    found: list[Flowable] = [_say(title, "head"), _say(words, "plain")]
    if one["note"]:
        found.append(_say(f"说明：{one['note']}", "plain"))
    if one["pictures"]:
        cells = [[_fitted(data), _say(label, "quiet")] for label, data in one["pictures"]]
        table = Table([cells], colWidths=[WIDTH / 3] * len(cells), hAlign="LEFT")
        table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
        found += [Spacer(1, 1 * mm), table]
    return found


def _fitted(data: bytes) -> Image:
    width, height = ImageReader(io.BytesIO(data)).getSize()
    scale = min(PICTURE[0] / width, PICTURE[1] / height)
    return Image(io.BytesIO(data), width=width * scale, height=height * scale)


def _say(words: str, style: str) -> Paragraph:
    return Paragraph(escape(words).replace("\n", "<br/>"), _styles()[style])


def _foot(told: dict[str, Any]) -> Any:
    text = "按网格列事实，不给人排名　不含反映人身份信息" + ("　模拟数据" if told["simulated"] else "")

    def draw(canvas: Canvas, _document: object) -> None:
        canvas.setFont(FONT, 8)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, 10 * mm, text)
        canvas.drawRightString(A4[0] - MARGIN, 10 * mm, str(canvas.getPageNumber()))

    return draw
