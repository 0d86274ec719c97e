"""A thousand bare Socket.IO clients in one thread: WebSocket frames by hand (RFC 6455), cheap enough for two cores."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections.abc import Callable
from json import dumps
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

OPEN, NAMESPACE, PING = "0", "40/live", "2"
TEXT, CLOSE = 1, 8


def frame(text: str) -> bytes:
    """A text frame of a client, masked with zeros; up to 65,535 bytes."""
    data = text.encode()
    length = bytes([128 | len(data)]) if len(data) < 126 else bytes([128 | 126]) + len(data).to_bytes(2, "big")
    return bytes([128 | TEXT]) + length + bytes(4) + data


def next_frame(buffer: bytes) -> tuple[int, bytes, int] | None:
    """(opcode, payload, length of the whole) of the server's frame at the start, or None when it is not complete."""
    if len(buffer) < 2:
        return None
    length, start = buffer[1], 2
    if length == 126:
        length, start = int.from_bytes(buffer[2:4], "big"), 4
    elif length == 127:
        length, start = int.from_bytes(buffer[2:10], "big"), 10
    if len(buffer) < start + length:
        return None
    return buffer[0] & 15, buffer[start:start + length], start + length


class Guest:
    """One socket: what it still has to say before it sits in its room."""

    def __init__(self, sock: socket.socket, host: str, cookie: str, wanted: dict[str, str]) -> None:
        self.sock, self.wanted = sock, wanted
        self.seated = False
        self._upgraded = False
        self._buffer = b""
        sock.sendall("\r\n".join((
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1", f"Host: {host}", "Upgrade: websocket",
            "Connection: Upgrade", "Sec-WebSocket-Key: R3JpZFdoaXN0bGVHdWVzdA==", "Sec-WebSocket-Version: 13",
            f"Cookie: {cookie}", "", "")).encode())

    def say(self, text: str) -> None:
        self.sock.sendall(frame(text))

    def read(self, hear: Callable[[str], None]) -> bool:
        """Everything that has arrived; False when the server has hung up."""
        data = self.sock.recv(65536)
        self._buffer += data
        if not self._upgraded:
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return bool(data)
            if b" 101 " not in head.split(b"\r\n")[0]:
                return False
            self._upgraded, self._buffer = True, rest
        while (found := next_frame(self._buffer)) is not None:
            kind, payload, length = found
            self._buffer = self._buffer[length:]
            if kind == CLOSE:
                return False
            if kind == TEXT:
                self._answer(payload.decode(), hear)
        return bool(data)

    def _answer(self, text: str, hear: Callable[[str], None]) -> None:
        if text == PING:
            self.say("3")
        elif text.startswith(OPEN):
            self.say(f"{NAMESPACE},")
        elif text.startswith(NAMESPACE):
            self.say("42/live,1" + dumps(["subscribe", self.wanted]))
        elif text.startswith("43/live,1["):
            self.seated = '"ok":true' in text
        else:
            hear(text)


class Crowd:
    """Many guests with one session and one room; `hear` gets every message of every guest, in one thread."""

    def __init__(self, url: str, cookie: str, wanted: dict[str, str], hear: Callable[[str], None]) -> None:
        self._address = urlsplit(url)
        self._cookie, self._wanted, self._hear = cookie, wanted, hear
        self._selector = selectors.DefaultSelector()
        self._stop = threading.Event()
        self.guests: list[Guest] = []
        self.lost = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def connect(self, count: int, at_once: int = 50) -> None:
        """Seat `count` more guests, `at_once` of them under way at the same time."""
        for _ in range(count):
            while sum(not guest.seated for guest in self.guests[-4 * at_once:]) >= at_once:
                self._patience()
            sock = socket.create_connection((self._address.hostname, self._address.port), timeout=60)
            guest = Guest(sock, self._address.netloc, self._cookie, self._wanted)
            self.guests.append(guest)
            self._selector.register(sock, selectors.EVENT_READ, guest)
        while not all(guest.seated for guest in self.guests):
            self._patience()

    def _patience(self) -> None:
        assert not self.lost, f"{self.lost} of {len(self.guests)} sockets were refused or lost"
        time.sleep(0.02)

    def _listen(self) -> None:
        while not self._stop.is_set():
            for key, _events in self._selector.select(0.1):
                if not self._still_there(key.data):
                    self._selector.unregister(key.fileobj)
                    self.lost += 1

    def _still_there(self, guest: Any) -> bool:
        try:
            return bool(guest.read(self._hear))
        except OSError:
            return False

    def __enter__(self) -> Crowd:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()
        for guest in self.guests:
            guest.sock.close()
        self._selector.close()
