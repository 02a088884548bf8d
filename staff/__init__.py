"""Face: staff."""

from flask import Blueprint


def faces() -> list[Blueprint]:
    """The blueprints of this face."""
    from staff import views

    return [views.blueprint]
