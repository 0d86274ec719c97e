"""In the hand: the ledger tells of visits, of sources of pollution and of restrictions too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261123_in_the_hand"
down_revision = "20261122_search"
branch_labels = None
depends_on = None

OLD_SUBJECTS = "'case', 'report', 'whistle', 'rule', 'person', 'division', 'ledger'"
NEW_SUBJECTS = (
    "'case', 'report', 'whistle', 'visit', 'source', 'restriction', 'rule', 'person', 'division', 'ledger'"
)
OLD_WIDTH, NEW_WIDTH = "subject_kind VARCHAR(10)", "subject_kind VARCHAR(12)"


def upgrade() -> None:
    """The ledger's rows are not touched: it is never rebuilt."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_events_subject_kind"), "events", type_="check")
        op.alter_column("events", "subject_kind", type_=sa.String(length=12))
        op.create_check_constraint(op.f("ck_events_subject_kind"), "events", f"subject_kind IN ({NEW_SUBJECTS})")
        return
    # The one way to change a CHECK of SQLite in place, see https://sqlite.org/lang_altertable.html#otheralter
    op.execute("PRAGMA writable_schema=ON")
    for old, new in ((f"({OLD_SUBJECTS})", f"({NEW_SUBJECTS})"), (OLD_WIDTH, NEW_WIDTH)):
        op.execute(
            sa.text(
                "UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'events'"
            ).bindparams(old=old, new=new)
        )
    op.execute("PRAGMA writable_schema=RESET")
