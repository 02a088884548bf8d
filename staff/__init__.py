"""Face: staff."""

from flask import Blueprint


def faces() -> list[Blueprint]:
    """The blueprints of this face."""
    from staff import (
        audit,
        devices,
        health,
        paper,
        people,
        pictures,
        poster,
        printers,
        ticket_layout,
        views,
        wording,
    )

    parts = (views, devices, people, printers, pictures, poster, ticket_layout, wording, audit, health, paper)
    return [part.blueprint for part in parts]
