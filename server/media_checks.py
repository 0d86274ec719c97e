"""What counts as a photo: everything that can be said before a single pixel is decoded."""

import re
from dataclasses import dataclass
from io import BytesIO

from PIL import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

MAX_BYTES = 20 * 1024 * 1024
BOMB_FACTOR = 2
"""A header that claims more than this many times the allowed pixels is no camera's picture."""
MAX_SCANS = 100
"""Encoders write about ten scans. Each costs a walk over all blocks: thousands hold a core for hours."""
MAX_SEGMENTS = 1000
"""Cameras write some dozens before the first scan; the reader spends time and memory on each."""

REASONS = {
    "empty": "照片是空文件，请重新选择",
    "too-large": "照片超过 20 MB，请压缩后再传",
    "wrong-type": "只接受 JPEG、PNG、WebP、HEIC 格式的照片",
    "disguised": "这个文件不是照片（内容是网页或矢量图）",
    "truncated": "照片文件不完整或已损坏，请重新拍摄或选择",
    "too-many-pixels": "照片像素过高（JPEG 最多 1 亿像素，其他格式最多 4000 万像素）",
    "bomb": "照片解开后过大，可能是恶意文件，已拒收",
}

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_MARKER = re.compile(rb"\xff[\x02-\xcf\xd9-\xfe]")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")


class PhotoRejected(Exception):
    """A file that is not kept. `code` is one of `REASONS`, `reason_zh` the sentence for the sender,
    `position` its place among several photos sent together (0 first)."""

    def __init__(self, code: str, position: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.reason_zh = REASONS[code]
        self.position = position


@dataclass(frozen=True)
class Kind:
    """One accepted format: its media type, the reader, and how many pixels it may have."""

    media_type: str
    reader: type[ImageFile.ImageFile]
    max_pixels: int


class _Jpeg(JpegImageFile):
    """Pillow would load everything that the EXIF block points to, for a resolution that nobody asks for."""

    def _read_dpi_from_exif(self) -> None:
        return


JPEG = Kind("image/jpeg", _Jpeg, 100_000_000)
PNG = Kind("image/png", PngImageFile, 40_000_000)
WEBP = Kind("image/webp", WebPImageFile, 40_000_000)
HEIC = Kind("image/heic", HeifImageFile, 40_000_000)


def kind_of(data: bytes) -> Kind:
    """The format by its first bytes, never by a file name. Raises `PhotoRejected`."""
    if not data:
        raise PhotoRejected("empty")
    if len(data) > MAX_BYTES:
        raise PhotoRejected("too-large")
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return HEIC
    raise PhotoRejected("disguised" if _MARKUP.match(data[:512]) else "wrong-type")


def open_photo(data: bytes, kind: Kind) -> ImageFile.ImageFile:
    """The photo with its header read and its claimed size checked; pixels are not decoded yet.

    The reader is called directly: `Image.open` tries other formats, and its guard against bombs is a warning
    about one number for all of them, which this check replaces. Raises `PhotoRejected`.
    """
    if kind is JPEG:
        _check_segments(data)
    try:
        image = kind.reader(BytesIO(data))
    except Exception as error:  # readers raise almost anything at hostile headers; all of it means the same
        raise PhotoRejected("truncated") from error
    check_pixels(image.size, kind)
    return image


def check_pixels(size: tuple[int, int], kind: Kind) -> None:
    """Raises `PhotoRejected` when width × height in pixels is more than `kind` may have."""
    pixels = size[0] * size[1]
    if pixels > BOMB_FACTOR * kind.max_pixels:
        raise PhotoRejected("bomb")
    if pixels > kind.max_pixels:
        raise PhotoRejected("too-many-pixels")


def _check_segments(data: bytes) -> None:
    """Raises `PhotoRejected` for a JPEG with more segments or scans than any encoder writes.

    A picture whose first scan holds all of it ends there for the decoder, and so does this walk.
    """
    at = segments = scans = parts = 0
    progressive = False
    while (hit := _MARKER.search(data, at)) and (marker := data[hit.start() + 1]) != 0xD9:
        at = hit.end()
        body = data[at:at + 8]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and len(body) == 8:
            parts, progressive = body[7], marker in (0xC2, 0xC6, 0xCA, 0xCE)
        elif marker == 0xDA:
            scans += 1
            if not progressive and body[2:3] == bytes([parts]):
                return
        segments += 1
        if segments > MAX_SEGMENTS or scans > MAX_SCANS:
            raise PhotoRejected("bomb")
        at += int.from_bytes(body[:2], "big")
