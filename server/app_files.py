"""The built pages and long answers, compressed for whoever takes them so: a phone pays for every kilobyte."""

from __future__ import annotations

import gzip
import mimetypes
import os
from pathlib import Path

from flask import Response, request, send_from_directory
from werkzeug.security import safe_join

LONG = 4_000  # bytes of an answer; less is not worth the work
JSON = ("application/json", "application/geo+json")


def takes_gzip() -> bool:
    """Whether the client of this request reads gzip."""
    return request.accept_encodings.quality("gzip") > 0


def send_built(root: Path, name: str, mimetype: str | None = None, max_age: int | None = None) -> Response:
    """A file of the build; in the compressed form that lies beside it when there is one and the client takes it."""
    path = safe_join(str(root), f"{name}.gz")
    if path is None or not os.path.isfile(path):
        return send_from_directory(root, name, mimetype=mimetype, max_age=max_age)
    if not takes_gzip():
        response = send_from_directory(root, name, mimetype=mimetype, max_age=max_age)
    else:
        kind = mimetype or mimetypes.guess_type(name)[0]
        response = send_from_directory(root, f"{name}.gz", mimetype=kind, max_age=max_age,
                                       download_name=os.path.basename(name))
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def pack_answer(response: Response) -> Response:
    """A long JSON answer compressed, for an installation that people reach without a proxy in front."""
    if (response.mimetype in JSON and not response.direct_passthrough and takes_gzip()
            and "Content-Encoding" not in response.headers and (response.content_length or 0) >= LONG):
        response.set_data(gzip.compress(response.get_data(), 1, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response
