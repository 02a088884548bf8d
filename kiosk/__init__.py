"""Face: kiosk."""

from flask import Blueprint

from kiosk import shell, speech, views


def faces() -> list[Blueprint]:
    """The blueprints of this face."""
    return [views.blueprint, shell.blueprint, speech.blueprint]
