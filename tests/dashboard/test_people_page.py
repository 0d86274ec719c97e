"""Grids and people in a browser: the tree by keys, search, the map, leave with its way back, files, the A3 sheet."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.builders import GRID, TOWN, World
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}
COMMUNITY = f"{TOWN}901"
HEAD = "工号,姓名,手机,办公电话,岗位,区划代码,部门代码,起,止,代岗人工号"
WAIT = 20_000


def _card(page: Page) -> Locator:
    return page.locator("article")


def _member(world: World) -> dict[str, object]:
    posts = world.sign_in("station_head").get(f"/tree?parent={GRID}").json["posts"]  # type: ignore[index]
    return next(post for post in posts if post["role"] == "grid_member" and post["substitute"] and not post["away"])


def test_the_tree_is_walked_by_keys_and_the_address_follows(open_page: Open) -> None:
    page = open_page(f"/people#division={TOWN}", "station_head")
    chosen = page.get_by_role("treeitem", selected=True)
    expect(chosen).to_contain_text("后溪镇", timeout=WAIT)
    chosen.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("treeitem").filter(has_text="第01网格").first).to_be_visible(timeout=WAIT)
    page.clock.set_fixed_time(datetime.now(UTC))  # a busy machine types slowly; these keys follow at once
    page.keyboard.type("第04")
    page.keyboard.press("Enter")
    expect(_card(page).get_by_role("heading", level=2)).to_have_text("后溪镇第04网格", timeout=WAIT)
    assert f"division={TOWN}G04" in page.url
    expect(_card(page).locator(".chain > li")).to_have_count(4)
    page.go_back()
    expect(_card(page).get_by_role("heading", level=2)).to_have_text("后溪镇", timeout=WAIT)


def test_somebody_is_found_by_the_own_number_by_those_who_work_together_only(open_page: Open, world: World) -> None:
    person = _member(world)["person"]
    page = open_page(f"/people#division={TOWN}", "station_head")
    box = page.get_by_role("combobox", name="搜索")
    box.fill(person["phone"])  # type: ignore[index]
    expect(page.get_by_role("option").filter(has_text=person["name"])).to_be_visible(timeout=WAIT)  # type: ignore[index]
    box.press("Enter")
    expect(_card(page).locator(f"a[href='tel:{person['phone']}']")).to_be_visible(timeout=WAIT)  # type: ignore[index]
    page = open_page(f"/people#division={GRID}&person={person['id']}", "auditor")  # type: ignore[index]
    expect(_card(page).get_by_role("heading", level=2)).to_contain_text(person["name"], timeout=WAIT)  # type: ignore[index]
    expect(page.locator("a[href^='tel:1']")).to_have_count(0)
    page.get_by_role("combobox", name="搜索").fill(person["phone"])  # type: ignore[index]
    expect(page.get_by_text("没有找到")).to_be_visible(timeout=WAIT)


def test_a_place_on_the_map_says_who_is_responsible_and_why(open_page: Open) -> None:
    page = open_page(f"/people#division={GRID}", "station")
    expect(_card(page).get_by_role("heading", level=2)).to_have_text("后溪镇第01网格", timeout=WAIT)
    expect(page.locator(".map canvas")).to_be_visible(timeout=WAIT)
    page.wait_for_timeout(500)  # the map comes to rest without animation
    page.get_by_role("button", name="查询地图中心点由谁负责").click()
    panel = page.get_by_role("region", name="此时此地谁负责")
    expect(panel.locator(".answer")).to_contain_text("网格员", timeout=WAIT)
    expect(panel.locator(".path")).to_contain_text("后溪镇")
    panel.get_by_label("类别").select_option(index=3)
    expect(panel.get_by_text("主办部门")).to_be_visible()
    panel.get_by_label("时间（不填即现在）").fill("2027-01-01T03:00")
    expect(panel.get_by_text(re.compile("非工作时间"))).to_be_visible(timeout=WAIT)


def test_leave_names_who_stands_in_and_can_be_taken_back(open_page: Open, world: World) -> None:
    post = _member(world)
    person, substitute = post["person"], post["substitute"]
    page = open_page(f"/people#division={GRID}&person={person['id']}", "station_head")  # type: ignore[index]
    page.get_by_role("button", name="登记不在岗").click(timeout=WAIT)
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".plan")).to_contain_text(substitute["name"])  # type: ignore[index]
    expect(dialog.locator(".work")).to_contain_text("未办结的工作", timeout=WAIT)
    dialog.get_by_label(re.compile("^从")).fill("")
    dialog.get_by_role("button", name="登记", exact=True).click()
    expect(dialog.get_by_text("请填写")).to_be_visible()
    today = page.evaluate("new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10)")
    dialog.get_by_label(re.compile("^从")).fill(today)
    dialog.get_by_role("button", name="登记", exact=True).click()
    told = page.get_by_role("status").filter(has_text="已登记")
    expect(told).to_contain_text(substitute["name"], timeout=WAIT)  # type: ignore[index]
    expect(_card(page).locator(".absence")).to_contain_text("休假", timeout=WAIT)
    expect(page.get_by_role("treeitem", selected=True)).to_contain_text("1 人不在岗", timeout=WAIT)
    told.get_by_role("button", name="撤销").click()
    expect(_card(page).locator(".absence")).to_have_count(0, timeout=WAIT)


def test_the_servers_complaint_stands_at_its_field(open_page: Open) -> None:
    page = open_page(f"/people#division={COMMUNITY}", "coordinator")
    page.get_by_role("button", name="添加人员").click(timeout=WAIT)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("姓名").fill("第二位总网格长")
    dialog.get_by_label("岗位").select_option("community_head")
    dialog.get_by_role("button", name="添加", exact=True).click()
    expect(dialog.locator(".wrong")).to_contain_text("只能由一人担任", timeout=WAIT)
    expect(dialog.get_by_label("岗位")).to_have_attribute("aria-invalid", "true")


def test_a_file_with_mistakes_is_told_by_row_and_column_and_a_right_one_is_written(open_page: Open) -> None:
    page = open_page(f"/people#division={TOWN}", "station_head")
    page.get_by_role("button", name="导入导出").click(timeout=WAIT)
    dialog = page.get_by_role("dialog")
    wrong = f"{HEAD}\nXM900001,测试甲,10000000099,,网格员,{TOWN}G99,,2026-12-01,,\n"
    dialog.locator("input[type=file]").set_input_files(
        [{"name": "people.csv", "mimeType": "text/csv", "buffer": wrong.encode()}])
    row = dialog.locator("tbody tr").first
    expect(row).to_contain_text("区划代码", timeout=WAIT)
    expect(row.locator("td").first).to_have_text("2")
    expect(dialog.get_by_role("button", name=re.compile("^写入"))).to_have_count(0)
    dialog.locator("input[type=file]").set_input_files(
        [{"name": "people.csv", "mimeType": "text/csv", "buffer": wrong.replace("G99", "G06").encode()}])
    dialog.get_by_role("button", name="写入 1 项").click(timeout=WAIT)
    expect(dialog.get_by_text("已写入：新增 1，变更 0")).to_be_visible(timeout=WAIT)


def test_the_sheet_shows_offices_numbers_only_until_asked_and_fits_one_page(open_page: Open) -> None:
    page = open_page(f"/people#print={COMMUNITY}", "station_head")
    sheet = page.locator(".sheet")
    for words in ("北埔村 · 社区环保网格图", "示意，非法定边界", "社区总网格长", "应急编组", "值班电话", "制图日期"):
        expect(sheet.get_by_text(words, exact=words != "制图日期").first).to_be_visible(timeout=WAIT)
    own = re.compile(r"(?<![\d-])1\d{10}(?!\d)")
    assert not own.search(re.sub(r"3502\d+(G\d+)?", "", sheet.inner_text()))
    assert violations(page) == []
    document = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type ?/Page\b", document)) == 1
    page.get_by_label(re.compile("印上手机号")).check()
    assert own.search(sheet.inner_text())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_keeps_the_accessibility_rules(open_page: Open, world: World, theme: str) -> None:
    person = _member(world)["person"]
    page = open_page(f"/people#division={TOWN}", "station_head")
    expect(_card(page).locator(".chain > li")).to_have_count(3, timeout=WAIT)
    page.evaluate("theme => localStorage.setItem('gridwhistle.theme', theme)", theme)
    page.reload()
    expect(_card(page).locator(".chain > li")).to_have_count(3, timeout=WAIT)
    assert violations(page) == []
    page.goto(f"/people#division={GRID}&person={person['id']}")  # type: ignore[index]
    page.get_by_role("button", name="登记不在岗").click(timeout=WAIT)
    expect(page.locator("dialog[open] .work")).to_contain_text("工作", timeout=WAIT)
    assert violations(page) == []


def test_a_phone_shows_one_step_at_a_time(open_page: Open) -> None:
    page = open_page("/people", "station_head", PHONE)
    row = page.get_by_role("treeitem", selected=True)
    expect(row).to_contain_text("后溪镇", timeout=WAIT)
    assert violations(page) == []
    row.click()
    expect(_card(page).get_by_role("heading", level=2)).to_have_text("后溪镇", timeout=WAIT)
    expect(page.get_by_role("tree")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []
    page.get_by_role("button", name="地图", exact=True).click()
    expect(page.locator(".map canvas")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="区划", exact=True).click()
    expect(page.get_by_role("tree")).to_be_visible()
