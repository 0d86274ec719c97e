"""The calendar in a browser: looked at before it is saved; a stopped category; who comes second reads what happened."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.builders import TOWN, World
from tests.dashboard.opening import Open, violations
from tests.server.people import hire

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
NARROW = {"width": 390, "height": 844}


def test_an_administrator_sees_what_moves_before_saving(world: World, open_page: Open) -> None:
    world.case_in("handling", category="A02")
    page = open_page("/rules#tab=calendar", "admin")
    page.get_by_role("button", name="下个月").click()
    page.locator(".days button:not(.off):not(.other)").nth(3).click()
    page.get_by_label("放假").check()
    page.get_by_label("名称").fill("市定假日")
    expect(page.get_by_text("1 处改动还没有保存")).to_be_visible()
    page.get_by_role("button", name="看影响").click()
    dialog = page.get_by_role("dialog", name="保存之后")
    expect(dialog).to_contain_text("核对了")
    assert violations(page) == []
    dialog.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存。在办案件正在按新日历重算。")).to_be_visible()
    expect(page.locator(".days").get_by_text("市定假日")).to_be_visible()
    assert len([row for row in world.sign_in("admin").get("/calendar").json["days"] if row["name"] == "市定假日"]) == 1
    small = open_page("/rules#tab=calendar", "leader", NARROW)
    expect(small.get_by_text("您可以查看")).to_be_visible()
    expect(small.get_by_role("button", name="增加停工")).to_have_count(0)
    assert violations(small) == []
    assert not _overflows(small)


def test_reporters_read_what_is_stopped_before_the_photo(world: World, open_page: Open) -> None:
    world.sign_in("admin").post("/category-stops", headers={"Idempotency-Key": str(uuid.uuid4())}, json={
        "category": "D", "division": TOWN, "reason": "台风垃圾集中清运中",
        "from": "2026-01-01T00:00:00Z", "to": "2026-12-31T00:00:00Z"})
    page = open_page("/report", None, NARROW)
    notice = page.get_by_text("台风垃圾集中清运中")
    expect(notice).to_be_visible()
    picker = page.get_by_text("拍照或选照片")
    assert notice.bounding_box()["y"] < picker.bounding_box()["y"]  # type: ignore[index]


def test_who_comes_second_reads_what_happened(world: World, open_page: Open) -> None:
    case_id, _ = world.case_in("dispatched", category="G01")
    page = open_page(f"/desk?case={case_id}", "department")
    expect(page.get_by_role("button", name="退回").first).to_be_visible()
    page.route_web_socket("**/socket.io/**", lambda socket: socket.close())  # this page hears of nothing
    page.route("**/socket.io/**", lambda route: route.abort())
    page.reload()
    page.get_by_role("button", name="退回").first.click()
    page.get_by_label("理由").fill("不属本单位职责")
    assert hire(world, "colleague").step(case_id, "sign").status_code == 200
    page.locator("form").get_by_role("button", name="退回").click()
    expect(page.get_by_role("alert").filter(has_text="签收").first).to_be_visible()
    stages = page.locator(".stages")
    expect(stages).to_contain_text("分段时限")
    expect(stages).to_contain_text("责令停工停产")


def _overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
