"""Every endpoint has its pace; a house behind one address keeps to it, a machine that rushes does not."""

import pytest

from tests.web.site import Caller, Site
from tests.web.test_access_matrix import TABLE
from web.pace import BY_ENDPOINT, COMMANDS, DRAWN, ENTRIES, READS, Pace, Paces, pace_of

FREE = {"health.alive"}
"""All that may be asked without end."""


class Seconds:
    """A monotonic clock that is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_every_endpoint_has_a_pace_or_is_said_to_be_free(site: Site) -> None:
    rules = list(site.inloop.app.url_map.iter_rules())
    assert set(BY_ENDPOINT) <= {rule.endpoint for rule in rules}
    without = {
        rule.endpoint
        for rule in rules
        for method in rule.methods or ()
        if pace_of(rule.endpoint, method) is None
    }
    assert without == FREE
    assert set(TABLE) >= FREE


def test_what_tries_a_password_is_slow_and_what_draws_is_not_fast(site: Site) -> None:
    for rule in site.inloop.app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            assert pace_of(rule.endpoint, method) in {COMMANDS, DRAWN, ENTRIES}, rule.endpoint
    assert ENTRIES.per_second <= 1
    assert DRAWN.per_second * 60 <= 300


@pytest.mark.parametrize(
    ("pace", "at_once", "per_second"),
    [
        pytest.param(READS, 500 * 12, 0, id="500 phones open the page at once"),
        pytest.param(READS, 0, 500 / 4 + 30 / 3 + 100, id="500 phones ask each four seconds, and staff"),
        pytest.param(COMMANDS, 500, 0, id="500 visitors leave the line together"),
        pytest.param(COMMANDS, 0, 30, id="thirty people press a button each second"),
        pytest.param(ENTRIES, 40, 0, id="all staff sign in at nine"),
        pytest.param(DRAWN, 200, 2, id="posters, previews and a kiosk's codes"),
    ],
)
def test_a_house_behind_one_address_never_meets_it(pace: Pace, at_once: int, per_second: float) -> None:
    clock = Seconds()
    paces = Paces(clock)
    assert all(paces.allows(pace, "house") for _ in range(at_once))
    clock.now += 60
    for _ in range(60):
        clock.now += 1
        assert all(paces.allows(pace, "house") for _ in range(int(per_second)))


TRIES = int(ENTRIES.at_once) + 10


def try_passwords(caller: Caller, **headers: str) -> list[int]:
    """Statuses of more tries to sign in than anybody needs, each for another account."""
    form = [{"name": f"naam {number}", "password": "raad maar wat je wilt"} for number in range(TRIES)]
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return [caller.ask("POST", "/staff/sign-in", data=each, headers=sent).status_code for each in form]


def test_who_tries_too_fast_waits_and_others_do_not(site: Site) -> None:
    rushing, other = site.anonymous("192.168.1.66"), site.anonymous("192.168.1.67")
    answers = try_passwords(rushing)
    assert answers[0] == 401
    assert 429 in answers
    refused = rushing.post("/staff/sign-in")
    assert (refused.status_code, int(refused.headers["Retry-After"]) > 0) == (429, True)
    assert refused.headers["Content-Security-Policy"]
    assert rushing.get("/staff/sign-in").status_code == 200
    assert try_passwords(other)[0] == 401


def test_this_machine_itself_is_not_held_up(site: Site) -> None:
    here = site.anonymous("127.0.0.1")
    here.headers["Host"] = "localhost"
    assert {here.get("/qr.svg").status_code for _ in range(int(DRAWN.at_once) + 40)} == {200}


def test_behind_a_proxy_each_source_has_its_own_pace(site: Site) -> None:
    proxy = site.anonymous("127.0.0.1")
    assert 429 in try_passwords(proxy, X_Forwarded_For="203.0.113.9")
    assert try_passwords(proxy, X_Forwarded_For="203.0.113.10")[0] == 401


def test_a_flood_of_sources_costs_no_memory_without_end() -> None:
    paces = Paces(Seconds())
    for number in range(20_000):
        assert paces.allows(COMMANDS, str(number))
    assert len(paces._budgets) <= 4096


def test_free_is_what_answers_from_memory(site: Site) -> None:
    stranger = site.anonymous("192.168.1.66")
    assert {stranger.get("/healthz").status_code for _ in range(700)} == {200}
