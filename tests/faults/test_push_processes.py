"""Two servers of one PostgreSQL: one of them tells a closed page of its call, whichever lives."""

from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from models.database import Database
from tests.faults.client import Command, Line
from tests.faults.installation import LOCATION, Installation, install
from tests.faults.people import issue_command
from tests.web.push.service import Phone, PushService, push_service, until

pytestmark = pytest.mark.stress

VISITORS = 6
_keys = (f"push-{number}" for number in count(1))


def _visitor(house: Installation, line: Line, service: PushService) -> Phone:
    """Somebody who takes a number and wants to be told."""
    phone = service.phone()
    given = line.ask(issue_command(house.kiosks[0], next(_keys), "werk")).body
    wish = Command("", next(_keys), f"/tickets/{given['token']}/push", dict[str, Any](phone.body))
    assert line.ask(wish).status == 204
    return phone


def _call(house: Installation, line: Line, number: int) -> None:
    guide = list(house.guides.values())[number]
    call = Command(guide, next(_keys), f"/locations/{LOCATION}/call-next", {"desk": str(number + 1)})
    assert line.ask(call).status == 200


def _calls(phone: Phone) -> list[str]:
    return [told["title"] for told in phone.got if "kom nu" in told["title"]]


def test_of_two_servers_one_tells_and_the_other_does_when_it_is_alone(
    postgres_database: Database, tmp_path: Path
) -> None:
    house = install(postgres_database, tmp_path / "data", 1, VISITORS + 1)
    with push_service() as service:
        house.program.settings |= {
            "INLOOP_PUSH": "true",
            "INLOOP_PUSH_CONTACT": "mailto:ict@inloop.test",
            "INLOOP_PUSH_SERVICES": service.url,
        }
        with house.servers(1) as (stays,), closing(Line(stays)) as first:
            with house.servers(1) as (goes,), closing(Line(goes)) as second:
                lines = first, second
                phones = [_visitor(house, lines[number % 2], service) for number in range(VISITORS)]
                for number in range(VISITORS):
                    _call(house, lines[number % 2], number)
                until(lambda: all(map(_calls, phones)), "all are told")
            late = _visitor(house, first, service)
            _call(house, first, VISITORS)
            until(lambda: _calls(late), "the server that is left tells too")
    assert [len(_calls(phone)) for phone in [*phones, late]] == [1] * (VISITORS + 1)
    assert "Traceback" not in house.log()
