"""Doubts about evidence: which exist, who may see and decide them. A doubt is a question and blames nobody."""

from collections.abc import Iterable

from workflows.roles import Post, Role

# code → name; each is raised by a rule of workflows.evidence, `differs` by a blind re-check.
CODE_NAMES = {
    "reused": "照片重复使用",
    "similar": "照片高度相近",
    "unchanged": "处置前后为同一照片",
    "far": "拍摄地点较远",
    "early": "拍摄时间过早",
    "future": "拍摄时间晚于提交",
    "clock": "手机时钟不准",
    "speed": "移动速度不合常理",
    "cluster": "自报自办集中",
    "differs": "盲查结果不一致",
}
CODES = tuple(CODE_NAMES)
OPEN, ACCEPTED, DISMISSED = "open", "accepted", "dismissed"
VERDICTS = (OPEN, ACCEPTED, DISMISSED)
VERDICT_NAMES = {OPEN: "待核", ACCEPTED: "成立", DISMISSED: "排除"}

DECIDERS = frozenset({Role.STATION_HEAD, Role.COORDINATOR, Role.ASSESSOR})
READERS = DECIDERS | {Role.LEADER, Role.AUDITOR}


def reads(posts: Iterable[Post]) -> tuple[Post, ...]:
    """The posts of a person that show doubts: those who answer for the evidence, never the one who took it."""
    return tuple(post for post in posts if post.role in READERS and post.department is None)
