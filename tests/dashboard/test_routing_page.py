"""Routing in a real browser: rules tried and changed, many cases sent at once and taken back, a border ruled."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.builders import World
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}
SLOW = 30_000  # milliseconds that a busy machine may take to open a page


def rules_page(open_page: Open, who: str, **kw: dict[str, int]) -> Page:
    page = open_page("/rules#tab=routing", who, **kw)
    expect(page.locator("article").first).to_be_visible(timeout=SLOW)
    return page


def test_an_administrator_orders_rules_with_the_keys_and_switches_one_off(world: World, open_page: Open) -> None:
    page = rules_page(open_page, "admin")
    names = page.locator("article h3")
    second = names.nth(1).inner_text().strip()
    page.locator("article").nth(1).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(names.nth(0)).to_contain_text(second)
    page.reload()
    expect(names.nth(0)).to_contain_text(second, timeout=SLOW)
    page.locator("article").nth(0).get_by_role("switch").click()
    expect(page.locator("article").nth(0).get_by_role("switch")).to_have_attribute("aria-checked", "false")
    page.get_by_role("button", name="新增规则").click()
    page.fill("#rule-name", "岸线垃圾")
    page.select_option("#rule-premises", "water")
    page.get_by_label("一类部门", exact=True).last.select_option("SL")
    page.fill("#rule-reason", "岸线由水利部门管")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("article").last).to_contain_text("岸线垃圾")
    assert not violations(page)


def test_everybody_tries_the_rules_on_a_phone_and_changes_none(world: World, open_page: Open) -> None:
    page = rules_page(open_page, "station", size=PHONE)
    expect(page.get_by_role("button", name="新增规则")).to_have_count(0)
    page.select_option("#try-category", "A05")
    page.select_option("#try-premises", "park")
    page.locator(".picker .maplibregl-canvas").click(position={"x": 150, "y": 100})
    expect(page.locator(".picker p")).to_contain_text("区")
    page.get_by_role("button", name="试一试").click()
    expect(page.locator(".answer")).to_contain_text("公园绿地")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not violations(page)


def test_many_are_sent_by_keys_and_taken_back_at_once(world: World, open_page: Open) -> None:
    for _ in range(2):
        world.case_in("registered")
    page = open_page("/desk?queue=registered", "dispatcher")
    rows = page.locator("button[id^=row-]")
    expect(rows).to_have_count(2, timeout=SLOW)
    expect(page.locator(".row.chosen")).to_have_count(1)
    for key in ("x", "j", "x"):
        page.keyboard.press(key)
    expect(page.get_by_text("已选 2 件")).to_be_visible()
    assert not violations(page)
    page.get_by_role("button", name="批量派遣").click()
    page.get_by_role("button", name="派遣", exact=True).last.click()
    expect(page.get_by_text("已派遣 2 件")).to_be_visible()
    expect(page.locator("button.gone[id^=row-]")).to_have_count(2)
    page.get_by_role("button", name="全部撤销").click()
    expect(page.get_by_text(re.compile("已撤销 2 件"))).to_be_visible()
    assert len(world.sign_in("dispatcher").get("/cases?state=registered").json["items"]) == 2
