"""After the hand-over: check, rate, close, and what comes back."""

from __future__ import annotations

from datetime import timedelta

from server.queries.closing import standard_of
from server.simulation.arrivals import CITIZENS
from server.simulation.steps import Next, Scene, Shift
from workflows.guards import judged_by_district
from workflows.states import Action

A_MINUTE = timedelta(minutes=1)


def handled(scene: Scene) -> Next | None:
    """Somebody else looks: passes it with the answer, or sends it back to work."""
    sight = scene.sight
    who = _checker(scene)
    tried = sight.failed_checks
    fails = 0.08 if sight.self_handled is None else 0.03
    if scene.chance(fails if tried == 0 else 0.15):
        return Next(Action.CHECK_FAIL, who, {"reason": scene.say("reasons", "check-fail")}, ("check",),
                    _checking(scene, who), share=_when(scene))
    seen = [code for code, _ in standard_of(sight.category)]
    return Next(Action.CHECK_PASS, who, {"answer": scene.of_kind("answers"), "seen": seen},
                ("check",) if scene.chance(0.25) else (), _checking(scene, who), share=_when(scene))


def _when(scene: Scene) -> tuple[float, float]:
    """Which part of the time passes first; in the grid of the demo account a visitor gets the chance to look."""
    return (0.7, 0.95) if scene.sight.street_grid == scene.roster.home_grid else (0.1, 0.85)


def _checker(scene: Scene) -> str:
    sight = scene.sight
    if judged_by_district(sight):  # type: ignore[arg-type]
        return "district"
    if sight.self_handled is None and scene.has("member") and scene.chance(0.45):
        return "member"
    return "station"


def _checking(scene: Scene, who: str) -> Shift:
    if scene.urgent:
        return Shift.ALWAYS
    return Shift.FIELD if who == "member" else Shift.DUTY


def checked(scene: Scene) -> Next | None:
    """Citizens answer or stay silent; what staff found is rated by the station's head."""
    sight = scene.sight
    waiting = [place for place, voice in enumerate(sight.voices)
               if voice.source in CITIZENS and voice.state == "joined" and not voice.answered]
    if waiting and scene.chance(scene.answering):
        return Next("rate", "reporter", _verdict(scene), shift=Shift.HOME, hours=(1, 46), voice=waiting[0])
    if not any(voice.source in CITIZENS for voice in sight.voices) and scene.has("station_head"):
        solved = scene.one_of(yes=93, partly=5, no=2)
        satisfied = {"yes": "5544", "partly": "34", "no": "2"}[solved]
        return Next(Action.RATE, "station_head", {"solved": solved, "satisfaction": scene.rng.choice(satisfied),
                                                  "comment": scene.say("comments", "head")}, hours=(1, 14))
    return Next(Action.EVALUATE, "system", at=sight.due_at + A_MINUTE) if sight.due_at else None


def _verdict(scene: Scene) -> dict[str, object]:
    """Solved and satisfied are two questions; together some 88 of 100 are at least content."""
    solved = scene.one_of(yes=83, partly=10, no=7)
    weights = {"yes": (1, 2, 10, 37, 50), "partly": (3, 17, 45, 30, 5), "no": (55, 38, 7, 0, 0)}[solved]
    return {"solved": solved, "satisfaction": scene.rng.choices((1, 2, 3, 4, 5), weights)[0],
            "comment": scene.say("comments", solved)}


def evaluated(scene: Scene) -> Next | None:
    """Tell everybody how it ended."""
    sight = scene.sight
    if sight.open_orders:
        return Next(Action.ACCEPT_ORDER, "coordinator", {"note": scene.say("notes", "accept-order")}, hours=(1, 9))
    citizens = [voice for voice in sight.voices if voice.source in CITIZENS]
    if not citizens:
        kind = "staff"
    elif any(voice.answered for voice in citizens):
        kind = "partly" if sight.reopen_asked else "solved"
    else:
        kind = "silent"
    return Next(Action.CLOSE, "station", {"feedback": scene.say("feedback", kind)}, shift=Shift.DUTY, share=(0.05, 0.8))


def closed(scene: Scene) -> Next | None:
    """A late "no", and the second look that follows it."""
    sight = scene.sight
    if sight.reopen_asked:
        if sight.reopens or not sight.department:
            return None  # another unit's head decides, and mostly leaves it as it is
        return Next(Action.REOPEN, "station", {"reason": scene.say("reasons", "reopen")}, ("check",),
                    hours=(1, 12))
    silent = [place for place, voice in enumerate(sight.voices)
              if voice.source in CITIZENS and voice.state == "joined" and not voice.answered]
    if silent and scene.chance(0.07):
        solved = scene.one_of(no=6, yes=3, partly=1)
        fields = {"solved": solved, "satisfaction": 1 if solved == "no" else 4,
                  "comment": scene.say("comments", solved)}
        return Next("rate", "reporter", fields, shift=Shift.HOME, hours=(5, 110), voice=silent[0])
    return None
