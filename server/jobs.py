"""The jobs' clock: APScheduler runs them where the lease is held, one run at a time, late ones once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from server.actions.schedule import JOBS, drop_lease, hold_lease
from server.queries.reading import settings

log = logging.getLogger(__name__)
LEASE = "jobs"
Clock = Callable[[], datetime]


def start_jobs(scheduler_type: Callable[..., Any], clock: Clock) -> Any:
    """Start a scheduler of this type with all jobs; each looks at the lease before it runs, first of all now."""
    scheduler = scheduler_type(timezone="Asia/Shanghai", job_defaults={"coalesce": True, "max_instances": 1,
                                                                       "misfire_grace_time": None})
    for name, job, every in JOBS:
        scheduler.add_job(_guarded, "interval", id=name, args=(name, job, clock), next_run_time=clock(), **every)
    scheduler.add_job(_renew, "interval", id="lease", args=(clock,), seconds=max(1, settings().lease_seconds // 3))
    scheduler.start()
    return scheduler


def stop_jobs(scheduler: Any, clock: Clock) -> None:
    """Stop the clock and let a standby go on at once. Never raises: the process is about to end."""
    try:
        scheduler.shutdown(wait=False)
        drop_lease(LEASE, clock())
    except Exception:
        log.exception("the jobs did not end in order; the lease runs out by itself")


def _renew(clock: Clock) -> None:
    try:
        hold_lease(LEASE, clock())
    except Exception:
        log.exception("the lease was not renewed")


def _guarded(name: str, job: Callable[[datetime], object], clock: Clock) -> None:
    now = clock()
    try:
        if hold_lease(LEASE, now):
            job(now)
    except Exception:
        log.exception("job %s failed", name)
