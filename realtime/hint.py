"""Redis as a hint: other processes learn of a commit at once instead of within a second.

Only a hint. The database is asked every second anyway, so whatever Redis loses, delays or repeats costs
nothing but that second; it may come and go.
"""

import logging
import queue
import threading
import time
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from realtime.broadcaster import Broadcaster

log = logging.getLogger(__name__)

CHANNEL = "inloop:changed"
_PATIENCE_SECONDS = 2.0
_AGAIN_SECONDS = 1.0
_MOST_WAITING = 1000


class Hints:
    """Publishes this process's commits, and hears of those of others.

    Args:
        url: of the Redis server.
        broadcaster: marks here are published; what is heard is marked here.
    """

    def __init__(self, url: str, broadcaster: Broadcaster) -> None:
        self._url = url
        self._broadcaster = broadcaster
        self._outbox: queue.Queue[str] = queue.Queue(_MOST_WAITING)
        self._stopping = threading.Event()

    def start(self) -> None:
        """Start both directions, each in a thread of its own."""
        self._broadcaster.told_others = self._put
        for target in (self._publish, self._listen):
            threading.Thread(target=target, name="redis", daemon=True).start()

    def stop(self) -> None:
        """End both directions, within a few seconds."""
        self._broadcaster.told_others = None
        self._stopping.set()

    def _put(self, location_id: str) -> None:
        try:
            self._outbox.put_nowait(location_id)
        except queue.Full:
            log.debug("Redis is slow; others will find out by asking")

    def _publish(self) -> None:
        client = self._client()
        while not self._stopping.is_set():
            try:
                location_id = self._outbox.get(timeout=_PATIENCE_SECONDS)
                client.publish(CHANNEL, location_id)
            except queue.Empty:
                continue
            except RedisError:
                time.sleep(_AGAIN_SECONDS)
        client.close()

    def _listen(self) -> None:
        while not self._stopping.is_set():
            client = self._client()
            try:
                self._hear(client)
            except RedisError as error:
                log.warning("Redis is away; changes elsewhere are seen within a second: %s", error)
                self._stopping.wait(_AGAIN_SECONDS)
            finally:
                client.close()

    def _hear(self, client: Redis) -> None:
        pubsub: Any = client.pubsub  # redis-py leaves it untyped
        with pubsub(ignore_subscribe_messages=True) as channel:
            channel.subscribe(CHANNEL)
            while not self._stopping.is_set():
                message = channel.get_message(timeout=_PATIENCE_SECONDS)
                if message is not None:
                    self._broadcaster.hear(message["data"])

    def _client(self) -> Redis:
        return Redis.from_url(
            self._url,
            decode_responses=True,
            socket_connect_timeout=_PATIENCE_SECONDS,
            socket_timeout=2 * _PATIENCE_SECONDS,
        )
