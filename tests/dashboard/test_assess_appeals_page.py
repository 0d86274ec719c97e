"""Setting a case aside and the burden page in a browser: the station asks, the district decides, both read on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.builders import World
from tests.dashboard.opening import Open, violations

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}


def test_a_station_asks_and_the_district_sets_the_case_aside(open_page: Open, world: World) -> None:
    number = world.sign_in("station").case(world.case_in("registered")[0])["number"]
    station = open_page("/assess#tab=appeals", "station", PHONE)
    expect(station.get_by_text("您还没有提出过申诉")).to_be_visible()
    assert not violations(station)
    station.get_by_role("button", name="申请剔除案件").click()
    station.get_by_label("案件编号").fill(number)
    station.get_by_role("button", name="查找").click()
    station.get_by_text("恶意反映剔除").click()
    station.get_by_label("请写明依据").fill("同一人三次虚构同一件事，到场均无此事")
    assert not violations(station)
    station.get_by_role("button", name="提交申请").click()
    expect(station.get_by_text("一审：等候裁定")).to_be_visible()
    assert not violations(station)

    assessor = open_page("/assess#tab=appeals", "assessor")
    assessor.get_by_role("button", name=number).click()
    assessor.get_by_text("支持", exact=True).click()
    assessor.get_by_label("理由（提出人会看到）").fill("三次到场记录均属虚构")
    assert not violations(assessor)
    assessor.get_by_role("button", name="确定裁定").click()
    expect(assessor.get_by_text("一审：支持")).to_be_visible()
    assessor.get_by_role("button", name="返回列表").click()
    expect(assessor.get_by_role("button", name="已剔除 1")).to_be_visible()


def test_a_leader_opens_what_a_figure_of_burden_is_made_of(open_page: Open) -> None:
    leader = open_page("/assess#tab=burden", "leader")
    leader.get_by_role("button", name="要求填写").first.click()
    assert not violations(leader)
    leader.get_by_role("button", name="后溪镇").click()
    expect(leader.get_by_role("dialog")).to_contain_text("按类别规则必填")
    assert not violations(leader)
