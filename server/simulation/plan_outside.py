"""Those outside the loop answer too: law enforcement, the enterprise concerned, the coordinator at a border."""

from __future__ import annotations

from datetime import datetime, timedelta

from server.actions.borders import Seen, rule_border
from server.actions.codes import link_token
from server.actions.enterprise_links import answer_link, make_link
from server.queries.people import Actor
from server.queries.simulation import Sight
from server.simulation.steps import Next, Scene
from workflows.law import SENT
from workflows.states import Action, State

OUTSIDE = "outside:"  # begins the names of what is no step of a case
ASK, ANSWER, RULE = f"{OUTSIDE}ask", f"{OUTSIDE}answer", f"{OUTSIDE}rule"
# What law enforcement says next, and how often.
SAYS = {SENT: {"filed": 65, "not-filed": 35}, "filed": {"penalty": 100}, "penalty": {"enforced": 100}}
HEARD = 0.3  # how often something comes back before the next step of the case
ENTERPRISES = frozenset({"A01", "A02", "A03", "B01", "C02", "D02", "G02"})
ASKED, DENIES, KEEPS = 0.12, 0.2, 0.7
UNTIL_RULED = (2.0, 9.0)


def outside(scene: Scene) -> Next | None:
    """What happens outside before the case's own next step; mostly nothing."""
    return _border(scene) or _law(scene) or _enterprise(scene)


def _law(scene: Scene) -> Next | None:
    sight = scene.sight
    next_words = SAYS.get(sight.law_status or "")
    if next_words is None or not sight.law_transferred or sight.department is None or not scene.chance(HEARD):
        return None
    return Next(Action.LAW_RETURN, "department", {
        "law_status": scene.one_of(**next_words), "text": scene.say("texts", "law-return")}, hours=(6, 48))


def _enterprise(scene: Scene) -> Next | None:
    sight = scene.sight
    if sight.state != State.HANDLING or sight.department is None:
        return None
    if sight.link is not None:
        reply = "denied" if scene.chance(DENIES) else "done"
        said = {"reply": reply, "text": scene.say("texts", f"enterprise-{reply}"), "link": sight.link}
        return Next(ANSWER, "department", said, hours=(2, 30)) if sight.link_open else None
    if sight.category not in ENTERPRISES or not scene.chance(ASKED):
        return None
    return Next(ASK, "department", {"name": scene.say("texts", "enterprise")}, share=(0.05, 0.3))


def _border(scene: Scene) -> Next | None:
    """The first station keeps it until the coordinator has ruled; mostly it stays where it was."""
    sight = scene.sight
    if sight.border_town is None or sight.border_town[:6] != sight.district or not scene.has("coordinator"):
        return None
    town = sight.town if scene.chance(KEEPS) else sight.border_town
    return Next(RULE, "coordinator", {"town": town}, hours=UNTIL_RULED, since=sight.reported_at + timedelta(minutes=5))


def act_outside(sight: Sight, step: Next, actor: Actor, now: datetime) -> None:
    """Carry out one of these acts in this process. An enterprise has no account: whoever asked it is only the hint.

    Raises Problem as the actions do.
    """
    if step.action == ASK:
        make_link(sight.id, str(step.fields["name"]), actor, None, now)
    elif step.action == ANSWER:
        answer_link(link_token(str(step.fields["link"])), str(step.fields["reply"]), str(step.fields["text"]), (), None,
                    now)
    else:
        rule_border(sight.id, str(step.fields["town"]), Seen(sight.version, None), actor, now)
