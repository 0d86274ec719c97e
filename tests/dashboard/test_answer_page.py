"""Those without an account in a browser: an enterprise by link, a reporter with a code; a check ticks its points."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.builders import World, jpeg
from tests.dashboard.conftest import PHONE
from tests.dashboard.opening import Open, violations
from tests.server.people import take

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PICTURE = {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": jpeg(31)}


def _open_case(page: Page, case_id: int) -> None:
    expect(page.locator("#username")).to_have_count(0)
    page.goto(f"/desk?case={case_id}")


def test_an_enterprise_answers_once_by_the_link_that_the_desk_made(open_page: Open, world: World) -> None:
    case_id, _ = world.case_in("handling")
    desk = open_page("/desk", "department")
    _open_case(desk, case_id)
    desk.get_by_role("button", name="请被反映单位答复").click()
    desk.fill("#enterprise-name", "某某餐饮店")
    desk.get_by_role("button", name="生成一次性链接").click()
    address = desk.locator("dialog input[readonly]").input_value()
    page = open_page(address, None, PHONE)
    expect(page.get_by_role("heading", name="您的答复")).to_be_visible()
    assert not violations(page)
    page.get_by_role("button", name="提交答复").click()
    expect(page.get_by_text("请选一项")).to_be_visible()
    page.get_by_text("不属实", exact=True).click()
    page.fill("#answer-text", "当天没有营业")
    page.locator("input[type=file]").set_input_files([PICTURE])
    page.get_by_role("button", name="提交答复").click()
    expect(page.get_by_role("heading", name="已收到您的答复")).to_be_visible()
    again = open_page(address, None, PHONE)
    expect(again.get_by_role("heading", name="已收到您的答复")).to_be_visible()
    expect(desk.get_by_text("答复：不属实").first).to_be_visible()


def test_a_question_is_answered_with_the_query_code_on_any_device(open_page: Open, world: World) -> None:
    case_id, receipt = world.case_in("handling")
    take(world, "department", case_id, "ask-reporter", text="大概几点开始？")
    page = open_page(f"/report#/status/{receipt['ticket']}", None, PHONE)
    expect(page.locator("#ticket")).to_have_value(receipt["ticket"])
    page.fill("#code", receipt["query_code"])
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", name="请您补充情况")).to_be_visible()
    assert not violations(page)
    page.fill("#question-words", "晚上八点以后")
    page.locator(".question input[type=file]").set_input_files([PICTURE])
    page.get_by_role("button", name="提交补充").click()
    expect(page.get_by_role("heading", name="请您补充情况")).to_have_count(0)
    asked = world.sign_in("department").get(f"/cases/{case_id}/answers").json["questions"]
    assert [(row["answer"], row["state"]) for row in asked] == [("晚上八点以后", "answered")]


def test_a_check_is_ticked_point_by_point_and_begins_with_a_text(open_page: Open, world: World) -> None:
    case_id, _ = world.case_in("handled")
    page = open_page("/desk", "station")
    _open_case(page, case_id)
    page.locator(".go button").filter(has_text="核查通过").click()
    form = page.locator("form.form")
    form.get_by_role("button", name="已办好").click()
    form.locator("button.primary").click()
    expect(form.get_by_text("请逐项看过再勾")).to_be_visible()
    for point in form.get_by_role("checkbox").all():
        point.check()
    form.locator("button.primary").click()
    expect(form).to_have_count(0)
    seen = world.sign_in("station").case(case_id)
    assert (seen["state"], "已清理干净" in seen["answer"]["text"]) == ("checked", True)
