"""1,001 dashboards are open: one event reaches all of them and the next report is answered as ever."""

from __future__ import annotations

import json
import threading
from collections import Counter
from pathlib import Path

import pytest

from config.settings import Settings
from server.extensions import db
from server.start_checks import allow_open_files
from tests.builders import DISTRICT
from tests.conftest import ENGINES
from tests.crowd import Crowd
from tests.servers import Web, wait_until
from tests.visitors import Town

SOCKETS = 1001


@pytest.mark.parametrize("installation", ENGINES[:1], indirect=True, scope="module")
def test_a_thousand_and_one_sockets_stay_usable(installation: Settings, tmp_path: Path) -> None:
    allow_open_files()
    db.configure(installation)
    heard: Counter[str] = Counter()
    lock = threading.Lock()

    def hear(text: str) -> None:
        if text.startswith('42/live,["events"'):
            with lock:
                heard.update(event["subject"]["id"] for event in json.loads(text[8:])[1]["list"])

    with Web(installation, tmp_path) as web:
        town = Town(installation, web.url)
        with Crowd(web.url, town["leader"].cookie, {"division": DISTRICT}, hear) as crowd:
            crowd.connect(SOCKETS)
            for _ in range(3):
                case_id = str(town.citizen().report()["case_id"])
                wait_until(lambda case_id=case_id: heard[case_id] == SOCKETS, f"case {case_id} at every socket")
            assert town["leader"].get("/stats/overview").status_code == 200
            assert crowd.lost == 0
    assert set(heard.values()) == {SOCKETS}
    assert "Traceback" not in web.output
