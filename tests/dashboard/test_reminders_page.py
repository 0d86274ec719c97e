"""Reminders in a browser: the bell leads to its case, an order tells what was said, the ladder is saved as a whole."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from server.actions.reminders import remind_due
from server.models import Case, Message
from server.transaction import transaction
from tests.builders import World
from tests.dashboard.conftest import PHONE
from tests.dashboard.opening import Open, violations
from tests.server.people import take

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("installation", ["sqlite"], indirect=True)]
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def supervised(world: World) -> str:
    """A case that is late in handling and under an order with a reply; its number."""
    case_id = world.case_in("handling")[0]
    now = datetime.now(UTC)
    take(world, "leader", case_id, "supervise", text="两天内清完并装上围挡", due_at=(now + 48 * HOUR).isoformat())
    take(world, "department", case_id, "reply-order", text="已清运一车")
    with transaction() as tx:
        tx.session.execute(update(Case).where(Case.id == case_id).values(
            due_at=now - HOUR, warn_at=now - 2 * HOUR, due_limit="5 natural_hours", remind_at=now - HOUR))
    remind_due(now)
    with transaction() as tx:  # as if it were morning
        tx.session.execute(update(Message).values(deliver_at=now - HOUR))
    return world.sign_in("department").case(case_id)["number"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("size", [None, PHONE])
def test_the_bell_leads_to_its_case(open_page: Open, supervised: str, size: dict[str, int] | None) -> None:
    page = open_page("/desk", "leader", size)
    bell = page.get_by_role("button", name=re.compile("^消息"))
    expect(bell).to_have_accessible_name(re.compile("条未读|没有未读"))
    bell.click()
    dialog = page.get_by_role("dialog", name="消息")
    dialog.get_by_role("button", name="全部", exact=True).click()
    replied = dialog.get_by_role("button", name=re.compile("您签发的督办有了回复"))
    expect(replied).to_contain_text(supervised)
    assert violations(page) == []
    replied.click()
    expect(dialog).to_be_hidden()
    panel = page.get_by_role("region", name="督办")
    expect(panel).to_contain_text("已回复，等签发人")
    expect(panel).to_contain_text("已清运一车")


def test_an_administrator_changes_the_ladder_and_others_read_it(open_page: Open, supervised: str) -> None:
    page = open_page("/rules#tab=ladder", "admin")
    general = page.get_by_role("region", name="一般环节")
    general.get_by_role("button", name="久拖报领导：停用").click()
    general.get_by_role("button", name="到期提醒：改").click()
    form = page.get_by_role("dialog", name="改一级")
    form.get_by_label("怎么说").fill("{stage}到点了（{due}）")
    expect(form).to_contain_text("到期提醒：处置到点了（11月23日 17:30）")
    assert violations(page) == []
    form.get_by_role("button", name="好").click()
    page.get_by_role("button", name="保存，立即生效").click()
    expect(page.get_by_text("第 1 版")).to_be_visible()
    expect(page.get_by_role("button", name="保存，立即生效")).to_be_hidden()
    reader = open_page("/rules#tab=ladder", "station")
    expect(reader.get_by_role("region", name="一般环节")).to_contain_text("已停用")
    expect(reader.get_by_role("button", name="久拖报领导：启用")).to_have_count(0)
