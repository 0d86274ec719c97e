"""What arrives on a socket and cannot be read: it costs its sender the connection, and nobody a page of log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from socketio import packet

from server.realtime import NAMESPACE

log = logging.getLogger(__name__)
READABLE = frozenset({packet.CONNECT, packet.DISCONNECT, packet.EVENT, packet.ACK})  # nobody sends us binaries
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Packet(packet.Packet):  # type: ignore[misc]
    """A Socket.IO packet; one that makes no sense is read as its sender's farewell."""

    def __init__(self, *given: Any, encoded_packet: Any = None, **named: Any) -> None:
        # An empty text would be taken for no text at all, that is, for a packet of ours.
        super().__init__(*given, encoded_packet="?" if encoded_packet == "" else encoded_packet, **named)

    def decode(self, encoded_packet: Any) -> int:
        """Fill the packet from its text; returns the number of attachments that follow (none)."""
        try:
            super().decode(encoded_packet)
        except Exception:  # the parser raises whatever Python raises
            self.packet_type = None
        if self.packet_type not in READABLE or (self.packet_type == packet.EVENT and not self._names_an_event()):
            log.info("an unreadable packet ended a connection")
            self.packet_type, self.namespace, self.data, self.id = packet.DISCONNECT, NAMESPACE, None, None
        return 0

    def _names_an_event(self) -> bool:
        return isinstance(self.data, list) and bool(self.data) and isinstance(self.data[0], str)


def forgiving(wsgi: Wsgi) -> Wsgi:
    """The application, but a frame that is no Engine.IO packet closes its WebSocket instead of raising."""
    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            return wsgi(environ, start_response)
        except ValueError:
            if not environ.get("PATH_INFO", "").startswith("/socket.io"):
                raise
            log.info("an unreadable frame ended a connection")
            raise StopIteration from None  # gunicorn's sign that the connection is ours and over
    return call
