"""A contact is proved on the page, a head slows a device, its reporter reads why, operators see what left."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server.actions.notice_plan import plan_notices
from server.actions.notice_sending import send_due
from server.extensions import db
from tests.builders import World
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def checked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation whose operator wants contacts proved; the SMS is simulated."""
    monkeypatch.setattr(db, "settings", dataclasses.replace(db.settings, contact_check="sms"))
    plan_notices(datetime.now(UTC))


def test_an_anonymous_reporter_proves_a_phone_and_is_told(phone: Page, open_page: Open, world: World) -> None:
    phone.goto("/report")
    phone.get_by_text("办到哪一步通知我").click()
    phone.get_by_label("手机号").fill("13800000003")
    phone.get_by_role("button", name="获取验证码").click()
    said = phone.get_by_text("模拟短信：验证码")
    expect(said).to_be_visible()
    phone.get_by_label("六位验证码").fill(said.inner_text().split("验证码 ")[1][:6])
    phone.get_by_role("button", name="确定").click()
    expect(phone.get_by_text("✓ 已验证")).to_be_visible()
    assert not violations(phone)
    phone.get_by_text("提建议", exact=True).click()
    phone.locator("#description").fill("公园门口多放几个分类桶")
    phone.get_by_role("button", name="提交", exact=True).click()
    ticket = phone.locator("dd.num").first
    expect(ticket).to_be_visible()
    world.sign_in("station").post(f"/opinions/{ticket.inner_text()}/reply", json={"text": "本月增设", "adopted": True},
                                  headers={"Idempotency-Key": str(uuid.uuid4())})
    plan_notices(datetime.now(UTC))
    send_due(datetime.now(UTC))
    office = open_page("/rules#tab=notices", "admin")
    row = office.locator("li", has_text=ticket.inner_text())
    expect(row).to_contain_text("已采纳")
    expect(row).to_contain_text("模拟")
    assert not violations(office)


def _report(world: World, device: str) -> dict[str, Any]:
    citizen = world.citizen()
    citizen.client.environ_base["HTTP_X_DEVICE"] = device
    return world.receipt(who=citizen)


def test_a_head_slows_a_device_and_its_reporter_asks_for_a_review(
        open_page: Open, phone: Page, world: World) -> None:
    device = uuid.uuid4().hex
    head = open_page(f"/desk?case={_report(world, device)['case_id']}", "station_head")
    head.get_by_role("button", name="限制这位上报人").first.click()
    dialog = head.get_by_role("dialog")
    dialog.get_by_label("理由").fill("反复上报同一件不存在的事")
    assert not violations(head)
    dialog.get_by_role("button", name="开始限制").click()
    expect(dialog).to_be_hidden()
    slowed = _report(world, device)
    expect(head.get_by_role("button", name="低优先")).to_be_visible(timeout=30_000)

    phone.goto(f"/report#/status/{slowed['ticket']}/{slowed['query_code']}")
    expect(phone.get_by_text("反复上报同一件不存在的事")).to_be_visible()
    phone.get_by_role("button", name="申请复核").click()
    phone.locator(".slowed textarea").fill("每次都是真的")
    phone.get_by_role("button", name="提交申请").click()
    expect(phone.get_by_text("已申请复核")).to_be_visible()
    assert not violations(phone)

    other = open_page("/rules#tab=restrictions", "coordinator", PHONE)
    other.get_by_role("button", name="复核", exact=True).click()
    other.get_by_label("复核理由").fill("照片能证明，解除")
    other.get_by_role("button", name="解除限制").click()
    expect(other.get_by_text("复核解除")).to_be_visible()
    assert not violations(other)
