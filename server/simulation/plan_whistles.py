"""Whistle and answer: who is called answers, comes and tells; both sides rate, and some are late or decline."""

from __future__ import annotations

from random import Random

from server.actions.whistle_acts import WhistleAct
from server.queries.simulation import CallSight, pending
from server.simulation.steps import Next, Scene
from workflows.states import Action
from workflows.whistle import RUNNING, Act, CallState

UNITS = ("ST", "CG", "JS", "SZ")  # units of the district that towns call most
WHISTLE = "whistle:"  # begins the name of an act on a whistle among the steps of cases
FROM_BELOW, HELPED, SILENT, DECLINED, UNREASONABLE = 0.25, 0.4, 0.08, 0.05, 0.06


def whistle_act(step: Next) -> tuple[int, WhistleAct]:
    """The whistle and the act that a step among those of cases stands for."""
    fields = dict(step.fields)
    whistle, call = fields.pop("whistle"), fields.pop("call")
    return whistle, WhistleAct(Act(step.action.removeprefix(WHISTLE)), fields, call)


def blow(scene: Scene) -> Next | None:
    """A town calls one leading unit, sometimes with a second one; or a member calls the town first."""
    sight = scene.sight
    if sight.whistled or sight.town is None or sight.recuse:
        return None
    others = [f"{sight.district}-{kind}" for kind in UNITS if f"{sight.district}-{kind}" != sight.department]
    lead, helper = scene.rng.sample(others, 2)
    words = {"kind": scene.one_of(enforcement=70, key_work=30), "text": scene.say("texts", "whistle")}
    if scene.chance(FROM_BELOW) and scene.has("member"):
        return Next(Action.WHISTLE, "member", words, share=(0.05, 0.3))
    units = {"lead": lead, **({"assist": [helper]} if scene.chance(HELPED) else {})}
    return Next(Action.WHISTLE, "station", {**words, **units}, share=(0.05, 0.4))


def waiting(scene: Scene) -> Next | None:
    """The next act on a call of this case that somebody simulated can take; None when nothing waits."""
    call = pending(scene.sight.calls)
    if call is None or not scene.has("called" if call.state in RUNNING or not call.judged else "station"):
        return None
    rng = Random(f"{scene.sight.number}/{call.id}/{call.state}/{call.judged}")
    if call.state == CallState.CALLED:
        return _answer(scene, call, rng)
    if call.state == CallState.TAKEN and call.comes:
        return _next(call, Act.ARRIVE, "called", {}, rng, (0.5, 2.2))
    if call.state in RUNNING:
        result = rng.choices(("solved", "partly", "unsolved"), (75, 20, 5))[0]
        return _next(call, Act.REPORT, "called", {"result": result, "text": scene.say("texts", "whistle-told")}, rng,
                     (2, 12))
    if not call.judged:
        bad = rng.random() < UNREASONABLE
        words = {"text": scene.say("texts", "whistle-unreasonable")} if bad else {}
        return _next(call, Act.RATE, "called", {"judgement": "unreasonable" if bad else "reasonable", **words}, rng,
                     (1, 9))
    stars = {name: rng.choices((5, 4, 3, 2), (50, 35, 12, 3))[0] for name in ("attitude", "outcome")}
    come = {"attendance": rng.choice((5, 5, 4))} if call.comes else {}
    return _next(call, Act.RATE, "station", {**stars, **come}, rng, (1, 12))


def _answer(scene: Scene, call: CallSight, rng: Random) -> Next:
    """Answer, in time or late; decline; or, as the town, pass it on to a department."""
    hours = (2.5, 7.0) if rng.random() < SILENT else (0.1, 1.2)
    if call.department is None:
        lead = f"{scene.sight.district}-{rng.choice(UNITS)}"
        return _next(call, Act.PASS_ON, "called", {"lead": lead, "text": scene.say("texts", "whistle")}, rng, hours)
    if rng.random() < DECLINED:
        return _next(call, Act.DECLINE, "called", {"reason_code": "not-ours",
                                                   "text": scene.say("texts", "whistle-declined")}, rng, hours)
    return _next(call, Act.ANSWER, "called", {}, rng, hours)


def _next(call: CallSight, act: Act, who: str, fields: dict[str, object], rng: Random,
          hours: tuple[float, float]) -> Next:
    """`hours` after the last act on the call."""
    given = {**fields, "whistle": call.whistle_id, "call": call.id}
    return Next(WHISTLE + act.value, who, given, hours=hours, since=call.moved_at)
