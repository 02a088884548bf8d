"""People with a role per location, a second factor, a PIN; sessions with an end of their own; tries."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.drop_table("staff_session")
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.String(40)),
        sa.Column("role", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
    )
    op.execute(
        "INSERT INTO membership (person_id, location_id, role) SELECT id, location_id, role FROM person"
    )
    with op.batch_alter_table("person") as person:
        person.drop_constraint("fk_person_location_id_location", type_="foreignkey")
        for name in ("role", "location_id", "failures", "locked_until"):
            person.drop_column(name)
        person.add_column(sa.Column("seen_at", _MOMENT))
        person.add_column(sa.Column("left_at", _MOMENT))
        person.add_column(sa.Column("rev", sa.Integer(), server_default=sa.text("0"), nullable=False))
        person.add_column(sa.Column("invite_hash", sa.String(64)))
        person.add_column(sa.Column("invited_until", _MOMENT))
        person.add_column(sa.Column("pin_hash", sa.String(200)))
        person.add_column(
            sa.Column("pin_failures", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
    with op.batch_alter_table("membership") as membership:
        membership.create_foreign_key(
            "fk_membership_person_id_person", "person", ["person_id"], ["id"], ondelete="CASCADE"
        )
        membership.create_foreign_key(
            "fk_membership_location_id_location", "location", ["location_id"], ["id"]
        )
    op.create_index("uq_membership_place", "membership", ["person_id", "location_id"], unique=True)
    everywhere = sa.text("location_id IS NULL")
    op.create_index(
        "uq_membership_everywhere",
        "membership",
        ["person_id"],
        unique=True,
        sqlite_where=everywhere,
        postgresql_where=everywhere,
    )
    _sessions()
    _proofs()


def _sessions() -> None:
    op.create_table(
        "staff_session",
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("csrf", sa.String(22), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("idle_seconds", sa.Integer(), nullable=False),
        sa.Column("idle_until", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        sa.Column("pending", sa.String(8)),
        sa.Column("here", sa.Boolean(), nullable=False),
        sa.Column("device_id", sa.Integer()),
        sa.Column("browser", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], ondelete="CASCADE", name="fk_staff_session_person_id_person"
        ),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_staff_session_device_id_device"),
        sa.PrimaryKeyConstraint("id_hash", name="pk_staff_session"),
    )


def _proofs() -> None:
    op.create_table(
        "second_factor",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.String(200), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", _MOMENT),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], ondelete="CASCADE", name="fk_second_factor_person_id_person"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_second_factor"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], ondelete="CASCADE", name="fk_recovery_code_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
    )
    op.create_table(
        "tries",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", _MOMENT),
        sa.Column("trusted_until", _MOMENT),
        sa.Column("last_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_tries"),
    )
    op.create_table(
        "desk_day",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_desk_day_device_id_device"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], ondelete="CASCADE", name="fk_desk_day_person_id_person"
        ),
        sa.PrimaryKeyConstraint("device_id", "person_id", name="pk_desk_day"),
    )


def downgrade() -> None:
    """Who has several roles keeps the first; who has left cannot sign in; everybody signs in anew."""
    for table in ("desk_day", "tries", "recovery_code", "second_factor", "staff_session"):
        op.drop_table(table)
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("role", sa.String(16), server_default="analyst", nullable=False))
        person.add_column(sa.Column("location_id", sa.String(40)))
        person.add_column(sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False))
        person.add_column(sa.Column("locked_until", _MOMENT))
    op.execute(
        "UPDATE person SET"
        " role = (SELECT role FROM membership WHERE person_id = person.id ORDER BY id LIMIT 1),"
        " location_id = (SELECT location_id FROM membership WHERE person_id = person.id ORDER BY id LIMIT 1)"
        " WHERE EXISTS (SELECT 1 FROM membership WHERE person_id = person.id)"
    )
    op.execute("UPDATE person SET password_hash = '' WHERE left_at IS NOT NULL")
    op.drop_table("membership")
    with op.batch_alter_table("person") as person:
        for name in ("seen_at", "left_at", "rev", "invite_hash", "invited_until", "pin_hash", "pin_failures"):
            person.drop_column(name)
        person.alter_column("role", server_default=None)
        person.alter_column("failures", server_default=None)
        person.create_foreign_key("fk_person_location_id_location", "location", ["location_id"], ["id"])
    op.create_table(
        "staff_session",
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("csrf", sa.String(22), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], ondelete="CASCADE", name="fk_staff_session_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id_hash", name="pk_staff_session"),
    )
