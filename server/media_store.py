"""Where photos lie: content-addressed files under the data folder.

Four functions (`put`, `get`, `has`, `path`), so that an object store can stand behind the same names. A name
is visible only when its bytes are on the disk: write beside → fsync → rename → fsync of the changed folders.
"""

import os
import re
import secrets
from pathlib import Path

_NAME = re.compile(r"(?:original/([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{60})"
                   r"|(?:(?:1600|320)/([0-9a-f]{2})/([0-9a-f]{2})/\3\4[0-9a-f]{60}\.jpg)")


def original_name(sha256: str) -> str:
    """The sealed file as it was sent; never given to anybody by URL."""
    return f"original/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def served_name(sha256: str, size: int) -> str:
    """A re-encoded JPEG without metadata, longest side `size` (1600 or 320) px."""
    return f"{size}/{sha256[:2]}/{sha256[2:4]}/{sha256}.jpg"


class Store:
    """Files under `root`. Names are checked, so none leads out of the folder; a file whose writing was cut
    short lies in `incoming/`, which no name reaches."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._incoming = self.root / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)

    def path(self, name: str) -> Path:
        """The file's place on disk (it need not exist). Raises ValueError for what is not a photo's name."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a photo's name: {name!r}")
        return self.root / name

    def has(self, name: str) -> bool:
        """True when the whole file is there."""
        return self.path(name).is_file()

    def get(self, name: str) -> bytes:
        """The file's bytes. Raises FileNotFoundError."""
        return self.path(name).read_bytes()

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under `name`, on the disk before this returns. A name that exists is left as it is:
        names are made from the content. Raises OSError when the disk refuses."""
        target = self.path(name)
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write(target, data)
        # every time and up to the root: another process may have made file or folders and died before this
        for folder in target.parents[:4]:
            _sync_folder(folder)

    def _write(self, target: Path, data: bytes) -> None:
        beside = self._incoming / secrets.token_hex(16)
        try:
            with open(beside, "xb", opener=_read_only) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.rename(beside, target)
        except OSError:
            beside.unlink(missing_ok=True)
            raise


def _read_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o440)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
