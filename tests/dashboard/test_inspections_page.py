"""A special inspection on a phone: filled in without a network, sent once there is one, a case in one tap."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.builders import DISTRICT, World, jpeg
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}
ITEMS = [
    {"code": "purifier", "text": "净化设施开着", "kind": "yes_no", "points": 60, "photo": "always", "category": "A02"},
    {"code": "cleaned", "text": "距上次清洗天数", "kind": "number", "points": 40, "photo": "never", "at_most": "90"}]


def running(world: World) -> int:
    """A campaign of the district's assessor, who also goes, with one spot."""
    assessor, today = world.sign_in("assessor"), datetime.now(UTC).date().isoformat()
    me, (lon, lat) = assessor.get("/me").json["person"]["id"], world.point_in()  # type: ignore[index]
    path = "/inspections"
    for body in ({"title": "餐饮油烟专项", "division": DISTRICT, "first": today, "last": today, "items": ITEMS,
                  "inspectors": [me]}, {"spots": [{"name": "夜市一条街", "lon": lon, "lat": lat}]}, {}):
        answer = assessor.post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})
        assert answer.status_code in (200, 201), answer.json
        number = answer.json["id"]  # type: ignore[index]
        path = f"/inspections/{number}/{'places' if path == '/inspections' else 'start'}"
    return int(number)


def test_a_place_is_looked_at_without_a_network_and_a_finding_becomes_a_case(open_page: Open, world: World) -> None:
    number = running(world)
    page = open_page(f"/assess#tab=inspections&inspection={number}", "assessor", PHONE)
    page.get_by_role("button", name="夜市一条街").first.click()
    purifier, cleaned = page.locator("#item-purifier"), page.locator("#item-cleaned")
    purifier.get_by_role("button", name="否", exact=True).click()
    page.get_by_role("button", name="提交").click()
    expect(purifier).to_contain_text("这一项要拍照")
    purifier.locator("input[type=file]").first.set_input_files(
        {"name": "site.jpg", "mimeType": "image/jpeg", "buffer": jpeg(5)})
    cleaned.get_by_role("textbox").first.fill("30")
    expect(page.get_by_text("已填完")).to_be_visible()
    assert not violations(page)

    page.context.set_offline(True)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("没有网络")).to_be_visible()
    page.context.set_offline(False)  # it goes by itself, once
    page.get_by_role("button", name="立案", exact=True).click()
    expect(page.get_by_role("link", name="案件 HB")).to_be_visible()
    found = world.sign_in("assessor").get(f"/inspections/{number}/results").json["total"]  # type: ignore[index]
    assert (found["done"], found["items"], found["part"], found["whole"], found["cases"]) == (1, 2, 40, 100, 1)

    office = open_page(f"/assess#tab=inspections&inspection={number}", "assessor")
    office.get_by_role("button", name="结果").click()
    expect(office.get_by_text("40.0")).not_to_have_count(0)
    assert not violations(office)
