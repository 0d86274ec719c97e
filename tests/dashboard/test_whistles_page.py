"""Whistle and answer in a browser: the town calls from the case, the unit finds it in its queue, the board shows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.builders import World
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}
LEAD = "集美区城市管理局"


def test_a_town_whistles_and_the_unit_answers_comes_and_tells(open_page: Open, world: World) -> None:
    case_id = world.case_in("registered")[0]
    station = open_page(f"/desk?case={case_id}", "station")
    station.locator("aside").get_by_role("button", name="吹哨").first.click()
    form = station.locator("form.form")
    form.get_by_text("执法哨").click()
    if form.get_by_role("button", name="更换").count():
        form.get_by_role("button", name="更换").first.click()
    lead = form.get_by_role("combobox").first
    lead.fill(LEAD)
    lead.press("Enter")
    form.get_by_role("textbox", name="内容").fill("夜市油烟扰民，镇街没有执法权，请到场")
    form.get_by_role("button", name="吹哨").click()
    panel = station.get_by_role("region", name="吹哨")
    expect(panel).to_contain_text("待应哨")
    assert not violations(station)

    unit = open_page("/desk?queue=whistles", "department", PHONE)
    unit.get_by_role("button", name="夜市油烟扰民").click()
    for act in ("应哨", "登记到场"):
        unit.get_by_role("region", name="吹哨").get_by_role("button", name=act, exact=True).first.click()
    unit.get_by_role("region", name="吹哨").locator("form").get_by_role("button", name="登记到场").click()
    unit.get_by_role("button", name="报结果").first.click()
    told = unit.get_by_role("region", name="吹哨").locator("form")
    told.get_by_text("已解决", exact=True).click()
    told.get_by_role("textbox").fill("已责令整改")
    told.get_by_role("button", name="报结果").click()
    expect(unit.get_by_role("region", name="吹哨")).to_contain_text("已报结果")
    assert not violations(unit)

    expect(panel).to_contain_text("已责令整改")  # the station's page heard it by itself
    panel.get_by_role("button", name="评价", exact=True).click()
    for stars in range(3):
        panel.locator("form fieldset").nth(stars).get_by_text("5 分").click()
    panel.locator("form").get_by_role("button", name="评价").click()
    expect(panel).to_contain_text("应哨评价")


def test_the_board_tells_what_runs_and_every_figure_opens_its_list(open_page: Open, world: World) -> None:
    case_id = world.case_in("registered")[0]
    board = open_page("/command", "leader")
    strip = board.get_by_role("region", name="吹哨")
    expect(strip).to_contain_text("进行中")
    before = strip.inner_text()
    world.sign_in("station").post(f"/cases/{case_id}/whistles", json={
        "kind": "key_work", "lead": "350211-ST", "text": "请牵头拿出办法"})
    expect(strip).not_to_have_text(before)
    strip.get_by_role("button", name="吹哨台").click()
    sheet = board.get_by_role("dialog")
    sheet.get_by_role("button", name="吹哨率").click()
    expect(sheet).to_contain_text("只展示、不计分")
    expect(sheet).to_contain_text("常见 2–8%")
    assert not violations(board)
