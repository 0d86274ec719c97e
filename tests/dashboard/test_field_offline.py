"""The field app without network: written offline, reloaded, closed, then sent: each thing once, whatever happens."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from sqlalchemy import func, select

from config.settings import Settings
from server.extensions import db
from server.models import Case, Photo, Report
from tests.builders import World, jpeg
from tests.chromium import FLAGS, program
from tests.dashboard.conftest import PHONE
from tests.dashboard.opening import violations
from tests.servers import Web, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
WRITTEN = 20


class Unlucky(Web):
    """A server that loses answers and may be killed; it starts again on its port."""

    def command(self) -> list[str]:
        return [sys.executable, "-m", "tests.dashboard.unlucky_server", str(self.port)]


@pytest.fixture(scope="module")
def server(world: World, installation: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unlucky]:
    with Unlucky(installation, tmp_path_factory.mktemp("server")) as server:
        yield server  # type: ignore[misc]


@contextmanager
def phone(tools: Playwright, server: Unlucky, world: World, home: Path, *,
          online: bool = True) -> Iterator[BrowserContext]:
    """The member's phone with its storage; closing it ends the app in the middle of whatever it does."""
    lon, lat = world.point_in()
    context = tools.chromium.launch_persistent_context(
        str(home), executable_path=program(), args=FLAGS, base_url=server.url, has_touch=True,
        viewport=PHONE,  # type: ignore[arg-type]
        timezone_id="Asia/Shanghai", locale="zh-CN", reduced_motion="reduce",
        geolocation={"longitude": lon, "latitude": lat, "accuracy": 8}, permissions=["geolocation"])
    context.set_offline(not online)
    try:
        yield context
    finally:
        context.close()


def sign_in(page: Page, world: World, who: str) -> None:
    page.goto("/field")
    page.fill("#username", who)
    page.fill("#password", world.passwords[who])
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("navigation")).to_be_visible()


def ready(page: Page) -> None:
    """One visit is over: everything that is needed lies on the phone."""
    expect(page.get_by_text("没有网络也能用了")).to_be_visible(timeout=60_000)


def write(page: Page, picture: bytes) -> None:
    """A report as the member makes it: photo, kind, send."""
    page.get_by_label("拍照").first.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture})
    expect(page.locator(".shot img")).to_be_visible()
    page.locator(".kinds .chips button").first.click()
    page.get_by_role("button", name="上报", exact=True).click()
    page.get_by_role("button", name="再报一件").click()


def own_reports() -> int:
    with db.reading() as session:
        return session.scalar(select(func.count()).select_from(Report)) or 0


def test_twenty_written_offline_arrive_once_each_with_whole_photos(world: World, server: Unlucky, tools: Playwright,
                                                                   tmp_path: Path) -> None:
    pictures = [jpeg(seed) for seed in range(500, 500 + WRITTEN)]
    before = own_reports()
    with phone(tools, server, world, tmp_path) as context:
        page = context.new_page()
        sign_in(page, world, "member")
        ready(page)
        context.set_offline(True)
        expect(page.get_by_text("照常记录")).to_be_visible()
        page.goto("/field#/report")
        for picture in pictures[:8]:
            write(page, picture)
        page.reload()
        expect(page.get_by_text("8 件已记下")).to_be_visible()
        for picture in pictures[8:14]:
            write(page, picture)
    with phone(tools, server, world, tmp_path, online=False) as context:
        page = context.new_page()
        page.goto("/field#/report")
        for picture in pictures[14:]:
            write(page, picture)
        expect(page.get_by_text(f"{WRITTEN} 件已记下")).to_be_visible()
        assert not violations(page)
        page.goto("/field#/mine/outbox")
        expect(page.locator("li.waiting")).to_have_count(WRITTEN)
        assert not violations(page)
        context.set_offline(False)
        wait_until(lambda: own_reports() >= before + 4)
        server.kill()
        expect(page.get_by_text("没有网络").first).to_be_visible(timeout=30_000)
        server.start()
        expect(page.locator("li.sent")).to_have_count(WRITTEN, timeout=120_000)
    with db.reading() as session:
        reports = list(session.scalars(select(Report).where(Report.person_id.is_not(None))))
        kept = list(session.scalars(select(Photo.sha256).where(Photo.report_id.is_not(None))))
        cases = session.scalar(select(func.count()).select_from(Case))
    assert len(reports) == cases == WRITTEN
    assert sorted(kept) == sorted(hashlib.sha256(picture).hexdigest() for picture in pictures)


def confirm(page: Page, case_id: int) -> None:
    """A look on the spot, as the task page asks for it."""
    page.goto(f"/field#/tasks/{case_id}")
    page.get_by_role("button", name="到场核实").click()
    page.get_by_text("属实", exact=True).click()
    page.get_by_role("textbox").first.fill("河边有人烧秸秆")
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("已记下，待上传")).to_be_visible()


def test_what_the_server_does_not_take_stays_on_the_phone_and_says_why(world: World, server: Unlucky, tools: Playwright,
                                                                      tmp_path: Path) -> None:
    case_id = world.case_in("confirming")[0]
    with phone(tools, server, world, tmp_path) as context:
        page = context.new_page()
        sign_in(page, world, "member")
        ready(page)
        context.set_offline(True)
        confirm(page, case_id)
        assert world.sign_in("deputy_member").step(case_id, "confirm", {"result": "false"}).status_code == 200
        context.clear_cookies()
        context.set_offline(False)
        page.get_by_role("status").get_by_role("button", name="登录").click(timeout=30_000)
        again = page.get_by_role("dialog")
        assert not violations(page)
        again.locator("#username").fill("member")
        again.locator("#password").fill(world.passwords["member"])
        again.get_by_role("button", name="登录").click()
        page.get_by_role("link", name="查看").click(timeout=30_000)
        page.get_by_role("button", name="看看案件现在怎样").click()
        expect(page.get_by_text("这一步已不能再办")).to_be_visible()
        assert not violations(page)
        page.get_by_role("button", name="作为说明告诉工作站").click()
        expect(page.locator("li.sent")).to_contain_text("说明", timeout=30_000)
        page.get_by_role("button", name="删除…").click()
        page.get_by_role("button", name="不删").click()
        expect(page.locator("li.refused")).to_have_count(1)
        page.get_by_role("button", name="删除…").click()
        page.get_by_role("dialog").get_by_role("button", name="删除").click()
        expect(page.get_by_text("没有待上传的")).to_be_visible()
    notes = world.sign_in("station").case(case_id)["notes"]
    assert [note["text"] for note in notes if "河边有人烧秸秆" in note["text"]]


def test_a_full_phone_says_so_and_keeps_what_is_on_the_form(world: World, server: Unlucky, tools: Playwright,
                                                            tmp_path: Path) -> None:
    with phone(tools, server, world, tmp_path) as context:
        page = context.new_page()
        sign_in(page, world, "member")
        ready(page)
        context.set_offline(True)
        page.goto("/field#/report")
        page.get_by_label("拍照").first.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg(77)})
        expect(page.locator(".shot img")).to_be_visible()
        page.locator(".kinds .chips button").first.click()
        page.evaluate("""() => {
            window.put = IDBObjectStore.prototype.put
            IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }
        }""")
        page.get_by_role("button", name="上报", exact=True).click()
        expect(page.get_by_role("dialog")).to_contain_text("手机存储已满")
        assert not violations(page)
        page.get_by_role("button", name="知道了").click()
        expect(page.locator(".shot img")).to_be_visible()
        page.evaluate("() => { IDBObjectStore.prototype.put = window.put }")
        page.get_by_role("button", name="上报", exact=True).click()
        expect(page.get_by_role("button", name="再报一件")).to_be_visible()
