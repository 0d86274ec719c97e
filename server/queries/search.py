"""Cases by words: a bigram index on both engines, numbers by their beginning; what is common is walked, not sorted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, cast, column, false, func, literal, or_, select, table, union_all
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Case, Report, SearchRow
from workflows.bigrams import phrases

PROBE = 2000  # hits up to here are sorted; beyond it the newest cases are asked one by one whether they match
NUMBER = re.compile(r"HB(\d{0,19})")
TICKET = re.compile(r"SP[0-9A-Z-]{0,16}")
NUMBER_DIGITS = 19  # district, day, serial
_INDEX = table("search_index", column("rowid"), column("words"))
LAST = "\U0010ffff"  # behind every character


def matching(session: Session, wanted: str) -> ColumnElement[bool]:
    """Cases whose number, ticket or external number begins so, or whose words, place and category hold all of these
    words. One statement, which reads at most PROBE + 1 hits."""
    number = _by_number(wanted.strip().upper())
    if number is not None:
        return number
    asked = phrases(wanted)
    external = Case.external_number.between(wanted.strip(), wanted.strip() + LAST)
    if not asked:
        return false()
    hits = session.execute(union_all(
        select(literal("words"), SearchRow.case_id).where(_holds(asked)).limit(PROBE + 1).subquery().select(),
        select(literal("number"), Case.id).where(external).limit(PROBE + 1).subquery().select())).all()
    if sum(found == "words" for found, _ in hits) <= PROBE:
        return Case.id.in_(sorted({case_id for _, case_id in hits}))
    # A scalar subquery and no EXISTS, which the planner would answer by reading every hit there is.
    walked = select(SearchRow.id).where(SearchRow.case_id == Case.id, _holds(asked)).limit(1).scalar_subquery()
    numbered = [case_id for found, case_id in hits if found == "number"]
    return or_(walked.is_not(None), Case.id.in_(numbered)) if numbered else walked.is_not(None)


def _by_number(wanted: str) -> ColumnElement[bool] | None:
    """The range of numbers with this beginning: an index answers it whatever the database's collation is."""
    number = NUMBER.fullmatch(wanted)
    if number is not None:
        digits = number.group(1)
        return Case.number.between("HB" + digits.ljust(NUMBER_DIGITS, "0"), "HB" + digits.ljust(NUMBER_DIGITS, "9"))
    if TICKET.fullmatch(wanted):
        return Case.id.in_(select(Report.case_id).where(Report.ticket.between(wanted, wanted + "ZZZZ-ZZZZ-ZZZZ")))
    return None


def _holds(asked: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """The row holds every phrase; a single character is the beginning of a token."""
    if db.is_sqlite:
        words = " AND ".join(f'"{phrase[0]}" *' if _is_short(phrase) else f'"{" ".join(phrase)}"' for phrase in asked)
        found = select(_INDEX.c.rowid).where(column("search_index", is_literal=True).op("MATCH")(words))
        return SearchRow.id.in_(found)
    words = " & ".join(f"'{phrase[0]}':*" if _is_short(phrase) else
                       f"({' <-> '.join(repr(token) for token in phrase)})" for phrase in asked)
    return SearchRow.words.op("@@")(cast(words, TSQUERY))


def _is_short(phrase: Sequence[str]) -> bool:
    return len(phrase) == 1 and len(phrase[0]) == 1


def index_text(tokens: Sequence[str], start: int = 1) -> str:
    """The tokens as this engine's index takes them: words for FTS5, lexemes with their positions for PostgreSQL."""
    if db.is_sqlite:
        return " ".join(tokens)
    return " ".join(f"'{token}':{place}" for place, token in enumerate(tokens, start))


def is_indexed(session: Session) -> bool:
    """Whether any report's words are in the index."""
    return session.scalar(select(func.count()).select_from(select(SearchRow.id).limit(1).subquery())) == 1
