"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_answer")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index("ix_answer_at", ["at"], unique=False)

    op.create_table(
        "location",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.String(length=22), nullable=False),
        sa.Column("config_rev", sa.Integer(), nullable=False),
        sa.Column("door", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
    )
    op.create_table(
        "question_type",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_type")),
    )
    op.create_table(
        "region",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
    )
    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("location_id", sa.String(length=40), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_api_key_location_id_location")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("hash", name=op.f("uq_api_key_hash")),
        sa.UniqueConstraint("name", name=op.f("uq_api_key_name")),
    )
    op.create_table(
        "day",
        sa.Column("location_id", sa.String(length=40), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("call_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_day_location_id_location")),
        sa.PrimaryKeyConstraint("location_id", "business_day", name=op.f("pk_day")),
    )
    op.create_table(
        "desk",
        sa.Column("location_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("guide", sa.String(length=80), nullable=True),
        sa.Column("guide_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_desk_location_id_location")),
        sa.PrimaryKeyConstraint("location_id", "id", name=op.f("pk_desk")),
    )
    with op.batch_alter_table("desk", schema=None) as batch_op:
        batch_op.create_index("uq_desk_guide", ["guide"], unique=True)

    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("location_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown_rev", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('kiosk', 'display', 'desk')", name=op.f("ck_device_kind_known")),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_device_location_id_location")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("hash", name=op.f("uq_device_hash")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("location_id", sa.String(length=40), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_person_location_id_location")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name", name=op.f("uq_person_name")),
    )
    op.create_table(
        "series",
        sa.Column("location_id", sa.String(length=40), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("series", sa.String(length=4), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_series_location_id_location")
        ),
        sa.PrimaryKeyConstraint("location_id", "business_day", "series", name=op.f("pk_series")),
    )
    op.create_table(
        "staff_session",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("csrf", sa.String(length=22), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_staff_session_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_staff_session")),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("location_id", sa.String(length=40), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("series", sa.String(length=4), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=22), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("question_type", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("printed", sa.Boolean(), nullable=False),
        sa.Column("arrived_rev", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("desk", sa.String(length=40), nullable=True),
        sa.Column("guide", sa.String(length=80), nullable=True),
        sa.Column("call_number", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "NOT (state IN ('called', 'in_conversation')) OR (guide IS NOT NULL AND desk IS NOT NULL)",
            name=op.f("ck_ticket_active_has_guide"),
        ),
        sa.CheckConstraint(
            "state <> 'waiting' OR guide IS NULL", name=op.f("ck_ticket_waiting_has_no_guide")
        ),
        sa.CheckConstraint(
            "state IN ('abandoned', 'called', 'done', 'in_conversation', 'left', 'no_show', 'on_hold', 'waiting')",
            name=op.f("ck_ticket_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["location_id", "desk"],
            ["desk.location_id", "desk.id"],
            name=op.f("fk_ticket_location_id_desk_desk"),
        ),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_ticket_location_id_location")
        ),
        sa.ForeignKeyConstraint(
            ["question_type"], ["question_type.id"], name=op.f("fk_ticket_question_type_question_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint(
            "location_id",
            "business_day",
            "series",
            "number",
            name=op.f("uq_ticket_location_id_business_day_series_number"),
        ),
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ticket_calls",
            ["location_id", "business_day", "call_number"],
            unique=False,
            sqlite_where=sa.text("call_number IS NOT NULL"),
            postgresql_where=sa.text("call_number IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_ticket_line", ["location_id", "business_day", "state", "arrived_rev"], unique=False
        )
        batch_op.create_index(
            "uq_ticket_active_desk",
            ["location_id", "desk"],
            unique=True,
            sqlite_where=sa.text("state IN ('called', 'in_conversation')"),
            postgresql_where=sa.text("state IN ('called', 'in_conversation')"),
        )
        batch_op.create_index(
            "uq_ticket_active_guide",
            ["guide"],
            unique=True,
            sqlite_where=sa.text("state IN ('called', 'in_conversation')"),
            postgresql_where=sa.text("state IN ('called', 'in_conversation')"),
        )
        batch_op.create_index("uq_ticket_token", ["token"], unique=True)

    op.create_table(
        "fact",
        sa.Column("location_id", sa.String(length=40), nullable=False),
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("question_type", sa.String(length=40), nullable=True),
        sa.Column("guide", sa.String(length=80), nullable=True),
        sa.Column("desk", sa.String(length=40), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_fact_location_id_location")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_fact_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("location_id", "rev", name=op.f("pk_fact")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index("ix_fact_ticket_id", ["ticket_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_index("ix_fact_ticket_id")

    op.drop_table("fact")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index("uq_ticket_token")
        batch_op.drop_index(
            "uq_ticket_active_guide",
            sqlite_where=sa.text("state IN ('called', 'in_conversation')"),
            postgresql_where=sa.text("state IN ('called', 'in_conversation')"),
        )
        batch_op.drop_index(
            "uq_ticket_active_desk",
            sqlite_where=sa.text("state IN ('called', 'in_conversation')"),
            postgresql_where=sa.text("state IN ('called', 'in_conversation')"),
        )
        batch_op.drop_index("ix_ticket_line")
        batch_op.drop_index(
            "ix_ticket_calls",
            sqlite_where=sa.text("call_number IS NOT NULL"),
            postgresql_where=sa.text("call_number IS NOT NULL"),
        )

    op.drop_table("ticket")
    op.drop_table("staff_session")
    op.drop_table("series")
    op.drop_table("person")
    op.drop_table("device")
    with op.batch_alter_table("desk", schema=None) as batch_op:
        batch_op.drop_index("uq_desk_guide")

    op.drop_table("desk")
    op.drop_table("day")
    op.drop_table("api_key")
    op.drop_table("region")
    op.drop_table("question_type")
    op.drop_table("location")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_at")

    op.drop_table("answer")
