"""Screens that keep up: Socket.IO, who listens to what, and the broadcaster that follows the log."""
