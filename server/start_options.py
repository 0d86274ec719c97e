"""Options of `./run`. Standard library only: it is read before anything is installed."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

PORT = 8000
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Options:
    """What the person who typed `./run` asked for; `data` is absolute, None = as the settings say."""

    host: str
    port: int
    data: Path | None
    simulation: bool
    prepare_only: bool


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else 0
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text} 不是端口号（1–65535） · not a port number")
    return port


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./run",
        description="网格哨 GridWhistle：一条命令安装、建库、启动 · install, set up and start",
        epilog="其他设置是环境变量 GRID_*，见 config/settings.py · more settings there",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--port", type=_port, default=PORT, metavar="N", help=f"端口，默认 {PORT} · port")
    add(
        "--host",
        default=HOST,
        metavar="H",
        help=f"监听地址，默认 {HOST}；0.0.0.0 = 所有网卡 · address to listen on",
    )
    add("--data", metavar="DIR", help="数据文件夹，默认 data · folder of the database and photos")
    add("--no-simulation", action="store_true", help="不写模拟的过去，也不运行模拟 · leave the city quiet")
    add("--prepare-only", action="store_true", help="只安装和构建，不启动 · install and build, start nothing")
    add("--relative-to", default=".", help=argparse.SUPPRESS)
    return parser


def read_options(arguments: list[str] | None = None) -> Options:
    """Parse `arguments` (default: the command line); a relative --data counts from where ./run was typed.

    Ends the process with code 2 and a line that names the mistake, or with 0 after --help.
    """
    given = _parser().parse_args(arguments)
    data = (Path(given.relative_to) / given.data).absolute() if given.data else None
    return Options(given.host, given.port, data, not given.no_simulation, given.prepare_only)


if __name__ == "__main__":
    read_options()
