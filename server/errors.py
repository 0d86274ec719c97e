"""The one table of what can go wrong for a caller. A leaf: all of server may import it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# slug → (HTTP status, title). The slug is the last part of the problem's `type`.
CATALOGUE: Mapping[str, tuple[int, str]] = {
    "bad-request": (400, "请求无法理解"),
    "validation": (422, "有字段不符合要求"),
    "sign-in-required": (401, "请先登录"),
    "sign-in-failed": (401, "用户名或密码不对"),
    "csrf": (403, "页面已过期，请刷新后再试"),
    "role-forbidden": (403, "您的岗位不能做这一步"),
    "territory-forbidden": (403, "不在您的辖区或职责内"),
    "wrong-query-code": (403, "查询码不对"),
    "not-found": (404, "没有找到"),
    "outside-city": (404, "不在厦门市范围内"),
    "method-not-allowed": (405, "不支持这种请求方法"),
    "not-acceptable": (406, "不支持这种格式"),
    "invalid-transition": (409, "现在不能做这一步"),
    "post-conflict": (409, "与已有的岗位安排冲突"),
    "emergency-running": (409, "本区正处于应急状态"),
    "window-closed": (409, "已超过可以操作的时间"),
    "idempotency-conflict": (409, "同一编号已用于不同的内容"),
    "stale-version": (412, "已被别人更新"),  # the detail says what it was: one title for cases, calendars, packs
    "payload-too-large": (413, "内容太大"),
    "unsupported-media-type": (415, "不支持这种内容类型"),
    "category-stopped": (422, "这类问题暂停受理"),
    "photo-rejected": (422, "照片不能接收"),
    "sound-rejected": (422, "录音不能接收"),
    "file-rejected": (422, "文件不能导入"),
    "version-required": (428, "缺少 If-Match"),
    "rate-limited": (429, "操作太频繁，请稍后再试"),
    "internal": (500, "系统内部错误"),
    "not-ready": (503, "系统暂时不可用"),
}


@dataclass(frozen=True)
class FieldError:
    """One field of the request and what is wrong with it; `field` is a path such as `contact.phone`."""

    field: str
    detail: str


class Problem(Exception):
    """An answer other than success, as RFC 9457 problem details. Raised anywhere, shaped at the edge."""

    def __init__(self, slug: str, detail: str = "", *, status: int | None = None,
                 errors: Sequence[FieldError] = (),
                 retry_after: int | None = None, **extra: Any) -> None:
        super().__init__(f"{slug}: {detail}")
        self.slug = slug
        usual, self.title = CATALOGUE[slug]
        self.status = status or usual
        self.detail = detail or self.title
        self.errors = tuple(errors)
        self.retry_after = retry_after
        self.extra = extra

    def body(self, request_id: str) -> dict[str, Any]:
        """The JSON object of application/problem+json."""
        return {
            "type": f"/problems/{self.slug}", "title": self.title, "status": self.status,
            "detail": self.detail, "request_id": request_id,
            "errors": [{"field": error.field, "detail": error.detail} for error in self.errors],
            **self.extra,
        }


def invalid(field: str, detail: str) -> Problem:
    """A validation problem of one field."""
    return Problem("validation", detail, errors=(FieldError(field, detail),))
