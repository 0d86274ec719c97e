"""How long 1,001 connected dashboards wait for an event while reports come in.

    .venv/bin/python -m tests.load.sockets [--clients N] [--rate R] [--seconds S]

Bar: commit → seen by the last of 1,000 dashboards, 50 events/s, p95 ≤ 250 ms. One gunicorn gevent worker on SQLite, the
load generator on the same machine. The clock starts when the answer to the POST is read (the write is committed
before) and stops when the last socket has the event; the batch of up to 100 ms is part of it. Rates are off.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from server.extensions import db
from server.start_checks import allow_open_files
from tests.builders import API, DISTRICT
from tests.crowd import Crowd
from tests.fresh import fresh_installation
from tests.ground.running import children_of
from tests.servers import Web, wait_until
from tests.visitors import Town, report_in

BAR_MS = 250
SENDERS = 16


class Waits:
    """When each report was answered and when the last socket had its event."""

    def __init__(self, clients: int) -> None:
        self._clients = clients
        self._seen: dict[str, int] = defaultdict(int)
        self.last: dict[str, float] = {}
        self.answered: dict[str, float] = {}
        self.codes: list[int] = []
        self.posts: list[float] = []

    def hear(self, text: str) -> None:
        """One message at one socket."""
        now = time.perf_counter()
        if not text.startswith('42/live,["events"'):
            return
        self._seen[text] += 1  # the same text for all of them
        if self._seen[text] == self._clients:
            self.last.update((event["subject"]["id"], now) for event in json.loads(text[8:])[1]["list"])

    def send(self, session: requests.Session, url: str) -> None:
        """One report."""
        body = report_in()
        began = time.perf_counter()
        answer = session.post(f"{url}{API}/reports", json=body, timeout=60)
        ended = time.perf_counter()
        self.codes.append(answer.status_code)
        self.posts.append(ended - began)
        if answer.status_code == 201:
            self.answered[str(answer.json()["case_id"])] = ended

    def delays_ms(self) -> list[float]:
        """Sorted; an event that came before its answer was read counts as 0."""
        return sorted(max(0.0, self.last[case_id] - at) * 1000 for case_id, at in self.answered.items()
                      if case_id in self.last)


def percentile(values: list[float], part: float) -> float:
    return values[min(len(values) - 1, int(len(values) * part))] if values else float("nan")


def cpu_seconds(web: Web) -> float:
    """CPU time of the web process and its worker so far."""
    assert web.child is not None
    ticks = 0
    for pid in {web.child.pid, *children_of(web.child.pid)}:
        ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def send_all(waits: Waits, url: str, rate: float, seconds: float) -> None:
    """Reports at an even pace, whatever the answers take."""
    local = threading.local()

    def send() -> None:
        if not hasattr(local, "session"):
            local.session = requests.Session()
        waits.send(local.session, url)

    with ThreadPoolExecutor(SENDERS) as pool:
        began = time.perf_counter()
        for number in range(int(rate * seconds)):
            time.sleep(max(0.0, began + number / rate - time.perf_counter()))
            pool.submit(send)


def measure(folder: Path, clients: int, rate: float, seconds: float) -> bool:
    """Prints the figures; whether the bar is met."""
    settings = fresh_installation(folder)
    db.configure(settings)
    with Web(settings, folder, session_hours=2) as web:
        town = Town(settings, web.url)
        report_in()  # reads the map once, before anything is timed
        waits = Waits(clients)
        with Crowd(web.url, town["leader"].cookie, {"division": DISTRICT}, waits.hear) as crowd:
            began = time.perf_counter()
            crowd.connect(clients)
            print(f"{clients} sockets connected and subscribed in {time.perf_counter() - began:.1f} s")
            busy, began = cpu_seconds(web), time.perf_counter()
            send_all(waits, web.url, rate, seconds)
            wait_until(lambda: len(waits.last) >= len(waits.answered), "the last event at the last socket", 30)
            busy, own = cpu_seconds(web) - busy, time.process_time()
            print(f"the web process used {busy / (time.perf_counter() - began):.0%} of a core, this generator "
                  f"{own / (time.perf_counter() - began):.0%}, load of the machine {os.getloadavg()[0]:.1f}")
        errors = [line for line in web.output.splitlines() if "Traceback" in line]
    delays = waits.delays_ms()
    posts = sorted(value * 1000 for value in waits.posts)
    p95 = percentile(delays, 0.95)
    print(f"{len(waits.codes)} reports at {rate:.0f}/s, {len(waits.answered)} answered 201, "
          f"{len(delays)} seen by all {clients} sockets, {len(errors)} errors in the log")
    print(f"POST ms: p50 {statistics.median(posts):.0f}, p95 {percentile(posts, 0.95):.0f}, max {posts[-1]:.0f}")
    print(f"answer → last socket ms: p50 {percentile(delays, 0.5):.0f}, p95 {p95:.0f}, max {delays[-1]:.0f} "
          f"{'ok' if p95 <= BAR_MS else 'ABOVE THE BAR'}")
    return p95 <= BAR_MS and len(delays) == len(waits.codes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=1001)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    allow_open_files()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.clients, given.rate, given.seconds)


if __name__ == "__main__":
    main()
