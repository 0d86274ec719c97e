"""Texts with places to fill in, such as 您反映的{类别}: what a text asks for, and the text filled in."""

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# What a text may ask for. Nothing of it is a reporter's: no name, no phone, no words.
PLACEHOLDERS = (
    "编号",
    "类别",
    "地点",
    "处置单位",
    "处置日期",
    "处置说明",
    "反映日期",
    "不予受理理由",
    "重新办理期限",
)
OPEN = "（{name}待填）"


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """Names in braces that nothing stands for, in their order; a lone brace counts as one."""
    found = [name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    rest = PLACEHOLDER.sub("", text)
    return (*dict.fromkeys(found), *(("{",) if "{" in rest or "}" in rest else ()))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every known value in its place; what is not known yet says so, so that nobody sends it unseen."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1]) or OPEN.format(name=found[1]), text)


def fits(template_category: str | None, category: str) -> int:
    """How closely a text's category fits a case's: 2 the same, 1 its group, 0 for all, -1 not at all."""
    if template_category is None:
        return 0
    if template_category == category:
        return 2
    return 1 if len(template_category) == 1 and category.startswith(template_category) else -1
