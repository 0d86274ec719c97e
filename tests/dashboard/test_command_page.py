"""The leader's board in a browser: every figure equals its list, a report is seen at once, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.architecture.tree import ROOT
from tests.builders import World, jpeg

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
AXE = ROOT / "dashboard" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WALL, PHONE = {"width": 1920, "height": 1080}, {"width": 390, "height": 844}
ELSEWHERE = "350203001G01"


@pytest.fixture
def board(browser: Browser, site: str, world: World) -> Iterator[Page]:
    """The board of the district's leader, live; fails when the page broke or asked another machine for anything."""
    context = browser.new_context(base_url=site, viewport=WALL, timezone_id="Asia/Shanghai",  # type: ignore[arg-type]
                                  locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("request", lambda asked: broken.append(asked.url)
            if not asked.url.startswith((site, site.replace("http", "ws"), "blob:", "data:")) else None)
    page.goto("/command")
    page.fill("#username", "leader")
    page.fill("#password", world.passwords["leader"])
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("实时", exact=True)).to_be_visible()
    yield page
    context.close()
    assert not broken


def _number(text: str) -> int:
    return int(re.findall(r"[\d,]+", text)[-1].replace(",", ""))


def _newest(page: Page, number: str) -> Locator:
    return page.locator(".newest li").filter(has_text=number)


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


def test_it_opens_in_the_leaders_own_district(board: Page) -> None:
    expect(board.get_by_label("当前范围").get_by_text("集美区")).to_be_visible()
    expect(board.get_by_text("模拟数据")).to_be_visible()
    expect(board.get_by_text("示意边界")).to_be_visible()
    board.goto("/command?division=350203")
    expect(board.get_by_label("当前范围").get_by_text("集美区")).to_be_visible()


def test_a_report_arrives_with_its_photo_without_a_reload(board: Page, world: World) -> None:
    receipt = world.receipt(photos=[jpeg(5)])
    tile = _newest(board, receipt["number"])
    expect(tile).to_be_visible()
    expect(tile.locator("img")).to_be_visible()
    expect(board.get_by_text(re.compile("^新上报："))).to_have_count(1)


def test_what_is_reported_elsewhere_stays_there(board: Page, world: World) -> None:
    far = world.receipt(grid=ELSEWHERE)
    near = world.receipt()
    expect(_newest(board, near["number"])).to_be_visible()
    expect(_newest(board, far["number"])).to_have_count(0)


def test_every_figure_equals_its_list(board: Page, world: World) -> None:
    for state in ("registered", "handling", "handled", "checked"):
        world.case_in(state)
    board.reload()
    expect(board.locator(".stock li").first).to_be_visible()
    figures = board.locator(".stock .figure > button, .trend .today .figure > button")
    assert figures.count() >= 13
    for place in range(figures.count()):
        shown = _number(figures.nth(place).inner_text())
        figures.nth(place).click()
        drawer = board.get_by_role("dialog")
        expect(drawer.get_by_text(f"共 {shown} 件")).to_be_visible()
        expect(drawer.locator(".tile")).to_have_count(shown)
        board.keyboard.press("Escape")


def test_a_case_opens_from_the_list_with_what_happened(board: Page, world: World) -> None:
    case_id, _receipt = world.case_in("checked")
    number = world.sign_in("station").case(case_id)["number"]
    _newest(board, number).get_by_role("button").click()
    drawer = board.get_by_role("dialog")
    expect(drawer.get_by_text("火已扑灭，垃圾已清运。").first).to_be_visible()
    expect(drawer.get_by_role("button", name="查看照片 1").first).to_be_visible()
    expect(drawer.get_by_text("核查通过").first).to_be_visible()


def test_down_to_a_town_and_back(board: Page) -> None:
    board.get_by_label("选择镇街").select_option(label="后溪镇")
    expect(board.get_by_label("当前范围").get_by_text("后溪镇", exact=True)).to_be_visible()
    assert "division=350211103" in board.url
    board.get_by_label("当前范围").get_by_role("button", name="集美区").click()
    expect(board.get_by_label("选择镇街")).to_be_visible()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_board_keeps_the_accessibility_rules(board: Page, world: World, theme: str) -> None:
    world.case_in("handling")
    board.evaluate("theme => localStorage.setItem('gridwhistle.board.theme', theme)", theme)
    board.reload()
    expect(board.locator(".newest .tile").first).to_be_visible()
    assert _violations(board) == []
    board.locator(".newest .tile").first.click()
    expect(board.get_by_role("dialog").get_by_text("经过")).to_be_visible()
    assert _violations(board) == []
    board.keyboard.press("Escape")
    board.get_by_role("button", name="网格列表").first.click()
    assert _violations(board) == []


def test_the_board_fits_a_phone(board: Page) -> None:
    board.set_viewport_size(PHONE)  # type: ignore[arg-type]
    expect(board.locator(".stock li").first).to_be_visible()
    assert board.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert _violations(board) == []
