"""How cases of the simulated quarter live: who takes which step, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tests.builders import TOWN, UNIT

Fields = dict[str, Any] | Callable[[datetime], dict[str, Any]]
Step = tuple[str, str, Fields, bool]  # who, action, fields, with a photo
Life = tuple[Step, ...]
OTHER_UNIT, TOWN_UNIT = "350211-ST", f"{TOWN}-ZZ"


def sent(unit: str = UNIT) -> Life:
    """The district sends it to a unit."""
    return (("dispatcher", "dispatch", {"department": unit}, False),)


def worked(who: str = "department") -> Life:
    """A unit signs and handles."""
    return ((who, "sign", {}, False), *done(who))


def done(who: str = "department") -> Life:
    """A unit handles."""
    return ((who, "handle", {"note": "已清理"}, True),)


def _until(now: datetime) -> dict[str, Any]:
    return {"until": (now + timedelta(days=9)).date().isoformat(), "reason": "等枯水期"}


def _long(now: datetime) -> dict[str, Any]:
    return {"until": (now + timedelta(days=60)).date().isoformat(), "reason": "等设备"}


ASK: Life = (("station", "ask-confirmation", {}, False), ("confirmer", "confirm", {"result": "true", "note": "属实"},
                                                          False), ("station", "register", {}, False))
PASS: Life = (("station", "check-pass", {"answer": "已办理"}, False),)
DISTRICT_PASS: Life = (("dispatcher", "check-pass", {"answer": "已办理"}, False),)
FAIL: Life = (("station", "check-fail", {"reason": "有残留"}, True),)
BACK: Life = (("department", "return", {"reason": "不属本局"}, False),)
RULED: Life = (("coordinator", "rule", {"department": UNIT, "responsible": "return", "reason": "属本局"}, False),)
RULED_AWAY: Life = (("coordinator", "rule", {"department": OTHER_UNIT, "responsible": "dispatch", "reason": "属他局"},
                     False),)
GRANT: Life = (("city_coordinator", "approve-suspension", {"granted": True}, False),)
HOLD: Life = (("department", "suspend", _until, False), *GRANT, ("department", "resume", {"note": "水退了"}, False))
HOLD_LONG: Life = (("department", "suspend", _long, False), *GRANT)
LIMIT = {"amount": 2, "unit": "working_days"}
MORE: Life = (("department", "extend", {"limit": LIMIT, "reason": "等设备"}, False),
              ("city_coordinator", "approve-extension", {"granted": True, "limit": LIMIT}, False))
MOVED: Life = (("dispatcher", "transfer", {"department": OTHER_UNIT, "reason": "派错了"}, False),)
CALL: Life = (("station", "contact", {"reached": True, "note": "已联系"}, False),)
MISSED_CALL: Life = (("station", "contact", {"reached": False, "note": "没有接"}, False),)
SLIP: Life = (("dispatcher", "undo", {"note": "点错了"}, False),)
SELF: Life = (("member", "self-handle", {"note": "顺手清了"}, True),
              ("station", "check-pass", {"answer": "已核定"}, False))
SELF_FAILED: Life = (*SELF[:1], ("station", "check-fail", {"reason": "没有清完"}, True), *sent(), *worked(), *PASS)
DECLINED: Life = (("station", "decline", {"reason_code": "not-competent", "note": "不归我们管"}, False),)
WITHDRAWN: Life = (("reporter", "withdraw", {"note": "自己解决了"}, False),)
SILENT: Life = ASK[:1]  # whoever was asked never confirms
UNHANDLED: Life = (*ASK, *sent(), *worked()[:1])
MERGED: Life = (("station", "merge", {}, False),)
PLAIN: Life = (*ASK, *sent(), *worked(), *PASS)
# What becomes of what the public reports, with how often.
LIVES: tuple[tuple[int, Life], ...] = (
    (14, PLAIN), (6, (*CALL, *PLAIN)), (2, (*MISSED_CALL, *PLAIN)),
    (4, (*ASK, *sent(), *BACK, *sent(), *worked(), *PASS)),
    (2, (*ASK, *sent(), *BACK, *sent(), *BACK, *RULED, *worked(), *PASS)),
    (1, (*ASK, *sent(), *BACK, *sent(), *BACK, *RULED_AWAY, *worked("ecology"), *PASS)),
    (5, (*ASK, *sent(), *worked()[:1], *MORE, *done(), *PASS)),
    (3, (*ASK, *sent(), *worked()[:1], *HOLD, *done(), *PASS)), (1, (*ASK, *sent(), *worked()[:1], *HOLD_LONG)),
    (6, (*PLAIN[:-1], *FAIL, *done(), *PASS)), (2, (*ASK, *sent(), *MOVED, *worked("ecology"), *PASS)),
    (4, (*ASK, *sent(TOWN_UNIT), *worked("town_unit"), *DISTRICT_PASS)),
    (4, (*ASK, *sent(OTHER_UNIT), *worked("ecology"), *PASS)), (1, (*ASK, *sent(), *SLIP, *sent(), *worked(), *PASS)),
    (1, DECLINED), (1, WITHDRAWN), (2, MERGED), (1, (*ASK, *MERGED)), (1, SILENT), (2, UNHANDLED))
OF_TOWN: Life = LIVES[11][1]  # handled by the town's own unit

