"""Printers of each location, and what they are asked to print."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_IN_HAND = sa.text("state IN ('queued', 'sending')")
_DOUBTED = sa.text("state = 'unknown' AND looked_at IS NULL")


def upgrade() -> None:
    _make_printer()
    _make_print_job()
    op.add_column("device", sa.Column("printer_id", sa.String(40)))
    op.execute(
        "INSERT INTO printer (location_id, id, position, name, staff, retired, condition, paper_low)"
        " SELECT id, 'main', 0, 'Printer', FALSE, FALSE, 'unknown', FALSE FROM location"
    )


def _make_printer() -> None:
    op.create_table(
        "printer",
        sa.Column("location_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("address", sa.String(200)),
        sa.Column("width", sa.Integer()),
        sa.Column("staff", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("condition", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(24)),
        sa.Column("since", sa.DateTime(timezone=True)),
        sa.Column("paper_low", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name="fk_printer_location_id_location"),
        sa.PrimaryKeyConstraint("location_id", "id", name="pk_printer"),
    )


def _make_print_job() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("location_id", sa.String(40), nullable=False),
        sa.Column("printer_id", sa.String(40), nullable=False),
        sa.Column("ticket_id", sa.Integer()),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(24)),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("looked_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name="fk_print_job_location_id_location"),
        sa.ForeignKeyConstraint(
            ["location_id", "printer_id"],
            ["printer.location_id", "printer.id"],
            name="fk_print_job_location_id_printer",
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_print_job_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_print_job"),
        sa.UniqueConstraint("ticket_id", "kind", "copy", name="uq_print_job_ticket_id_kind_copy"),
    )
    for name, columns, where in (
        ("ix_print_job_in_hand", ["location_id", "printer_id"], _IN_HAND),
        ("ix_print_job_doubted", ["location_id"], _DOUBTED),
        ("ix_print_job_asked_at", ["asked_at"], None),
    ):
        op.create_index(name, "print_job", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_column("device", "printer_id")
    op.drop_table("print_job")
    op.drop_table("printer")
