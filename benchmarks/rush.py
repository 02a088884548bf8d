"""Eight kiosks at once: tickets issued per second, against bare Flask with one durable row per POST."""

import time

from benchmarks.load import Measured, Request, post_all
from benchmarks.process import Server, bare_server, inloop_server, run_command
from benchmarks.report import Figure

KIOSKS = 8
ROUNDS = 3
EACH = 1500


def kiosk_request(server: Server, *, printed: bool = False) -> Request:
    """What a kiosk of *server* posts, with or without the wish for paper; pairs it first."""
    pairing = ("device", "add", "--kind", "kiosk", "--location", "oefen", "--name", "benchmark")
    token = run_command(server.folder, *pairing)
    run = time.time_ns()

    def request(number: int) -> tuple[str, dict[str, str], dict[str, object]]:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"{run}-{number}"}
        wish = {"question_type": "werk", "language": "nl", "printed": printed}
        return "/api/v1/locations/oefen/tickets", headers, wish

    return request


def measure() -> list[Figure]:
    """Both servers run at once and take turns, so that what else the machine does hits both alike."""
    limits, ours = [], []
    with bare_server() as bare, inloop_server() as inloop:
        wish = kiosk_request(inloop)
        post_all(bare.port, KIOSKS, 100, _bare)
        post_all(inloop.port, KIOSKS, 100, wish)
        for turn in range(1, ROUNDS + 1):
            limits.append(post_all(bare.port, KIOSKS, EACH, _bare))
            ours.append(post_all(inloop.port, KIOSKS, EACH, shifted(wish, turn)))
    labels = {answer["label"] for measured in ours for answer in measured.answers}
    if len(labels) != ROUNDS * EACH:
        raise RuntimeError("a number was given twice")
    return [_figure(_best(limits), _best(ours))]


def shifted(wish: Request, turn: int) -> Request:
    """The same wishes with other keys: a repeated key would be answered, not done."""
    return lambda number: wish(number + turn * 100_000)


def _best(measured: list[Measured]) -> Measured:
    return max(measured, key=lambda one: one.per_second)


def _figure(limit: Measured, ours: Measured) -> Figure:
    return Figure(
        name="tickets a second, 8 kiosks",
        value=ours.per_second,
        limit=limit.per_second,
        unit="/s",
        bound="at least 0.5 of bare Flask + sqlite3",
        fine=ours.per_second >= 0.5 * limit.per_second,
        note=f"p99 {ours.percentile(0.99) * 1000:.0f} ms, bare {limit.percentile(0.99) * 1000:.0f} ms",
    )


def _bare(_number: int) -> tuple[str, dict[str, str], dict[str, object]]:
    return "/tickets", {}, {"question_type": "werk"}
