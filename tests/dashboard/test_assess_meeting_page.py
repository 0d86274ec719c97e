"""Monday morning in a browser: the pack is opened, two actions are given, it is signed off, its owner finds them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from server.queries.moments import city_day
from tests.builders import World
from tests.dashboard.opening import Open, violations
from tests.server.tables import run_sql
from workflows.assessment.packs import week_before

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}
NOW = datetime.now(UTC)
REVIEW = "先把超期清零，再看高风险源。"


class Taps:
    """Clicks on the page, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.n = page, 0

    def __call__(self, name: str, where: str = "main") -> None:
        self.page.locator(where).get_by_role("button", name=name).first.click()
        self.n += 1


@pytest.fixture
def late_cases(world: World) -> list[int]:
    """Two cases of the home community that were due yesterday."""
    grid = world.sign_in("community").get("/me").json["person"]["posts"][0]["division"] + "001"  # type: ignore[index]
    ids = [world.case_in("handling", grid=grid)[0] for _ in range(2)]
    for case_id in ids:
        run_sql("UPDATE cases SET due_at = :due, reported_on = :day WHERE id = :id", id=case_id,
                due=str(NOW - timedelta(days=1))[:19], day=str(week_before(city_day(NOW))[0]))
    return ids


def test_reviewed_two_actions_signed_off_in_eight_taps(open_page: Open, late_cases: list[int]) -> None:
    head = open_page("/assess#tab=meeting", "community")  # no tap: the tab opens the own pack
    tap = Taps(head)
    expect(head.get_by_role("heading", name="周例会")).to_be_visible()
    for number in (1, 2):
        tap("交办", "#part-late li" if number == 1 else "#part-late li:nth-child(2)")
        expect(head.get_by_label("由谁办")).to_have_value("后溪镇第01网格")  # the row's own grid
        tap("记下")
        expect(head.locator("#meeting-items li")).to_have_count(number)
    tap("选它", "#part-cases")
    expect(head.locator("#part-cases .chosen")).to_have_count(1)
    head.locator("#meeting-review").fill(REVIEW)
    tap("不展示：上季度名次")
    assert not violations(head)
    tap("签发", "#meeting-sign")
    head.get_by_role("dialog").get_by_role("button", name="确认签发").click()
    expect(head.get_by_text("陈总网格长 于")).to_be_visible()
    assert tap.n + 1 == 8  # and the one in the dialog
    expect(head.locator("#part-ranks")).to_have_count(0)
    assert not violations(head)

    tap("放映")
    stage = head.get_by_role("dialog")
    expect(stage.get_by_role("heading")).to_contain_text("周例会")
    assert not violations(head)
    head.keyboard.press("End")
    expect(stage).to_contain_text("今天定下的事")
    head.keyboard.press("ArrowLeft")
    expect(stage).to_contain_text(REVIEW)

    member = open_page("/assess#tab=meeting", "member", PHONE)
    mine = member.get_by_role("region", name="交办给我的")
    expect(mine).to_contain_text("2 件在办")
    mine.get_by_role("button", name="报完成").first.click()
    mine.get_by_role("textbox").fill("现场已清完")
    assert not violations(member)
    mine.locator("form").get_by_role("button", name="报完成").click()
    expect(mine).to_contain_text("1 件在办")

    station = open_page("/assess#tab=meeting", "station_head")
    line = station.get_by_role("listitem").filter(has_text="陈总网格长")
    expect(line).to_contain_text("已签发")
    expect(line).to_contain_text("在办 1 件")
    assert not violations(station)
