"""From a photo's pixels to the two pictures that are served.

Order matters for the cost: ask the decoder for a small picture, fit, then turn and convert what is left.
"""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageCms, ImageFile

from server.media_checks import Kind, PhotoRejected, check_pixels

LARGE, SMALL = 1600, 320
QUALITY = 80
READ_AT_ONCE = 1 << 20
"""Bytes given to the JPEG decoder in one go; Pillow's 64 KB cost a turn for Python's lock each."""
BIGGEST_PROFILE = 64 * 1024
"""Cameras' profiles have a few hundred bytes; print profiles of megabytes are not worth a stranger's risk."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB = ImageCms.createProfile("sRGB")


def upright_size(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """Width and height in pixels after turning by EXIF `orientation` (1–8)."""
    return (size[1], size[0]) if orientation >= 5 else size


def fitted(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """`size` scaled so that no side is longer than `longest` px; never scaled up, never below 1 px."""
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def decode(image: ImageFile.ImageFile, kind: Kind) -> tuple[int, int]:
    """Decode in place, already scaled down when the format can; returns the full size in pixels.

    HEIC is never asked for a draft: it would answer with an embedded thumbnail, which may show another thing.
    Raises `PhotoRejected` for data that ends early or cannot be decoded.
    """
    full = image.size
    try:
        if kind.media_type == "image/jpeg":
            width, height = fitted(full, LARGE)
            # one less than the fitted size: rounding up by a pixel must not cost the decoder's next scale
            image.decodermaxblock = READ_AT_ONCE
            image.draft(None, (max(1, width - 1), max(1, height - 1)))
            image.load()
            return full
        image.load()
        check_pixels(image.size, kind)
        return image.size
    except PhotoRejected:
        raise
    except Exception as error:  # decoders raise almost anything at damaged data; all of it means the same
        raise PhotoRejected("truncated") from error


def served_pictures(image: Image.Image, full: tuple[int, int], orientation: int) -> tuple[bytes, bytes]:
    """The 1600 px and the 320 px JPEG of a decoded photo of `full` size: upright, sRGB, pixels only."""
    profile = image.info.get("icc_profile")
    large = _plain(image).resize(fitted(full, LARGE), Image.Resampling.HAMMING)
    if isinstance(profile, bytes) and large.mode == "RGB":
        large = _to_srgb(large, profile)
    if orientation in _TURNS:
        large = large.transpose(_TURNS[orientation])
    small_size = fitted(upright_size(full, orientation), SMALL)
    small = large.resize(small_size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return as_jpeg(large), as_jpeg(small)


def _plain(image: Image.Image) -> Image.Image:
    """Whatever the mode, as RGB or grey of 8 bits; transparent parts become white."""
    if image.mode in ("RGB", "L"):
        return image
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    white = Image.new("RGB", layer.size, "white")
    white.paste(layer, mask=layer.getchannel("A"))
    return white


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The same colours in sRGB; a profile that cannot be used leaves the picture as it is."""
    try:
        transform = _transform(profile) if len(profile) <= BIGGEST_PROFILE else None
        return ImageCms.applyTransform(image, transform) or image if transform else image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


@lru_cache(maxsize=16)
def _transform(profile: bytes) -> ImageCms.ImageCmsTransform | None:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    if "sRGB" in ImageCms.getProfileDescription(source):
        return None
    return ImageCms.buildTransform(source, _SRGB, "RGB", "RGB")


def as_jpeg(image: Image.Image) -> bytes:
    """The picture as it is served: pixels and nothing else."""
    image.info.clear()  # Pillow would write a comment or profile found here
    target = BytesIO()
    image.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()
