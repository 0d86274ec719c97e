"""The processes of one running GridWhistle: start them, wait for the web to answer, stop all of them."""

from __future__ import annotations

import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

PATIENCE_S = 10.0  # between the polite request to stop and the end
GROUP_S = 2.0  # from the end of a process until nobody is left in its group
POLL_S = 0.1
PR_SET_PDEATHSIG = 1  # prctl(2)


class Processes:
    """Children in order of start, each in a process group of its own: Ctrl-C reaches only this process."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: list[str], settings: Mapping[str, str]) -> None:
        """Start `command`; it gets our environment and `settings` on top."""
        self._running[name] = subprocess.Popen(
            command, env={**os.environ, **settings}, stdin=subprocess.DEVNULL, start_new_session=True,
            preexec_fn=_end_with_parent if _prctl else None
        )

    def ended(self) -> tuple[str, int] | None:
        """Name and exit code of a child that is no longer running, and forget it; None when all run."""
        for name, child in self._running.items():
            code = child.poll()
            if code is not None:
                _clear_group(child)
                del self._running[name]
                return name, code
        return None

    def stop(self) -> None:
        """Ask every child to end, the last one first; whoever does not within PATIENCE_S is killed."""
        children = list(reversed(self._running.values()))
        for child in children:
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE_S
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, deadline - time.monotonic()))
            _clear_group(child)
        self._running.clear()


_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def _end_with_parent() -> None:
    """In the child: a parent that was killed outright cannot stop it, so the kernel asks it to end."""
    if _prctl is not None:
        _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(child: subprocess.Popen[bytes], number: int) -> bool:
    """Signal the child's process group; False when nobody is left in it."""
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return False
    return True


def _clear_group(child: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the child and of the processes it started, and wait until they are gone."""
    _signal_group(child, signal.SIGKILL)
    child.wait()
    wait_until(lambda: not _signal_group(child, 0), lambda: True, GROUP_S)


def answers(host: str, port: int) -> bool:
    """True when GET /api/v1/health says 200."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/api/v1/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until(ready: Callable[[], bool], alive: Callable[[], bool], seconds: float) -> bool:
    """Poll until `ready`; False when `alive` ends first or `seconds` pass."""
    deadline = time.monotonic() + seconds
    while alive() and time.monotonic() < deadline:
        if ready():
            return True
        time.sleep(POLL_S)
    return False
