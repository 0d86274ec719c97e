"""Sources from a file: everything that is wrong is said at once, and only a file without mistakes is written."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gis.coordinates import DATUMS
from server.actions.once import find_answer, keep_answer
from server.actions.people_cells import Unreadable, code_of, day_of, text_of
from server.actions.rule_sets import raise_version
from server.actions.sheet_reading import Sheet, read_aside
from server.actions.sheet_rows import Cells, Findings, read_cells
from server.actions.sources import GivenSource, may_keep, new_row, write_change, write_new
from server.errors import Problem
from server.extensions import db
from server.models import PollutionSource
from server.queries.patrol_rules import patrol_data
from server.queries.people import Actor
from server.queries.source_points import SET
from server.queries.source_sheet import COLUMN, REQUIRED
from server.queries.sources import may_register, sources_by_code
from server.transaction import transaction
from workflows.patrol import RISKS

COLUMN_OF = {"kind": COLUMN.kind, "risk": COLUMN.risk, "lon": COLUMN.lon, "active_to": COLUMN.last,
             "name": COLUMN.name}


@dataclass
class _Row:
    """A row of the file: what it says, and the entry it would be."""

    number: int
    given: GivenSource
    fresh: PollutionSource


class _Wrong(Exception):
    """The file has mistakes: nothing of the transaction is kept."""


def import_sources(data: bytes, filename: str, dry_run: bool, actor: Actor, key: str | None,
                   now: datetime) -> dict[str, Any]:
    """Look through the file, and unless `dry_run` write it: all of it or nothing.

    Answers {rows, new, changed, errors, applied}. Raises role-forbidden, file-rejected, idempotency-conflict.
    """
    if not may_register(actor, None, now):
        raise Problem("role-forbidden", "污染源由工作站、区协调员或系统管理员导入")
    sheet, findings = read_aside(data, filename), Findings()
    rows = _read_rows(sheet, findings, actor, now)
    if dry_run or findings.rows:
        with db.reading() as session:
            known = _known(session, rows, findings, actor, now, lock=False)
        return _answer(sheet, findings, *_count(rows, known), applied=False)
    digest = hashlib.sha256(data).hexdigest()
    try:
        return _write(sheet, rows, findings, digest, actor, key, now)
    except IntegrityError:  # somebody took a code in the same moment: now it is in the register
        return _write(sheet, rows, findings, digest, actor, key, now)
    except _Wrong:
        return _answer(sheet, findings, 0, 0, applied=False)


def _write(sheet: Sheet, rows: list[_Row], findings: Findings, digest: str, actor: Actor, key: str | None,
           now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, digest, now)
        if stored is not None:
            return stored
        known = _known(tx.session, rows, findings, actor, now, lock=True)
        if findings.rows:
            raise _Wrong
        new = changed = 0
        for row in rows:
            there = known.get(row.given.code or "")
            if there is None:
                write_new(tx, new_row(row.given, now), actor, now)
                new += 1
            else:
                changed += write_change(tx, there, _merged(row, there), actor, now)
        if new or changed:
            raise_version(tx, SET, now)
        return keep_answer(tx, key, actor.key, lambda: _answer(sheet, findings, new, changed, applied=True))


def _answer(sheet: Sheet, findings: Findings, new: int, changed: int, *, applied: bool) -> dict[str, Any]:
    return {"rows": len(sheet.rows) - 1, "new": new, "changed": changed, "errors": findings.rows, "applied": applied}


def _known(session: Session, rows: list[_Row], findings: Findings, actor: Actor, now: datetime, *,
           lock: bool) -> dict[str, PollutionSource]:
    """Entries with these codes; one that somebody else keeps is a mistake of the row."""
    known = sources_by_code(session, sorted({row.given.code for row in rows if row.given.code}), lock=lock)
    for row in rows:
        there = known.get(row.given.code or "")
        if there is not None:
            _check(row.number, COLUMN.code, row.given.code or "", findings, partial(may_keep, actor, there, now))
    return known


def _merged(row: _Row, there: PollutionSource) -> PollutionSource:
    """What the file says; a first day that it does not name stays."""
    fresh = row.fresh
    if row.given.active_from is None:
        fresh.active_from = there.active_from
    if abs(fresh.lon - there.lon) < 1e-6 and abs(fresh.lat - there.lat) < 1e-6:
        fresh.lon, fresh.lat = there.lon, there.lat  # six decimals stand in the file
    return fresh


def _differs(row: _Row, there: PollutionSource) -> bool:
    fresh = _merged(row, there)
    return any(getattr(fresh, name) != getattr(there, name) for name in (
        "name", "kind", "risk", "operator", "address", "external_id", "active_from", "active_to", "lon", "lat"))


def _count(rows: list[_Row], known: dict[str, PollutionSource]) -> tuple[int, int]:
    there = [(row, known.get(row.given.code or "")) for row in rows]
    return (sum(entry is None for _, entry in there),
            sum(entry is not None and _differs(row, entry) for row, entry in there))


def _read_rows(sheet: Sheet, findings: Findings, actor: Actor, now: datetime) -> list[_Row]:
    found: list[_Row] = []
    codes: set[str] = set()
    for cells in read_cells(sheet, COLUMN, REQUIRED, findings):
        given = _read(cells, sheet)
        if given is None:
            continue
        if given.code and given.code in codes:
            cells.refuse(COLUMN.code, "这个编号在文件里出现了两次")
            continue
        codes.add(given.code or "")
        row = _row(cells, given, actor, now)
        if row is not None:
            found.append(row)
    return found


def _row(cells: Cells, given: GivenSource, actor: Actor, now: datetime) -> _Row | None:
    try:
        fresh = new_row(given, now)
    except Problem as problem:
        error = problem.errors[0] if problem.errors else None
        column = COLUMN_OF.get(error.field if error else "", COLUMN.lon)
        cells.refuse(column, str(error.detail if error else problem.detail))
        return None
    try:
        may_keep(actor, fresh, now)
    except Problem:
        cells.refuse(COLUMN.lon, "这个位置不在您管理的辖区内")
        return None
    return _Row(cells.number, given, fresh)


def _check(number: int, column: str, value: str, findings: Findings, look: Any) -> None:
    try:
        look()
    except Problem:
        findings.add(number, column, value, "这个编号已由别的辖区登记")


def _read(cells: Cells, sheet: Sheet) -> GivenSource | None:
    day = partial(day_of, epoch=sheet.epoch)
    given = {
        "code": cells.take(COLUMN.code, _code) or None, "name": cells.take(COLUMN.name, lambda cell: text_of(cell, 80)),
        "kind": cells.take(COLUMN.kind, _kind), "risk": cells.take(COLUMN.risk, _risk),
        "operator": cells.take(COLUMN.operator, lambda cell: text_of(cell, 120)) or "",
        "address": cells.take(COLUMN.address, lambda cell: text_of(cell, 160)) or "",
        "lon": cells.take(COLUMN.lon, partial(_degrees, most=180.0)),
        "lat": cells.take(COLUMN.lat, partial(_degrees, most=90.0)),
        "datum": cells.take(COLUMN.datum, _datum) or "wgs84",
        "active_from": cells.take(COLUMN.first, day), "active_to": cells.take(COLUMN.last, day),
        "external_id": cells.take(COLUMN.external, lambda cell: text_of(cell, 60)) or None}
    return None if cells.wrong else GivenSource(**given)


def _code(cell: object) -> str:
    code = code_of(cell)
    if code and not re.fullmatch(r"[A-Za-z0-9-]{2,24}", code):
        raise Unreadable("编号只由字母、数字和连字符组成，2–24 位")
    return code


def _kind(cell: object) -> str:
    text = text_of(cell, 40)
    known = {name: kind.code for kind in patrol_data().kinds for name in (kind.code, kind.name)}
    if text not in known:
        raise Unreadable("没有这类污染源，可填：" + "、".join(kind.name for kind in patrol_data().kinds))
    return known[text]


def _risk(cell: object) -> str:
    text = text_of(cell, 10)
    known = {name: code for code, word in RISKS.items() for name in (code, word, word[0])}
    if text not in known:
        raise Unreadable("风险为 高、中、低")
    return known[text]


def _datum(cell: object) -> str:
    text = text_of(cell, 10).lower().replace("-", "").replace("_", "")
    names = {"": "wgs84", "cgcs2000": "wgs84", "gcj02": "gcj02", "bd09": "bd09", "wgs84": "wgs84"}
    if text not in names:
        raise Unreadable("坐标系为 " + "、".join(DATUMS))
    return names[text]


def _degrees(cell: object, most: float) -> float:
    try:
        value = float(text_of(cell, 30))
    except ValueError:
        raise Unreadable("应为度数，如 118.105") from None
    if not abs(value) <= most:
        raise Unreadable("度数超出范围，经度和纬度是否填反了？")
    return value
