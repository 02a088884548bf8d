"""Screens paired by a code, numbers in advance, a person who comes to help, and the region's own words."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.add_column("ticket", sa.Column("offline", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("device", sa.Column("series", sa.String(4)))
    for name in ("diagonal_mm", "distance_mm", "battery", "undelivered"):
        op.add_column("device", sa.Column(name, sa.Integer()))
    for name in ("charging", "secure"):
        op.add_column("device", sa.Column(name, sa.Boolean()))
    _make_pairing()
    _make_number_block()
    _make_assistance()
    _make_wording()


def _make_pairing() -> None:
    op.create_table(
        "pairing",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("location_id", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device_id", sa.Integer()),
        sa.CheckConstraint("kind IN ('kiosk', 'display')", name=op.f("ck_pairing_kind_known")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name="fk_pairing_location_id_location"),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_pairing_device_id_device"),
        sa.PrimaryKeyConstraint("id", name="pk_pairing"),
        sa.UniqueConstraint("code", name="uq_pairing_code"),
        sa.UniqueConstraint("secret_hash", name="uq_pairing_secret_hash"),
    )


def _make_number_block() -> None:
    op.create_table(
        "number_block",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("location_id", sa.String(40), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=False),
        sa.Column("series", sa.String(4), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("leased_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name="fk_number_block_location_id_location"
        ),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_number_block_device_id_device"),
        sa.PrimaryKeyConstraint("id", name="pk_number_block"),
    )


def _make_assistance() -> None:
    op.create_table(
        "assistance",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("location_id", sa.String(40), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("coming", sa.String(80)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name="fk_assistance_location_id_location"),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_assistance_device_id_device"),
        sa.PrimaryKeyConstraint("id", name="pk_assistance"),
    )
    op.create_index(
        "uq_assistance_open",
        "assistance",
        ["device_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def _make_wording() -> None:
    op.create_table(
        "wording",
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("form", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("language", "key", "form", name="pk_wording"),
    )


def downgrade() -> None:
    for table in ("wording", "assistance", "number_block", "pairing"):
        op.drop_table(table)
    for name in ("secure", "charging", "undelivered", "battery", "distance_mm", "diagonal_mm", "series"):
        op.drop_column("device", name)
    op.drop_column("ticket", "offline")
