"""Intake in a browser: questions asked once, what lies near, a face covered before its picture is released."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.builders import World, jpeg
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}


def test_a_question_is_asked_and_its_answer_stands_on_the_case(world: World, open_page: Open) -> None:
    world.receipt()  # the first report of a process reads the city; nobody in a browser should wait for that
    page = open_page("/report", None, size=PHONE)
    page.get_by_role("button", name="夜间施工噪声").first.click()
    page.get_by_role("button", name="天天如此").click()
    page.get_by_placeholder("路名、门牌或地标").fill("后溪镇岩内安置房")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("查询码").first).to_be_visible()
    newest = world.sign_in("city_leader").get("/cases?limit=1").json["items"][0]["id"]
    assert world.sign_in("city_leader").case(newest)["answers"][0]["answers"][0]["answer"] == "天天如此"


def test_a_face_is_covered_with_the_keyboard_and_the_picture_released(world: World, open_page: Open) -> None:
    case_id, _ = world.case_in("reported", photos=[jpeg(5)])
    page = open_page(f"/desk?case={case_id}", "station")
    page.get_by_role("button", name="发布照片").first.click()
    page.get_by_role("button", name="加一个框").click()
    frame = page.get_by_role("button", name="第 1 个遮挡框")
    frame.focus()
    frame.press("ArrowLeft")
    frame.press("Shift+ArrowDown")
    expect(page.get_by_role("dialog").get_by_role("button", name="发布照片")).to_be_disabled()
    page.get_by_role("button", name="遮挡 1 处").click()
    expect(page.get_by_text("已遮挡 1 处")).to_be_visible()
    assert not violations(page)
    page.get_by_label("我已看过这张照片").check()
    world.sign_in("city_leader").step(case_id, "instruct", {"text": "请把人脸遮好再发布"})
    expect(page.get_by_text("请把人脸遮好再发布").first).to_be_attached()  # the case came anew under the dialog
    page.get_by_role("dialog").get_by_role("button", name="发布照片").click()
    expect(page.get_by_text("照片已发布")).to_be_visible()
    assert world.sign_in("station").case(case_id)["photos"][0]["covers"] == [[0.38, 0.4, 0.2, 0.22]]


def test_administrators_word_a_question_with_its_preview(world: World, open_page: Open) -> None:
    page = open_page("/rules#tab=intake", "admin")
    page.get_by_role("button", name="加一个问题").click()
    page.get_by_label("问题（中文）").fill("车牌看清了吗？")
    page.get_by_label("题型").select_option("yes-no")
    expect(page.locator(".preview")).to_contain_text("车牌看清了吗？")
    assert not violations(page)
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".list")).to_contain_text("车牌看清了吗？")
