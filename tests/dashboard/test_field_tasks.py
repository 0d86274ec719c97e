"""The task tab in a browser: a look on the spot without network, a small matter settled, a call for help."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.builders import World, jpeg
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}
WAIT = 20_000
MINE = {"我的上报": "已上报", "我的情况": "不排名", "岗位与值班": "网格员", "意见建议": "采纳", "设置": "大字"}


def arrives(page: Page) -> None:
    """Wait until nothing of this task waits on the phone any more."""
    expect(page.get_by_text("已记下，待上传").or_(page.get_by_text("正在上传"))).to_have_count(0, timeout=WAIT)


def card(page: Page, case_id: int):  # type: ignore[no-untyped-def]
    return page.locator("li").filter(has=page.locator(f'a[href="#/tasks/{case_id}"]'))


def test_a_look_on_the_spot_without_network_arrives_later(open_page: Open, world: World) -> None:
    case_id = world.case_in("confirming", photos=[jpeg(7)], place_text="菜市场后门")[0]
    own = world.case_in("confirming", who=world.sign_in("member"), source="grid_member")[0]
    page = open_page("/field", "member", PHONE)
    expect(card(page, case_id)).to_contain_text("菜市场后门", timeout=WAIT)
    expect(card(page, case_id).get_by_role("link", name="导航")).to_have_attribute("href", re.compile("gaode|geo:"))
    assert not violations(page)
    card(page, case_id).get_by_role("link", name="到场核实").click()
    expect(page.get_by_role("heading", name="看什么")).to_be_visible(timeout=WAIT)
    assert not violations(page)

    page.context.set_offline(True)
    page.get_by_role("button", name="到场核实").click()
    form = page.get_by_role("dialog", name="到场核实")
    form.get_by_text("无法进入", exact=True).click()
    form.get_by_role("button", name="记下并上传").click()
    expect(form.get_by_text("请填写").first).to_be_visible()
    form.get_by_text("到场时已消失", exact=True).click()
    form.get_by_role("button", name="晚上 18–22 点").click()
    assert not violations(page)
    form.get_by_role("button", name="记下并上传").click()
    expect(page.get_by_text("已记下，待上传").first).to_be_visible(timeout=WAIT)
    assert world.sign_in("station").case(case_id)["state"] == "confirming"
    page.context.set_offline(False)
    arrives(page)
    seen = world.sign_in("station").case(case_id)
    assert seen["confirmation"] == "gone"
    assert "晚上 18–22 点" in str(seen["notes"])

    page.goto(f"/field#/tasks/{own}")
    expect(page.get_by_text("上报人不能核实自己上报的问题。")).to_be_visible(timeout=WAIT)


def test_a_small_matter_is_settled_from_a_confirmation(open_page: Open, world: World) -> None:
    case_id = world.case_in("confirming", photos=[jpeg(3)], category="D01")[0]
    page = open_page(f"/field#/tasks/{case_id}", "member", PHONE)
    page.get_by_role("button", name="到场核实").click()
    page.get_by_role("dialog").get_by_text("属实", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="当场办结").click()
    form = page.get_by_role("dialog", name="当场办结")
    for label, seed in (("处置前照片", 11), ("处置后照片", 12)):
        form.get_by_role("region", name=label).locator("input").first.set_input_files(
            {"name": "shot.jpg", "mimeType": "image/jpeg", "buffer": jpeg(seed)})
        expect(form.get_by_role("region", name=label).locator("img")).to_be_visible(timeout=WAIT)
    form.get_by_role("button", name="记下并上传").click()
    expect(page.get_by_text("待核查").first).to_be_visible(timeout=WAIT)
    purposes = [photo["purpose"] for photo in world.sign_in("station").case(case_id)["photos"]]
    assert sorted(purposes) == ["after", "before", "report"]


def test_a_call_for_help_reaches_the_desk_and_is_received(open_page: Open, world: World) -> None:
    desk = open_page("/desk", "station_head")
    page = open_page("/field", "member", PHONE)
    button = page.get_by_role("button", name="长按打开紧急呼叫")
    button.click()
    expect(page.get_by_text("长按打开紧急呼叫", exact=True)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    button.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="紧急呼叫")
    expect(sheet.get_by_role("link", name=re.compile("119"))).to_have_attribute("href", "tel:119")
    expect(sheet.locator('a[href^="tel:1000"]').first).to_be_visible(timeout=WAIT)
    sheet.get_by_role("textbox").fill("油罐车侧翻")
    assert not violations(page)
    sheet.get_by_role("button", name="呼叫", exact=True).click()
    expect(sheet).to_contain_text("已呼叫", timeout=WAIT)
    call = desk.get_by_role("alert", name="紧急呼叫")
    expect(call).to_contain_text("油罐车侧翻", timeout=40_000)
    assert not violations(desk)
    call.get_by_role("button", name="收到").click()
    expect(sheet).to_contain_text("已收到", timeout=WAIT)
    expect(call).to_have_count(0)


def test_what_is_mine_is_told_plainly(open_page: Open, world: World) -> None:
    world.case_in("reported", who=world.sign_in("member"), source="grid_member")
    page = open_page("/field#/mine", "member", PHONE)
    for name, word in MINE.items():
        page.get_by_role("link", name=re.compile(f"^{name}")).click()
        expect(page.locator("main")).to_contain_text(word, timeout=WAIT)
        assert not violations(page), name
        page.get_by_role("link", name="返回").click()
    text = page.content()
    assert not [word for word in ("积分", "排名第", "打卡", "里程") if word in text]
