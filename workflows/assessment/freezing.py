"""What is frozen of a period, as one text and one hash: scheme, roster, what was exempt or established, facts, scores.

The same facts in any order give the same hash; `flask assess --verify` counts everything again and compares. The hash
is made of two: that of the public part, which anybody may download, and one of all the rest, which gives away nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from workflows.assessment.facts import Fact, Level, to_content
from workflows.assessment.indicator import Exemption, Exemptions, exemptions_of
from workflows.assessment.marks import Mark
from workflows.assessment.points import rounded
from workflows.assessment.result import Score, ScoreLine
from workflows.assessment.rights import UNITS
from workflows.ledger import canonical

_PUBLIC = ("level", "owner", "peer_group", "grade", "n", "rank", "rank_of", "group_rank", "group_of")


def fact_text(fact: Fact) -> str:
    """The fact as canonical JSON."""
    return canonical(to_content(fact))


def facts_hash(texts: Iterable[str]) -> str:
    """SHA-256 over the facts in the order of their texts."""
    digest = hashlib.sha256()
    for text in sorted(texts):
        digest.update(text.encode() + b"\n")
    return digest.hexdigest()


def inputs_text(exempt: Exemptions, marks: Iterable[Mark]) -> str:
    """What was exempt and what was established, as canonical JSON."""
    held = {one for group in (*exempt.by_ref.values(), *exempt.by_case.values()) for one in group}
    rows = [[one.reason, one.ref, one.case_id, one.level.value if one.level else None, one.owner, one.indicator]
            for one in held]
    return canonical({
        "exempt": sorted(rows, key=repr),
        "marks": sorted(([one.code, one.level.value, one.owner, one.ref, one.at.isoformat(), one.case_id]
                         for one in marks), key=repr)})


def exempt_of(inputs: Mapping[str, Any]) -> Exemptions:
    """The exemptions that `inputs_text` wrote."""
    return exemptions_of(Exemption(reason, ref, case_id, Level(level) if level else None, owner, indicator)
                         for reason, ref, case_id, level, owner, indicator in inputs["exempt"])


def marks_of(inputs: Mapping[str, Any]) -> list[Mark]:
    """The marks that `inputs_text` wrote."""
    return [Mark(code, Level(level), owner, ref, datetime.fromisoformat(at), case_id)
            for code, level, owner, ref, at, case_id in inputs["marks"]]


def scores_text(scores: Iterable[Score]) -> str:
    """All scores with their lines as canonical JSON, fractions as texts, in the order of levels and owners."""
    return canonical({"scores": [score_content(score) for score in
                                 sorted(scores, key=lambda score: (score.level, score.owner))]})


def score_content(score: Score) -> dict[str, Any]:
    """One score as JSON values."""
    return {field.name: [_line_content(line) for line in score.lines] if field.name == "lines"
            else _plain(getattr(score, field.name)) for field in fields(Score)}


def _line_content(line: ScoreLine) -> dict[str, Any]:
    return {field.name: _plain(getattr(line, field.name)) for field in fields(ScoreLine)}


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def public_text(scheme: tuple[int, str], first: date, last: date, scores: str) -> str:
    """What everybody may check, as canonical JSON: version and hash of the scheme, the days, the units' scores as they
    are on display. `scores` is what `scores_text` wrote; nothing of persons, no lines."""
    units = {level.value for level in UNITS}
    rows = [{**{name: score[name] for name in _PUBLIC}, "points": _thousandths(score["total"])}
            for score in json.loads(scores)["scores"] if score["level"] in units]
    return canonical({"scheme": {"version": scheme[0], "hash": scheme[1]}, "first": first.isoformat(),
                      "last": last.isoformat(), "scores": rows})


def _thousandths(total: str | None) -> int | None:
    return None if total is None else rounded(Fraction(total))


def rest_hash(roster: str, inputs: str, facts: str, scores: str) -> str:
    """One SHA-256 over what is not public: `facts` is already a hash, the others are texts."""
    return _sha256("\n".join((*(_sha256(text) for text in (roster, inputs, scores)), facts)))


def whole_hash(public: str, rest: str) -> str:
    """The hash on display and in the ledger: SHA-256 of the public text's SHA-256, a line break, the rest's hash."""
    return _sha256(f"{_sha256(public)}\n{rest}")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def compare_scores(kept: Iterable[Mapping[str, Any]], counted: Iterable[Mapping[str, Any]]) -> list[str]:
    """Every difference between two sets of scores, in words; empty when they are the same to the last digit."""
    before, after = _by_owner(kept), _by_owner(counted)
    found = [f"{level} {owner}: 只在{'冻结' if (level, owner) in before else '重算'}结果里"
             for level, owner in sorted(before.keys() ^ after.keys())]
    for key in sorted(before.keys() & after.keys()):
        found += [f"{' '.join(key)} {where}: 冻结 {old}，重算 {new}"
                  for where, old, new in _differences(before[key], after[key])]
    return found


def _by_owner(scores: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(score["level"], score["owner"]): score for score in scores}


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    found = [(name, before[name], after[name]) for name in before if name != "lines" and before[name] != after[name]]
    old = {line["code"]: line for line in before["lines"]}
    new = {line["code"]: line for line in after["lines"]}
    for code in sorted(old.keys() | new.keys()):
        one, other = old.get(code, {}), new.get(code, {})
        found += [(f"{code}.{name}", one.get(name), other.get(name)) for name in sorted(one.keys() | other.keys())
                  if one.get(name) != other.get(name)]
    return found


def compare_facts(kept: Mapping[str, Mapping[str, Any]], rebuilt: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Every difference between frozen facts and those rebuilt from the ledger, each with the fact's name."""
    found = [f"{ref}: {'账本里没有' if ref in kept else '冻结时没有'}" for ref in sorted(kept.keys() ^ rebuilt.keys())]
    for ref in sorted(kept.keys() & rebuilt.keys()):
        old, new = kept[ref], rebuilt[ref]
        found += [f"{ref}.{name}: 冻结 {old.get(name)}，账本 {new.get(name)}"
                  for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    return found
