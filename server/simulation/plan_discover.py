"""From a report to dispatch: look, file, decline, merge, settle on the spot, send."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from server.queries.catalogue import category_of
from server.simulation.arrivals import CITIZENS
from server.simulation.places import home_grid, odd_grids
from server.simulation.steps import Next, Scene, Shift
from server.simulation.words import UNCLEAR, real_category
from workflows.guards import needs_ruling
from workflows.states import Action

SMALL = frozenset({"D01", "E01", "A04", "A06", "B05"})  # what one person can settle on the spot
A_WHILE = timedelta(minutes=10)
VISITORS_LATE, LATE_BY = 0.15, timedelta(minutes=40)
AT_ONCE, SOON = (0.03, 0.14), (0.1, 0.7)  # hours after which what is small has been settled on the spot
SKIP = {"12345": "12345", "supervision": "supervision", "inspection": "supervision", "department": "police"}


def reported(scene: Scene) -> Next | None:
    """The station's desk: everything that may happen to a fresh or a looked-at report."""
    sight = scene.sight
    if scene.urgent and sight.category != UNCLEAR:
        skip = {} if sight.confirmation else {"skip_reason": "photo"}
        return Next(Action.REGISTER, "station", skip, shift=Shift.ALWAYS, share=(0.1, 0.6))
    if sight.confirmation in (None, "no_access"):
        return _fresh(scene)
    if sight.confirmation in ("true", "partly"):
        return _unclear(scene) or _register(scene, {})
    return _not_found(scene)


def _fresh(scene: Scene) -> Next | None:
    sight, citizen = scene.sight, scene.sight.source in CITIZENS
    first = sight.event_count == 1
    if first and citizen and len(sight.voices) == 1 and scene.chance(0.015):
        return Next("withdraw", "reporter", {"text": scene.say("texts", "taken-back")}, shift=Shift.HOME,
                    hours=(0.2, 3))
    if first and citizen and any(voice.reachable for voice in sight.voices) and scene.chance(0.9):
        return Next(Action.CONTACT, "station", {"reached": scene.chance(0.85), "note": scene.say("notes", "contact")},
                    shift=Shift.DUTY, share=(0.05, 0.4))
    if sight.twin is not None and scene.chance(0.9):
        return Next(Action.MERGE, "station", {"main_case": sight.twin, "note": scene.say("notes", "merge")},
                    shift=Shift.DUTY, share=(0.1, 0.6))
    if sight.category == UNCLEAR:
        return _unclear(scene)
    return _by_source(scene)


def _by_source(scene: Scene) -> Next | None:
    sight = scene.sight
    if scene.chance(0.1 if sight.source in CITIZENS else 0.035):
        return _decline(scene, scene.one_of(**{"not-competent": 5, "unclear": 3, "settled": 3, "in-procedure": 1,
                                               "emergency-line": 0.5}))
    if sight.source == "grid_member":
        small = sight.category in SMALL and sight.severity > 1 and scene.has("finder")
        if small and sight.street_grid in odd_grids():
            return _on_the_spot(scene, "finder", AT_ONCE)
        if small and scene.chance(0.28):
            return _on_the_spot(scene, "finder")
        if sight.pictures and scene.chance(0.75):
            return _register(scene, {"skip_reason": "photo"})
    elif sight.source in SKIP and scene.chance(0.55):
        return _register(scene, {"skip_reason": SKIP[sight.source]})
    elif sight.pictures and scene.chance(0.12):
        return _register(scene, {"skip_reason": "photo"})
    return _ask(scene)


def _ask(scene: Scene) -> Next:
    """Somebody looks first; where nobody could, the station decides by what it has."""
    members = scene.roster.members(scene.sight)
    if not members and not scene.sight.recuse:
        return _register(scene, {"skip_reason": "photo"})
    # In the grid of the demo account the server names the member itself: the visitor, whose post is the oldest.
    left_open = scene.sight.recuse or scene.sight.street_grid == scene.roster.home_grid
    fields = {} if left_open else {"confirmer": scene.rng.choice(members).person_id}
    return Next(Action.ASK_CONFIRMATION, "station", {**fields, "note": scene.say("notes", "ask-confirmation")},
                shift=Shift.DUTY, share=(0.05, 0.7))


def _unclear(scene: Scene) -> Next | None:
    """Whoever could not say what it is gets a category from the station before anybody is sent."""
    sight = scene.sight
    if sight.category != UNCLEAR:
        return None
    category = real_category(sight.voices[0].id) if sight.voices else "D01"
    return Next(Action.RECATEGORISE, "station", {"category": category, "note": scene.say("notes", "recategorise")},
                shift=Shift.DUTY, share=(0.05, 0.5))


def _register(scene: Scene, skip: dict[str, str]) -> Next:
    return Next(Action.REGISTER, "station", {**skip, "note": scene.say("notes", "register")}, shift=Shift.DUTY,
                share=(0.05, 0.7))


def _decline(scene: Scene, reason: str) -> Next:
    return Next(Action.DECLINE, "station", {"reason_code": reason, "note": scene.say("decline", reason)},
                shift=Shift.DUTY, share=(0.2, 0.8))


def _not_found(scene: Scene) -> Next:
    """Untrue or gone: declined with the honest reason, or looked at once more."""
    sight = scene.sight
    if sight.reviewed or (sight.confirmation == "gone" and sight.event_count < 6 and scene.chance(0.25)):
        return _ask(scene)
    return _decline(scene, "untrue" if sight.confirmation == "false" else "gone")


def _on_the_spot(scene: Scene, who: str, hours: tuple[float, float] = SOON) -> Next:
    before = () if scene.sight.pictures else ("before",)
    return Next(Action.SELF_HANDLE, who, {"note": scene.say("notes", "self-handle"), **evidence(scene)},
                (*before, "after"), Shift.FIELD, hours=hours)


def evidence(scene: Scene) -> dict[str, str]:
    """The papers beside photos and words, where the category asks for them."""
    number = scene.rng.randrange(1000, 9999)
    papers = {"document": f"检查记录〔{scene.sight.reported_at.year}〕{number} 号",
              "measurement": f"监测编号 JC{number}：{scene.rng.choice(('达标', '整改后达标', '低于限值'))}"}
    return {name: text for name, text in papers.items() if name in category_of(scene.sight.category).evidence}


def confirming(scene: Scene) -> Next | None:
    """The grid's member on site."""
    sight = scene.sight
    if not scene.has("confirmer"):
        return _colleague(scene)
    if sight.category in SMALL and sight.severity > 1 and scene.chance(0.08):
        return _on_the_spot(scene, "confirmer")
    if sight.reviewed or sight.source not in CITIZENS:
        result = scene.one_of(true=92, partly=7, gone=1)
    else:
        result = scene.one_of(true=60, partly=13, false=11, gone=13, no_access=3)
    seen = result in ("true", "partly")
    late = _visitors_are_late(scene)
    return Next(Action.CONFIRM, "confirmer",
                {"result": result, **({"note": scene.of_kind("confirmed")} if seen else {})},
                ("confirm",) if seen and scene.chance(0.5) else (),
                Shift.ALWAYS if scene.urgent else Shift.FIELD, share=(0.1, 0.85), at=late)


def _visitors_are_late(scene: Scene) -> datetime | None:
    """In the longer past the members whose accounts visitors get were late now and then: they have something to answer
    and to appeal."""
    due = scene.sight.due_at
    if due is None or scene.roster.home_grid is not None or scene.sight.street_grid != home_grid():
        return None
    return due + LATE_BY if Random(f"late/{scene.sight.number}").random() < VISITORS_LATE else None


def _colleague(scene: Scene) -> Next | None:
    """It was given to a visitor's account: a colleague of the grid goes when it would be late otherwise."""
    sight = scene.sight
    if sight.recuse or sight.due_at is None or not scene.has("member"):
        return None
    return Next(Action.CONFIRM, "member", {"result": "true", "note": scene.of_kind("confirmed")},
                at=sight.due_at - A_WHILE)


def declined(scene: Scene) -> Next | None:
    """A citizen may ask for another look, once; another unit's head gives it."""
    sight = scene.sight
    if sight.reviewed or sight.source not in CITIZENS:
        return None
    if sight.reopen_asked:
        overturned = scene.chance(0.4)
        return Next(Action.REVIEW, "coordinator", {"overturned": overturned, "note": scene.say("notes", "review")},
                    hours=(3, 20))
    if scene.chance(0.1) and sight.voices and sight.voices[0].state == "joined":
        return Next("review", "reporter", {"text": scene.say("texts", "review")}, shift=Shift.HOME, hours=(1, 30))
    return None


def registered(scene: Scene) -> Next | None:
    """Send it to whoever is responsible; now and then to somebody else, who will return it."""
    sight = scene.sight
    if sight.category == UNCLEAR:
        return _unclear(scene)
    department = sight.lead
    if department is None:
        return None
    if needs_ruling(sight):  # type: ignore[arg-type]
        who = "coordinator" if department[:6] == sight.district else "city_coordinator"
        return Next(Action.RULE, who, {"department": department, "reason": scene.say("reasons", "rule"),
                                       "responsible": scene.one_of(dispatch=3, neither=2, **{"return": 2})})
    strangers = [code for code in sight.assist if code[:6] == sight.district and len(code.split("-")[0]) == 6]
    if not sight.returns and strangers and not scene.urgent and scene.chance(0.09):
        department = scene.rng.choice(strangers)
    note = {"department": department, "note": scene.say("notes", "dispatch")}
    return Next(Action.DISPATCH, _sender(scene, department), note,
                shift=Shift.ALWAYS if scene.urgent else Shift.DUTY, share=(0.05, 0.75))


def _sender(scene: Scene, department: str) -> str:
    division = department.split("-")[0]
    if division == scene.sight.town and not scene.sight.recuse:
        return "station"
    return "district" if division[:6] == scene.sight.district else "city"
