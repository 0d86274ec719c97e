"""Which way a reporter hears, when a notice leaves and is given up; whom a restriction slows and who may look again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflows.notices import PAUSES, UNDOABLE, Kind, channel_for, next_try, send_at
from workflows.restrictions import NEVER_SLOWED, SUBJECTS, Held, end_of, may_restrict, may_review, slowing
from workflows.roles import Post, Role

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
WAYS = st.dictionaries(st.sampled_from(["sms", "wechat", "email"]), st.booleans())


@given(st.sampled_from(["", "sms", "wechat", "email"]), st.sampled_from(["", "138"]),
       st.sampled_from(["", "a@b.cn"]), WAYS)
def test_a_way_is_open_and_has_an_address(by: str, phone: str, email: str, offered: dict[str, bool]) -> None:
    way = channel_for(by, phone, email, offered)
    usable = {one for one, is_open in offered.items() if is_open and (email if one == "email" else phone)}
    assert way in usable or (way is None and not usable)
    if by in usable:
        assert way == by


@given(st.sampled_from(Kind), st.integers(0, 120))
def test_what_can_be_undone_waits_as_long(kind: Kind, undo: int) -> None:
    assert send_at(kind, NOW, undo) - NOW == (timedelta(minutes=undo) if kind in UNDOABLE else timedelta())


def test_a_notice_is_tried_ever_more_rarely_and_then_given_up() -> None:
    waits = [(next_try(tries, NOW) or NOW) - NOW for tries in range(1, len(PAUSES) + 1)]
    assert waits == sorted(set(waits))
    assert next_try(len(PAUSES) + 1, NOW) is None


HELD = st.builds(lambda number, subject, mark, days: Held(number, subject, mark, NOW - timedelta(days=1),
                                                         NOW + timedelta(days=days)),
                 st.integers(1, 99), st.sampled_from(SUBJECTS), st.sampled_from("abcd"), st.integers(-1, 30))


@given(st.lists(HELD, max_size=6), st.lists(st.sampled_from(["a", "b", None]), max_size=4), st.integers(1, 4))
def test_only_what_is_known_and_running_slows_and_never_what_may_hurt(
        held: list[Held], hashes: list[str | None], severity: int) -> None:
    found = slowing(held, hashes, severity, NOW)
    running = [one for one in held if one.subject_hash in hashes and one.starts_at <= NOW < one.ends_at]
    assert (found is None) == (severity == NEVER_SLOWED or not running)
    assert found is None or found in running


def test_a_restriction_ends() -> None:
    assert end_of(7, 30, NOW) == NOW + timedelta(days=7)
    assert [end_of(days, 30, NOW) for days in (0, -1, 31)] == [None] * 3


def _post(role: Role, division: str) -> tuple[Post, ...]:
    return (Post(role, division),)


def test_the_head_restricts_and_another_head_reviews() -> None:
    head, officer = _post(Role.STATION_HEAD, "350211103"), _post(Role.STATION_OFFICER, "350211103")
    neighbour, stranger = _post(Role.STATION_HEAD, "350211102"), _post(Role.STATION_HEAD, "350203001")
    above, city = _post(Role.COORDINATOR, "350211"), _post(Role.COORDINATOR, "350200")
    assert may_restrict(head, "350211", "350211103", NOW)
    assert not any(may_restrict(one, "350211", "350211103", NOW) for one in (officer, neighbour, above))
    assert may_restrict(above, "350211", None, NOW)  # at sea, and with 回避
    reviewers = [may_review(posts, 2, 1, "350211", "350211103", NOW)
                 for posts in (head, officer, neighbour, stranger, above, city)]
    assert reviewers == [False, False, True, False, True, True]
    assert not may_review(neighbour, 1, 1, "350211", "350211103", NOW)  # the same person in another post
