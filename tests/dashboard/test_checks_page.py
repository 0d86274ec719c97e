"""Platform checks and work reminders in a browser: a plan is drawn, a sample looked at by keys, a reminder answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from server.actions.work_reminders import raise_reminders
from server.models import PollutionSource
from server.transaction import transaction
from tests.builders import GRID, World
from tests.dashboard.opening import Open, violations
from tests.server.duty import city_today
from tests.server.people import take

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}


def test_a_plan_is_drawn_and_its_first_sample_is_answered_by_keys(open_page: Open, world: World) -> None:
    _, receipt = world.case_in("checked")
    world.rate(receipt)
    take(world, "station", receipt["case_id"], "close", feedback="已办结，谢谢反映")
    page = open_page("/assess#tab=checks&view=plans", "assessor")
    page.get_by_role("button", name="定一份抽查计划").click()
    expect(page.get_by_text("会抽 1 件")).to_be_visible(timeout=20_000)
    assert not violations(page)
    page.get_by_role("button", name="抽签并分派").click()
    page.get_by_role("button", name="看这份计划的抽查").first.click()
    page.get_by_role("listitem").get_by_role("button").first.click()
    form = page.get_by_role("form", name="检查表")
    form.get_by_role("listitem").first.focus()
    for key in "1213":
        page.keyboard.press(key)
    form.get_by_role("button", name="提交结果").click()
    expect(form).to_contain_text("还有 1 项没选")
    page.keyboard.press("1")
    form.get_by_role("textbox").fill("处置后还有一堆没清走")
    assert not violations(page)
    form.get_by_role("textbox").press("Control+Enter")
    expect(page.get_by_role("region", name="结果")).to_contain_text("处置后还有一堆没清走", timeout=15_000)
    assert not violations(page)


def test_a_member_answers_on_the_phone_and_the_head_reads_it(open_page: Open, world: World) -> None:
    with transaction() as tx:
        tx.session.execute(update(PollutionSource).where(PollutionSource.street_grid == GRID).values(
            risk="high", due_on=city_today() - timedelta(days=30)))
    raise_reminders(datetime.now(UTC))
    asked = next(name for name in ("member", "deputy_member")
                 if world.sign_in(name).get("/work-reminders?mine=true").json["items"])
    phone = open_page("/field#/mine/reminders", asked, PHONE)
    card = phone.get_by_role("article").first
    expect(card).to_contain_text("高风险污染源逾期无人查看", timeout=20_000)
    card.get_by_role("textbox").fill("明天上午去看")
    assert not violations(phone)
    card.get_by_role("button", name="提交作答").click()
    expect(phone.get_by_role("status").filter(has_text="已作答")).to_be_visible(timeout=20_000)
    head = open_page("/assess#tab=reminders", "station_head")
    head.get_by_role("button", name="已作答").click()
    expect(head.get_by_role("article").filter(has_text="明天上午去看")).to_be_visible(timeout=15_000)
    assert not violations(head)
