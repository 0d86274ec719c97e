"""A server of its own process with bad luck: of every fifth accepted write the answer is lost after the commit.

`python -m tests.dashboard.unlucky_server PORT`, configured by the environment as an installation is.
"""

from __future__ import annotations

import itertools
import socket
import sys
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.serving import make_server

from server.app import create_app

LOST = 5


def unlucky(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """`application`, except that the line breaks after every fifth write, before a byte of the answer."""
    writes = itertools.count(1)

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        told: list[Any] = []
        body = b"".join(application(environ, lambda *answer: told.append(answer)))
        status, headers, *rest = told[0]
        write = environ["REQUEST_METHOD"] == "POST" and "/session" not in environ["PATH_INFO"]
        if write and status.startswith("2") and next(writes) % LOST == 0:
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionResetError
        start_response(status, headers, *rest)
        return [body]
    return serve


if __name__ == "__main__":
    app = create_app()
    app.wsgi_app = unlucky(app.wsgi_app)  # type: ignore[method-assign]
    make_server("127.0.0.1", int(sys.argv[1]), app, threaded=True).serve_forever()
