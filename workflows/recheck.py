"""Second looks by lot: which cases are drawn, who may be sent, and when a result differs from the first."""

from datetime import timedelta

KINDS = ("settled", "self_handled")
RESULTS = ("solved", "partly", "unsolved", "no_access")
RESULT_NAMES = {"solved": "问题已解决", "partly": "部分解决", "unsolved": "问题仍在", "no_access": "无法进入"}
DUE = timedelta(days=3)


def is_drawn(ticket: int, percent: int) -> bool:
    """Whether a case whose lot is `ticket` (a large number that nobody can foresee) is among the drawn share."""
    return ticket % 10_000 < percent * 100


def differs(result: str) -> bool:
    """Whether somebody who did not know that it was called settled found it otherwise; no access says nothing."""
    return result in ("partly", "unsolved")
