"""`python -m server.simulation`: write the city's past, then keep today alive over HTTP.

Started by server/start.py as a process of its own; everything it needs to know stands in the environment (GRID_*).
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

from config.settings import Settings, SettingsError, load_settings
from server.actions.assess import keep_drafts
from server.queries.simulation import connect
from server.simulation.client import Client
from server.simulation.diary import Diary
from server.simulation.live import Live
from server.simulation.pace import local_day
from server.simulation.past import Home, gap_begins, write_past
from server.simulation.plan import Planner
from server.simulation.progress import Progress
from server.simulation.roster import read_past_roster, read_roster
from server.simulation.terms import terms_of
from workflows.working_calendar import ZONE

SEED = 1
POLITE = 10  # nice: whoever uses the site goes first
ANSWERING_PAST, ANSWERING_LIVE = 0.38, 0.85  # citizens who rate an answer; live, somebody wants to see it
DAYS, PER_DAY, PACE_SECONDS = 14, 75, 30.0


class Stopped(BaseException):
    """Somebody asked us to stop; `code` is the exit code that follows."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 130 if number == signal.SIGINT else 0


def _on_signal(number: int, _frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


def now() -> datetime:
    """The clock of the simulation's own day."""
    return datetime.now(UTC)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m server.simulation", allow_abbrev=False,
        description="模拟的城市：先写过去的日子，再通过 HTTP 让今天动起来 · a past, then a living today")
    add = parser.add_argument
    add("--base-url", default="http://127.0.0.1:8000", metavar="URL", help="网页服务的地址 · where the web process is")
    add("--data", metavar="DIR", help="数据文件夹，默认按设置 · data folder")
    add("--past-only", action="store_true", help="只写过去，写完就结束 · write the past and end")
    add("--days", type=int, default=DAYS, metavar="N", help=f"写过去多少天，默认 {DAYS} · past days")
    add("--per-day", type=int, default=PER_DAY, metavar="N", help=f"过去每天多少件，默认 {PER_DAY} · cases a day")
    add("--no-assessment", action="store_true",
        help="不写后溪镇较长的过去和考核 · leave out the longer past of one town, with its assessment")
    add("--pace", type=float, default=PACE_SECONDS, metavar="SECONDS",
        help=f"今天约每多少秒一件新上报，默认 {PACE_SECONDS:.0f} · seconds between two new reports")
    return parser.parse_args(arguments)


def _settings(given: argparse.Namespace) -> Settings:
    settings = load_settings(data_dir=Path(given.data)) if given.data else load_settings()
    if not settings.simulated:
        raise SettingsError("GRID_SIMULATED: 只在标明为模拟的系统里运行 · only where the data is labelled simulated")
    if not settings.secret_key:
        raise SettingsError("GRID_SECRET_KEY: 没有给出 · not set")
    return settings


def _home(diary: Diary, given: argparse.Namespace) -> Home | None:
    """The longer past of one town, until it is written."""
    if given.no_assessment or diary.page.opened is None or diary.page.live_since is not None:
        return None
    opened = local_day(diary.page.opened)
    return Home(terms_of(opened), opened - timedelta(days=given.days))


def _past(planner: Planner, diary: Diary, given: argparse.Namespace) -> None:
    home = _home(diary, given)
    begin = gap_begins(diary, now(), given.days, home)
    if begin is None:
        return
    progress = Progress(f"模拟：写入 {begin.astimezone(ZONE):%m-%d} 以来的日子 · writing the past", sys.stdout)
    written = write_past(planner, diary, begin, given.per_day, now, progress.show, home=home)
    progress.end(f"模拟：{written.reports} 件上报、{written.steps} 步，用时 {written.seconds:.0f} 秒 · "
                 f"{written.reports} reports, {written.steps} steps in {written.seconds:.0f} s")
    diary.note(live_since=now())
    if home is not None:
        keep_drafts(now())  # whoever looks at scores now need not wait for the next turn of the job


def _live(planner: Planner, diary: Diary, given: argparse.Namespace) -> None:
    client = Client(given.base_url, now)
    while not client.is_up():
        time.sleep(1)
    print(f"模拟：今天开始，约每 {given.pace:.0f} 秒一件新上报 · today is live, a new report every {given.pace:.0f} s "
          "or so", flush=True)
    Live(planner, client, diary, now, given.pace).run()


def run(given: argparse.Namespace) -> None:
    """The past, then today until stopped."""
    settings = _settings(given)
    connect(settings)
    diary = Diary(Path(settings.data_dir))
    # Of a gap after a pause nobody knows what the visitors would have done.
    people = read_past_roster(now()) if diary.page.live_since is None else read_roster(now())
    if diary.page.opened is None:
        diary.note(opened=now())
    _past(Planner(people, SEED, ANSWERING_PAST), diary, given)
    if not given.past_only:
        _live(Planner(read_roster(now()), SEED, ANSWERING_LIVE), diary, given)


def main(arguments: list[str] | None = None) -> int:
    """Run until told to stop. Exit codes: 0 by SIGTERM or at the end of the past, 130 by Ctrl-C, 1 wrong settings."""
    given = _options(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _on_signal)
    logging.basicConfig(level=logging.WARNING, format="simulation: %(message)s")
    os.nice(POLITE)
    try:
        run(given)
    except SettingsError as error:
        print(f"GridWhistle: {error}", file=sys.stderr, flush=True)
        return 1
    except Stopped as stopped:
        return stopped.code
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # a city in memory takes seconds to be taken apart, and nothing in it needs that
