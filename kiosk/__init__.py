"""Face: kiosk."""

from flask import Blueprint


def faces() -> list[Blueprint]:
    """The blueprints of this face."""
    return []
