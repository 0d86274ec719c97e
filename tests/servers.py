"""Real processes for tests: gunicorn, `flask jobs` and Redis on free ports, to be killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

from config.settings import Settings
from tests.architecture.tree import ROOT
from tests.ground.running import clean_environment, free_port

PATIENCE_S = 120.0  # until a test gives up; nothing here measures time
POLL_S = 0.05


def wait_until(true: Callable[[], object], what: str = "", seconds: float = PATIENCE_S) -> None:
    """Poll until `true`; AssertionError naming `what` after `seconds`."""
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, f"not within {seconds:.0f} s: {what}"
        time.sleep(POLL_S)


def environment(settings: Settings, **more: object) -> dict[str, str]:
    """Our environment with exactly these settings in it, as GRID_*."""
    given = {row.name: getattr(settings, row.name) for row in fields(Settings)
             if getattr(settings, row.name) != row.default} | more
    return {**clean_environment(), "PYTHONUTF8": "1",
            **{f"GRID_{name.upper()}": str(value) for name, value in given.items()}}


class Process:
    """One child with a log of its own; use as a context manager, it never outlives the test."""

    def __init__(self, name: str, folder: Path) -> None:
        self.log = folder / f"{name}-{free_port()}.log"
        self.child: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        return clean_environment()

    def is_ready(self) -> bool:
        raise NotImplementedError

    def start(self) -> None:
        """Start it and wait until it is ready; the log goes on where it was."""
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(self.command(), cwd=ROOT, env=dict(self.environment()), stdout=log,
                                          stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
        wait_until(lambda: self._alive() and self.is_ready(), f"{self.command()} ready: {self.output}")

    def _alive(self) -> bool:
        assert self.child is not None
        assert self.child.poll() is None, self.output
        return True

    @property
    def output(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def signal(self, number: signal.Signals) -> None:
        """To the process and everything it started."""
        if self.child is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.child.pid, number)

    def kill(self) -> None:
        """kill -9, without a word of farewell."""
        self.signal(signal.SIGKILL)
        if self.child is not None:
            self.child.wait(PATIENCE_S)

    def stop(self) -> int:
        """Ask it to end as an operator does, and wait; returns the exit code."""
        assert self.child is not None
        self.child.terminate()
        try:
            return self.child.wait(PATIENCE_S)
        finally:
            self.kill()

    def __enter__(self) -> Process:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()


class Web(Process):
    """gunicorn with gevent workers, configured as an installation is."""

    def __init__(self, settings: Settings, folder: Path, *, workers: int = 1, **more: object) -> None:
        super().__init__("web", folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings, self._workers, self._more = settings, workers, more

    def command(self) -> list[str]:
        return [sys.executable, "-m", "gunicorn", "-c", "config/deploy/gunicorn.conf.py",
                "--workers", str(self._workers), "--bind", f"127.0.0.1:{self.port}", "server.wsgi:app"]

    def environment(self) -> Mapping[str, str]:
        return environment(self._settings, **self._more)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/v1/health", timeout=10) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def __enter__(self) -> Web:
        self.start()
        return self


class Jobs(Process):
    """`flask jobs`: the jobs in a process of their own."""

    def __init__(self, settings: Settings, folder: Path, **more: object) -> None:
        super().__init__("jobs", folder)
        self._settings, self._more = settings, more

    def command(self) -> list[str]:
        return [sys.executable, "-m", "flask", "--app", "server.app", "jobs"]

    def environment(self) -> Mapping[str, str]:
        return {**environment(self._settings, **self._more), "PYTHONUNBUFFERED": "1"}

    def is_ready(self) -> bool:
        return "jobs: " in self.output

    def __enter__(self) -> Jobs:
        self.start()
        return self


class Redis(Process):
    """A Redis server that keeps nothing, on a port of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__("redis", folder)
        self.port, self._folder = free_port(), folder
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        return ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no",
                "--dir", str(self._folder)]

    def is_ready(self) -> bool:
        return subprocess.run(["redis-cli", "-p", str(self.port), "ping"], capture_output=True,
                              check=False).stdout.strip() == b"PONG"

    def __enter__(self) -> Redis:
        self.start()
        return self
