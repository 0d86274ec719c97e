"""From dispatch to hand-over: sign, return, ask for time, whistle, handle."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from server.simulation import plan_whistles
from server.simulation.plan_discover import evidence
from server.simulation.steps import Next, Scene, Shift
from workflows.states import Action
from workflows.working_calendar import ZONE

LONG = timedelta(days=4)  # only what has this much time asks for more
LAW = frozenset({"A01", "B01", "C01", "D02", "D03"})
WAITING = frozenset({"A02", "B02", "B03", "B04", "F01", "G01", "G02", "H01", "I01"})  # what may need months of works
WEEKEND_CREWS = ("CG", "SZ", "ZZ", "GA", "YJ")  # departments that also clear up on Sundays


def shift_of(scene: Scene) -> Shift:
    """When the department in charge works."""
    if scene.urgent:
        return Shift.ALWAYS
    kind = (scene.sight.department or "").rpartition("-")[2]
    return Shift.DUTY if kind in WEEKEND_CREWS else Shift.OFFICE


def dispatched(scene: Scene) -> Next | None:
    """Sign, or say that it is not theirs."""
    sight = scene.sight
    ours = sight.department == sight.lead
    if sight.returns < 2 and scene.chance((0.02 if ours else 0.8) if sight.returns == 0 else 0.06):
        return Next(Action.RETURN, "department", {
            "reason": scene.say("reasons", "return"), **({"suggested": sight.lead} if not ours and sight.lead else {})},
            share=(0.1, 0.8))
    return Next(Action.SIGN, "department", {"note": scene.say("notes", "sign")}, shift=shift_of(scene),
                share=(0.03, 0.6))


def handling(scene: Scene) -> Next | None:
    """The work itself, and what may come in between."""
    sight = scene.sight
    if sight.extension == "asked":
        granted = scene.chance(0.8)
        limit = {"limit": {"amount": scene.rng.choice((2, 3, 5)), "unit": "working_days"}} if granted else {}
        return Next(Action.APPROVE_EXTENSION, "overseer", {
            "granted": granted, "note": scene.say("notes", "approve" if granted else "refuse"), **limit}, hours=(1, 9))
    if sight.suspension == "asked":
        granted = scene.chance(0.85)
        return Next(Action.APPROVE_SUSPENSION, "overseer", {
            "granted": granted, "note": scene.say("notes", "approve" if granted else "refuse")}, hours=(1, 9))
    if sight.question_id is not None:
        return _waiting(scene)
    return _in_between(scene) or _done(scene)


def _done(scene: Scene) -> Next:
    photos = ("after", "after") if scene.chance(0.3) else ("after",)
    return Next(Action.HANDLE, "department", {"note": scene.of_kind("done"), **evidence(scene)}, photos,
                shift_of(scene), share=(0.02, 0.75))


def _in_between(scene: Scene) -> Next | None:
    """Seldom and at most once each: the marks on the case tell what there was already."""
    sight = scene.sight
    again = bool(sight.failed_checks or sight.reopens)
    long = sight.due_at is not None and sight.due_at - sight.updated_at > LONG
    what = scene.one_of(extend=5 if long and not again else 0, suspend=9 if sight.category in WAITING else 0,
                        whistle=3.5, law=8 if sight.category in LAW else 0, instruct=0.8, replied=1.5, ask=1.5, work=80)
    if what == "extend" and sight.extension is None and scene.has("overseer"):
        return Next(Action.EXTEND, "department", {"limit": {"amount": 3, "unit": "working_days"},
                                                  "reason": scene.say("reasons", "extend")}, share=(0.4, 0.85))
    if what == "suspend" and not again and sight.suspended_until is None and scene.has("overseer"):
        until = sight.updated_at.astimezone(ZONE).date() + timedelta(days=scene.rng.randrange(5, 15))
        return Next(Action.SUSPEND, "department", {"until": until.isoformat(),
                                                   "reason": scene.say("reasons", "suspend")}, hours=(2, 20))
    if what == "law" and not sight.law_transferred:
        return Next(Action.TRANSFER_LAW, "department", {"text": scene.say("texts", "transfer-law")}, share=(0.1, 0.4))
    if what == "ask" and sight.questions == 0 and sight.source == "citizen" and sight.voices[0].state == "joined":
        return Next(Action.ASK_REPORTER, "department", {"text": scene.say("texts", "question")}, share=(0.05, 0.5))
    return _from_outside(scene, what)


def _waiting(scene: Scene) -> Next:
    """The reporter answers what was asked, or the department goes on without."""
    if scene.chance(0.75):
        return Next("question", "reporter", {"text": scene.say("texts", "supplement")}, shift=Shift.HOME, hours=(2, 40))
    return Next(Action.END_QUESTION, "department", shift=shift_of(scene), hours=(24, 70))


def _from_outside(scene: Scene, what: str) -> Next | None:
    sight = scene.sight
    if what == "whistle":
        return plan_whistles.blow(scene)
    if what == "instruct":
        return Next(Action.INSTRUCT, "leader", {"text": scene.say("texts", "instruct")}, share=(0.1, 0.6))
    if what == "replied" and sight.source == "citizen" and sight.voices[0].state == "joined":
        return Next("answer", "reporter", {"text": scene.say("texts", "replied")}, shift=Shift.HOME, share=(0.1, 0.6))
    return None


def supervised(scene: Scene) -> Next | None:
    """A late case that somebody above takes up."""
    sight = scene.sight
    if sight.supervised or not scene.has("coordinator") or not scene.chance(0.25):
        return None
    due = datetime.combine(sight.updated_at.astimezone(ZONE).date() + timedelta(days=12), time(17, 30), ZONE)
    return Next(Action.SUPERVISE, "coordinator", {"text": scene.say("texts", "supervise"), "due_at": due.isoformat()})


def suspended(scene: Scene) -> Next | None:
    """It waits until the day that was agreed; then the clock itself resumes it."""
    until = scene.sight.suspended_until
    return Next(Action.RESUME, "system", at=datetime.combine(until, time(0, 5), ZONE)) if until else None
