"""An enterprise says that it is not so: then "untrue" and a passed check need a measurement or a second look.

`contested` of a case: None nobody denied · denied · looked: one person found it untrue, without a measurement, and may
not be the second · settled: measured, or two people found it untrue independently.
"""

from workflows.facts import ActorFacts, CaseFacts, Check, Step

DENIED, LOOKED, SETTLED = "denied", "looked", "settled"
OPEN_DENIAL = (DENIED, LOOKED)


def denied(case: CaseFacts, step: Step) -> dict[str, object]:
    """What an enterprise's answer changes: a denial is kept, once."""
    return {"contested": DENIED} if step.fields["reply"] == "denied" and case.contested is None else {}


def confirmed(case: CaseFacts, actor: ActorFacts, step: Step) -> dict[str, object]:
    """What a look on site changes on a case that an enterprise denies."""
    if case.contested not in OPEN_DENIAL or step.fields["result"] != "false":
        return {}
    second = case.contested == LOOKED and case.looked_by != actor.person_id
    if step.fields.get("measurement") or second:
        return {"contested": SETTLED}
    return {"contested": LOOKED, "looked_by": actor.person_id}


def _may_be_untrue(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    return step.fields["reason_code"] != "untrue" or case.contested not in OPEN_DENIAL


def _has_second_look(case: CaseFacts, actor: ActorFacts, step: Step) -> bool:
    if case.contested not in OPEN_DENIAL or step.fields.get("measurement"):
        return True
    return actor.person_id != case.confirmer_id and step.photo_purposes.get("check", 0) > 0


UNTRUE_SETTLED = Check(
    "untrue-settled",
    "reason_code",
    _may_be_untrue,
    "被反映单位否认，说法不一：认定不属实须有监测结果，或由另一人再到现场看一次。",
)
SECOND_LOOK = Check(
    "second-look",
    "measurement",
    _has_second_look,
    "被反映单位否认，核查通过须填监测结果，或由核实人以外的另一人到现场看过并附照片。",
)
