"""Sounds: what counts as a short recording of a phone. Read by its content, never by a file name; nothing is decoded.

WebM with Opus is what Chromium and Firefox record, MP4 with AAC what Safari and the phones' own recorders give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

REASONS = {
    "empty": "录音是空文件，请重新录制",
    "too-large": "录音文件太大，请录短一些",
    "too-long": "录音太长，请录短一些",
    "wrong-type": "只接受 WebM（Opus）或 MP4/M4A（AAC）格式的录音",
    "truncated": "录音文件不完整或已损坏，请重新录制",
}
GRACE_SECONDS = 1.5
"""A recorder stops a moment after it was told to."""
MOST_PARTS = 20_000
"""Fifteen seconds have about a thousand packets; more parts than this are made to keep a core busy."""


class SoundRejected(Exception):
    """A file that is not kept. `code` is one of `REASONS`, `reason_zh` the sentence for the sender."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.reason_zh = REASONS[code]


@dataclass(frozen=True)
class Sound:
    """A checked recording: name by content, type, size in bytes, length in seconds."""

    sha256: str
    media_type: str
    size: int
    seconds: float


def check_sound(data: bytes, most_bytes: int, most_seconds: int) -> Sound:
    """What the recording is. Raises `SoundRejected`."""
    if not data:
        raise SoundRejected("empty")
    if len(data) > most_bytes:
        raise SoundRejected("too-large")
    try:
        if data.startswith(b"\x1a\x45\xdf\xa3"):
            media_type, seconds = "audio/webm", _webm_seconds(data)
        elif data[4:8] == b"ftyp":
            media_type, seconds = "audio/mp4", _mp4_seconds(data)
        else:
            raise SoundRejected("wrong-type")
    except (IndexError, ValueError, ZeroDivisionError) as error:
        raise SoundRejected("truncated") from error
    if seconds <= 0:
        raise SoundRejected("truncated")
    if seconds > most_seconds + GRACE_SECONDS:
        raise SoundRejected("too-long")
    return Sound(hashlib.sha256(data).hexdigest(), media_type, len(data), round(seconds, 2))


# --- WebM (RFC 9559): elements of an id, a length and content; a recorder that streams leaves lengths open.
_SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER, _GROUP = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0
_INSIDE = frozenset({0x1A45DFA3, _SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER, _GROUP})
_DOC_TYPE, _SCALE, _TRACK_TYPE, _CODEC, _CLUSTER_TIME = 0x4282, 0x2AD7B1, 0x83, 0x86, 0xE7
_BLOCKS = frozenset({0xA3, 0xA1})
_AUDIO = 2
_PACKET_SECONDS = 0.02


def _webm_seconds(data: bytes) -> float:
    """Length of a WebM recording: the start of its last packet and that packet."""
    scale, cluster, last = 1_000_000, 0, -1
    kinds, codecs, doc_type = set(), set(), b""
    for name, body in _elements(data):
        if name == _DOC_TYPE:
            doc_type = body.rstrip(b"\x00")
        elif name == _SCALE:
            scale = int.from_bytes(body)
        elif name == _TRACK_TYPE:
            kinds.add(int.from_bytes(body))
        elif name == _CODEC:
            codecs.add(body.rstrip(b"\x00"))
        elif name == _CLUSTER_TIME:
            cluster = int.from_bytes(body)
        elif name in _BLOCKS:
            # The track's number stands before the block's own time.
            at = _width(body[0])
            last = max(last, cluster + int.from_bytes(body[at:at + 2], signed=True))
    if doc_type not in (b"webm", b"matroska") or kinds != {_AUDIO} or codecs != {b"A_OPUS"}:
        raise SoundRejected("wrong-type")
    return last * scale / 1e9 + _PACKET_SECONDS if last >= 0 else 0.0


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every element that holds a value, in order; containers are entered. A last element cut short ends the walk."""
    at = parts = 0
    while at < len(data):
        parts += 1
        if parts > MOST_PARTS:
            raise SoundRejected("wrong-type")
        width = _width(data[at])
        name = int.from_bytes(data[at:at + width])
        at += width
        if at >= len(data):
            return
        width = _width(data[at])
        size = int.from_bytes(data[at:at + width]) & ((1 << 7 * width) - 1)
        at += width
        if name in _INSIDE:
            continue
        if at + size > len(data):
            return
        yield name, data[at:at + size]
        at += size


def _width(first: int) -> int:
    """Bytes of a number by its first byte. Raises ValueError for none."""
    if first == 0:
        raise ValueError("no number begins like this")
    return 9 - first.bit_length()


# --- MP4 (ISO/IEC 14496-12): boxes of a length, a name and content; Safari's recorder writes fragments.
_BOXES = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"})


def _mp4_seconds(data: bytes) -> float:
    """Length of an MP4 recording: what its header says, or what its fragments add up to."""
    handlers, codecs = set(), set()
    scale = length = fragments = usual = 0
    for name, body in _boxes(data):
        if name == b"hdlr":
            handlers.add(body[8:12])
        elif name == b"mdhd":
            wide = body[0] == 1
            scale = int.from_bytes(body[20:24] if wide else body[12:16])
            length = int.from_bytes(body[24:32] if wide else body[16:20])
        elif name == b"stsd":
            codecs.add(body[12:16])
        elif name == b"trex":
            usual = int.from_bytes(body[12:16])
        elif name == b"tfhd":
            usual = _fragment_usual(body) or usual
        elif name == b"trun":
            fragments += _run_length(body, usual)
    if handlers != {b"soun"} or codecs != {b"mp4a"}:
        raise SoundRejected("wrong-type")
    return (fragments or length) / scale


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every box that holds a value, in order; containers and the track defaults are entered."""
    at = parts = 0
    while at + 8 <= len(data):
        parts += 1
        if parts > MOST_PARTS:
            raise SoundRejected("wrong-type")
        size, name, head = int.from_bytes(data[at:at + 4]), data[at + 4:at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8:at + 16]), 16
        if size == 0:
            size = len(data) - at
        if size < head:
            raise ValueError("a box shorter than its own head")
        if name in _BOXES or name == b"mvex":
            at += head
            continue
        yield name, data[at + head:at + size]
        at += size


def _fragment_usual(body: bytes) -> int:
    """Length of a sample unless its run says otherwise; 0 when the fragment does not say."""
    flags = int.from_bytes(body[1:4])
    at = 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
    return int.from_bytes(body[at:at + 4]) if flags & 0x8 else 0


def _run_length(body: bytes, usual: int) -> int:
    """Length of the samples of one run, in the track's units."""
    flags, count = int.from_bytes(body[1:4]), int.from_bytes(body[4:8])
    if not flags & 0x100:
        return count * usual
    at = 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
    each = 4 * (flags >> 8 & 0xF).bit_count()
    return sum(int.from_bytes(body[place:place + 4]) for place in range(at, min(len(body), at + count * each), each))
