"""From a sheet of other systems' items to reports: number, limit, kind and place of each, row by row."""

from __future__ import annotations

import re
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from server.actions.people_cells import Unreadable, code_of, phone_of, shown, text_of
from server.actions.reports import Submission
from server.actions.sheet_reading import Sheet
from server.actions.sheet_rows import Cells, Findings, read_cells
from server.queries.catalogue import catalogue, categories, find_case_category
from server.queries.item_columns import ITEM, ITEM_REQUIRED
from server.queries.moments import CITY_ZONE, is_plausible

# A report of the same item is the same report, however often its row is handed in.
ITEMS = uuid.UUID("6a1d6c1e-0f57-5c86-8d5e-3d0b3c7f4a12")
UNCLEAR = "Z00"
HOTLINE = "12345"
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?")
_DATUMS = {"WGS84": "wgs84", "CGCS2000": "wgs84", "GCJ02": "gcj02", "BD09": "bd09"}
_END_OF_DAY = time(23, 59)


@dataclass(frozen=True)
class WantedItem:
    """One row as a report with a number of its own."""

    number: int
    submission: Submission


def read_items(sheet: Sheet, findings: Findings) -> list[WantedItem]:
    """The rows that can be read; one number stands once in a file."""
    found: list[WantedItem] = []
    rows: dict[tuple[str, str], int] = {}
    for cells in read_cells(sheet, ITEM, ITEM_REQUIRED, findings):
        given = _read(cells, sheet)
        if given is None:
            continue
        key = given["source"], given["external_number"]
        if key in rows:
            cells.refuse(ITEM.number, f"与第 {rows[key]} 行的编号相同")
            continue
        rows[key] = cells.number
        found.append(WantedItem(cells.number, Submission(id=item_id(*key), intent="complaint", **given)))
    return found


def item_id(source: str, number: str) -> str:
    """The id of the report that an item with this number becomes."""
    return str(uuid.uuid5(ITEMS, f"{source}:{number}"))


def _read(cells: Cells, sheet: Sheet) -> dict[str, Any] | None:
    name, phone = cells.take(ITEM.name, lambda cell: text_of(cell, 60)), cells.take(ITEM.phone, phone_of)
    given = {
        "source": cells.take(ITEM.source, _source_of) or HOTLINE,
        "external_number": cells.take(ITEM.number, code_of),
        "external_due_at": cells.take(ITEM.due, lambda cell: moment_of(cell, _END_OF_DAY)),
        "category": cells.take(ITEM.category, category_in) or UNCLEAR,
        "description": cells.take(ITEM.words, lambda cell: text_of(cell, 2000)),
        "place_text": cells.take(ITEM.place, lambda cell: text_of(cell, 200)),
        "occurred_at": cells.take(ITEM.occurred, lambda cell: moment_of(cell, time(12))),
        "wish": cells.take(ITEM.wish, lambda cell: text_of(cell, 500)) or "",
        "contact_name": name or "", "contact_phone": phone or "", "anonymous": not (name or phone), **_point(cells)}
    return None if cells.wrong else given


def _point(cells: Cells) -> dict[str, Any]:
    lon, lat = (cells.take(column, _degrees) for column in (ITEM.lon, ITEM.lat))
    datum = cells.take(ITEM.datum, _datum_of)
    if (lon is None) != (lat is None):
        cells.refuse(ITEM.lat if lat is None else ITEM.lon, "经度和纬度要同时给出")
    if lon is None or lat is None:
        return {}
    if datum is None:
        cells.refuse(ITEM.datum, "写了经纬度就要写坐标系：WGS84、GCJ02 或 BD09")
        return {}
    return {"lon": lon, "lat": lat, "datum": datum}


def _degrees(cell: object) -> float | None:
    text = text_of(cell, 30)
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise Unreadable("不是经纬度") from None
    if not -180 <= value <= 180:
        raise Unreadable("不是经纬度")
    return value


def _datum_of(cell: object) -> str | None:
    text = unicodedata.normalize("NFKC", text_of(cell, 20)).upper().replace("-", "").replace(" ", "")
    if text and text not in _DATUMS:
        raise Unreadable("坐标系应为 WGS84、GCJ02 或 BD09")
    return _DATUMS.get(text)


def _source_of(cell: object) -> str | None:
    text = text_of(cell, 20)
    sources = [source for source in catalogue().sources if source.due_allowed]
    known = {name: source.code for source in sources for name in (source.code, source.name)}
    if text and text not in known:
        raise Unreadable(f"没有这个来源，可用：{'、'.join(source.name for source in sources)}")
    return known.get(text)


def category_in(cell: object) -> str | None:
    """A category by its code or by one of its names; nothing for a blank. Raises Unreadable."""
    text = text_of(cell, 40)
    if not text or find_case_category(text.upper()) is not None:
        return text.upper() or None
    names = {name: code for code, row in categories().items() if find_case_category(code) is not None
             for name in (row["name"], row["public_name"])}
    if text not in names:
        near = get_close_matches(text, names, n=1, cutoff=0.4)
        raise Unreadable("没有这个类别" + (f"，是否为“{near[0]}”？" if near else ""))
    return names[text]


def moment_of(cell: object, of_day: time) -> datetime | None:
    """A moment in the city's time, or nothing; a day alone stands for `of_day`. Raises Unreadable."""
    if isinstance(cell, datetime):
        found = cell if cell.time() != time() else datetime.combine(cell.date(), of_day)
    elif isinstance(cell, date):
        found = datetime.combine(cell, of_day)
    else:
        written = _MOMENT.fullmatch(unicodedata.normalize("NFKC", shown(cell)))
        if not shown(cell):
            return None
        if written is None:
            raise Unreadable("不是时间，应写作 2026-11-25 18:00")
        found = _written(written, of_day)
    if not is_plausible(found):
        raise Unreadable("年份不合理")
    return found.replace(tzinfo=CITY_ZONE)


def _written(written: re.Match[str], of_day: time) -> datetime:
    year, month, day, hour, minute = written.groups()
    try:
        moment = time(int(hour), int(minute)) if hour is not None else of_day
        return datetime.combine(date(int(year), int(month), int(day)), moment)
    except ValueError:
        raise Unreadable("没有这个时间") from None
