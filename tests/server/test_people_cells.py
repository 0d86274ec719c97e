"""Cells of the people's table: whatever stands in one, it is read or refused with words; what is defused comes back."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from server.actions.people_cells import Unreadable, code_of, day_of, nearest, phone_of, shown, text_of
from server.queries.people_columns import ARMED, defused, undo_defused

CELLS = st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.dates(),
                  st.times(), st.timedeltas(), st.from_regex(r"[0-9Ee.+/年月日-]{1,16}"))
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2118, 12, 31))


@given(CELLS)
def test_every_cell_is_read_or_refused_with_words(cell: Any) -> None:
    assert isinstance(shown(cell), str)
    for read in (code_of, phone_of, lambda cell: text_of(cell, 60), lambda cell: day_of(cell, WINDOWS_EPOCH)):
        try:
            found = read(cell)
        except Unreadable as reason:
            found = str(reason)
        assert found is None or isinstance(found, str | date)


@given(DAYS)
def test_a_day_is_understood_in_every_way_of_writing_it(day: date) -> None:
    for text in (f"{day}", f"{day:%Y/%m/%d}", f"{day.year}.{day.month}.{day.day}", f"{day:%Y%m%d}",
                 f"{day.year}年{day.month}月{day.day}日", f" {day} 00:00:00 ", day, datetime.combine(day, time())):
        assert day_of(text, WINDOWS_EPOCH) == day
    if day.year > 1982:
        assert day_of((day - date(1899, 12, 30)).days, WINDOWS_EPOCH) == day
        assert day_of(str((day - date(1904, 1, 1)).days), MAC_EPOCH) == day


@given(st.text(max_size=50))
def test_what_is_defused_begins_no_formula_and_comes_back(text: str) -> None:
    kept = defused(text)
    assert not kept.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert undo_defused(kept) == text
    assert kept == text or text.startswith(ARMED)


@pytest.mark.parametrize(("cell", "code"), [
    (350211, "350211"), (350211.0, "350211"), ("350211.0", "350211"), (" 350211103G01\u3000", "350211103G01"),
    ("３５０２１１", "350211"), (350211000000601, "350211000000601"), (350211000000601.0, "350211000000601"),
    ("'-1", "-1"), (None, "")])
def test_codes_as_spreadsheets_spoil_them(cell: object, code: str) -> None:
    assert code_of(cell) == code


@pytest.mark.parametrize("cell", [3.50211e15, 3502110000006011, "3.50211E+14", "3.5e14", True, date(2026, 1, 1),
                                  time(1)])
def test_codes_that_are_lost(cell: object) -> None:
    with pytest.raises(Unreadable):
        code_of(cell)


def test_the_nearest_code_is_close_or_none_at_all() -> None:
    known = ("350211103G01", "350211103901", "350206")
    assert nearest("350211103G0l", known) == "350211103G01"
    assert nearest("350211103902", known) == "350211103901"
    assert nearest("999999", known) is None
    assert nearest("", known) is None
