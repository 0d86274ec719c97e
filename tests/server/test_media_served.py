"""Proof by another program: nothing but pixels is left in what anybody can download."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import ImageCms, PngImagePlugin

from server.media import Store, check_and_store, original_name, served_name
from tests.server.media_samples import corners, encoded, here

EXIFTOOL = shutil.which("exiftool")
PLAIN = {"SourceFile", "ExifTool", "System", "File", "JFIF", "Composite"}
XMP = (b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
       b'<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="24,30N"/>'
       b"</rdf:RDF></x:xmpmeta>")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def groups(path: Path) -> dict[str, set[str]]:
    """Tags that exiftool finds, by group, duplicates and unknown ones included."""
    if EXIFTOOL is None:
        pytest.skip("exiftool is not installed (Debian package libimage-exiftool-perl)")
    answer = subprocess.run([EXIFTOOL, "-json", "-a", "-u", "-U", "-G1", "-ee", str(path)],
                            capture_output=True, check=True, timeout=60)
    found: dict[str, set[str]] = {}
    for key in json.loads(answer.stdout)[0]:
        group, _, tag = key.partition(":")
        found.setdefault(group, set()).add(tag)
    return found


def loaded(kind: str) -> bytes:
    """A photo that carries everything a file of its kind can carry."""
    image = corners((2000, 1500))
    options: dict[str, object] = {"exif": here(), "icc_profile": PROFILE}
    if kind == "JPEG":
        options |= {"comment": b"shot at home", "xmp": XMP, "dpi": (300, 300)}
    elif kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", "somebody")
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = words
    else:
        options["xmp"] = XMP
    return encoded(image, kind, **options)


@pytest.mark.exiftool
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_served_files_carry_no_metadata(tmp_path: Path, kind: str) -> None:
    store = Store(tmp_path)
    photo = check_and_store(loaded(kind), store)
    original = groups(store.path(original_name(photo.sha256)))
    assert "GPS" in original, "the sample must carry what is to be removed"
    assert any(group.startswith("XMP") for group in original)
    for size in (1600, 320):
        found = groups(store.path(served_name(photo.sha256, size)))
        assert set(found) <= PLAIN, found
        assert not {tag for tag in found["File"] if "Comment" in tag}
        assert "Warning" not in found.get("ExifTool", set())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_served_files_are_made_of_picture_segments_only(tmp_path: Path, kind: str) -> None:
    store = Store(tmp_path)
    photo = check_and_store(loaded(kind), store)
    for size in (1600, 320):
        data = store.get(served_name(photo.sha256, size))
        for trace in (b"Exif", b"ICC_PROFILE", b"xmp", b"Example", b"shot at home", b"somebody"):
            assert trace not in data
        assert data.startswith(b"\xff\xd8\xff\xe0\x00\x10JFIF")
        assert data.endswith(b"\xff\xd9")
