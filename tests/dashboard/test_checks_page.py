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
from tests.server.terms import accounts_only
from tests.server.whole_month import done

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}


def test_a_plan_is_drawn_and_its_first_sample_is_answered_by_keys(open_page: Open, world: World) -> None:
    accounts_only("assessor")
    _, receipt = world.case_in("checked")
    world.rate(receipt)
    take(world, "station", receipt["case_id"], "close", feedback="已办结，谢谢反映")
    page = open_page("/assess#tab=checks&view=plans", "assessor")
    page.get_by_role("button", name="定一份抽查计划").click()
    expect(page.get_by_text("会抽 1 件")).to_be_visible()
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
    expect(page.get_by_role("region", name="结果")).to_contain_text("处置后还有一堆没清走")
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
    expect(card).to_contain_text("高风险污染源逾期无人查看")
    card.get_by_role("textbox").fill("明天上午去看")
    assert not violations(phone)
    card.get_by_role("button", name="提交作答").click()
    expect(phone.get_by_role("status").filter(has_text="已作答")).to_be_visible()
    head = open_page("/assess#tab=reminders", "station_head")
    head.get_by_role("button", name="已作答").click()
    expect(head.get_by_role("article").filter(has_text="明天上午去看")).to_be_visible()
    assert not violations(head)


def test_a_miss_is_stated_on_the_case_and_taken_back_from_the_list(open_page: Open, world: World) -> None:
    lon, lat = world.point_in()
    source = done(world.sign_in("station"), "/sources", {
        "name": "望溪汽修（虚构）", "kind": "industry", "risk": "high", "lon": lon, "lat": lat})
    done(world.sign_in("member"), "/visits", {"kind": "normal", "source": source["id"]})
    case_id, _ = world.case_in("registered", category="G02")
    page = open_page(f"/desk?case={case_id}", "assessor")
    page.get_by_role("button", name="认定为漏报").click()
    dialog = page.get_by_role("dialog", name="认定为漏报")
    expect(dialog.get_by_role("radio")).to_be_checked()  # the only visit there is
    dialog.get_by_role("button", name="认定", exact=True).click()
    expect(dialog).to_contain_text("还差 20 个字")
    dialog.get_by_role("textbox").fill("废油桶堆在门口，照片里已有锈迹，当天到访时看得见。")
    assert not violations(page)
    dialog.get_by_role("button", name="认定", exact=True).click()
    page.get_by_role("link", name="看漏报认定").click()
    row = page.get_by_role("listitem").filter(has_text="照片里已有锈迹")
    row.get_by_role("button", name="撤回").click()
    back = page.get_by_role("dialog", name="撤回漏报认定")
    back.get_by_role("textbox").fill("油桶是后来才搬来的")
    assert not violations(page)
    back.get_by_role("button", name="撤回").click()
    expect(row).to_contain_text("已撤回")
    assert not violations(page)
