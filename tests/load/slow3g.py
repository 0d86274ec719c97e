"""A report on a slow line as a newcomer makes it: from opening the page to the receipt, seconds and bytes.

    python -m tests.load.slow3g [http://127.0.0.1:8000] [--photos 1] [--line slow3g]

Needs a running installation with built pages, Playwright and a Chromium. The line is Chromium's own preset, set by
its debugging protocol; nothing is in the cache. What is typed and tapped takes no time here: all that is told is
waiting. The picture has 12 megapixels, as a phone takes it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import time
from typing import Any

from playwright.sync_api import CDPSession, Page, Request, sync_playwright

from tests.load.photos import sample

# Chromium's presets: bytes a second down and up, milliseconds of delay.
LINES = {"slow3g": (51_200, 51_200, 2_000), "fast3g": (209_715, 96_000, 563), "none": (-1, -1, 0)}
PATIENCE_MS = 600_000
IN_JIMEI = {"longitude": 118.1004, "latitude": 24.5736, "accuracy": 12}


class Line:
    """The phone's connection: slowed down, and counted in bytes."""

    def __init__(self, session: CDPSession, line: str) -> None:
        self.down = 0
        self.requests: list[Request] = []
        session.send("Network.enable")
        down, up, delay = LINES[line]
        session.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": delay, "downloadThroughput": down, "uploadThroughput": up})
        session.on("Network.loadingFinished", self._came)

    def _came(self, told: dict[str, Any]) -> None:
        self.down += int(told["encodedDataLength"])

    def keep(self, request: Request) -> None:
        self.requests.append(request)

    def so_far(self) -> str:
        return f"{self.down / 1000:.0f} KB down, {len(self.requests)} requests"

    def up(self) -> int:
        """Bytes of the bodies that were sent."""
        return sum(int(one.all_headers().get("content-length", "0")) for one in self.requests)


def report(page: Page, line: Line, photos: int) -> None:
    """Open, choose, send; tell how long each part was waited for."""
    files = [{"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": sample()} for number in range(photos)]
    began = time.perf_counter()

    def tell(what: str) -> None:
        print(f"{time.perf_counter() - began:6.1f} s  {what}  ({line.so_far()})", flush=True)

    page.goto("/report", wait_until="commit")
    page.get_by_role("button", name="提交", exact=True).wait_for()
    tell("the form can be read")
    kind = page.get_by_role("button", name="乱倒垃圾")
    kind.wait_for()
    tell("kinds can be chosen")
    if files:
        page.locator("input[type=file]").first.set_input_files(files)
    kind.click()
    page.fill("#place-text", "集美学村公交站旁")
    page.fill("#description", "路边堆了垃圾，没人清")
    page.get_by_role("button", name=re.compile("^提交$")).click()
    tell("sent")
    page.get_by_role("heading", name="已收到").wait_for()
    tell("receipt")


def main() -> int:
    """One report, told step by step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--photos", type=int, default=1)
    parser.add_argument("--line", choices=sorted(LINES), default="slow3g")
    given = parser.parse_args()
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=shutil.which("chromium"),
                                        args=["--no-sandbox", "--disable-quic"])
        context = browser.new_context(base_url=given.site, viewport={"width": 390, "height": 844}, locale="zh-CN",
                                      timezone_id="Asia/Shanghai", geolocation=IN_JIMEI, has_touch=True,
                                      permissions=["geolocation"])
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        line = Line(context.new_cdp_session(page), given.line)
        page.on("requestfinished", line.keep)
        report(page, line, given.photos)
        print(f"          in all {line.so_far()}, {line.up() / 1000:.0f} KB up")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
