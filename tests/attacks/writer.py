"""Somebody with every right, or with a stolen session, who writes into every field there is.

Knows for each operation how to come into the state in which it can be asked for; what is written, and into
which field, is for the caller.
"""

import base64
import io
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PIL import Image

from models.access.principal import Role
from tests.attacks.fields import Field, body_of, put
from tests.attacks.target import HERE, Target
from tests.attacks.wire import Answer

_presses = itertools.count(1)

UNWRITTEN = {
    "current": "a password, of which a hash is compared",
    "password": "a password, of which a hash is stored",
    "code": "a code, which is compared",
    "pin": "digits, of which a hash is stored",
    "endpoint": "an address at a push service; tests/attacks/test_reaching_out.py",
    "address": "the address of a printer; tests/attacks/test_reaching_out.py",
    "replaces": "a key, which is compared",
    "logo": "a PNG in base64, drawn anew",
    "key": "names a text of the catalogue, or nothing",
    "guide": "names somebody who is there, or nobody",
    "po": "a file of texts, each checked as they are by themselves",
}
"""Free texts that nobody is shown as they were written: by the last name of their place, and why."""
_BESIDE = {"transfer": {"question_type": "leren"}}
"""What an act needs besides what is required: one of several."""
_NEEDS_TALK = {"hold", "transfer", "finish"}


def picture() -> str:
    """A small PNG in base64."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 30, 30)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@dataclass
class Writer:
    """Who writes.

    Attributes:
        found: the server.
        document: its OpenAPI file.
    """

    found: Target
    document: Mapping[str, Any]

    @cached_property
    def key(self) -> str:
        """With what they prove themselves."""
        return self.found.key(Role.ADMINISTRATOR)

    @cached_property
    def layout(self) -> dict[str, Any]:
        """A layout with a line of words."""
        told = self.found.api(self.key, "GET", "/ticket-layout").told
        layout: dict[str, Any] = told["layout"]
        line = {"part": "line", "text": dict.fromkeys(told["languages"], "Een regel")}
        given = [{name: value for name, value in each.items() if value} for each in layout["parts"]]
        parts = [each for each in given if each["part"] != "line"]
        return layout | {"parts": [*parts, line]}

    @cached_property
    def text(self) -> dict[str, Any]:
        """A text of the catalogue without gaps and quantities."""
        told = self.found.api(self.key, "GET", "/wording/nl").told["texts"]
        return next(each for each in told if not each["gaps"] and not each["counted"])

    def write(self, field: Field, value: str) -> Answer:
        """Write *value* into the field, all else being as it should."""
        known, path = self._known(), field.path
        if "{visit}" in path:
            known["visit"] = self._visit(path.rpartition("/")[2])
        if "{code}" in path:
            known["code"] = self.found.pairing(f"{next(_presses):032d}")
        if "{device}" in path:
            self.found.device(Role.DISPLAY)
            known["device"] = self._first("devices", "devices")
        if "{picture}" in path:
            known["picture"] = self._a_picture()
        for name, found in known.items():
            path = path.replace(f"{{{name}}}", str(found))
        least = body_of(field, self.document, known) | _BESIDE.get(field.path.rpartition("/")[2], {})
        body = put(least, field.place, value)
        answer = self._send(field.method, path.removeprefix("/api/v1"), body)
        if "visit" in known:
            for act, told in (("start", {}), ("finish", {"outcome": "answered"}), ("cancel", {})):
                self._send("POST", f"/visits/{known['visit']}/{act}", told)
        return answer

    def _known(self) -> dict[str, Any]:
        words = {"key": self.text["key"], "forms": self.text["forms"] or self.text["dutch"]}
        return {
            "location": HERE,
            "language": "nl",
            "desk": "1",
            "outcome": "answered",
            "text": "Gewoon",
            "reason": "Gewoon",
            "name": f"Gewoon {next(_presses)}",
            "describes": "Gewoon",
            "image": picture(),
            "address": "virtual:",
            "width": 576,
            "layout": self.layout,
            "texts": [words],
            "places": [{"role": "guide"}],
            **words,
        }

    def _visit(self, act: str) -> int:
        visit = self.found.ticket().id
        if act in _NEEDS_TALK:
            self._send("POST", f"/visits/{visit}/call", {"desk": "1", "reason": "nodig"})
            self._send("POST", f"/visits/{visit}/start", {})
        return visit

    def _a_picture(self) -> int:
        shown = {"image": picture(), "describes": "Gewoon"}
        self._send("POST", f"/locations/{HERE}/pictures", shown)
        return self._first("pictures", "pictures")

    def _first(self, path: str, name: str) -> int:
        found = self.found.api(self.key, "GET", f"/locations/{HERE}/{path}").told[name]
        return int(found[0]["id"])

    def _send(self, method: str, path: str, body: object) -> Answer:
        return self.found.api(self.key, method, path, body, press=f"write-{next(_presses)}")
