"""Triggers by which the database itself refuses to change what a frozen or final assessment holds.

Like the ledger's own (server.models.ledger) they are created after every migration; what an owner of the database can
still do is found by `flask assess --verify`.
"""

from __future__ import annotations

FROZEN = ("assessment_facts", "assessment_revisions")
_STATE = "(SELECT state FROM assessments WHERE id = {row}.assessment_id)"
_STATE_OF_LINE = ("(SELECT a.state FROM assessments a JOIN assessment_scores s ON s.assessment_id = a.id"
                  " WHERE s.id = {row}.score_id)")
_REFUSED = "what was frozen does not change"


def _sqlite(name: str, moment: str, table: str, when: str = "") -> str:
    return f"CREATE TRIGGER {name} BEFORE {moment} ON {table}{when} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"


SQLITE_FREEZES: dict[str, str] = {
    **{f"{table}_no_{moment.lower()}": _sqlite(f"{table}_no_{moment.lower()}", moment, table)
       for table in FROZEN for moment in ("UPDATE", "DELETE")},
    "assessment_facts_no_more": _sqlite("assessment_facts_no_more", "INSERT", "assessment_facts",
                                        f" WHEN {_STATE.format(row='NEW')} <> 'draft'"),
    **{f"assessment_scores_final_{moment.lower()}": _sqlite(
        f"assessment_scores_final_{moment.lower()}", moment, "assessment_scores",
        f" WHEN {_STATE.format(row='OLD')} = 'final'") for moment in ("UPDATE", "DELETE")},
    **{f"assessment_lines_final_{moment.lower()}": _sqlite(
        f"assessment_lines_final_{moment.lower()}", moment, "assessment_lines",
        f" WHEN {_STATE_OF_LINE.format(row='OLD')} = 'final'") for moment in ("UPDATE", "DELETE")},
}


def _function(name: str, condition: str) -> str:
    raised = f"RAISE EXCEPTION '{_REFUSED}';"
    body = f"IF {condition} THEN {raised} END IF; " if condition else f"{raised} "
    return (f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {body}IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$")


POSTGRES_FREEZE_FUNCTIONS: tuple[str, ...] = (
    _function("frozen_stays", ""), _function("frozen_takes_no_more", f"{_STATE.format(row='NEW')} <> 'draft'"),
    _function("final_score_stays", f"{_STATE.format(row='OLD')} = 'final'"),
    _function("final_line_stays", f"{_STATE_OF_LINE.format(row='OLD')} = 'final'"))
# name → (table, when, function)
POSTGRES_FREEZES: dict[str, tuple[str, str, str]] = {
    **{f"{table}_no_{moment.lower()}": (table, moment, "frozen_stays")
       for table in FROZEN for moment in ("UPDATE", "DELETE")},
    "assessment_facts_no_more": ("assessment_facts", "INSERT", "frozen_takes_no_more"),
    **{f"assessment_scores_final_{moment.lower()}": ("assessment_scores", moment, "final_score_stays")
       for moment in ("UPDATE", "DELETE")},
    **{f"assessment_lines_final_{moment.lower()}": ("assessment_lines", moment, "final_line_stays")
       for moment in ("UPDATE", "DELETE")},
}
