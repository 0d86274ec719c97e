"""`./run` once everything is installed: check, prepare the database, start web and simulation, stop them.

Next: server/app.py (what the web process loads).
"""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType

from config.settings import Settings, SettingsError, load_settings
from server.start_checks import (
    StartError,
    allow_open_files,
    check_folder,
    check_port,
    secret_key,
    take_folder,
)
from server.start_options import Options, read_options
from server.start_prepared import is_prepared, remember_prepared
from server.start_processes import POLL_S, Processes, answers, wait_until

START_S = 90.0  # a slow disk and a cold Python
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # where to ask when listening everywhere
DATABASE, WEB, SIMULATION = "数据库准备 · database", "网页服务 · web", "模拟 · simulation"


class Stopped(BaseException):
    """Somebody asked us to stop; `code` is the exit code that follows."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 130 if number == signal.SIGINT else 0


def _on_signal(number: int, _frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # one request to stop is enough
    raise Stopped(number)


def _read_settings(options: Options) -> Settings:
    return load_settings(data_dir=options.data) if options.data else load_settings()


def _environment(options: Options, settings: Settings) -> dict[str, str]:
    """What the children are told beyond the environment that they share with us."""
    marker = settings.data_dir / "simulated"  # once simulated, the data stays labelled
    if options.simulation:
        marker.touch()
    return {
        "GRID_DATA_DIR": str(settings.data_dir.absolute()),
        "GRID_SECRET_KEY": settings.secret_key or secret_key(settings.data_dir),
        "GRID_SIMULATED": "true" if settings.simulated or marker.exists() else "false",
    }


def _web_command(options: Options) -> list[str]:
    host = f"[{options.host}]" if ":" in options.host else options.host
    return [
        *(sys.executable, "-m", "gunicorn", "--worker-class", "gevent", "--workers", "1"),
        *("--worker-connections", "4000", "--timeout", "120", "--graceful-timeout", "3"),
        *(
            "--bind",
            f"{host}:{options.port}",
            "--no-control-socket",
            "--log-level",
            "warning",
            "server.wsgi:app",
        ),
    ]


def _prepare_database(processes: Processes, settings: Settings, environment: dict[str, str]) -> None:
    if is_prepared(settings):
        return
    processes.start(DATABASE, [sys.executable, "-m", "server.start_database"], environment)
    while (ended := processes.ended()) is None:
        time.sleep(POLL_S)
    if ended[1] != 0:
        raise StartError("数据库没有准备好，原因见上 · the database could not be prepared, see above")
    remember_prepared(settings)


def _start_web(processes: Processes, options: Options, environment: dict[str, str]) -> str:
    """Start the web process and wait until it answers; returns the address that people open."""
    processes.start(WEB, _web_command(options), {**environment, "GRID_ASYNC_MODE": "gevent"})
    host = EVERY_ADDRESS.get(options.host, options.host)
    died: list[tuple[str, int]] = []

    def alive() -> bool:
        died.extend(filter(None, [processes.ended()]))
        return not died

    if not wait_until(lambda: answers(host, options.port), alive, START_S):
        raise StartError("网页服务没有起来，原因见上 · the web process did not come up, see above")
    return f"http://{f'[{host}]' if ':' in host else host}:{options.port}"


def _tell(address: str, settings: Settings) -> None:
    lines = (
        "",
        "网格哨已经在运行 · GridWhistle is running",
        f"  市民上报 · citizens   {address}/report",
        f"  网格员   · members    {address}/field",
        f"  工作台   · staff      {address}/desk",
        f"  指挥屏   · leaders    {address}/command",
        f"  网格人员 · people     {address}/people",
        f"  规则     · rules      {address}/rules",
        f"  考核     · assess     {address}/assess",
        f"  演示账号 · accounts   {settings.data_dir / 'demo-accounts.json'}",
        "  停止     · stop       Ctrl-C",
        "",
    )
    print("\n".join(lines), flush=True)


def _start_simulation(
    processes: Processes, address: str, settings: Settings, environment: dict[str, str]
) -> None:
    command = [
        sys.executable,
        "-m",
        "server.simulation",
        "--base-url",
        address,
        "--data",
        str(settings.data_dir),
    ]
    processes.start(SIMULATION, command, environment)


def _watch(processes: Processes) -> None:
    """Stay until a child ends by itself. Raises StartError then: half a system is worse than none."""
    while (ended := processes.ended()) is None:
        time.sleep(POLL_S)
    raise StartError(
        f"{ended[0]} 意外结束（代码 {ended[1]}），全部停止 · ended by itself, stopping everything"
    )


def serve(options: Options, processes: Processes) -> None:
    """Everything from the checks to the end of watching; returns by exception only."""
    settings = _read_settings(options)
    check_port(options.host, options.port)
    check_folder(settings.data_dir)
    with take_folder(settings.data_dir):
        allow_open_files()
        environment = _environment(options, settings)
        try:
            _prepare_database(processes, settings, environment)
            address = _start_web(processes, options, environment)
            _tell(address, settings)
            if options.simulation:
                _start_simulation(processes, address, settings, environment)
            _watch(processes)
        finally:
            processes.stop()


def main() -> int:
    """Run until told to stop. Exit codes: 0 by SIGTERM, 130 by Ctrl-C, 1 could not start or a child ended."""
    options = read_options()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _on_signal)
    try:
        serve(options, Processes())
    except (StartError, SettingsError) as error:
        print(f"GridWhistle: {error}", file=sys.stderr, flush=True)
        return 1
    except Stopped as stopped:
        print("已停止 · stopped", flush=True)
        return stopped.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
