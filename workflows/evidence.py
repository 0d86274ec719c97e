"""Evidence: what a category asks for when something was handled, and whether a photo is plausible."""

from collections.abc import Mapping

from workflows.facts import CaseFacts, Field, Refusal, Step, Transition
from workflows.states import Action

EVIDENCE_NAMES = {"photo": "处置后照片", "measurement": "监测结果", "document": "文书", "note": "处置说明"}
ASKING = (Action.HANDLE, Action.SELF_HANDLE)
FIELD_OF = {"photo": "photos", "measurement": "measurement", "document": "document", "note": "note"}


def missing_evidence(case: CaseFacts, step: Step) -> Refusal | None:
    """The first piece of evidence that a handling step owes, or None.

    Handling asks for what the category names; self-handling always for photos before and after as well.
    """
    if step.action not in ASKING:
        return None
    photos = step.photo_purposes
    if step.action is Action.SELF_HANDLE and not _count(photos, "before"):
        return Refusal("evidence-missing", "自处置须有处置前照片。", "photos")
    wants_photo = "photo" in case.evidence or step.action is Action.SELF_HANDLE
    if wants_photo and not _count(photos, "after"):
        return Refusal("evidence-missing", "请附处置后照片。", "photos")
    for kind in case.evidence:
        if kind == "photo" or step.fields.get(FIELD_OF[kind]):
            continue
        if kind == "document" and _count(photos, "document"):
            continue
        return Refusal("evidence-missing", f"该类别要求提交{EVIDENCE_NAMES[kind]}。", FIELD_OF[kind])
    return None


def fields_for(row: Transition, case: CaseFacts) -> tuple[Field, ...]:
    """The row's fields with `required` set where this case's category asks for the evidence."""
    if row.action not in ASKING:
        return row.fields
    asked = {FIELD_OF[kind] for kind in case.evidence}
    if row.action is Action.SELF_HANDLE:
        asked.add("photos")
    return tuple(
        Field(item.name, item.kind, item.label, item.required or item.name in asked, item.choices)
        for item in row.fields
    )


def _count(photos: Mapping[str, int], purpose: str) -> int:
    return photos.get(purpose, 0)
