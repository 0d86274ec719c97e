"""Doubts about photos: each with a reason, none without cause."""

from datetime import UTC, datetime, timedelta

import pytest

from workflows.evidence import PhotoFacts, PhotoTolerance, photo_flags

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
BEGAN = NOW - timedelta(hours=3)


def codes(**changes: object) -> list[str]:
    facts: dict[str, object] = {
        "distance_m": 12.0,
        "taken_at": NOW - timedelta(hours=1),
        "not_before": BEGAN,
        "not_after": NOW,
        **changes,
    }
    return [flag.code for flag in photo_flags(PhotoFacts(**facts))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"distance_m": 100.0}, []),
        ({"distance_m": 100.5}, ["far"]),
        ({"taken_at": BEGAN - timedelta(minutes=5)}, []),
        ({"taken_at": BEGAN - timedelta(minutes=6)}, ["early"]),
        ({"taken_at": BEGAN - timedelta(days=30), "not_before": None}, []),
        ({"taken_at": NOW + timedelta(minutes=5)}, []),
        ({"taken_at": NOW + timedelta(minutes=6)}, ["future"]),
        ({"same_as": "HB3502112026112300001"}, ["reused"]),
        ({"distance_m": None}, []),
        ({"taken_at": None}, []),
        ({"distance_m": None, "taken_at": None}, ["silent"]),
        (
            {"distance_m": 900.0, "taken_at": BEGAN - timedelta(days=3), "same_as": "x"},
            ["far", "early", "reused"],
        ),
    ],
)
def test_doubts_about_a_photo(changes: dict[str, object], expected: list[str]) -> None:
    assert codes(**changes) == expected


def test_reasons_are_in_words_and_tolerances_can_be_set() -> None:
    far = PhotoFacts(812.4, BEGAN - timedelta(days=2), BEGAN, NOW)
    assert [flag.reason for flag in photo_flags(far)] == [
        "拍摄位置离案件地点约 812 米。",
        "拍摄时间早于应有的时间 2 天。",
    ]
    late = PhotoFacts(5, NOW + timedelta(minutes=90), BEGAN, NOW)
    assert photo_flags(late)[0].reason == "拍摄时间晚于提交时间 1 小时 30 分，手机时钟可能不准。"
    assert not photo_flags(far, PhotoTolerance(1000, timedelta(days=3)))
