"""The built pages in a real browser, against a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.architecture.tree import ROOT
from tests.builders import World
from tests.dashboard.opening import OFFICE, Open

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def site(world: World) -> Iterator[str]:
    """Address of the running installation; it serves dashboard/dist."""
    assert (ROOT / "dashboard" / "dist" / "report.html").exists(), "npm --prefix dashboard run build"
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def phone(browser: Browser, site: str, world: World) -> Iterator[Page]:
    """A citizen's phone in a grid of the city; fails when a page broke or asked another machine for anything."""
    lon, lat = world.point_in()
    context = browser.new_context(
        base_url=site, viewport=PHONE, has_touch=True, timezone_id="Asia/Shanghai", locale="zh-CN",
        reduced_motion="reduce", geolocation={"longitude": lon, "latitude": lat, "accuracy": 8},
        permissions=["geolocation"])
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("request", lambda asked: broken.append(asked.url)
            if not asked.url.startswith((site, "blob:", "data:")) else None)
    yield page
    context.close()
    assert not broken


@pytest.fixture
def open_page(browser: Browser, site: str, world: World) -> Iterator[Open]:
    """Opens a page as somebody (None: a citizen); fails when a page broke or asked another machine for anything."""
    contexts, broken = [], []

    def look(path: str, who: str | None, size: dict[str, int] | None = None) -> Page:
        context = browser.new_context(base_url=site, viewport=size or OFFICE,  # type: ignore[arg-type]
                                      timezone_id="Asia/Shanghai", locale="zh-CN", reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("request", lambda asked: broken.append(asked.url)
                if not asked.url.startswith((site, site.replace("http", "ws"), "blob:", "data:")) else None)
        page.goto(path)
        if who is not None:
            page.fill("#username", who)
            page.fill("#password", world.passwords[who])
            page.get_by_role("button", name="登录").click()
        return page

    yield look
    for context in contexts:
        context.close()
    assert not broken
