"""Every endpoint × every method × every caller, against a table written by hand.

An endpoint that is missing here fails: whoever adds one says here who may call it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from models.access.device import find_device
from models.access.key import revoke_key
from models.access.principal import DEVICE_ROLES, Role
from models.access.session import Pending, Terms
from models.clock import SetClock
from models.tables import Ticket
from tests.cast import MONDAY_TEN, copied, move_in
from tests.web.addresses import parts_of
from tests.web.site import Caller, Site, open_site

SAFE = {"GET", "HEAD", "OPTIONS"}

HERE, AWAY, REVOKED, ELSEWHERE = "here", "away", "revoked key", "guide elsewhere"
SESSION, FORGED, FOREIGN, FRESH = (
    "session",
    "session without CSRF",
    "session, other origin",
    "one-time password",
)
GUIDE, HOST, COORDINATOR, ADMINISTRATOR, ANALYST = "guide", "host", "coordinator", "administrator", "analyst"
CODE, ENROL, PIN = "password without the code", "password without an app", "administrator by PIN"
"""Sessions that are not whole: the second step is not done, or it was begun by PIN at a shared desk."""
KIOSK, DISPLAY, DESK = "kiosk", "display", "desk"

_STRANGERS = {HERE, AWAY, REVOKED}
_SESSIONS = {SESSION, FORGED, FOREIGN}
"""A guide's browser; by a safe method it may what it may, by another only the first one may."""
_DEVICES = {KIOSK, DISPLAY, DESK}

_HALF = {FRESH, CODE, ENROL, PIN}
_KEYS = {GUIDE, HOST, COORDINATOR, ADMINISTRATOR, ANALYST}
ALL = {*_STRANGERS, *_SESSIONS, *_DEVICES, *_HALF, *_KEYS, ELSEWHERE}
GUIDES = {GUIDE, COORDINATOR, ADMINISTRATOR, *_SESSIONS}
CONSOLE = GUIDES | {HOST}
STAFF = CONSOLE | {ANALYST}


@dataclass(frozen=True)
class May:
    """Who may call an endpoint.

    Attributes:
        who: by name of the caller.
        open: asks nobody who they are.
        own_origin: open, but takes changes from our own pages only.
        by_row: whose location it is stands in the database, so what changes nothing is not refused for it.
    """

    who: frozenset[str]
    open: bool = False
    own_origin: bool = False
    by_row: bool = False


def only(who: set[str]) -> May:
    return May(frozenset(who))


EVERYBODY = May(frozenset(ALL), open=True)
VISIT = May(frozenset(GUIDES), by_row=True)
COUNTER = May(frozenset(CONSOLE), by_row=True)
COORDINATORS = {COORDINATOR, ADMINISTRATOR}
OWN_PAGES = May(frozenset(ALL), open=True, own_origin=True)

TABLE: Mapping[str, May] = {
    "api_location.locations": EVERYBODY,
    "api_location.question_types": EVERYBODY,
    "api_location.board": EVERYBODY,
    "api_location.kiosk": only(CONSOLE | {KIOSK}),
    "api_location.queue": only(CONSOLE),
    "api_location.line": only(CONSOLE),
    "api_location.closed": only(CONSOLE),
    "api_ticket.issue_ticket": only(CONSOLE | {KIOSK}),
    "api_ticket.visitor_ticket": EVERYBODY,
    "api_ticket.leave_the_line": EVERYBODY,
    "api_ticket.let_others_go_first": EVERYBODY,
    "api_ticket.be_back": EVERYBODY,
    "api_ticket.be_fetched": EVERYBODY,
    "api_push.be_told": OWN_PAGES,
    "api_push.be_told_no_more": OWN_PAGES,
    "api_join.join_the_line": OWN_PAGES,
    "api_join.make_a_poster": only(COORDINATORS),
    "api_visit.call_the_next": only(GUIDES),
    "api_visit.recall_visit": VISIT,
    "api_visit.start_visit": VISIT,
    "api_visit.return_visit": VISIT,
    "api_visit.no_show_visit": VISIT,
    "api_visit.finish_visit": VISIT,
    "api_visit.call_visit": VISIT,
    "api_visit.hold_visit": VISIT,
    "api_visit.resume_visit": VISIT,
    "api_visit.transfer_visit": VISIT,
    "api_visit.begin_another_question": VISIT,
    "api_visit.take_visit_over": VISIT,
    "api_visit.undo_last_step": COUNTER,
    "api_counter.cancel_visit": COUNTER,
    "api_counter.reinstate_visit": COUNTER,
    "api_counter.change_visit": COUNTER,
    "api_counter.postpone_visit": COUNTER,
    "api_counter.visitor_is_back": COUNTER,
    "api_counter.merge_visit": COUNTER,
    "api_counter.fetch_visitor": COUNTER,
    "api_counter.note_visit": COUNTER,
    "api_counter.reprint_visit": COUNTER,
    "api_door.walk_straight_in": only(CONSOLE),
    "api_door.call_paper_number": only(GUIDES),
    "api_door.use_paper_roll": only(CONSOLE),
    "api_door.close_location": only(COORDINATORS),
    "api_door.open_location": only(COORDINATORS),
    "api_door.go_away_for_a_while": only(CONSOLE),
    "api_door.show_a_message": only(COORDINATORS),
    "api_door.remove_a_message": only(COORDINATORS),
    "api_door.ask_for_help": only(CONSOLE),
    "api_door.help_is_there": only(CONSOLE),
    "api_door.come_to_the_help": only(CONSOLE),
    "api_guide.be_present": only(GUIDES),
    "api_guide.guides": only(COORDINATORS),
    "api_guide.configure": only(COORDINATORS),
    "api_ticket.paper": EVERYBODY,
    "api_kiosk.lease_block": only({KIOSK}),
    "api_kiosk.hand_in_ticket": only({KIOSK}),
    "api_kiosk.ask_for_a_person": only({KIOSK}),
    "api_kiosk.need_nobody": only({KIOSK}),
    "api_kiosk.come_to_visitor": only(CONSOLE),
    "api_kiosk.end_assistance": only(CONSOLE),
    "api_picture.pictures": only(COORDINATORS),
    "api_picture.show": only(COORDINATORS),
    "api_picture.change": only(COORDINATORS),
    "api_picture.remove": only(COORDINATORS),
    "api_printer.printers": only(COORDINATORS),
    "api_printer.set_one": only({ADMINISTRATOR}),
    "api_printer.remove": only({ADMINISTRATOR}),
    "api_printer.test": only(CONSOLE),
    "api_printer.history": only(CONSOLE),
    "api_printer.look": only(CONSOLE),
    "api_printer.found": only({ADMINISTRATOR}),
    "api_layout.layout": only(COORDINATORS),
    "api_layout.show": only(COORDINATORS),
    "api_layout.save": only({ADMINISTRATOR}),
    "api_wait.wait": EVERYBODY,
    "api_wait.waits": EVERYBODY,
    "api_audit.rows": only(COORDINATORS),
    "api_audit.export_rows": only(COORDINATORS),
    "api_wording.languages": only(COORDINATORS),
    "api_wording.texts": only(COORDINATORS),
    "api_wording.check": only(COORDINATORS),
    "api_wording.change": only({ADMINISTRATOR}),
    "api_wording.offering": only({ADMINISTRATOR}),
    "api_wording.file": only(COORDINATORS),
    "api_wording.take_file": only({ADMINISTRATOR}),
    "api_wording.paper": only(COORDINATORS),
    "api_desk.take": only(GUIDES),
    "api_desk.leave": only(GUIDES),
    "api_device.pair_this_browser": only({ADMINISTRATOR, HERE}),
    "api_device.devices": only(COORDINATORS),
    "api_device.change": only(COORDINATORS),
    "api_device.renew": only(COORDINATORS),
    "api_device.revoke": only(COORDINATORS),
    "api_pairing.show_a_code": OWN_PAGES,
    "api_pairing.check": OWN_PAGES,
    "api_pairing.find": only(COORDINATORS),
    "api_pairing.confirm": only(COORDINATORS),
    "api_people.people": only(COORDINATORS),
    "api_people.invite_person": only(COORDINATORS),
    "api_people.invite_person_again": only(COORDINATORS),
    "api_people.change_person": only(COORDINATORS),
    "api_people.leave_person": only(COORDINATORS),
    "api_people.return_person": only(COORDINATORS),
    "api_account.account": only(_SESSIONS | {PIN}),
    "api_account.new_password": only(_SESSIONS),
    "api_account.begin_second_factor": only(_SESSIONS),
    "api_account.confirm_second_factor": only(_SESSIONS),
    "api_account.remove_second_factor": only(_SESSIONS),
    "api_account.recovery_codes": only(_SESSIONS),
    "api_account.choose_pin": only(_SESSIONS),
    "api_account.end_session": only(_SESSIONS | {PIN}),
    "api_account.end_other_sessions": only(_SESSIONS | {PIN}),
    "assets.file": EVERYBODY,
    "board.board": EVERYBODY,
    "display_picture.shown": EVERYBODY,
    "display_speech.clip": EVERYBODY,
    "devices.pair": OWN_PAGES,
    "health.alive": EVERYBODY,
    "health.ready": EVERYBODY,
    "health.metrics": only(STAFF | {HERE, ELSEWHERE}),
    "kiosk.page": EVERYBODY,
    "kiosk_shell.days": EVERYBODY,
    "kiosk_shell.service_worker": EVERYBODY,
    "kiosk_speech.clip": EVERYBODY,
    "openapi.file": EVERYBODY,
    "openapi.reading": EVERYBODY,
    "phone.page": EVERYBODY,
    "phone.push_worker": EVERYBODY,
    "join.page": EVERYBODY,
    "join.take": OWN_PAGES,
    "printed.latest": only({HERE, HOST, COORDINATOR, ADMINISTRATOR}),
    "qr.of_path": EVERYBODY,
    "qr.of_ticket": EVERYBODY,
    "desk.switch": OWN_PAGES,
    "desk.page": only(COORDINATORS),
    "desk.make": only(COORDINATORS),
    "desk.take_token": only(COORDINATORS),
    "desk.end": only(COORDINATORS),
    "invitation.page": EVERYBODY,
    "invitation.take": OWN_PAGES,
    "organisation.begin": EVERYBODY,
    "organisation.back": EVERYBODY,
    "second_step.page": only(_SESSIONS | {CODE, PIN}),
    "second_step.give": only(_SESSIONS | {CODE, PIN}),
    "second_step.enrol_page": only(_SESSIONS | {ENROL}),
    "second_step.enrol": only(_SESSIONS | {ENROL}),
    "second_step.qr": only(_SESSIONS | {ENROL}),
    "sign_in.page": EVERYBODY,
    "sign_in.sign_in": OWN_PAGES,
    "sign_in.sign_out": only(_SESSIONS | {FRESH, CODE, ENROL, PIN}),
    "sign_in.password_page": only(_SESSIONS | {FRESH}),
    "sign_in.choose_password": only(_SESSIONS | {FRESH}),
    "staff.choose": only(CONSOLE | {ELSEWHERE}),
    "staff.console": only(CONSOLE),
    "staff_devices.page": only(COORDINATORS),
    "staff_devices.somewhere": only(COORDINATORS),
    "staff_people.page": only(COORDINATORS),
    "staff_people.account": only(_SESSIONS | {PIN}),
    "staff_pictures.page": only(COORDINATORS),
    "staff_pictures.somewhere": only(COORDINATORS),
    "staff_health.page": only({HERE, *COORDINATORS}),
    "staff_paper.page": only({HERE, *CONSOLE, ELSEWHERE}),
    "staff_poster.page": only({HOST, *COORDINATORS}),
    "staff_poster.somewhere": only({HOST, *COORDINATORS}),
    "staff_printers.page": only(COORDINATORS),
    "staff_printers.somewhere": only(COORDINATORS),
    "staff_printers.test_page": only(COORDINATORS),
    "staff_ticket.layout": only(COORDINATORS),
    "staff_wording.page": only(COORDINATORS),
    "staff_audit.page": only(COORDINATORS),
    "staff_audit.fetch": only(COORDINATORS),
    "start.start": EVERYBODY,
    "wait.location": EVERYBODY,
    "wait.region": EVERYBODY,
}

BODIES: Mapping[str, dict[str, object]] = {
    "api_visit.finish_visit": {"outcome": "answered"},
    "api_visit.call_visit": {"desk": "1", "reason": "kan niet staan"},
    "api_visit.begin_another_question": {"question_type": "werk"},
    "api_visit.take_visit_over": {"desk": "1"},
    "api_counter.merge_visit": {"into": 1},
    "api_counter.fetch_visitor": {"wished": True},
    "api_door.come_to_the_help": {"guide": "Samira"},
    "api_counter.note_visit": {"text": "spreekt ook Frans"},
    "api_join.join_the_line": {"key": "k", "question_type": "werk", "language": "nl"},
    "api_push.be_told": {"endpoint": "https://nowhere.test/", "key": "k" * 87, "auth": "a" * 22},
    "api_pairing.show_a_code": {"kind": "kiosk", "location": "plein", "secret": "s" * 32},
    "api_pairing.check": {"secret": "s" * 32},
}
"""Where an empty body would be refused before anybody asks whose visit it is."""


@pytest.fixture(scope="module")
def let_known(sqlite_cast: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Caller]]:
    """A database that knows everybody; each test has a copy of it for itself."""
    path = tmp_path_factory.mktemp("known") / "known.db"
    with copied(sqlite_cast, path) as database:
        site = open_site(move_in(database, SetClock(MONDAY_TEN)), path.parent, push="")
        return path, everybody(site)


@pytest.fixture
def site(let_known: tuple[Path, dict[str, Caller]], clock: SetClock, tmp_path: Path) -> Iterator[Site]:
    """An Inloop with all that can be switched on."""
    with copied(let_known[0], tmp_path / "world.db") as database:
        yield open_site(move_in(database, clock), tmp_path, push="")


@pytest.fixture
def callers(let_known: tuple[Path, dict[str, Caller]], site: Site) -> dict[str, Caller]:
    """Everybody, at this test's own Inloop."""
    return {name: site.again(caller) for name, caller in let_known[1].items()}


def everybody(site: Site) -> dict[str, Caller]:
    """Everybody, each with their own proof."""
    world = site.world
    keys = {role: site.bearer(site.key(role.title(), role)) for role in Role if role not in DEVICE_ROLES}
    devices = {kind: site.bearer(site.device(kind)) for kind in DEVICE_ROLES}
    revoked = site.bearer(site.key("Weg", Role.ADMINISTRATOR))
    world.database.run(lambda session: revoke_key(session, "Weg", world.clock.now()))
    person = site.person("Yusuf", Role.GUIDE)
    desk = site.device(Role.DESK)
    at = find_device(world.database, desk)
    assert at
    foreign = site.signed_in(person)
    foreign.headers["Origin"] = "http://evil.test"
    forged = site.signed_in(person)
    forged.headers.clear()
    return {
        **{str(role): caller for role, caller in (keys | devices).items()},
        HERE: site.anonymous("127.0.0.1"),
        AWAY: site.anonymous(),
        REVOKED: revoked,
        ELSEWHERE: site.bearer(site.key("Elders", Role.GUIDE, "altijd")),
        SESSION: site.signed_in(person),
        FORGED: forged,
        FOREIGN: foreign,
        CODE: site.signed_in(person, Terms(pending=Pending.CODE)),
        ENROL: site.signed_in(person, Terms(pending=Pending.ENROL)),
        PIN: site.signed_in(site.person("Snel", Role.ADMINISTRATOR), Terms(device_id=at.id), desk),
        FRESH: site.signed_in(site.person("Nieuw", Role.ADMINISTRATOR, must_change=True)),
    }


def address(site: Site, rule: Rule, visit: Ticket | None = None) -> str:
    """An address of the rule where something is, so that only access decides; by itself of a new visit."""
    ticket = visit or site.world.issue("plein")
    site.world.clock.advance(seconds=1)
    values = parts_of("plein", ticket.token, ticket.id, "CDFHJK")
    with site.inloop.app.test_request_context():
        adapter = site.inloop.app.create_url_adapter(None) or site.inloop.app.url_map.bind("localhost")
        return adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})


def let_in(answer: TestResponse) -> bool:
    """Whether access was given, whatever came of the request."""
    if answer.status_code == 303:
        return not answer.location.startswith(
            ("/staff/sign-in?", "/staff/password?", "/staff/code?", "/staff/enrol?")
        )
    return answer.status_code not in {401, 403} or answer.mimetype != "application/problem+json"


WHOLE = {name for name in TABLE if name.startswith(("api_people.", "staff_people.", "desk."))}
"""Where an administrator who gave no more than a PIN is refused."""


def may(endpoint: str, method: str, name: str) -> bool:
    """What the table says."""
    entry = TABLE[endpoint]
    if name == PIN and ADMINISTRATOR in entry.who and endpoint not in WHOLE:
        return True
    if method not in SAFE and name == FOREIGN and (entry.own_origin or not entry.open):
        return False
    if method not in SAFE and name == FORGED and not entry.open:
        return False
    return name in entry.who or (entry.by_row and name == ELSEWHERE and method in SAFE)


def rules(site: Site) -> list[Rule]:
    return sorted(site.inloop.app.url_map.iter_rules(), key=lambda rule: rule.endpoint)


def test_the_table_names_exactly_the_endpoints_that_are_there(site: Site) -> None:
    assert {rule.endpoint for rule in rules(site)} == set(TABLE)


@pytest.mark.parametrize("endpoint", TABLE)
def test_who_may_call(endpoint: str, callers: dict[str, Caller], site: Site) -> None:
    found = [rule for rule in rules(site) if rule.endpoint == endpoint]
    assert found
    wrong = []
    for rule in found:
        path = address(site, rule)
        for method in sorted(rule.methods or ()):
            for name, caller in callers.items():
                press = {"Idempotency-Key": f"{method} {name}"}
                body = None if method in SAFE else BODIES.get(endpoint, {})
                answer = caller.ask(method, path, headers=press, json=body)
                if let_in(answer) != may(endpoint, method, name):
                    wrong.append(f"{name}: {method} {path} gave {answer.status_code}")
    assert not wrong
