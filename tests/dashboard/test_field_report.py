"""A member reports in under a minute: taps counted, two places told apart, and whatever is missing has its words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import select

from server.extensions import db
from server.models import Case, Photo, Report, ReportDetail
from tests.builders import GRID, World, jpeg
from tests.dashboard.conftest import PHONE
from tests.dashboard.opening import violations
from tests.servers import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
DAY_AHEAD = """const ahead = 86400000, Real = Date
window.Date = class extends Real {
  constructor(...given) { given.length ? super(...given) : super(Real.now() + ahead) }
  static now() { return Real.now() + ahead }
}"""
COUNTED = "window.taps = 0; addEventListener('pointerdown', () => { taps += 1 }, true)"
KEPT = """async (words) => {
  const answered = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result) })
  const database = await answered(indexedDB.open('gridwhistle-field'))
  const kept = await answered(database.transaction('pack').objectStore('pack').get('reportDraft'))
  database.close()
  return kept?.value.description === words
}"""
IN_THE_CAMERA = 2  # the shutter, and taking the picture


@pytest.fixture
def broken() -> Iterator[list[str]]:
    """What went wrong on a page; a test fails for it."""
    found: list[str] = []
    yield found
    assert not found


@contextmanager
def member(browser: Browser, site: str, world: World, broken: list[str], at: tuple[float, float] | None,
           script: str = "", **more: Any) -> Iterator[Page]:
    """A member's phone at a place, or one that tells none."""
    where: dict[str, Any] = {"permissions": ["geolocation"], "geolocation": {
        "longitude": at[0], "latitude": at[1], "accuracy": 8}} if at else {}
    context = browser.new_context(base_url=site, viewport=PHONE, has_touch=True, is_mobile=True, locale="zh-CN",
                                  timezone_id="Asia/Shanghai", reduced_motion="reduce", service_workers="block",
                                  **where, **more)
    page = context.new_page()
    page.add_init_script(script)
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto("/field")
    page.fill("#username", "member")
    page.fill("#password", world.passwords["member"])
    page.get_by_role("button", name="登录").click()
    yield page
    context.close()


def take_photo(page: Page, seed: int) -> None:
    with page.expect_file_chooser() as chosen:
        page.locator(".camera").first.click()
    chosen.value.set_files({"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(seed)})


def choose(page: Page, letters: str, name: str) -> None:
    """A kind that may not be among the likely ones at this hour."""
    page.get_by_role("button", name="搜索类别").click()
    page.get_by_role("searchbox").fill(letters)
    page.locator(".list").get_by_role("button", name=name).click()


def last_report() -> tuple[Report, ReportDetail, Case, int]:
    with db.reading() as session:
        report = session.scalars(select(Report).order_by(Report.received_at.desc()).limit(1)).one()
        photos = len(session.scalars(select(Photo).where(Photo.report_id == report.id)).all())
        return (report, session.get_one(ReportDetail, report.id),
                session.get_one(Case, report.case_id), photos)


def test_six_taps_and_less_than_a_minute(browser: Browser, site: str, world: World, broken: list[str]) -> None:
    with member(browser, site, world, broken, world.point_in(), COUNTED) as page:
        expect(page.get_by_role("link", name="上报")).to_be_visible()
        before, started = page.evaluate("taps"), page.evaluate("performance.now()")
        page.get_by_role("link", name="上报").click()
        take_photo(page, 1)
        page.locator(".kinds .chips button").first.click()
        page.get_by_role("button", name="上报", exact=True).click()
        expect(page.get_by_role("heading", name="已上报")).to_be_visible()
        assert page.evaluate("taps") - before + IN_THE_CAMERA <= 6
        assert page.evaluate("performance.now()") - started < 60_000
        report, detail, case, photos = last_report()
        expect(page.locator("dl")).to_contain_text(case.number)
        assert (report.source, case.street_grid, photos) == ("grid_member", GRID, 1)
        assert (detail.lon, detail.device_lon) == (world.point_in()[0],) * 2
        assert not violations(page)
        page.get_by_role("button", name="再报一件").click()
        expect(page.locator(".place")).to_contain_text("手机所在处")


def test_the_problem_and_the_phone_are_two_places(browser: Browser, site: str, world: World,
                                                   broken: list[str]) -> None:
    with member(browser, site, world, broken, world.point_in()) as page:
        page.get_by_role("link", name="上报").click()
        page.get_by_role("button", name="搜索类别").click()
        page.get_by_role("searchbox").fill("yjsg")
        assert not violations(page)
        page.get_by_role("searchbox").press("Enter")
        expect(page.locator(".place")).to_contain_text("手机所在处")
        page.get_by_role("button", name="改位置", exact=True).click()
        canvas = page.locator(".place-map canvas")
        expect(page.locator(".place-map .said")).to_contain_text("网格")
        box = canvas.bounding_box()
        assert box is not None
        assert not violations(page)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 90, y - 30, steps=5)
        page.mouse.up()
        expect(page.locator(".place-map .said")).to_contain_text("离手机")
        page.get_by_role("button", name="就在这里").click()
        expect(page.locator(".place")).to_contain_text("在地图上标的")
        page.get_by_role("textbox", name="说明").fill("隔着河听到打桩")
        wait_until(lambda: page.evaluate(KEPT, "隔着河听到打桩"))
        page.reload()  # a dead battery loses nothing
        expect(page.get_by_text("继续上次没有发出的上报")).to_be_visible()
        expect(page.get_by_role("textbox", name="说明")).to_have_value("隔着河听到打桩")
        page.get_by_role("button", name="上报", exact=True).click()
        expect(page.get_by_role("heading", name="已上报")).to_be_visible()
    _, detail, case, photos = last_report()
    assert (case.category, photos, detail.device_lon) == ("C01", 0, world.point_in()[0]), "noise asks for no photo"
    assert detail.lon is not None
    assert detail.lon > world.point_in()[0]


def test_what_is_missing_or_wrong_is_said(browser: Browser, site: str, world: World, broken: list[str]) -> None:
    lon, lat = world.point_in()
    with member(browser, site, world, broken, None) as page:
        page.goto("/field#/report")
        choose(page, "ltfs", "露天焚烧")
        page.get_by_role("button", name="上报", exact=True).click()
        expect(page.get_by_text("还差：照片或一句话，地点")).to_be_visible()
        expect(page.locator(".place")).to_contain_text("手机没有给出位置")
        assert not violations(page)
        page.get_by_label("写明地点").fill("后溪镇杏林湾路口")
        page.get_by_role("textbox", name="说明").fill("手机没有摄像头，正在冒烟")
        page.get_by_role("button", name="上报", exact=True).click()
        expect(page.get_by_role("heading", name="已上报")).to_be_visible()
    with member(browser, site, world, broken, (lon + 1.4, lat + 4.5)) as page:
        page.goto("/field#/report")
        expect(page.locator(".place")).to_contain_text("公里以外，不在厦门市")
        expect(page.locator(".place")).to_contain_text("还没有地点")
    with member(browser, site, world, broken, (lon, lat), DAY_AHEAD) as page:
        page.goto("/field#/report")
        expect(page.get_by_text("手机时间快了 1 天")).to_be_visible()
        take_photo(page, 2)
        choose(page, "ltfs", "露天焚烧")
        page.get_by_role("button", name="上报", exact=True).click()
        expect(page.get_by_role("heading", name="已上报")).to_be_visible()
    report = last_report()[0]
    assert report.clock_skewed
    assert abs((report.received_at - report.occurred_at).total_seconds()) < 60
    assert (report.occurred_at_stated - report.received_at).total_seconds() > 86_000


def test_a_kind_that_is_gone_is_chosen_anew(browser: Browser, site: str, world: World, broken: list[str]) -> None:
    def with_an_old_kind(route: Route) -> None:
        answer = route.fetch().json()
        burning = next(one for one in answer["categories"] if one["code"] == "A05")
        answer["categories"].insert(1, {**burning, "code": "A99", "public_name": "停用的类别"})
        route.fulfill(json=answer)

    with member(browser, site, world, broken, world.point_in()) as page:
        expect(page.get_by_role("link", name="上报")).to_be_visible()
        page.route("**/api/v1/categories", with_an_old_kind)
        page.goto("/field#/report")
        page.reload()
        take_photo(page, 3)
        choose(page, "停用", "停用的类别")
        page.get_by_role("button", name="上报", exact=True).click()
        expect(page.get_by_role("heading", name="没有被接收")).to_be_visible()
        assert not violations(page)
        page.get_by_role("link", name="改好再报").click()
        expect(page.locator(".shot img")).to_be_visible()
        expect(page.locator(".kinds")).to_contain_text("没有这个类别")
        choose(page, "ltfs", "露天焚烧")
        page.get_by_role("button", name="上报", exact=True).click()
        expect(page.get_by_role("heading", name="已上报")).to_be_visible()
        page.unroute_all(behavior="ignoreErrors")  # one may still be on its way when the phone is put away
    _, _, case, photos = last_report()
    assert (case.category, photos) == ("A05", 1)


def test_the_map_tells_what_lies_there(browser: Browser, site: str, world: World, broken: list[str]) -> None:
    world.case_in("confirming")
    with member(browser, site, world, broken, world.point_in()) as page:
        page.get_by_role("link", name="地图").click()
        expect(page.get_by_role("button", name="任务")).to_contain_text("1")
        page.get_by_role("button", name="回到我的位置").click()
        page.wait_for_timeout(600)
        box = page.locator(".map canvas").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page.get_by_role("dialog")).to_contain_text("露天焚烧")
        assert not violations(page)
        page.get_by_role("link", name="打开任务").click()
        expect(page.get_by_role("heading", name="露天焚烧")).to_be_visible()
