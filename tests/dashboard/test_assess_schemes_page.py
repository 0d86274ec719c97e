"""The scheme on its page: weights that do not add up, evened out, previewed, saved; adopted by another person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from server.actions.assess import compute_draft
from server.queries.moments import city_day
from tests.builders import World
from tests.dashboard.opening import Open, violations
from workflows.assessment.scheme import PeriodKind

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PAGE = "/assess#tab=schemes"


def test_a_scheme_is_weighed_previewed_and_adopted_by_two_people(open_page: Open, world: World) -> None:
    now = datetime.now(UTC)
    compute_draft(PeriodKind.QUARTER, city_day(now), now)
    page = open_page(PAGE, "assessor", {"width": 390, "height": 844})
    expect(page.get_by_text("基层网格板块 55 %（下限 50 %）")).to_be_visible()
    assert not violations(page)
    page.get_by_role("button", name="以这一版为底稿起草").click()
    page.get_by_role("tab", name="单位卡 · 镇街").click()
    page.get_by_role("slider", name="基层网格板块").fill("48")
    expect(page.get_by_text("低于下限").first).to_be_visible()
    expect(page.get_by_role("button", name="存为草稿")).to_be_disabled()
    page.get_by_role("slider", name="基层网格板块").fill("60")
    page.get_by_role("button", name="其余按比例补足").click()
    expect(page.get_by_role("region", name="预演")).to_contain_text("45 个镇街")
    page.get_by_text("等级", exact=True).click()
    page.get_by_label("优从多少分起").fill("79")
    expect(page.get_by_text("等级从高到低，分数不能相同").first).to_be_visible()
    expect(page.get_by_role("button", name="存为草稿")).to_be_disabled()
    page.get_by_label("优从多少分起").fill("92")
    page.get_by_text("同类组", exact=True).click()
    page.locator("summary", has_text="集美区").click()
    page.get_by_label("灌口镇的同类组").select_option("村改居")
    page.get_by_label("为什么改").fill("多看重基层网格")
    assert not violations(page)
    page.get_by_role("button", name="存为草稿").click()
    expect(page.get_by_text("草稿").first).to_be_visible()

    leader = open_page(PAGE, "city_leader")
    leader.get_by_role("button", name="第 2 版").click()
    leader.get_by_role("button", name="批准", exact=True).click()
    dialog = leader.get_by_role("dialog")
    expect(dialog).to_contain_text("权重 55 → 60")
    expect(dialog).to_contain_text("优 ≥ 90 → 优 ≥ 92")
    expect(dialog).to_contain_text("农村 → 村改居")
    dialog.get_by_role("button", name="批准").click()
    expect(leader.get_by_text("将施行").first).to_be_visible()
    assert not violations(leader)
