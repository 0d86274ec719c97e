"""Hand-over to law enforcement (线索移送) and the way back."""

SENT = "sent"
RETURNS = (
    ("filed", "立案"),
    ("not-filed", "不立案"),
    ("penalty", "处罚决定"),
    ("enforced", "执行完毕"),
)
STATUS_NAMES = {SENT: "已移送，等待回传", **dict(RETURNS)}
# After these nothing more comes back; a filed case or a decision is still waited for.
SETTLED = frozenset({"not-filed", "enforced"})


def is_settled(status: str) -> bool:
    """Whether the authority has said its last word."""
    return status in SETTLED
