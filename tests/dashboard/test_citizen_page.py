"""随手拍 in a browser: join before sending, sound, a poor browser inside a chat, one tap for not solved, the map."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.architecture.tree import ROOT
from tests.builders import World, jpeg

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
AXE = ROOT / "dashboard" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FAKE_MICROPHONE = """navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext(), out = context.createMediaStreamDestination(), tone = context.createOscillator()
  tone.connect(out); tone.start(); return out.stream }"""
# What the browser inside WeChat may lack.
CHAT = "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.49"
POOR = """for (const name of ['MediaRecorder', 'BarcodeDetector', 'showSaveFilePicker', 'indexedDB'])
  Object.defineProperty(window, name, { value: undefined });
for (const name of ['clipboard', 'share', 'geolocation', 'permissions', 'locks'])
  Object.defineProperty(navigator, name, { value: undefined });
Storage.prototype.setItem = () => { throw new Error('full') }; delete crypto.randomUUID"""


def _case(world: World, case_id: int) -> dict[str, Any]:
    return world.sign_in("station").case(case_id)


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


def _attach(page: Page, seed: int) -> None:
    page.locator("input[type=file]").first.set_input_files(
        [{"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(seed)}])


def test_joining_before_sending_and_following_from_another_phone(phone: Page, world: World, browser: Browser) -> None:
    main = world.receipt(photos=[jpeg(70)])["case_id"]
    phone.emulate_media(reduced_motion="reduce")
    phone.goto("/report")
    expect(phone.get_by_text("后溪镇 · 第01网格")).to_be_visible()
    _attach(phone, 71)
    phone.get_by_role("button", name="露天焚烧").click()
    phone.get_by_role("button", name="加入这件（照片一并附上）").click()
    assert _violations(phone) == []
    phone.get_by_role("button", name="提交并加入这件").click()
    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    expect(phone.get_by_role("img", name="用另一台手机扫码看进度")).to_be_visible()
    assert (len(_case(world, main)["reports"]), len(_case(world, main)["photos"])) == (2, 2)
    ticket, code = phone.locator("dl dd").all_inner_texts()
    other = browser.new_context(base_url=phone.url.split("/report")[0])
    page = other.new_page()
    page.goto(f"/report#/status/{ticket}/{code}")
    expect(page.get_by_text("共 2 人反映同一件事")).to_be_visible()
    assert code not in page.url
    other.close()


def test_noise_is_recorded_and_heard_at_the_station_only(phone: Page, world: World) -> None:
    phone.add_init_script(FAKE_MICROPHONE)
    phone.goto("/report")
    expect(phone.get_by_text("后溪镇 · 第01网格")).to_be_visible()
    phone.get_by_role("button", name="夜间施工噪声").click()
    phone.get_by_role("button", name="正在发生").click()
    phone.get_by_role("button", name="录 15 秒").click()
    expect(phone.get_by_role("button", name=re.compile(r"13\s*秒"))).to_be_visible()
    phone.get_by_role("button", name="秒，点这里结束").click()
    expect(phone.get_by_label("您的录音")).to_be_visible()
    assert _violations(phone) == []
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    newest = world.sign_in("station").get("/cases?category=C01&limit=1").json["items"][0]["id"]  # type: ignore[index]
    case = _case(world, newest)
    assert [1 <= sound["seconds"] <= 15 for sound in case["sounds"]] == [True]
    assert [row["answer"] for row in case["answers"][0]["answers"]] == ["正在发生"]


def test_a_poor_browser_inside_a_chat_gets_a_whole_receipt(browser: Browser, site: str, world: World) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 640}, user_agent=CHAT,
                                  reduced_motion="reduce", locale="zh-CN")
    context.add_init_script(POOR)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto("/report")
    _attach(page, 72)
    page.get_by_role("button", name="用我现在的位置").click()
    expect(page.get_by_text("可在地图上选，或只写地点")).to_be_visible()
    page.get_by_label("路名、门牌或地标").fill("集美区后溪镇杏林湾路桥下")
    page.get_by_role("button", name="夜间施工噪声").click()
    expect(page.get_by_role("button", name="录 15 秒")).to_have_count(0)
    expect(page.get_by_text("选录音文件")).to_be_visible()
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    page.get_by_role("button", name="存为图片").click()
    expect(page.get_by_text("长按图片，保存到相册")).to_be_visible()  # a picture is drawn first
    expect(page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert broken == []
    context.close()


def test_a_wrong_clock_and_a_kind_that_was_removed_are_said_and_lose_nothing(phone: Page) -> None:
    phone.clock.install(time=datetime.now(UTC) - timedelta(days=1))

    def with_one_more(route: Route) -> None:
        answer = route.fetch()
        body = answer.json()
        body["categories"].append({**next(one for one in body["categories"] if one["code"] == "A05"),
                                   "code": "A99", "public_name": "旧类别"})
        route.fulfill(response=answer, json=body)

    phone.route("**/api/v1/categories", with_one_more, times=1)
    phone.goto("/report")
    expect(phone.get_by_text("后溪镇 · 第01网格")).to_be_visible()
    _attach(phone, 73)
    phone.get_by_role("button", name="生态环保").click()
    phone.get_by_role("button", name="旧类别").click()
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.get_by_text("没有这个类别").first).to_be_visible()
    expect(phone.locator(".photos img")).to_have_count(1)
    expect(phone.get_by_role("button", name="旧类别")).to_have_count(0)
    phone.get_by_role("button", name="说不清").click()
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    expect(phone.get_by_text("您手机的时间与标准时间相差较大")).to_be_visible()


def test_not_solved_is_one_tap_that_can_be_taken_back(phone: Page, world: World) -> None:
    case_id, receipt = world.case_in("checked")
    phone.clock.install()
    phone.goto(f"/report#/status/{receipt['ticket']}/{receipt['query_code']}")
    phone.get_by_role("button", name="还没解决").click()
    phone.get_by_role("button", name="撤销").click()
    phone.clock.run_for(5000)
    assert _case(world, case_id)["state"] == "checked"
    phone.get_by_role("button", name="还没解决").click()
    phone.clock.run_for(4500)
    expect(phone.get_by_role("heading", name="您的评价")).to_be_visible()
    assert _case(world, case_id)["state"] == "handling"
    assert world.page_of(receipt)["rating"]["satisfaction"] is None


def test_the_public_map_lists_what_it_shows_and_is_loaded_when_opened(phone: Page, world: World) -> None:
    world.receipt(category="D01")
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.emulate_media(reduced_motion="reduce")
    phone.goto("/report")
    phone.get_by_role("link", name="公开地图").click()
    expect(phone.get_by_role("heading", name="大家反映的问题")).to_be_visible()
    row = phone.locator(".rows li", has_text="乱倒垃圾").first
    row.get_by_role("button").first.click()
    expect(row.get_by_text("还没有公开的照片")).to_be_visible()
    assert _violations(phone) == []
    libraries = [url for url in asked if "maplibre" in url]
    first_case = next(number for number, url in enumerate(asked) if "/public/cases" in url)
    assert libraries
    assert min(asked.index(url) for url in libraries) >= asked.index(next(url for url in asked if "MapPage" in url))
    assert first_case > 0
