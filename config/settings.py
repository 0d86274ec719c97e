"""Everything an operator may set, each with its help; the only reader of the environment (GRID_*)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


class SettingsError(ValueError):
    """A GRID_* variable has a value that cannot be used; the message names it."""


def _setting(default: Any, help_text: str) -> Any:
    return field(default=default, metadata={"help": help_text})


@dataclass(frozen=True)
class Settings:
    """One row per setting: name, default, help. Environment name: GRID_ + upper case."""

    data_dir: Path = _setting(Path("data"), "folder of the embedded database, photos and the secret key")
    database_url: str = _setting("", "SQLAlchemy URL; empty = SQLite in the data folder")
    redis_url: str = _setting("", "message queue between processes for live messages; empty = one process")
    secret_key: str = _setting("", "key of sessions, query codes, photo links and sealed identities; required")
    public_url: str = _setting("", "address under which people reach the system; empty = as asked")
    async_mode: str = _setting("threading", "Socket.IO mode: gevent under gunicorn, threading elsewhere")
    cors_origins: str = _setting("", "extra origins (comma list) that may open sockets; empty = same origin only")
    secure_cookies: bool = _setting(False, "mark cookies Secure (switch on behind https)")
    session_hours: int = _setting(12, "hours after which a browser session ends")
    token_days: int = _setting(30, "days after which a bearer token ends")
    dashboard_dir: Path = _setting(Path("dashboard/dist"), "folder of the built web pages")
    simulated: bool = _setting(False, "data of this installation is simulated; every page says so")
    base_map_url: str = _setting("", "XYZ or WMTS template of a licensed base map (e.g. 天地图); empty = none")
    base_map_attribution: str = _setting("", "attribution of the base map with its 审图号")
    snap_m: int = _setting(500, "metres outside land and sea within which a point snaps to the nearest grid")
    max_photos: int = _setting(9, "photos per report")
    max_photo_mb: int = _setting(20, "megabytes per photo")
    photo_link_minutes: int = _setting(240, "minutes for which a photo link stays valid")
    report_rate: str = _setting("240/3600", "reports per address (which may be a whole estate) and seconds; 0 = off")
    device_rate: str = _setting("12/3600", "reports per device and seconds window; 0 = off")
    contact_check: str = _setting("", "ways (comma list of sms, email) by which a contact is proved with a code")
    contact_code_rate: str = _setting("5/3600", "codes per contact and seconds window, ten times per address; 0 = off")
    smtp_url: str = _setting("", "smtp://, smtps:// or smtp+starttls://user:password@host:port; empty = no e-mail")
    mail_from: str = _setting("", "sender of e-mails; empty = the user of smtp_url")
    login_rate: str = _setting("20/900", "wrong passwords per name and seconds window; 0 = off")
    query_code_rate: str = _setting("10/3600", "wrong query codes per ticket and seconds window; 0 = off")
    undo_minutes: int = _setting(30, "minutes within which decline, merge and close can be undone")
    duplicate_radius_m: int = _setting(100, "metres within which an open case of the kind is a possible duplicate")
    clock_skew_minutes: int = _setting(5, "minutes of a phone's wrong clock above which the report is flagged")
    pool_size: int = _setting(10, "PostgreSQL connections kept per process")
    jobs_in_process: bool = _setting(True, "run the jobs in the web process (embedded); False = `flask jobs`")
    lease_seconds: int = _setting(90, "seconds after which a standby follows a jobs process that fell silent")
    proxies: int = _setting(0, "proxies in front whose X-Forwarded-* are believed; 0 = people come directly")
    head_seconds: int = _setting(5, "seconds between two `head` messages on the live channel")
    batch_ms: int = _setting(100, "milliseconds between two live messages to one room")

    @property
    def url(self) -> str:
        """SQLAlchemy URL of the database in use."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'gridwhistle.db'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")


def _parse(name: str, kind: Any, text: str) -> Any:
    if kind in (bool, "bool"):
        if text.lower() not in ("1", "0", "true", "false", "yes", "no"):
            raise SettingsError(f"GRID_{name.upper()}: 应为 true 或 false，实为 {text!r}")
        return text.lower() in ("1", "true", "yes")
    if kind in (int, "int"):
        try:
            return int(text)
        except ValueError as error:
            raise SettingsError(f"GRID_{name.upper()}: 应为整数，实为 {text!r}") from error
    return Path(text) if kind in (Path, "Path") else text


def load_settings(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read GRID_* from `environ` (default: the process environment); `overrides` win.

    Raises SettingsError for an unknown GRID_ name or an unusable value, so that a typo never runs unseen.
    """
    source = os.environ if environ is None else environ
    known = {f"GRID_{row.name.upper()}": row for row in fields(Settings)}
    values: dict[str, Any] = {}
    for key, text in source.items():
        if not key.startswith("GRID_") or key.startswith(("GRID_TEST_", "GRID_DEV_")):
            continue
        if key not in known:
            raise SettingsError(f"{key}: 没有这个设置")
        values[known[key].name] = _parse(known[key].name, known[key].type, text)
    return Settings(**{**values, **overrides})
