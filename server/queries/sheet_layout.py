"""A case on A4: facts, words, the way it went, pictures. Plain values in, a PDF out.

The font is one of the CID fonts that every PDF reader brings along for Chinese: nothing is embedded.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

FONT = "STSong-Light"
MARGIN = 16 * mm
WIDTH = A4[0] - 2 * MARGIN
INK, QUIET, LINE, SHADE = (colors.HexColor(tone) for tone in ("#10211d", "#55665f", "#c3cfcb", "#eef3f2"))
PICTURE = (WIDTH / 2 - 4 * mm, 62 * mm)


@dataclass(frozen=True)
class CaseSheet:
    """What stands on the sheet: facts as (label, value), sections as (title, words), the way as rows, pictures."""

    number: str
    title: str
    mark: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[tuple[str, str]]
    way: Sequence[tuple[str, str, str, str]]
    pictures: Sequence[tuple[str, bytes]]
    foot: str


@cache
def _styles() -> dict[str, ParagraphStyle]:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    plain = ParagraphStyle("plain", fontName=FONT, fontSize=9.5, leading=14, textColor=INK, wordWrap="CJK")
    return {"plain": plain,
            "quiet": ParagraphStyle("quiet", plain, fontSize=8.5, leading=12, textColor=QUIET),
            "title": ParagraphStyle("title", plain, fontSize=17, leading=24),
            "head": ParagraphStyle("head", plain, fontSize=11.5, leading=18, spaceBefore=8, spaceAfter=3)}


def draw_sheet(sheet: CaseSheet) -> bytes:
    """The PDF."""
    page = io.BytesIO()
    document = SimpleDocTemplate(page, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
                                 bottomMargin=18 * mm, title=sheet.number, author="GridWhistle")
    story: list[Flowable] = [say(sheet.title, "title"), say(sheet.mark, "quiet"), Spacer(1, 3 * mm),
                             _facts(sheet.facts)]
    for title, words in sheet.sections:
        story += [KeepTogether([say(title, "head"), say(words, "plain")])]
    if sheet.way:
        story += [say("办理经过", "head"), _way(sheet.way)]
    story += _pictures(sheet.pictures)

    def foot(canvas: Canvas, _document: object) -> None:
        canvas.setFont(FONT, 8)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, 10 * mm, sheet.foot)
        canvas.drawRightString(A4[0] - MARGIN, 10 * mm, f"{sheet.number} · {canvas.getPageNumber()}")

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return page.getvalue()


def say(words: str, style: str) -> Paragraph:
    """A paragraph in one of the sheet's styles: plain, quiet, title, head."""
    return Paragraph(escape(words).replace("\n", "<br/>"), _styles()[style])


def _facts(facts: Sequence[tuple[str, str]]) -> Table:
    """Two pairs of label and value in a row."""
    cells = [(say(label, "quiet"), say(value, "plain")) for label, value in facts]
    cells += [(say("", "quiet"), say("", "plain"))] * (len(cells) % 2)
    rows = [[*cells[place], *cells[place + 1]] for place in range(0, len(cells), 2)]
    return ruled(Table(rows, colWidths=[22 * mm, WIDTH / 2 - 22 * mm] * 2), (0, 2))


def _way(way: Sequence[tuple[str, str, str, str]]) -> Table:
    rows = [[say(when, "quiet"), say(what, "plain"), say(who, "quiet"), say(words, "plain")]
            for when, what, who, words in way]
    return ruled(Table(rows, colWidths=[27 * mm, 36 * mm, 40 * mm, WIDTH - 103 * mm]), (0,))


def ruled(table: Table, labels: tuple[int, ...]) -> Table:
    """The table with hairlines, and these columns shaded."""
    shades = [("BACKGROUND", (place, 0), (place, -1), SHADE) for place in labels]
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.4, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"), *shades,
                    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5)])
    return table


def _pictures(pictures: Sequence[tuple[str, bytes]]) -> list[Flowable]:
    if not pictures:
        return []
    cells = [[_fitted(data), say(label, "quiet")] for label, data in pictures]
    rows = [cells[place:place + 2] for place in range(0, len(cells), 2)]
    rows[-1] = rows[-1] + [[]] * (2 - len(rows[-1]))
    tables = [Table([row], colWidths=[WIDTH / 2] * 2) for row in rows]
    for table in tables:
        table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 6)])
    return [KeepTogether([say("照片", "head"), tables[0]]), *tables[1:]]


def _fitted(data: bytes) -> Image:
    width, height = ImageReader(io.BytesIO(data)).getSize()
    scale = min(PICTURE[0] / width, PICTURE[1] / height)
    return Image(io.BytesIO(data), width=width * scale, height=height * scale)
