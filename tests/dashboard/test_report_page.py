"""随手拍 in a browser: a report without typing, nothing lost on a bad line, the answer rated, readable for all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.architecture.tree import ROOT
from tests.builders import World, jpeg

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
AXE = ROOT / "dashboard" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def _attach(page: Page, seed: int) -> None:
    page.locator("input[type=file]").first.set_input_files(
        [{"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(seed)}])
    expect(page.locator(".photos img")).to_have_count(1)


def _fill(page: Page, seed: int) -> None:
    page.goto("/report")
    expect(page.get_by_text("后溪镇 · 第01网格")).to_be_visible()
    _attach(page, seed)
    page.get_by_role("button", name="露天焚烧").click()


def _receipt(page: Page) -> dict[str, str]:
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    ticket, code = page.locator("dl dd").all_inner_texts()
    return {"ticket": ticket, "query_code": code}


def _open_cases(world: World) -> int:
    return len(world.sign_in("station").get("/cases?open=true&limit=200").json["items"])  # type: ignore[index]


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


def test_photo_kind_send_is_a_whole_report(phone: Page, world: World) -> None:
    _fill(phone, 1)
    phone.get_by_role("button", name="提交", exact=True).click()
    receipt = _receipt(phone)
    seen = world.page_of(receipt)
    assert (seen["category"]["name"], seen["grid"]["code"], len(seen["photos"])) == ("露天焚烧", "350211103G01", 1)
    phone.get_by_role("link", name="看进度").click()
    expect(phone.get_by_text("现在由谁负责")).to_be_visible()
    assert receipt["query_code"] not in phone.url


def test_what_is_missing_is_said_where_it_is_missing(phone: Page) -> None:
    phone.goto("/report")
    expect(phone.get_by_text("后溪镇 · 第01网格")).to_be_visible()
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.get_by_text("请选一个类别")).to_be_visible()
    expect(phone.get_by_role("button", name="乱倒垃圾")).to_be_focused()


def test_a_draft_survives_a_reload_with_its_photo(phone: Page) -> None:
    _fill(phone, 2)
    phone.fill("#description", "桥下冒烟")
    phone.wait_for_timeout(900)  # kept half a second after the last change
    phone.reload()
    expect(phone.get_by_text("已恢复上次没写完的内容")).to_be_visible()
    expect(phone.locator("#description")).to_have_value("桥下冒烟")
    expect(phone.locator(".photos img")).to_have_count(1)


def test_an_answer_that_never_came_makes_one_report(phone: Page, world: World) -> None:
    tries: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        tries.append(1)
        if len(tries) > 1:
            return route.continue_()
        route.fetch()
        return route.abort()

    before = _open_cases(world)
    phone.route("**/api/v1/reports", lose_the_first_answer)
    _fill(phone, 3)
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.get_by_text("还没收到回执")).to_be_visible()
    phone.reload()
    _receipt(phone)
    # The first try had arrived: the second brought the receipt of the very same case.
    assert (len(tries), _open_cases(world)) == (2, before + 1)


def test_the_answer_is_read_and_rated(phone: Page, world: World) -> None:
    _case, receipt = world.case_in("checked")
    phone.goto("/report#/status")
    phone.get_by_label("流水号").fill(receipt["ticket"])
    phone.get_by_label("查询码").fill(receipt["query_code"])
    phone.get_by_role("button", name="查询").click()
    expect(phone.get_by_text("火已扑灭，垃圾已清运。").first).to_be_visible()
    phone.get_by_role("button", name="提交评价").click()
    expect(phone.get_by_text("两个问题都请选一项")).to_be_visible()
    phone.get_by_text("部分解决", exact=True).click()
    phone.locator("label", has_text="不满意").last.click()
    phone.get_by_role("button", name="提交评价").click()
    expect(phone.get_by_role("heading", name="您的评价")).to_be_visible()
    rating = world.page_of(receipt)["rating"]
    assert (rating["solved"], rating["satisfaction"]) == ("partly", 2)


def test_a_wrong_code_tells_nothing(phone: Page, world: World) -> None:
    receipt = world.receipt()
    phone.goto("/report#/status")
    phone.get_by_label("流水号").fill(receipt["ticket"])
    phone.get_by_label("查询码").fill("WRONGCODE9")
    phone.get_by_role("button", name="查询").click()
    expect(phone.get_by_text("流水号或查询码不对")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_keep_the_accessibility_rules(phone: Page, world: World, theme: str) -> None:
    phone.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    _fill(phone, 4)
    phone.locator("label", has_text="匿名提交").click()
    assert _violations(phone) == []
    phone.get_by_role("button", name="生态环保").click()
    assert _violations(phone) == []
    phone.keyboard.press("Escape")
    phone.get_by_role("button", name="提交", exact=True).click()
    _receipt(phone)
    assert _violations(phone) == []
    phone.get_by_role("link", name="看进度").click()
    expect(phone.get_by_text("现在由谁负责")).to_be_visible()
    assert _violations(phone) == []


def test_english_fits_the_phone(phone: Page) -> None:
    phone.goto("/report?lang=en")
    expect(phone.get_by_role("button", name="Open burning")).to_be_visible()
    for width in (390, 320):
        phone.set_viewport_size({"width": width, "height": 700})
        assert phone.evaluate("document.documentElement.scrollWidth") <= width


def test_somebody_beyond_the_city_still_reports_in_words(phone: Page, world: World) -> None:
    phone.context.set_geolocation({"longitude": 118.7, "latitude": 24.9, "accuracy": 30})
    phone.goto("/report")
    expect(phone.get_by_text("不在厦门市范围内", exact=True)).to_be_visible()
    phone.get_by_label("路名、门牌或地标").fill("杏林湾路桥下")
    phone.get_by_role("button", name="说不清").click()
    phone.get_by_role("button", name="提交", exact=True).click()
    assert world.page_of(_receipt(phone))["place_text"] == "杏林湾路桥下"
