"""Set-up does a long step only when its sources changed, and a failed step is one clear line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from server import start_setup


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project: requirements, pages, and a .venv that nothing is installed into."""
    for name in (".venv", "dashboard/src", "dashboard/node_modules", "dashboard/dist"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("flask==1\n")
    (tmp_path / "dashboard" / "package-lock.json").write_text("{}")
    (tmp_path / "dashboard" / "src" / "main.ts").write_text("one")
    monkeypatch.setattr(start_setup, "ROOT", tmp_path)
    monkeypatch.setattr(start_setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start_setup, "DASHBOARD", tmp_path / "dashboard")
    return tmp_path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The long steps that were run, shortened; nothing is really run."""
    done: list[str] = []

    def record(_title: str, command: list[str], *_rest: object, **_options: object) -> None:
        done.append(next(word for word in ("pip", "build", "install") if word in command))

    monkeypatch.setattr(start_setup, "_run", record)
    monkeypatch.setattr(start_setup.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(start_setup, "_node_version", lambda: (24, 0, 0))
    return done


def test_everything_is_done_once(project: Path, steps: list[str]) -> None:
    assert start_setup.main([]) == 0
    assert steps == ["pip", "install", "build"]
    steps.clear()
    assert start_setup.main([]) == 0
    assert steps == []


def test_a_changed_page_is_built_again_without_installing(project: Path, steps: list[str]) -> None:
    start_setup.main([])
    steps.clear()
    (project / "dashboard" / "src" / "main.ts").write_text("two")
    start_setup.main([])
    assert steps == ["build"]


def test_changed_requirements_are_installed_again(project: Path, steps: list[str]) -> None:
    start_setup.main([])
    steps.clear()
    (project / "requirements.txt").write_text("flask==2\n")
    start_setup.main([])
    assert steps == ["pip"]


def test_a_machine_without_node_gets_one_from_pypi(
    project: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start_setup, "_node_version", lambda: (18, 2, 0))
    start_setup.main([])
    assert steps == ["pip", "pip", "install", "build"]


def test_a_failed_step_is_one_clear_line_and_is_tried_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert start_setup.main([]) == 1
    told = capsys.readouterr().err
    assert told.startswith("GridWhistle: ")
    assert told.count("\n") == 1
    assert not list((project / ".venv").iterdir())
