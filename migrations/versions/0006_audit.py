"""The audit log, which the database keeps from being rewritten.

Rows are only added. What is past its term goes in one allowed way: the anchor moves on to the hash of a
row, and only rows up to the anchor can be deleted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NO = "the audit log only grows"
_MOVED_BACK = "NEW.n < OLD.n OR NEW.n > OLD.n + 1 OR NEW.anchor_n < OLD.anchor_n OR NEW.anchor_n > NEW.n"
_OTHER_HASH = "NEW.hash <> OLD.hash AND NEW.hash IS DISTINCT FROM (SELECT hash FROM audit WHERE n = NEW.n)"
_OTHER_ANCHOR = (
    "(NEW.anchor_n <> OLD.anchor_n OR NEW.anchor_hash <> OLD.anchor_hash) "
    "AND NEW.anchor_hash IS DISTINCT FROM (SELECT hash FROM audit WHERE n = NEW.anchor_n)"
)
_WRONG_END = f"({_MOVED_BACK}) OR ({_OTHER_HASH}) OR ({_OTHER_ANCHOR})"
_KEPT = "OLD.n > (SELECT anchor_n FROM audit_end)"

_RULES = (
    ("audit_no_update", "UPDATE", "audit", "1 = 1"),
    ("audit_no_delete", "DELETE", "audit", _KEPT),
    ("audit_end_forward", "UPDATE", "audit_end", _WRONG_END),
    ("audit_end_no_delete", "DELETE", "audit_end", "1 = 1"),
)
"""Name, what is done, to which table, and when it is refused."""


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(40), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("location", sa.String(40)),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("result", sa.String(40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_table(
        "audit_end",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("anchor_n", sa.Integer(), nullable=False),
        sa.Column("anchor_hash", sa.String(64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_end_one_row")),
        sa.PrimaryKeyConstraint("id", name="pk_audit_end"),
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgres()


def _guard_sqlite() -> None:
    for name, doing, table, refused in _RULES:
        when = refused.replace("IS DISTINCT FROM", "IS NOT")  # as SQLite before 3.39 says it
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {doing} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{_NO}'); END"
        )


def _guard_postgres() -> None:
    op.execute(
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_NO}'; END $$"
    )
    for name, doing, table, refused in _RULES:
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {refused} THEN RAISE EXCEPTION '{_NO}'; END IF; "
            f"RETURN {'OLD' if doing == 'DELETE' else 'NEW'}; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {doing} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    for table in ("audit", "audit_end"):
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        )


def downgrade() -> None:
    op.drop_table("audit_end")
    op.drop_table("audit")
    if op.get_bind().dialect.name != "sqlite":
        for name in ("audit_refuse", *(rule[0] for rule in _RULES)):
            op.execute(f"DROP FUNCTION {name}()")
