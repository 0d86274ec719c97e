"""Files survive a crash whole or not at all, and no name leads anywhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from server import media_store
from server.media import Store, check_and_store, original_name, served_name
from tests.server.media_samples import corners, encoded

SHA = "ab" * 32
NAME = served_name(SHA, 1600)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_names_and_the_four_functions(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert f"1600/ab/ab/{SHA}.jpg" == NAME
    assert original_name(SHA) == f"original/ab/ab/{SHA}"
    assert not store.has(NAME)
    with pytest.raises(FileNotFoundError):
        store.get(NAME)
    store.put(NAME, b"picture")
    assert store.has(NAME)
    assert store.get(NAME) == b"picture"
    assert store.path(NAME) == tmp_path / "1600" / "ab" / "ab" / f"{SHA}.jpg"
    assert store.path(NAME).stat().st_mode & 0o777 == 0o440


def test_a_name_that_exists_is_left_alone(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(NAME, b"first")
    store.put(NAME, b"second")
    assert store.get(NAME) == b"first"


@pytest.mark.parametrize("name", [
    "", "/etc/passwd", "../secret", "1600/../original/ab/ab/" + SHA, f"original/ab/cd/{SHA}",
    f"640/ab/ab/{SHA}.jpg", f"1600/ab/ab/{SHA}", f"original/ab/ab/{SHA}.jpg", f"1600/ab/ab/{SHA}.jpg\n",
    f"1600/AB/AB/{SHA.upper()}.jpg",
    "incoming/" + SHA, f"1600//ab/ab/{SHA}.jpg",
])
def test_only_names_of_photos_are_taken(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path)
    for call in (store.path, store.get, store.has, lambda wrong: store.put(wrong, b"")):
        with pytest.raises(ValueError, match="not a photo's name"):
            call(name)


def test_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_answer(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    sync, rename = os.fsync, os.rename

    def noted_sync(descriptor: int) -> None:
        steps.append(os.path.relpath(os.readlink(f"/proc/self/fd/{descriptor}"), tmp_path))
        sync(descriptor)

    def noted_rename(old: Path, new: Path) -> None:
        assert old.read_bytes() == b"picture"
        steps.append("rename")
        rename(old, new)

    store = Store(tmp_path)
    monkeypatch.setattr(media_store.os, "fsync", noted_sync)
    monkeypatch.setattr(media_store.os, "rename", noted_rename)
    store.put(NAME, b"picture")
    assert steps[0].startswith("incoming/")
    assert steps[1:] == ["rename", "1600/ab/ab", "1600/ab", "1600", "."]
    steps.clear()
    store.put(NAME, b"picture")
    assert steps == ["1600/ab/ab", "1600/ab", "1600", "."], "another's rename may not be on the disk yet"


def test_a_full_disk_raises_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)

    def no_space(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(media_store.os, "fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        check_and_store(encoded(corners()), store)
    assert files(tmp_path) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from server import media_store
from server.media import Store, check_and_store
left = int(sys.argv[2])
def dying(real):
    def step(*given):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return real(*given)
    return step
os.fsync, os.rename = dying(os.fsync), dying(os.rename)
check_and_store(Path(sys.argv[3]).read_bytes(), Store(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("steps", [0, 1, 2, 7, 13])
def test_killed_while_writing_a_name_is_whole_or_absent(tmp_path: Path, steps: int) -> None:
    data, folder = encoded(corners((400, 300))), tmp_path / "store"
    whole = check_and_store(data, Store(tmp_path / "whole"))
    (tmp_path / "photo").write_bytes(data)
    root = Path(media_store.__file__).parents[1]
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(steps), str(tmp_path / "photo")],
                           cwd=root, check=False)
    assert ended.returncode == -9
    store, reference = Store(folder), Store(tmp_path / "whole")
    names = [original_name(whole.sha256), served_name(whole.sha256, 1600), served_name(whole.sha256, 320)]
    for name in names:
        assert not store.has(name) or store.get(name) == reference.get(name)
    assert not store.has(names[0]), "the original comes last"
    assert check_and_store(data, store) == whole
    assert all(store.get(name) == reference.get(name) for name in names)
