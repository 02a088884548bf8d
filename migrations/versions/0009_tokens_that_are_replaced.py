"""Devices get a new token from time to time; the ones before are known, so that a copy is found."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_IS_PRESENT = sa.text("standing = 'present'")


def upgrade() -> None:
    op.create_table(
        "device_token",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("standing", sa.String(8), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(
            "standing IN ('offered', 'present', 'former', 'dead')",
            name=op.f("ck_device_token_standing_known"),
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], ondelete="CASCADE", name="fk_device_token_device_id_device"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_device_token"),
        sa.UniqueConstraint("hash", name="uq_device_token_hash"),
    )
    op.create_index("ix_device_token_device_id", "device_token", ["device_id"])
    op.create_index(
        "uq_device_token_present",
        "device_token",
        ["device_id"],
        unique=True,
        sqlite_where=_IS_PRESENT,
        postgresql_where=_IS_PRESENT,
    )
    for name in ("renew_wanted_at", "copied_at"):
        op.add_column("device", sa.Column(name, sa.DateTime(timezone=True)))
    op.execute(
        "INSERT INTO device_token (device_id, hash, standing, made_at) "
        "SELECT id, hash, 'present', created_at FROM device WHERE hash NOT LIKE 'put away %' ORDER BY id"
    )


def downgrade() -> None:
    """Screens go on with the token they have; those of a copy that was found are not known any more."""
    op.execute(
        "UPDATE device SET hash = (SELECT token.hash FROM device_token AS token "
        "WHERE token.device_id = device.id AND token.standing = 'present') "
        "WHERE EXISTS (SELECT 1 FROM device_token AS token "
        "WHERE token.device_id = device.id AND token.standing = 'present')"
    )
    op.drop_table("device_token")
    for name in ("copied_at", "renew_wanted_at"):
        op.drop_column("device", name)
