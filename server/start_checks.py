"""What must be true before anything is started: free port, writable folder, key, open files."""

from __future__ import annotations

import fcntl
import os
import resource
import secrets
import socket
from pathlib import Path
from typing import IO

OPEN_FILES = 65_536  # one per connected page, and then some


class StartError(RuntimeError):
    """A condition is missing; the message is the one line that the person reads."""


def check_port(host: str, port: int) -> None:
    """Raise StartError when nobody could listen on host:port."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise StartError(f"地址 {host} 不能用：{error.strerror} · cannot listen on {host}") from error
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise StartError(
                f"{host}:{port} 用不了（{error.strerror}），请换一个：--port N · cannot listen on port {port}"
            ) from error


def check_folder(folder: Path) -> None:
    """Make `folder`, for its owner only, when it is missing; raise StartError unless it can be written."""
    probe = folder / ".writable"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise StartError(
            f"数据文件夹 {folder} 不能写（{error.strerror}），请换一个：--data DIR · cannot write there"
        ) from error


def take_folder(folder: Path) -> IO[bytes]:
    """Hold `folder` until the returned file is closed. Raises StartError when another process holds it."""
    lock = (folder / "run.lock").open("wb")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise StartError(f"另一个 GridWhistle 正在使用 {folder} · another one is running there") from error
    return lock


def secret_key(folder: Path) -> str:
    """The installation's key: made at the first start, kept in DIR/secret.key, readable by its owner only."""
    path = folder / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text("ascii").strip()
        if not key:
            raise StartError(
                f"{path} 是空的：它丢了，旧的查询码和登录就作废 · the key file is empty"
            ) from None
        return key
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    return path.read_text("ascii")


def allow_open_files() -> None:
    """Raise the soft limit of open files as far as the hard limit allows: every open page holds one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
