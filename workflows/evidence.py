"""Evidence: what a category asks for when something was handled, and whether a photo is plausible.

Implausible is not false: a flag is a question for a person, it never refuses a photo.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.closing import standard_fields
from workflows.facts import CaseFacts, Field, Refusal, Step, Transition
from workflows.milestones import milestone_fields
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
    """The row's fields, `required` where this case's category asks for the evidence, and its closing standard."""
    if row.action is Action.MILESTONE:
        return milestone_fields(row.fields, case)
    if row.action not in ASKING:
        return standard_fields(row.fields, row.action, case)
    asked = {FIELD_OF[kind] for kind in case.evidence}
    if row.action is Action.SELF_HANDLE:
        asked.add("photos")
    owed = tuple(
        Field(item.name, item.kind, item.label, item.required or item.name in asked, item.choices)
        for item in row.fields
    )
    return standard_fields(owed, row.action, case)


def _count(photos: Mapping[str, int], purpose: str) -> int:
    return photos.get(purpose, 0)


@dataclass(frozen=True)
class PhotoFacts:
    """What is known of a photo: how far from the case it was taken, when, and whether it was seen before.

    `distance_m` is None without a position in the photo, `taken_at` without a time. `not_before` is when the
    shown thing can exist at the earliest (an after photo: when handling began), `not_after` when it was handed in.
    `same_as` names the case that holds the same picture already, `similar_to` one that holds a very similar one;
    `unchanged`: it is the picture from before the handling.
    """

    distance_m: float | None
    taken_at: datetime | None
    not_before: datetime | None
    not_after: datetime
    same_as: str | None = None
    similar_to: str | None = None
    unchanged: bool = False


@dataclass(frozen=True)
class PhotoFlag:
    """One doubt about a photo with its reason for the person who looks."""

    code: str
    reason: str


@dataclass(frozen=True)
class PhotoTolerance:
    """How much is still plausible; positions of phones and clocks are both inexact."""

    distance_m: float = 100
    clock: timedelta = timedelta(minutes=5)


def photo_flags(photo: PhotoFacts, tolerance: PhotoTolerance = PhotoTolerance()) -> tuple[PhotoFlag, ...]:
    """Doubts about a photo: far, early, future, reused, or unplaced and undated when it says neither."""
    found = []
    if photo.distance_m is not None and photo.distance_m > tolerance.distance_m:
        found.append(PhotoFlag("far", f"拍摄位置离案件地点约 {photo.distance_m:.0f} 米。"))
    if photo.taken_at is not None:
        if photo.not_before is not None and photo.taken_at < photo.not_before - tolerance.clock:
            early = _span(photo.not_before - photo.taken_at)
            found.append(PhotoFlag("early", f"拍摄时间早于应有的时间 {early}。"))
        if photo.taken_at > photo.not_after + tolerance.clock:
            late = _span(photo.taken_at - photo.not_after)
            found.append(PhotoFlag("future", f"拍摄时间晚于提交时间 {late}，手机时钟可能不准。"))
    if photo.same_as is not None:
        found.append(PhotoFlag("reused", f"同一张照片已用于案件 {photo.same_as}。"))
    elif photo.similar_to is not None:
        found.append(PhotoFlag("similar", f"与案件 {photo.similar_to} 的照片高度相近。"))
    if photo.unchanged:
        found.append(PhotoFlag("unchanged", "处置后的照片与处置前的是同一张。"))
    if photo.distance_m is None and photo.taken_at is None:
        found.append(PhotoFlag("silent", "照片没有位置和时间信息，只能凭画面判断。"))
    return tuple(found)


def _span(span: timedelta) -> str:
    if span >= timedelta(days=1):
        return f"{span.days} 天"
    hours, rest = divmod(int(span.total_seconds()) // 60, 60)
    return f"{hours} 小时 {rest} 分" if hours else f"{rest} 分"
