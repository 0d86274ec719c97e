"""`./run` starts, says where to look, and leaves nothing behind; what goes wrong is one line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest

from config.settings import Settings
from server.start_prepared import is_prepared, remember_prepared
from tests.architecture.tree import ROOT
from tests.ground.running import Running, alive, children_of, clean_environment

IS_RUNNING = "Ctrl-C"  # the last thing that a start prints about itself


def start(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "server.start", *options],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data of an installation that was started once and stopped: how it ends later is asked of copies of it."""
    data = tmp_path_factory.mktemp("lived-in") / "data"
    with Running(data, "--no-simulation") as first:
        first.wait_for(IS_RUNNING)
        assert first.stop(signal.SIGTERM) == 0
    return data


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = start("--port", str(port), "--data", str(tmp_path / "data"))
    assert ended.returncode == 1
    assert (ended.stdout, ended.stderr.count("\n")) == ("", 1)
    assert str(port) in ended.stderr
    assert not (tmp_path / "data").exists()


def test_an_address_that_is_not_ours_is_one_line(tmp_path: Path) -> None:
    ended = start("--host", "192.0.2.1", "--data", str(tmp_path / "data"))
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ended = start("--data", str(tmp_path / "file" / "data"))
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert str(tmp_path / "file" / "data") in ended.stderr


def test_a_setting_that_does_not_exist_is_one_line(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "server.start", "--data", str(tmp_path / "data")],
        cwd=ROOT,
        env={**clean_environment(), "GRID_COLOUR": "green"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert "GRID_COLOUR" in ended.stderr


@pytest.mark.parametrize("options", [["--port", "0"], ["--port", "x"], ["--colour", "green"]])
def test_a_wrong_option_ends_with_two(options: list[str]) -> None:
    ended = start(*options)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert options[0] in ended.stderr


def test_it_starts_stops_and_starts_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Running(data) as first:
        first.wait_for(IS_RUNNING)
        assert first.get("/api/v1/health") == 200
        assert f"http://127.0.0.1:{first.port}/command" in first.output
        assert json.loads((data / "demo-accounts.json").read_text("utf-8"))
        assert data.stat().st_mode & 0o777 == 0o700
        for secret in ("demo-accounts.json", "secret.key"):
            assert (data / secret).stat().st_mode & 0o777 == 0o600
        refused = start("--data", str(data), "--port", str(first.port + 1 if first.port < 65535 else 1025))
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
        started = children_of(first.process.pid)
        assert started
        assert first.stop(signal.SIGINT) == 130
        assert not alive(started)
        assert first.get("/api/v1/health") == 0
    key = (data / "secret.key").read_text()
    assert is_prepared(Settings(data_dir=data))
    with Running(data, "--no-simulation") as second:
        second.wait_for(IS_RUNNING)
        assert second.get("/api/v1/health") == 200
        started = children_of(second.process.pid)
        assert second.stop(signal.SIGTERM) == 0
        assert not alive(started)
    assert (data / "secret.key").read_text() == key


def test_stopped_in_the_middle_of_its_first_start_it_can_start_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Running(data) as interrupted:
        started = interrupted.wait_for_children()
        assert interrupted.stop(signal.SIGTERM) == 0
        assert not alive(started)
    with Running(data, "--no-simulation") as second:
        second.wait_for(IS_RUNNING)
        assert json.loads((data / "demo-accounts.json").read_text("utf-8"))


def test_a_database_put_back_in_place_is_prepared_again(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with closing(sqlite3.connect(tmp_path / "gridwhistle.db")) as database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("INSERT INTO alembic_version VALUES ('newest')")
        database.commit()
        remember_prepared(settings)
        assert is_prepared(settings)
        database.execute("UPDATE alembic_version SET version_num = 'older'")
        database.commit()
    assert not is_prepared(settings)
    (tmp_path / "gridwhistle.db").unlink()
    assert not is_prepared(settings)
    assert not is_prepared(Settings(data_dir=tmp_path, database_url="postgresql://database.example/city"))


def test_when_the_web_process_dies_everything_stops_and_says_so(lived_in: Path, tmp_path: Path) -> None:
    data = shutil.copytree(lived_in, tmp_path / "data")
    with Running(data, "--no-simulation") as running:
        running.wait_for(IS_RUNNING)
        started = children_of(running.process.pid)
        os.killpg(min(started), signal.SIGKILL)
        assert running.process.wait(60) == 1
        assert not alive(started)
        assert "意外结束" in running.output.splitlines()[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_killed_outright_it_leaves_nothing_running(lived_in: Path, tmp_path: Path) -> None:
    data = shutil.copytree(lived_in, tmp_path / "data")
    with Running(data, "--no-simulation") as running:
        running.wait_for(IS_RUNNING)
        started = children_of(running.process.pid)
        running.process.kill()
        running.process.wait(60)
        give_up = monotonic() + 60
        while alive(started) and monotonic() < give_up:
            sleep(0.1)
        assert not alive(started)
