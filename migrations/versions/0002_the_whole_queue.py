"""The whole queue: holds, transfers, services, presence, decisions about the day, and free text."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('called', 'in_conversation', 'on_hold', 'waiting')")
_LATER = sa.text("later_until IS NOT NULL")


def _moment() -> sa.types.TypeEngine:
    return sa.DateTime(timezone=True)


def _added() -> dict[str, list[sa.Column]]:
    """New columns by table; each can be added in place, on SQLite too."""
    return {
        "desk": [
            sa.Column("presence", sa.String(12), server_default="available", nullable=False),
            sa.Column("presence_reason", sa.String(16)),
            sa.Column("presence_since", _moment()),
        ],
        "location": [
            sa.Column("day", sa.Date()),
            sa.Column("decided", sa.String(8)),
            sa.Column("decided_until", _moment()),
            sa.Column("decided_reason", sa.String(16)),
            sa.Column("still_helping", sa.Boolean(), server_default=sa.true(), nullable=False),
            sa.Column("away_until", _moment()),
            sa.Column("roll_next", sa.Integer()),
            sa.Column("roll_last", sa.Integer()),
        ],
        "ticket": [
            sa.Column("service", sa.Integer(), server_default="1", nullable=False),
            sa.Column("priority", sa.Integer(), server_default="9", nullable=False),
            sa.Column("overtaken", sa.Integer(), server_default="0", nullable=False),
            sa.Column("widened", sa.Integer(), server_default="0", nullable=False),
            sa.Column("for_guide", sa.String(80)),
            sa.Column("for_desk", sa.String(40)),
            sa.Column("sent_by", sa.String(80)),
            sa.Column("later_until", _moment()),
            sa.Column("laters", sa.Integer(), server_default="0", nullable=False),
            sa.Column("held_until", _moment()),
            sa.Column("recalls", sa.Integer(), server_default="0", nullable=False),
            sa.Column("merged_into", sa.Integer()),
            sa.Column("last", sa.JSON(none_as_null=True)),
        ],
    }


def upgrade() -> None:
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(
        "ix_ticket_open",
        "ticket",
        ["location_id", "business_day"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index(
        "ix_ticket_later",
        "ticket",
        ["location_id", "business_day"],
        sqlite_where=_LATER,
        postgresql_where=_LATER,
    )
    _make_service()
    _make_remark()
    _make_of_guides()


def _make_service() -> None:
    op.create_table(
        "service",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question_type", sa.String(40), nullable=False),
        sa.Column("guide", sa.String(80)),
        sa.Column("desk", sa.String(40)),
        sa.Column("waiting_since", _moment(), nullable=False),
        sa.Column("called_at", _moment()),
        sa.Column("started_at", _moment()),
        sa.Column("ended_at", _moment(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_type"], ["question_type.id"], name="fk_service_question_type_question_type"
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_service_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("ticket_id", "rev", name="pk_service"),
    )


def _make_remark() -> None:
    op.create_table(
        "remark",
        sa.Column("location_id", sa.String(40), nullable=False),
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("ticket_id", sa.Integer()),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", _moment(), nullable=False),
        sa.Column("until", _moment()),
        sa.Column("text", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name="fk_remark_location_id_location"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_remark_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("location_id", "rev", name="pk_remark"),
    )
    op.create_index("ix_remark_ticket_id", "remark", ["ticket_id"])


def _make_of_guides() -> None:
    op.create_table(
        "guide_profile",
        sa.Column("location_id", sa.String(40), nullable=False),
        sa.Column("guide", sa.String(80), nullable=False),
        sa.Column("own", sa.JSON(none_as_null=True)),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name="fk_guide_profile_location_id_location"
        ),
        sa.PrimaryKeyConstraint("location_id", "guide", name="pk_guide_profile"),
    )
    op.create_table(
        "help_call",
        sa.Column("location_id", sa.String(40), nullable=False),
        sa.Column("guide", sa.String(80), nullable=False),
        sa.Column("desk", sa.String(40)),
        sa.Column("at", _moment(), nullable=False),
        sa.Column("coming", sa.String(80)),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name="fk_help_call_location_id_location"),
        sa.PrimaryKeyConstraint("location_id", "guide", name="pk_help_call"),
    )


def downgrade() -> None:
    for table in ("help_call", "guide_profile", "remark", "service"):
        op.drop_table(table)
    op.drop_index("ix_ticket_later", "ticket")
    op.drop_index("ix_ticket_open", "ticket")
    for table, columns in _added().items():
        for column in columns:
            op.drop_column(table, column.name)
