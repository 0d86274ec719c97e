"""The shell part of `./run`: what it says on machines that cannot run GridWhistle."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

# A Python that is new enough but, like Debian's without python3-venv, cannot make an environment.
WITHOUT_VENV = """#!/bin/sh
case "$*" in *ensurepip*) exit 1 ;; *) exit 0 ;; esac
"""
TOO_OLD = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A copy of `run` in an empty folder, and a folder `bin` with the few programs that every machine has."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "dirname"):
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    shutil.copy(ROOT / "run", tmp_path / "run")
    return tmp_path


def run(machine: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(machine / "run"), *options],
        env={"PATH": str(machine / "bin")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def provide_python(machine: Path, script: str) -> None:
    (machine / "bin" / "python3").write_text(script)
    (machine / "bin" / "python3").chmod(0o755)


@pytest.mark.parametrize("python", ["", TOO_OLD])
def test_without_a_new_enough_python_it_says_so_in_one_line(bare_machine: Path, python: str) -> None:
    if python:
        provide_python(bare_machine, python)
    ended = run(bare_machine)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert "Python 3.11" in ended.stderr


def test_without_venv_it_says_so_in_one_line(bare_machine: Path) -> None:
    provide_python(bare_machine, WITHOUT_VENV)
    ended = run(bare_machine)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert "python3-venv" in ended.stderr
    assert not (bare_machine / ".venv").exists()


def test_help_needs_nothing_installed(bare_machine: Path) -> None:
    (bare_machine / "bin" / "python3").symlink_to(Path(sys.executable).resolve())
    (bare_machine / "server").mkdir()
    shutil.copy(ROOT / "server" / "start_options.py", bare_machine / "server")
    ended = run(bare_machine, "--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "--no-simulation" in ended.stdout
    assert not (bare_machine / ".venv").exists()
