"""The application factory: the only place where rooms are wired together."""

from __future__ import annotations

import atexit
import json
import logging
import secrets
import time
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask, Response, g, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from config.settings import Settings, load_settings
from server import realtime, schema
from server.api import BLUEPRINTS, live
from server.api.live_packets import Packet, forgiving
from server.app_files import pack_answer, send_built
from server.auth import now
from server.cli import register_commands
from server.errors import CATALOGUE, FieldError, Problem
from server.extensions import db, socketio
from server.jobs import start_jobs, stop_jobs
from server.media import PhotoRejected
from server.queries.reading import warm_up

log = logging.getLogger(__name__)
PAGES = ("report", "field", "desk", "command", "people", "rules", "assess", "answer", "display")
BY_STATUS = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 413: "payload-too-large",
             415: "unsupported-media-type"}
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:;"
                               " style-src 'self' 'unsafe-inline';"
                               " worker-src 'self' blob:; connect-src 'self' ws: wss:; object-src 'none';"
                               " base-uri 'self'; frame-ancestors 'self'",
}


def create_app(settings: Settings | None = None) -> Flask:
    """Build the Flask application for these settings (default: the environment)."""
    settings = settings or load_settings()
    app = Flask("server", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = (settings.max_photos + 1) * settings.max_photo_mb * 1024 * 1024
    app.config["MAX_FORM_MEMORY_SIZE"] = 1024 * 1024
    db.configure(settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    _register_requests(app)
    _register_errors(app)
    _register_pages(app, settings)
    register_commands(app)
    live.register(socketio)
    queue = {"client_manager": realtime.connect_queue(settings.redis_url)} if settings.redis_url else {}
    socketio.init_app(app, async_mode=settings.async_mode, ping_interval=20, ping_timeout=20, serializer=Packet,
                      **queue, cors_allowed_origins=settings.cors_origins.split(",") if settings.cors_origins else None)
    return app


def serve(settings: Settings | None = None) -> Flask:
    """The application for a web server: refuses to start on a database without the ledger's guards."""
    app = create_app(settings)
    assert db.engine is not None
    with db.engine.connect() as connection:
        missing = schema.missing_guards(connection)
    if missing:
        raise RuntimeError(f"the ledger's guards are missing ({', '.join(missing)}); run: flask migrate")
    warm_up()  # the first visitor does not wait for the city to be read
    live.start_heartbeat(socketio, db.settings.head_seconds)
    if db.settings.jobs_in_process:
        atexit.register(stop_jobs, start_jobs(BackgroundScheduler, now), now)
    app.wsgi_app = forgiving(app.wsgi_app)  # type: ignore[method-assign]
    if db.settings.proxies:
        count = db.settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _register_requests(app: Flask) -> None:
    @app.before_request
    def begin() -> None:
        g.request_id = secrets.token_hex(8)
        g.began = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response if db.settings.proxies else pack_answer(response)  # a proxy in front does it itself


def _problem(problem: Problem) -> Response:
    response = Response(status=problem.status, mimetype="application/problem+json")
    response.set_data(json.dumps(problem.body(g.get("request_id", "")), ensure_ascii=False))
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response


def _rejected(error: PhotoRejected) -> Problem:
    detail = f"第 {error.position + 1} 张照片：{error.reason_zh}"
    return Problem("photo-rejected", detail, code=error.code,
                   errors=(FieldError(f"photos.{error.position}", error.reason_zh),))


def _register_errors(app: Flask) -> None:
    @app.errorhandler(Problem)
    def problem(error: Problem) -> Response:
        return _problem(error)

    @app.errorhandler(PhotoRejected)
    def photo(error: PhotoRejected) -> Response:
        return _problem(_rejected(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        slug = BY_STATUS.get(error.code or 500)
        if isinstance(error, RequestEntityTooLarge):
            return _problem(Problem("payload-too-large", "内容太大，请减少照片或缩小后再传"))
        if slug is None:
            return error.get_response()  # type: ignore[return-value]
        answer = _problem(Problem(slug))
        if error.code == 405 and getattr(error, "valid_methods", None):
            answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # type: ignore[attr-defined]
        return answer

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log.exception("request %s failed", g.get("request_id"))
        slug = "not-ready" if isinstance(error, OperationalError) else "internal"
        return _problem(Problem(slug, f"{CATALOGUE[slug][1]}，编号 {g.get('request_id', '')}"))


def _register_pages(app: Flask, settings: Settings) -> None:
    root = Path(settings.dashboard_dir).absolute()

    def page(name: str) -> Response:
        response = send_built(root, f"{name}.html")
        response.headers["Cache-Control"] = "no-cache"
        return response

    app.add_url_rule("/", "index", lambda: page("index"))
    for name in PAGES:
        app.add_url_rule(f"/{name}", name, lambda name=name: page(name))

    @app.get("/field-sw.js")
    def field_worker() -> Response:
        # Asked for at every visit: by this the app learns that there is a new version of it.
        response = send_built(root, "sw.js", mimetype="text/javascript")
        response.headers["Cache-Control"] = "no-cache"
        return response

    @app.get("/assets/<path:name>")
    def assets(name: str) -> Response:
        # Names carry a hash of their content, so they never change.
        response = send_built(root / "assets", name, max_age=31_536_000)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    @app.get("/<name>.<any(svg, png, ico, webmanifest, txt):kind>")
    def public_file(name: str, kind: str) -> Response:
        return send_built(root, f"{name}.{kind}", max_age=3600)
