"""Push in this process: one thread that finds what is due, and a few that send it; none where it is off.

A command knows nothing of it: what is due is read from the database, after the commit, and claimed there by
one process. Then it is sent once; what is lost with a process that ends is not sent again.
"""

import base64
import hashlib
import logging
import threading
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from config.settings import Settings
from models.clock import Clock
from models.database import Database
from models.push.address import address_of
from models.push.wish import Due, claim, due, forget_over, over, still_so, take_back
from models.refusal import Refusal
from web.push.outbox import Message, Outbox
from web.push.post import NotConnected, Reply, post
from web.push.words import message

if TYPE_CHECKING:  # what seals and signs is loaded only where there is push
    from web.push.signature import Signer

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0
PATIENCE_SECONDS = 5.0
SENDERS = 8
"""How many messages are under way at once; a service that is dead holds up so many, for the patience."""
MOST = 256
"""Messages in hand. What does not fit stays due in the database, for as long as it is worth telling."""
PADDED = 1024
"""Bytes of every message, so that its length does not tell the service what it says."""
_GONE = frozenset({404, 410})
_LATER = frozenset({408, 429})


class PushHouse:
    """The messages of this process.

    Args:
        settings: whether there is push, and who signs.
        database: where calls and wishes are.
        clock: what time it is.
    """

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.services = tuple((settings.push_services or "").split())
        self.signer = _signer(settings)
        self.outbox = Outbox(MOST)
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Tell visitors, in threads of its own, from now on; where there is push."""
        if self.signer is None:
            return
        works = [self._look, *([self._send] * SENDERS)]
        self._threads = [threading.Thread(target=work, name="push", daemon=True) for work in works]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let the messages under way end; what waits is not sent."""
        self._ended.set()
        self.outbox.close()
        for thread in self._threads:
            thread.join(2 * PATIENCE_SECONDS)

    def turn(self) -> int:
        """One round: forget who has gone, claim what is due as far as there is room; how much was claimed."""
        now = self._clock.now()
        with self._database.read() as session:
            gone = over(session)
            found = due(session, now)[: self.outbox.room]
        if gone:
            self._database.run(forget_over)
        if not found:
            return 0
        mine = self._database.run(lambda session: [item for item in found if claim(session, item)])
        for item in mine:
            try:
                self.outbox.put(self._sealed(item))
            except Exception:
                # The edge of one message: the others are claimed too, and nobody else will send them.
                log.exception("no words for a push message", extra={"ticket": item.ticket.id})
        return len(mine)

    def send_one(self) -> None:
        """Send the message that has been due longest, once there is one."""
        one = self.outbox.take()
        if one is None:
            return
        try:
            reply = self._delivered(one)
        except (NotConnected, SQLAlchemyError) as away:
            log.info("a push message did not leave: %s", type(away.__cause__ or away).__name__)
            self._try_again(one, None)
        except OSError as silent:
            # It may have been taken: a second one would call the visitor twice.
            log.info("a push service did not answer: %s", silent)
            self.outbox.done(one)
        except BaseException:
            self.outbox.done(one)
            raise
        else:
            self._settle(one, reply)

    def _look(self) -> None:
        while not self._ended.wait(LOOK_EVERY_SECONDS):
            try:
                self.turn()
            except SQLAlchemyError:
                log.warning("the database does not say whom to tell of a call; asking again")
            except Exception:
                # The edge of the loop: without it nobody would be told any more.
                log.exception("a round of push failed; it goes on")

    def _send(self) -> None:
        while not self._ended.is_set():
            try:
                self.send_one()
            except Exception:
                # The edge of one message: it must not end the others.
                log.exception("a push message could not be sent")

    def _sealed(self, item: Due) -> Message:
        from web.push.seal import seal

        key, auth = (base64.urlsafe_b64decode(text + "==") for text in (item.browser.key, item.browser.auth))
        left = (item.until - self._clock.now()).total_seconds()
        return Message(
            ticket=item.ticket.id,
            call=item.call,
            endpoint=item.browser.endpoint,
            body=seal(message(item), key, auth, padded=PADDED),
            topic=_topic(item),
            until=self.outbox.now() + left,
            due=self.outbox.now(),
        )

    def _delivered(self, one: Message) -> Reply | None:
        """What the service answered; None where there is nothing to send any more."""
        with self._database.read() as session:
            if not still_so(session, one.ticket, one.endpoint, one.call):
                return None
        try:
            address = address_of(one.endpoint, self.services)
        except Refusal:
            return None  # the setting has changed
        return post(address, self._headers(one, address.origin), one.body, PATIENCE_SECONDS)

    def _headers(self, one: Message, origin: str) -> dict[str, str]:
        if self.signer is None:
            raise RuntimeError("nothing is sent where there is no push")
        return {
            "Authorization": self.signer.header(origin, self._clock.now()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(0, round(one.until - self.outbox.now()))),
            "Urgency": "high",
            "Topic": one.topic,
        }

    def _settle(self, one: Message, reply: Reply | None) -> None:
        if reply is not None and (reply.status in _LATER or reply.status >= 500):
            self._try_again(one, reply.retry_after)
            return
        self.outbox.done(one)
        if reply is None:
            return
        if reply.status in _GONE:
            self._database.run(lambda session: take_back(session, one.ticket, one.endpoint))
        elif not 200 <= reply.status < 300:
            log.warning("a push service refused a message with %d", reply.status)

    def _try_again(self, one: Message, after: float | None) -> None:
        if not self.outbox.again(one, after):
            log.info("a push message is given up after %d attempts", one.attempts)


def _topic(item: Due) -> str:
    """What names the visitor's message to the service, and tells it nothing (at most 32 characters)."""
    return hashlib.sha256(f"{item.head.epoch} {item.ticket.token}".encode()).hexdigest()[:32]


def _signer(settings: Settings) -> "Signer | None":
    if not settings.push:
        return None
    from web.push.signature import signer

    return signer(settings)
