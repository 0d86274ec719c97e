"""kill -9 of the web process under load: no report that was answered 2xx is lost, none is there twice.

    .venv/bin/python -m tests.load.kills [--kills N] [--senders N]

Senders report without pause; whoever gets no answer repeats the same report, with its id, until there is one, as the
pages do. Meanwhile the web process is killed and started again on the same folder (SQLite). In the end every answered
report must be one row with its ticket, its case and its event, and the whole ledger must verify.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import func, select

from server.actions.ledger import verify_ledger
from server.extensions import db
from server.models import Case, Event, Report
from tests.builders import API
from tests.fresh import fresh_installation
from tests.servers import Web
from tests.visitors import report_in


class Sender(threading.Thread):
    """Reports one after the other; keeps the answer of each."""

    def __init__(self, url: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.answers: dict[str, dict[str, Any]] = {}
        self.repeats = self.others = 0
        self._url, self._stop_asked = f"{url}{API}/reports", stop

    def run(self) -> None:
        while not self._stop_asked.is_set():
            body = report_in()
            while (answer := self._try(body)) is None:
                self.repeats += 1
                time.sleep(0.1)
            self.answers[body["id"]] = answer

    def _try(self, body: dict[str, Any]) -> dict[str, Any] | None:
        try:
            answer = requests.post(self._url, json=body, timeout=30)
        except requests.RequestException:
            return None
        if answer.status_code != 201:
            self.others += 1
            return None
        return answer.json()  # type: ignore[no-any-return]


def what_is_wrong(senders: list[Sender]) -> list[str]:
    """One line for each answered report that is not exactly once in the database."""
    wrong = []
    with db.reading() as session:
        rows = {row.id: (row.ticket, row.case_id) for row in session.execute(
            select(Report.id, Report.ticket, Report.case_id))}
        events = dict(session.execute(select(Event.subject_id, func.count()).where(
            Event.name == "case.reported").group_by(Event.subject_id)).all())
        cases = session.scalar(select(func.count()).select_from(Case))
    answered = {report_id: answer for sender in senders for report_id, answer in sender.answers.items()}
    for report_id, answer in answered.items():
        if rows.get(report_id) != (answer["ticket"], answer["case_id"]):
            wrong.append(f"{report_id}: answered {answer['ticket']}, stored {rows.get(report_id)}")
        if events.get(str(answer["case_id"])) != 1:
            wrong.append(f"{report_id}: {events.get(str(answer['case_id']))} events")
    if cases != len(rows):
        wrong.append(f"{cases} cases for {len(rows)} reports")
    print(f"{len(answered)} reports answered 201, {len(rows)} stored, {cases} cases")
    return wrong


def measure(folder: Path, kills: int, count: int) -> bool:
    """Prints the figures; whether nothing was lost, doubled or broken."""
    settings = fresh_installation(folder)
    db.configure(settings)
    report_in()  # reads the map once, before the senders start
    source, stop = random.Random(7), threading.Event()
    with Web(settings, folder) as web:
        senders = [Sender(web.url, stop) for _ in range(count)]
        for sender in senders:
            sender.start()
        for number in range(1, kills + 1):
            time.sleep(source.uniform(0.5, 3))
            web.kill()
            web.start()
            print(f"kill {number}: {sum(len(sender.answers) for sender in senders)} answered so far", flush=True)
        stop.set()
        for sender in senders:
            sender.join()
    wrong = what_is_wrong(senders)
    events, findings = verify_ledger()
    print(f"{kills} kills, {sum(sender.repeats for sender in senders)} repeats, "
          f"{sum(sender.others for sender in senders)} answers other than 201")
    print(f"ledger: {events} events, {len(findings)} findings · {len(wrong)} reports lost, doubled or broken")
    print("\n".join([*wrong[:20], *map(str, findings[:20])]))
    return not wrong and not findings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--senders", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print("ok" if measure(Path(folder), given.kills, given.senders) else "BROKEN")


if __name__ == "__main__":
    main()
