"""Face: display."""

from flask import Blueprint

from display import board, phone


def faces() -> list[Blueprint]:
    """The blueprints of this face."""
    return [board.blueprint, phone.blueprint]
