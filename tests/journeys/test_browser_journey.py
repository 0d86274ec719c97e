"""The whole loop as people see it: a phone, six desks and the leader's board, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from config.settings import Settings
from tests.builders import World, jpeg
from tests.servers import Web

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE, DESK, BOARD = {"width": 390, "height": 844}, {"width": 1440, "height": 900}, {"width": 1280, "height": 720}
ANSWER, FEEDBACK = "火已扑灭，垃圾已清运。", "感谢您的反映，我们会加强巡查。"
# Person, step, what is filled in: label of a field → words, or True for a choice; photo or not.
STEPS: tuple[tuple[str, str, dict[str, str | bool], bool], ...] = (
    ("station", "派核实", {}, False),
    ("member", "核实", {"属实": True}, True),
    ("station", "立案", {}, False),
    ("dispatcher", "派遣", {}, False),
    ("department", "签收", {}, False),
    ("department", "处置完成", {"说明": "已安排人员清理"}, True),
    ("station", "核查通过", {"答复": ANSWER}, False),
)


class Street:
    """The running installation and a browser in which each person has a window of their own."""

    def __init__(self, browser: Browser, web: Web, world: World, shots: Path) -> None:
        self._browser, self._web, self.world, self._shots = browser, web, world, shots
        self._windows: dict[str, Page] = {}
        self.broken: list[str] = []

    def window(self, name: str, size: dict[str, int]) -> Page:
        if name not in self._windows:
            lon, lat = self.world.point_in()
            context: BrowserContext = self._browser.new_context(
                base_url=self._web.url, viewport=size, timezone_id="Asia/Shanghai", locale="zh-CN",
                reduced_motion="reduce", geolocation={"longitude": lon, "latitude": lat, "accuracy": 8},
                permissions=["geolocation"])
            page = context.new_page()
            page.on("pageerror", lambda error: self.broken.append(f"{name}: {error}"))
            self._windows[name] = page
        return self._windows[name]

    def sign_in(self, username: str, path: str, size: dict[str, int]) -> Page:
        page = self.window(username, size)
        page.goto(path)
        page.fill("#username", username)
        page.fill("#password", self.world.passwords[username])
        page.get_by_role("button", name="登录").click()
        return page

    def close(self) -> None:
        """Everybody goes home."""
        for page in self._windows.values():
            page.context.close()

    def shot(self, page: Page, name: str) -> None:
        """Kept beside the test's other temporary files, for whoever wants to look."""
        page.screenshot(path=self._shots / f"{name}.png")


@pytest.fixture(scope="module")
def street(world: World, installation: Settings, browser: Browser,
           tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    folder = tmp_path_factory.mktemp("journey")
    with Web(installation, folder) as web:
        street = Street(browser, web, world, folder)  # type: ignore[arg-type]
        yield street
        street.close()
    assert not street.broken


def _report(street: Street) -> dict[str, str]:
    phone = street.window("citizen", PHONE)
    phone.goto("/report")
    expect(phone.get_by_text("后溪镇 · 第01网格")).to_be_visible()
    phone.locator("input[type=file]").first.set_input_files(
        [{"name": "fire.jpg", "mimeType": "image/jpeg", "buffer": jpeg(42)}])
    phone.get_by_role("button", name="露天焚烧").click()
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    ticket, code = phone.locator("dl dd").all_inner_texts()
    street.shot(phone, "receipt")
    return {"ticket": ticket, "query_code": code}


def _step(street: Street, username: str, action: str, filled: dict[str, str | bool], with_photo: bool,
          case_id: int) -> None:
    page = street.window(username, DESK)
    if page.url == "about:blank":
        street.sign_in(username, "/desk", DESK)
        expect(page.locator("#username")).to_have_count(0)
    page.goto(f"/desk?case={case_id}")
    words = page.get_by_text(re.compile(f"^{action}…?$"))
    page.locator(".go button").filter(has=words).first.click()
    form = page.locator("form.form")
    for label, value in filled.items():
        if value is True:
            form.get_by_text(label, exact=True).click()
        else:
            form.get_by_label(label).first.fill(str(value))
    if action == "核查通过":  # whoever passes a check has looked at every point of the closing standard
        for point in form.get_by_role("checkbox").all():
            point.check()
    if with_photo:
        form.locator("input[type=file]").first.set_input_files(
            [{"name": "after.jpg", "mimeType": "image/jpeg", "buffer": jpeg(len(action) * 20)}])
    form.locator("button.primary").last.click()
    expect(form).to_have_count(0)


def test_everybody_carries_one_report_to_closed(street: Street) -> None:
    board = street.sign_in("leader", "/command", BOARD)
    expect(board.get_by_text("最新上报")).to_be_visible(timeout=30_000)
    receipt = _report(street)
    expect(board.get_by_text("露天焚烧").first).to_be_visible()
    street.shot(board, "board")
    station = street.world.sign_in("station")
    case_id = station.get(f"/cases?q={receipt['ticket']}").json["items"][0]["id"]
    for number, (username, action, filled, with_photo) in enumerate(STEPS):
        _step(street, username, action, filled, with_photo, case_id)
        street.shot(street.window(username, DESK), f"step-{number}-{username}")

    phone = street.window("citizen", PHONE)
    phone.get_by_role("link", name="看进度").click()
    expect(phone.get_by_text(ANSWER).first).to_be_visible()
    phone.locator(".rate").get_by_text("解决了", exact=True).click()
    phone.locator(".rate .five label").last.click()
    phone.locator(".rate button.primary").click()
    expect(phone.locator(".rate button.primary")).to_have_count(0)
    street.shot(phone, "rated")

    _step(street, "station", "结案反馈", {"反馈": FEEDBACK}, False, case_id)
    phone.reload()
    expect(phone.get_by_text(FEEDBACK).first).to_be_visible()
    street.shot(phone, "feedback")
    assert station.case(case_id)["state"] == "closed"
