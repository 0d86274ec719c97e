"""A GridWhistle started as `./run` starts it once everything is installed: tests talk to it and stop it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from time import monotonic, sleep

from tests.architecture.tree import ROOT

PATIENCE_S = 180.0  # until a test gives up; nothing here measures time


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment() -> dict[str, str]:
    """Our environment without settings of ours: what a newcomer's shell has."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GRID_")}


def children_of(pid: int) -> set[int]:
    """Process ids of all descendants of `pid` that live now."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended while we looked
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found, fresh = set[int](), {pid}
    while fresh:
        fresh = {child for child, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return found


def alive(pids: set[int]) -> set[int]:
    """Those of `pids` that still run; a zombie that nobody has collected yet counts as ended."""
    running = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        running |= set() if state == "Z" else {pid}
    return running


class Running:
    """One `python -m server.start`; use as a context manager, it never outlives the test."""

    def __init__(self, data: Path, *options: str) -> None:
        self.port = free_port()
        self._log = data.parent / f"{data.name}-{self.port}.log"
        command = [
            sys.executable,
            "-m",
            "server.start",
            "--data",
            str(data),
            "--port",
            str(self.port),
            *options,
        ]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=clean_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE_S)

    @property
    def output(self) -> str:
        return self._log.read_text("utf-8")

    def get(self, path: str) -> int:
        """Status of GET `path`; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def wait_for(self, words: str) -> None:
        """Until `words` are printed."""
        give_up = monotonic() + PATIENCE_S
        while words not in self.output:
            assert self.process.poll() is None, self.output
            assert monotonic() < give_up, self.output
            sleep(0.1)

    def wait_for_children(self) -> set[int]:
        """Until it has started a process of its own; returns the process ids."""
        give_up = monotonic() + PATIENCE_S
        while not (found := children_of(self.process.pid)):
            assert self.process.poll() is None, self.output
            assert monotonic() < give_up, self.output
            sleep(0.05)
        return found

    def stop(self, number: signal.Signals) -> int:
        """Send the signal, wait for the end and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_S)
