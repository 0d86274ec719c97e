"""Publishing in a browser: frozen, displayed, objected to by a stranger, answered, final; a reward by three people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from server.actions.assess import compute_draft
from server.queries.moments import city_day
from tests.builders import World
from tests.dashboard.opening import Open, violations
from tests.server.published import clock, life
from tests.server.tables import total_from_anything
from workflows.assessment.periods import period_around
from workflows.assessment.scheme import PeriodKind

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
PHONE = {"width": 390, "height": 844}
TAB = "/assess#tab=publishing"
AGREED = "事实和得分都核对过，同意。"
SLOW = 30_000


@pytest.fixture
def ended(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[str, datetime]:
    """A month with a life in it, which is over for whoever looks: its name as a draft, and the moment."""
    total_from_anything()
    life(world)
    now = datetime.now(UTC)
    compute_draft(PeriodKind.MONTH, city_day(now), now)
    month = period_around(PeriodKind.MONTH, city_day(now))
    after = now + timedelta(days=(month.last - city_day(now)).days + 3)
    clock(monkeypatch, after)
    return f"{month.first.year}年{month.first.month}月", after


def act(page: Page, name: str, opened: str) -> None:
    """Tap a step of a period, read what it leads to, confirm."""
    card = page.get_by_role("article").filter(has_text=opened)
    card.get_by_role("button", name=name, exact=True).click()
    assert not violations(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=name, exact=True).click()
    expect(dialog).to_be_hidden(timeout=3 * SLOW)


def test_a_period_from_draft_to_a_reward_that_is_paid(open_page: Open, world: World, ended: tuple[str, datetime],
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    name, after = ended
    city = open_page(TAB, "city_assessor")
    act(city, "冻结", name)
    act(city, "开始公示", name)
    card = city.get_by_role("article").filter(has_text=name)
    expect(card).to_contain_text("公示和申诉期到", timeout=SLOW)
    expect(card.get_by_role("button", name="定稿", exact=True)).to_be_disabled()

    number, code = _a_stranger_objects(open_page)
    _answers(open_page)
    stranger = open_page("/display", None, PHONE)
    stranger.get_by_text("查询异议").click()
    stranger.get_by_label("异议编号").fill(number)
    stranger.get_by_label("查询码").fill(code)
    stranger.get_by_role("button", name="查询", exact=True).click()
    expect(stranger.get_by_text("已逐件核对，数字无误。")).to_be_visible(timeout=SLOW)

    clock(monkeypatch, after + timedelta(days=40))
    city = open_page(TAB, "city_assessor")
    act(city, "定稿", name)
    expect(city.get_by_role("article").filter(has_text=name)).to_contain_text("已经定稿", timeout=SLOW)
    _rewarded(open_page, monkeypatch, after + timedelta(days=41))


def _a_stranger_objects(open_page: Open) -> tuple[str, str]:
    """Anybody reads the display and checks its hash; whoever objects leaves no name."""
    page = open_page("/display", None, PHONE)
    objects = page.get_by_role("button", name="有异议 后溪镇")
    expect(objects).to_be_visible(timeout=SLOW)
    page.get_by_text("怎样核对这份公示没有被改过").click()
    page.get_by_role("button", name="在这台设备上核对").click()
    expect(page.get_by_text("对得上")).to_be_visible(timeout=SLOW)
    assert not violations(page)
    objects.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="提出", exact=True).click()
    expect(dialog.get_by_text("请至少写 4 个字")).to_be_visible()
    dialog.get_by_label("您认为哪里不对").fill("<b>这一项</b>算错了，请核对。")
    dialog.get_by_role("button", name="提出", exact=True).click()
    receipt = dialog.locator("dd")
    expect(receipt).to_have_count(2, timeout=SLOW)
    assert not violations(page)
    return receipt.nth(0).inner_text(), receipt.nth(1).inner_text()


def _answers(open_page: Open) -> None:
    page = open_page(f"{TAB}&view=objections", "assessor")
    expect(page.get_by_text("<b>这一项</b>算错了，请核对。")).to_be_visible(timeout=SLOW)
    assert not violations(page)
    page.get_by_role("button", name="答复", exact=True).click()
    page.get_by_label("答复", exact=True).fill("已逐件核对，数字无误。")
    page.get_by_role("button", name="发出答复").click()
    expect(page.get_by_text("已逐件核对，数字无误。")).to_be_visible(timeout=SLOW)


def _rewarded(open_page: Open, monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Proposed by rule, agreed to by another, approved by a third, displayed, paid after the display."""
    clock(monkeypatch, moment)
    assessor = open_page(f"{TAB}&view=rewards", "assessor")
    assessor.get_by_role("button", name="按方案提出").click()
    dialog = assessor.get_by_role("dialog")
    dialog.get_by_label("对象").select_option("grid")
    dialog.get_by_role("button", name="按方案提出").click()
    line = assessor.get_by_role("article").first
    expect(line).to_contain_text("等区考核员或协调员复核", timeout=SLOW)
    expect(line).to_contain_text("提出、复核、批准须是三个不同的人")
    assert not violations(assessor)
    for who, step in (("coordinator", "复核同意"), ("leader", "批准"), ("assessor", "开始公示")):
        _step(open_page(f"{TAB}&view=rewards", who, PHONE), step, AGREED)
    public = open_page("/display", None)
    public.get_by_role("button", name="奖惩").click()
    expect(public.get_by_text("按等次奖励")).to_be_visible(timeout=SLOW)
    clock(monkeypatch, moment + timedelta(days=19))
    paid = open_page(f"{TAB}&view=rewards", "assessor")
    _step(paid, "登记兑现", "凭证 2026-118 号，已发放。")
    expect(paid.get_by_role("article").first).to_contain_text("已兑现", timeout=SLOW)


def _step(page: Page, name: str, words: str) -> None:
    page.get_by_role("article").first.get_by_role("button", name=name, exact=True).click(timeout=SLOW)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(words)
    assert not violations(page)
    dialog.get_by_role("button", name=name, exact=True).click()
    expect(dialog).to_be_hidden(timeout=SLOW)
