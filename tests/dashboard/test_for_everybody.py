"""Pages for everybody: light, dark and large text, nothing that axe finds, nothing too small, nothing that moves."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import World
from tests.dashboard.conftest import PHONE
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
# What is on the page once it is there, by its address.
CITIZENS = {"/": "指挥大屏", "/report": "乱倒垃圾", "/report#/status": "查询码", "/report#/map": "大家反映的问题"}
TABS = ("tasks", "map", "report", "patrol", "mine")
LOOKS = {"light": "", "dark": "localStorage.setItem('gridwhistle.theme', 'dark');",
         "large": "localStorage.setItem('gridwhistle.reading', 'large');"}
SMALL = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter((one) => {
  const box = one.getBoundingClientRect(), label = one.closest('label')
  return box.width > 1 && box.height > 1 && !label && !one.closest('.maplibregl-map, p, li p')
    && !(one.matches('a') && getComputedStyle(one).display === 'inline') && Math.min(box.width, box.height) < 43.5
}).map((one) => one.outerHTML.slice(0, 100))"""
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def looking(browser: Browser, site: str, world: World, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone that keeps one of the LOOKS; fails when a page broke."""
    lon, lat = world.point_in()
    context = browser.new_context(
        base_url=site, viewport=PHONE, has_touch=True, timezone_id="Asia/Shanghai",  # type: ignore[arg-type]
        locale="zh-CN", reduced_motion="reduce", geolocation={"longitude": lon, "latitude": lat, "accuracy": 8},
        permissions=["geolocation"])
    context.add_init_script(LOOKS[request.param])
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert not broken


def _flaws(page: Page, where: str) -> list[str]:
    """Everything wrong with what the page shows now."""
    wide = page.evaluate(WIDE)
    return [f"{where}: {flaw}" for flaw in (
        *violations(page), *page.evaluate(SMALL), *([f"{wide} px wider than the phone"] if wide > 0 else []))]


@pytest.mark.parametrize("looking", list(LOOKS), indirect=True)
def test_citizens_read_and_reach_everything_in_every_look(looking: Page) -> None:
    flaws = []
    for path, word in CITIZENS.items():
        looking.goto("/favicon.svg")  # another address behind the hash opens no page anew
        looking.goto(path)
        expect(looking.get_by_text(word).first).to_be_visible()
        flaws += _flaws(looking, path)
    assert not flaws


@pytest.mark.parametrize("looking", list(LOOKS), indirect=True)
def test_members_read_and_reach_everything_in_every_look(looking: Page, world: World) -> None:
    world.case_in("confirming")
    looking.goto("/field")
    looking.fill("#username", "member")
    looking.fill("#password", world.passwords["member"])
    looking.get_by_role("button", name="登录").click()
    flaws = []
    for tab in TABS:
        looking.locator(f'nav a[href="#/{tab}"]').click()
        looking.wait_for_load_state("networkidle")
        expect(looking.locator("main")).not_to_be_empty()
        flaws += _flaws(looking, tab)
    assert not flaws


def test_large_text_is_one_press_on_every_page_and_stays(open_page: Open) -> None:
    page = open_page("/", None, PHONE)
    before = page.locator("main nav a b").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    page.get_by_role("switch", name="大字").click()
    page.goto("/report")
    expect(page.get_by_role("switch", name="标准")).to_be_visible()
    page.goto("/")
    after = page.locator("main nav a b").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert after >= 1.25 * before


def test_the_page_of_citizens_does_not_move_while_it_loads(open_page: Open) -> None:
    page = open_page("/", None, PHONE)
    page.add_init_script("""window.moved = 0; new PerformanceObserver((list) => {
      for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value
    }).observe({ type: 'layout-shift', buffered: true })""")
    page.goto("/report")
    expect(page.get_by_role("button", name="乱倒垃圾")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") < 0.02


def test_pages_and_long_answers_travel_compressed(site: str) -> None:
    for path in ("/report", "/api/v1/categories"):
        with urlopen(Request(site + path, headers={"Accept-Encoding": "gzip"})) as packed, urlopen(site + path) as bare:
            assert packed.headers["Content-Encoding"] == "gzip", path
            assert len(packed.read()) < len(bare.read()) / 1.5


def test_a_filter_is_set_kept_found_by_keys_and_taken_back(open_page: Open, world: World) -> None:
    world.case_in("registered")
    desk = open_page("/desk", "station")
    expect(desk.get_by_role("navigation", name="队列")).to_be_visible()
    desk.keyboard.press("g")
    desk.keyboard.press("/")
    dialog = desk.get_by_role("dialog", name="筛选案件")
    dialog.get_by_label("状态").select_option(value="registered")
    dialog.get_by_label("存为我的筛选").fill("等派遣的")
    dialog.get_by_role("button", name="保存").click()
    own = desk.get_by_role("region", name="我的筛选")
    expect(own.get_by_role("button", name="等派遣的", exact=True)).to_have_attribute("aria-current", "page")
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    sheet = desk.get_by_role("dialog").filter(has=desk.get_by_text("Esc"))
    expect(sheet).to_be_visible()
    assert not violations(desk)
    desk.keyboard.press("Escape")
    own.get_by_role("button", name="删去筛选“等派遣的”").click()
    expect(own).to_have_count(0)
    desk.get_by_role("button", name="撤销").click()
    expect(own.get_by_role("button", name="等派遣的", exact=True)).to_be_visible()
    desk.keyboard.press("g")
    desk.keyboard.press("1")
    expect(own.get_by_role("button", name="等派遣的", exact=True)).to_have_attribute("aria-current", "page")
