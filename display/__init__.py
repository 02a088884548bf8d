"""Face: display."""

from flask import Blueprint

from display import board, join, phone, shown_picture, speech, wait


def faces() -> list[Blueprint]:
    """The blueprints of this face."""
    return [
        board.blueprint,
        shown_picture.blueprint,
        speech.blueprint,
        phone.blueprint,
        join.blueprint,
        wait.blueprint,
    ]
