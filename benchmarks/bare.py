"""The limits: what Flask, SQLite and Flask-SocketIO can do on this machine with nothing of ours around them.

Run under gunicorn's gevent worker, like the product: `gunicorn -k gevent -w 1 benchmarks.bare:app`.
"""

import os
import sqlite3

from flask import Flask, Response, jsonify, request
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent", transports=["websocket"], async_handlers=False)

connection = sqlite3.connect(os.environ["BARE_DATABASE"], isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("PRAGMA synchronous=FULL")
connection.execute("CREATE TABLE IF NOT EXISTS ticket (id INTEGER PRIMARY KEY, wish TEXT)")


@app.get("/healthz")
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@app.post("/tickets")
def issue() -> tuple[Response, int]:
    """One durable row for each POST: the least that issuing a ticket can cost."""
    wish = request.get_json()["question_type"]
    connection.execute("BEGIN IMMEDIATE")
    number = connection.execute("INSERT INTO ticket (wish) VALUES (?)", (wish,)).lastrowid
    connection.execute("COMMIT")
    return jsonify({"number": number}), 201


@app.post("/emit")
def emit() -> dict[str, str]:
    """One emit to everybody: the least that a call can cost."""
    socketio.emit("state", request.get_json())
    return {}


@socketio.on("connect")  # type: ignore[untyped-decorator]  # Flask-SocketIO ships no types
def connected() -> None:
    """Everybody may listen."""
