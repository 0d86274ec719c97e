"""docs/case-flow.md as it must be: `.venv/bin/python -m tests.ground.case_flow_document > docs/case-flow.md`."""

from __future__ import annotations

from workflows.case_flow import TRANSITIONS
from workflows.diagram import mermaid
from workflows.states import ACTION_NAMES, PHASE_NAMES, PHASE_OF, STATE_NAMES, State

HEAD = """# 案件流程 · The flow of a case

这一页由流程表生成，测试保证它与 `workflows/` 一致，不要手改。
*Generated from the table of steps and kept equal to it by a test; do not edit by hand.*
"""


def _states() -> list[str]:
    rows = [f"| {PHASE_NAMES[PHASE_OF[state]]} | {STATE_NAMES[state]} | `{state}` |" for state in State]
    return ["| 阶段 phase | 状态 state | 代码 code |", "|---|---|---|", *rows]


def _steps() -> list[str]:
    seen: dict[str, str] = {}
    for row in TRANSITIONS:
        why = f"{row.why}<br>*{row.why_en}*"
        seen.setdefault(f"{ACTION_NAMES[row.action]} `{row.action}`", why)
    rows = [f"| {step} | {why} |" for step, why in seen.items()]
    return ["| 步骤 step | 为什么 why |", "|---|---|", *rows]


def document() -> str:
    """The whole page: the diagram, the states, every step with its reason."""
    diagram = ["```mermaid", mermaid().rstrip("\n"), "```"]
    parts = (diagram, ["## 状态 · States"], _states(), ["## 步骤与理由 · Steps and reasons"], _steps())
    return HEAD + "\n" + "\n\n".join("\n".join(part) for part in parts) + "\n"


if __name__ == "__main__":
    print(document(), end="")
