"""A round in a browser: seen without a network and sent later, a talk with its notice, the register that shows both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.builders import World
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]


@pytest.fixture
def member(phone: Page, world: World) -> Page:
    """The member's phone, signed in, on the round."""
    phone.goto("/field#/patrol")
    phone.fill("#username", "member")
    phone.fill("#password", world.passwords["member"])
    phone.get_by_role("button", name="登录").click()
    expect(phone.get_by_role("list", name="接下来看")).to_be_visible()
    return phone


def places(world: World) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in world.sign_in("member").get("/patrols/next").json["places"]}


def test_what_is_seen_without_a_network_is_kept_and_sent_later(member: Page, world: World) -> None:
    first = member.get_by_role("list", name="接下来看").get_by_role("listitem").first
    expect(first).to_contain_text("高风险")
    name = first.locator("b").first.inner_text()
    assert not violations(member)
    first.get_by_role("link", name="去看看").click()
    expect(member.get_by_role("heading", name=name)).to_be_visible()
    assert not violations(member)
    member.context.set_offline(True)
    member.get_by_role("button", name="看过，正常").click()
    expect(member.get_by_text("已记下，待上传")).to_be_visible()
    assert places(world)[name]["visits"] == []
    member.context.set_offline(False)
    expect(member.get_by_text("已记下，待上传")).to_have_count(0, timeout=45_000)
    expect(member.get_by_text("还没有人看过")).to_have_count(0)
    assert [one["kind"] for one in places(world)[name]["visits"]] == ["normal"]


def test_a_talk_hands_over_a_notice_and_a_finding_opens_the_report(member: Page, world: World) -> None:
    card = member.get_by_role("list", name="接下来看").get_by_role("listitem").last
    name = card.locator("b").first.inner_text()
    card.get_by_role("link", name="去看看").click()
    member.get_by_role("link", name="走访告知").click()
    member.get_by_role("button", name="记下这次走访").click()
    expect(member.get_by_role("alert")).to_contain_text("请写一句说了什么")
    member.get_by_role("button", name="值班人员").click()
    member.get_by_label("说了什么").fill("门口的废料当场搬走了")
    member.get_by_role("button", name="首次劝导单").click()
    assert not violations(member)
    member.get_by_role("button", name="出示").click()
    expect(member.get_by_role("dialog")).to_contain_text("门口的废料当场搬走了")
    expect(member.get_by_role("dialog")).to_contain_text(name)
    member.get_by_role("button", name="收起").click()
    member.get_by_role("button", name="记下这次走访").click()
    expect(member.get_by_text("首次劝导").first).to_be_visible()
    member.get_by_role("button", name="发现问题").click()
    expect(member.get_by_text(f"巡查发现：{name}")).to_be_visible()


def test_the_station_reads_the_round_and_brings_in_a_list(open_page: Open, world: World, tmp_path: Path) -> None:
    source = next(iter(places(world).values()))
    world.sign_in("member").post("/visits", json={"kind": "talk", "source": source["id"], "words": "请关门作业"})
    page = open_page("/people#tab=sources", "station_head")
    figure = page.get_by_role("region", name="高风险污染源按期看过")
    expect(figure).to_contain_text("口径")
    assert not violations(page)
    page.get_by_role("searchbox").fill(source["name"])
    page.keyboard.press("Enter")
    page.get_by_role("button", name=source["name"]).first.click()
    expect(page.get_by_role("dialog")).to_contain_text("请关门作业")
    assert not violations(page)
    page.keyboard.press("Escape")
    sheet = tmp_path / "sources.csv"
    right = f"晴川小吃街,餐饮集中点,高,{source['lon']},{source['lat']}"
    rows = ["名称,类别,风险,经度,纬度", right, "远处,餐饮,高,118,26"]
    sheet.write_text("\n".join(rows), "utf-8")
    page.get_by_role("button", name="导入导出").click()
    page.locator("input[type=file]").set_input_files(sheet)
    expect(page.get_by_role("dialog")).to_contain_text("没有这类污染源")
    sheet.write_text("\n".join(rows[:2]), "utf-8")
    page.locator("input[type=file]").set_input_files(sheet)
    page.get_by_role("button", name="写入 1 项").click()
    expect(page.get_by_role("dialog")).to_contain_text("已写入：新增 1")
