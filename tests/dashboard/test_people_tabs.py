"""The tabs beside the tree in a browser: rosters, five fixes, texts, the emergency; the tasks of whoever stands in."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from server.queries.moments import city_day
from tests.builders import DISTRICT, GRID, TOWN, World
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}
TABS = {"roster": ".roster table", "five": ".figure", "texts": ".entries", "emergency": ".calm"}
EMPTY_GRID = f"{TOWN}G03"

def _write(world: World, who: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = world.sign_in(who).post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})
    assert answer.status_code in (200, 201), answer.json
    return answer.json  # type: ignore[return-value]


def _seen(page: Page, text: str | re.Pattern[str]) -> Locator:
    found = page.get_by_text(text).first
    expect(found).to_be_visible()
    return found


def test_a_shift_that_is_taken_off_is_a_gap_until_it_is_filled_again(open_page: Open) -> None:
    page = open_page(f"/people#tab=roster&division={GRID}", "station_head")
    expect(page.locator(".now")).to_contain_text("后溪镇环保工作站")
    page.get_by_role("button", name="后两周").click()
    expect(page.get_by_text("两周没有缺口").or_(page.locator(".missing")).first).to_be_visible()
    page.get_by_role("button", name="自动排班").click()
    dialog = page.get_by_role("dialog")
    later = page.evaluate("new Date(Date.now() + 20 * 864e5).toISOString().slice(0, 10)")
    dialog.get_by_label("到", exact=True).fill(later)
    expect(dialog.get_by_text(re.compile(r"将补 \d+ 天"))).to_be_visible()
    dialog.get_by_role("button", name="写入排班").click()
    expect(dialog.get_by_text(re.compile(r"已写入 \d+ 班"))).to_be_visible()
    dialog.get_by_role("button", name="关闭").last.click()
    chip = page.locator("button.chip.lead").first
    expect(chip).to_be_visible()
    chip.click()
    for name in ("删除这一班", re.compile("再点一次")):
        page.get_by_role("dialog").get_by_role("button", name=name).click()
    expect(page.locator(".missing")).to_contain_text("未安排带班")


@pytest.fixture(scope="module")
def emptied(world: World) -> None:
    """The members of one grid have left."""
    grid = world.sign_in("coordinator").get(f"/tree?parent={EMPTY_GRID}").json
    for post in grid["posts"]:  # type: ignore[index]
        if post["role"] == "grid_member":
            _write(world, "coordinator", f"/posts/{post['id']}/end", {"now": True})


def test_a_grid_without_members_is_listed_with_whose_turn_it_is(open_page: Open, emptied: None) -> None:
    page = open_page(f"/people#tab=five&division={TOWN}", "coordinator")
    row = page.locator(".rows > li").filter(has_text=EMPTY_GRID)
    expect(row).to_contain_text("没有任期内的网格员")
    expect(row.locator(".turn")).to_contain_text("工作站站长")
    row.get_by_role("button").click()
    expect(page.get_by_role("tab", name="网格与人员")).to_have_attribute("aria-selected", "true")
    assert f"division={EMPTY_GRID}" in page.url
    page.wait_for_load_state("networkidle")  # closing in the middle of a download would leave its file open


def test_the_board_shows_which_grids_are_incomplete(open_page: Open, emptied: None) -> None:
    page = open_page(f"/command?division={DISTRICT}", "leader", {"width": 1920, "height": 1080})
    page.get_by_role("button", name="五定").click()
    page.get_by_role("button", name=re.compile("五定齐全 .* 个有缺")).click()
    expect(page.get_by_role("dialog")).to_contain_text("没有任期内的网格员")
    assert violations(page) == []


def test_a_draft_is_compared_and_published(open_page: Open) -> None:
    page = open_page(f"/people#tab=texts&division={DISTRICT}", "coordinator")
    page.get_by_label("搜索").fill("泡沫")
    expect(page.locator("mark").first).to_have_text("泡沫")
    page.get_by_role("button", name="版本与修订").click()
    page.get_by_role("button", name="起草新版本").first.click()
    page.get_by_label("怎么看").first.fill("先看清楚，再靠近。")
    expect(page.locator("aside ins")).to_contain_text("先看清楚，再靠近。")
    assert violations(page) == []
    page.get_by_role("button", name="发布").click()
    page.get_by_role("button", name=re.compile("再点一次")).click()
    expect(page.get_by_role("listitem").filter(has_text="第 2 版")).to_contain_text("现行")


def test_whoever_stands_in_sees_for_whom_and_what_to_do(open_page: Open, world: World) -> None:
    case_id, _receipt = world.case_in("confirming")
    member, deputy = (world.sign_in(name).get("/me").json["person"]["id"]  # type: ignore[index]
                      for name in ("member", "deputy_member"))
    today = city_day(datetime.now(UTC)).isoformat()
    absence = _write(world, "coordinator", f"/people/{member}/absences", {
        "kind": "leave", "from": today, "to": today, "substitute": deputy})["absence"]
    page = open_page("/desk", "deputy_member")
    expect(page.locator(".standing")).to_contain_text("您正在代林网格履职")
    row = page.locator(f"#row-{case_id}")
    expect(row).to_contain_text("代 林网格")
    row.click()
    page.get_by_role("button", name="看看此刻谁负责").click()
    expect(page.locator(".acting")).to_contain_text("柯网格")
    assert violations(page) == []
    _write(world, "coordinator", f"/absences/{absence['id']}/end", {})


@pytest.mark.parametrize("tab", TABS)
def test_the_tabs_keep_the_accessibility_rules_and_fit_a_phone(open_page: Open, tab: str) -> None:
    page = open_page(f"/people#tab={tab}&division={TOWN}", "station_head")
    expect(page.locator(TABS[tab]).first).to_be_visible()
    assert violations(page) == []
    page.evaluate("localStorage.setItem('gridwhistle.theme', 'dark')")
    page.reload()
    expect(page.locator(TABS[tab]).first).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.querySelector('main').scrollWidth") <= PHONE["width"]
    assert violations(page) == []


def test_an_emergency_from_its_beginning_to_the_list_of_what_was_put_off(open_page: Open, world: World) -> None:
    _case, receipt = world.case_in("registered")
    page = open_page(f"/people#tab=emergency&division={DISTRICT}", "leader")
    page.get_by_role("button", name="进入应急状态").click()
    page.get_by_role("button", name="下一步：核对").click()
    _seen(page, "请写名称")
    page.get_by_label("名称").fill("台风演练")
    page.get_by_label("事由").fill("演练")
    page.get_by_role("button", name="下一步：核对").click()
    _seen(page, "普通案件的时限停走，结束后顺延")
    assert violations(page) == []
    page.get_by_role("button", name="现在进入应急状态").click()
    expect(page.locator(".running")).to_contain_text("台风演练")

    cadre = open_page("/people#tab=emergency", "cadre", PHONE)
    cadre.get_by_role("button", name="收到", exact=True).click()
    cadre.get_by_role("button", name="到场", exact=True).click()
    _seen(cadre, "已到场，听从现场指挥。")
    assert violations(cadre) == []

    citizen = open_page("/report", None, PHONE)
    _seen(citizen, re.compile("普通问题的办理会推后"))
    board = open_page("/command", "leader", {"width": 1920, "height": 1080})
    expect(board.locator(".notices")).to_contain_text(re.compile(r"到场 1/\d+"))

    page.get_by_role("button", name="结束应急").click()
    page.get_by_label("结束说明").fill("演练结束")
    page.get_by_role("dialog").get_by_role("button", name="结束应急").click()
    expect(page.locator(".put-off")).to_contain_text(receipt["number"])
    expect(page.locator(".notices")).not_to_contain_text("台风演练")
