"""Scores in a browser: from the number to the photo in three taps, the way back, and the lists of whoever assesses."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from server.actions.assess import compute_draft
from server.queries.moments import city_day
from tests.builders import World, jpeg
from tests.dashboard.opening import Open, violations
from tests.server.tables import run_sql
from workflows.assessment.scheme import PeriodKind

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}
ENOUGH = 5  # confirmations from which the line is scored


@pytest.fixture(scope="module")
def scored(world: World) -> None:
    """Five confirmations in time; drafts of the month and the quarter."""
    for _ in range(ENOUGH):
        world.case_in("registered", photos=[jpeg(1)])
    run_sql("UPDATE assignments SET due_at = ended_at WHERE ending = 'done'")
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        compute_draft(kind, city_day(datetime.now(UTC)), datetime.now(UTC))


def count_taps(page: Page) -> None:
    """From now on the page counts what is tapped."""
    page.evaluate("window.taps = 0; addEventListener('click', () => { window.taps += 1 }, true)")


def test_from_the_number_to_the_photo_in_three_taps_and_back(open_page: Open, world: World, scored: None) -> None:
    page = open_page("/assess", "member", PHONE)
    expect(page.get_by_text("100.000", exact=True).first).to_be_visible()
    assert {"得分", "工作提醒", "申诉"} <= {tab.inner_text() for tab in page.get_by_role("tab").all()}
    expect(page.get_by_role("tab", name="平台巡查")).to_have_count(0)
    expect(page.get_by_text(re.compile(r"第 \d+ 名"))).to_have_count(0)
    assert not violations(page)

    count_taps(page)
    page.get_by_role("button", name="核实、核查按时率").click()
    expect(page.get_by_text("比率 = 5 ÷ 5 = 100%")).to_be_visible()
    page.get_by_role("button", name="核实任务").first.click()
    fact = page.get_by_role("dialog").filter(has_text="逐条对照口径")
    expect(fact).to_contain_text("到期前完成")
    fact.get_by_role("button", name="查看照片").first.click()
    expect(page.locator("dialog[open] img[alt^='第 1 张']")).to_be_visible()
    assert page.evaluate("window.taps") == 3

    page.keyboard.press("Escape")
    assert not violations(page)
    page.go_back()  # the fact closes
    expect(page.get_by_text("逐条对照口径")).to_have_count(0)
    expect(page.get_by_text("比率 = 5 ÷ 5 = 100%")).to_be_visible()
    page.go_back()  # the line closes
    expect(page.get_by_text("得分是怎么来的")).to_be_visible()

    page.emulate_media(media="print")
    expect(page.get_by_text("林网格 考核得分单")).to_be_visible()
    expect(page.get_by_role("tab").first).to_be_hidden()


def test_who_assesses_reads_lists_charts_and_their_tables(open_page: Open, world: World, scored: None) -> None:
    # A distribution is shown of five totals and more: more than five matters give.
    run_sql("UPDATE assessment_scores SET total = '82', points = 82000 WHERE level = 'town'")
    page = open_page("/assess#tab=scores&level=town", "assessor")
    expect(page.get_by_role("button", name="后溪镇")).to_be_visible()
    page.get_by_role("button", name="网格员", exact=True).click()
    expect(page.get_by_text("按镇街列出，不排名")).to_be_visible()
    page.get_by_role("button", name="镇街", exact=True).click()
    chart = page.get_by_role("figure").filter(has_text="总分分布")
    chart.get_by_role("button", name="看表").click()
    expect(chart.get_by_role("columnheader", name="个数")).to_be_visible()
    with page.expect_download() as download:
        chart.get_by_role("button", name="下载 CSV").click()
    assert download.value.path().read_text("utf-8-sig").splitlines()[0] == "总分,个数"
    assert not violations(page)
