"""The jobs' clock: APScheduler runs them where the lease is held, one run at a time, late ones once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from server.actions.schedule import JOBS, hold_lease

log = logging.getLogger(__name__)
RENEW_SECONDS = 30


def start_jobs(scheduler_type: Callable[..., Any], clock: Callable[[], datetime]) -> Any:
    """Start a scheduler of this type with all jobs; each looks at the lease before it runs."""
    scheduler = scheduler_type(timezone="Asia/Shanghai", job_defaults={"coalesce": True, "max_instances": 1,
                                                                       "misfire_grace_time": None})
    for name, job, every in JOBS:
        scheduler.add_job(_guarded, "interval", id=name, args=(name, job, clock), **every)
    scheduler.add_job(lambda: hold_lease("jobs", clock()), "interval", id="lease", seconds=RENEW_SECONDS)
    scheduler.start()
    return scheduler


def _guarded(name: str, job: Callable[[datetime], object], clock: Callable[[], datetime]) -> None:
    now = clock()
    if hold_lease("jobs", now):
        try:
            job(now)
        except Exception:
            log.exception("job %s failed", name)
