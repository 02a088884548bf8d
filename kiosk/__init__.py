"""Face: kiosk."""

from flask import Blueprint

from kiosk import views


def faces() -> list[Blueprint]:
    """The blueprints of this face."""
    return [views.blueprint]
