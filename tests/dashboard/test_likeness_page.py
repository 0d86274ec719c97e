"""Likeness and doubts in a browser: merged in one key and back, decided with a note, a refusal told before sending."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from server.actions.judging import judge_photos
from tests.builders import World, jpeg
from tests.dashboard.opening import Open, violations
from tests.server.test_likeness import SAID, decline, spot

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}
WAIT = 20_000


def test_the_same_matter_is_merged_by_one_key_and_taken_apart_again(open_page: Open, world: World) -> None:
    main = world.receipt(photos=[jpeg(40)], **spot(world, 0), **SAID)
    same = world.receipt(photos=[jpeg(40)], description="池塘边又在烧垃圾，烟很大", **spot(world, 0, 15))
    page = open_page(f"/desk?case={same['case_id']}", "station")
    panel = page.get_by_label("可能是同一件事")
    expect(panel).to_contain_text("照片是同一张", timeout=WAIT)
    expect(panel.locator("figure img")).to_have_count(2)
    assert not violations(page)
    page.locator("article.pane").click(position={"x": 5, "y": 5})
    page.keyboard.press("Shift+M")
    expect(page.get_by_text(f"已并入 {main['number']}")).to_be_visible(timeout=WAIT)
    assert world.sign_in("station").case(main["case_id"])["merged"]
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("案件回到原来的状态")).to_be_visible(timeout=WAIT)
    assert not world.sign_in("station").case(main["case_id"])["merged"]


@pytest.mark.parametrize("size", [None, PHONE])
def test_a_doubt_is_decided_with_a_note(open_page: Open, world: World, size: dict[str, int] | None) -> None:
    case_id = world.receipt(photos=[jpeg(50)], **spot(world, 3 if size else 1))["case_id"]
    station = world.sign_in("station")
    for number in (1, 2):
        seen = station.step(case_id, "ask-confirmation") if number == 1 else world.sign_in("member").step(
            case_id, "confirm", {"result": "true"}, photos=[jpeg(90 + (10 if size else 0))])
        assert seen.status_code == 200, seen.json
    other = world.receipt(photos=[jpeg(90 + (10 if size else 0))], grid="350211103G05")["case_id"]
    judge_photos(datetime.now(UTC))
    page = open_page("/desk", "station_head", size)
    page.get_by_role("button", name=re.compile("^存疑")).click(timeout=WAIT)
    dialog = page.get_by_role("dialog", name="存疑")
    card = dialog.locator("article").filter(has_text=str(world.sign_in("station_head").case(other)["number"])).first
    expect(card).to_contain_text("同一张照片已用于案件", timeout=WAIT)
    assert not violations(page)
    card.get_by_role("button", name="排除").click()
    expect(card.get_by_role("button", name="核定")).to_be_disabled()
    card.get_by_label("依据").fill("两件是同一堆垃圾，反映人报了两次")
    card.get_by_role("button", name="核定").click()
    expect(card).to_have_count(0, timeout=WAIT)


def test_a_refusal_near_by_is_told_first_and_the_report_is_taken_all_the_same(phone: Page, world: World) -> None:
    lon, lat = world.point_in()
    decline(world, world.receipt(lon=lon, lat=lat)["case_id"])
    phone.goto("/report")
    phone.get_by_text("露天焚烧", exact=True).click(timeout=WAIT)
    told = phone.get_by_role("status").filter(has_text="最近没有受理")
    expect(told).to_be_visible(timeout=WAIT)
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(told.get_by_role("checkbox")).to_be_focused()
    told.get_by_role("checkbox").check()
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.get_by_text("由另一位工作人员受理")).to_be_visible(timeout=WAIT)


def test_thresholds_are_read_by_everybody_and_changed_by_the_administrator(open_page: Open) -> None:
    page = open_page("/rules#tab=evidence", "admin")
    field = page.get_by_label("抽查比例")
    expect(field).to_have_value("5", timeout=WAIT)
    field.fill("8")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存")).to_be_visible(timeout=WAIT)
    assert not violations(page)
    page = open_page("/rules#tab=evidence", "station")
    expect(page.get_by_label("抽查比例")).to_have_value("8", timeout=WAIT)
    expect(page.get_by_label("抽查比例")).not_to_be_editable()
