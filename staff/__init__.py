"""Face: staff."""

from flask import Blueprint


def faces() -> list[Blueprint]:
    """The blueprints of this face."""
    from staff import printers, ticket_layout, views

    return [views.blueprint, printers.blueprint, ticket_layout.blueprint]
