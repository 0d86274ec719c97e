"""The picture of the flow, drawn from its table so that it cannot be wrong."""

from workflows.case_flow import TRANSITIONS
from workflows.states import ACTION_NAMES, PHASE_NAMES, PHASE_OF, STATE_NAMES, Action, Phase, State

# One colour per phase everywhere: discover amber, handle blue, evaluate violet, feedback green.
COLOURS = {
    Phase.DISCOVER: "fill:#fdf0d5,stroke:#b7791f",
    Phase.HANDLE: "fill:#dceafd,stroke:#2b6cb0",
    Phase.EVALUATE: "fill:#e9e2fb,stroke:#6b46c1",
    Phase.FEEDBACK: "fill:#dcf3e4,stroke:#2f855a",
}


def edges() -> dict[tuple[State | None, State], list[Action]]:
    """Every change of state with the actions that make it, in the table's order; staying is no edge."""
    found: dict[tuple[State | None, State], list[Action]] = {}
    for row in TRANSITIONS:
        targets = row.others if row.target is None else (row.target, *row.others)
        for source in row.sources:
            for target in targets:
                actions = found.setdefault((source, target), [])
                if source is not target and row.action not in actions:
                    actions.append(row.action)
    return {pair: actions for pair, actions in found.items() if actions}


def mermaid() -> str:
    """The flow as a Mermaid state diagram with Chinese labels; ends with a line break."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{STATE_NAMES[state]}" as {state}' for state in State]
    for (source, target), actions in edges().items():
        words = "、".join(ACTION_NAMES[action] for action in actions)
        lines.append(f"    {source or '[*]'} --> {target}: {words}")
    for phase in Phase:
        members = ",".join(state for state in State if PHASE_OF[state] is phase)
        lines += [
            f"    %% {PHASE_NAMES[phase]}",
            f"    classDef {phase} {COLOURS[phase]}",
            f"    class {members} {phase}",
        ]
    return "\n".join(lines) + "\n"
