"""The copy of a picture that the public sees: a band at the lower edge says when and where. Nobody is named.

The words are drawn with a Chinese font of the system. Where there is none the band has numbers and codes, which
Pillow's own letters can write.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from server.media_pixels import LARGE, SMALL, as_jpeg, fitted
from server.media_store import Store, served_name

FONTS = (
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    ("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", 0),
    ("/System/Library/Fonts/PingFang.ttc", 0),
    ("/System/Library/Fonts/STHeiti Medium.ttc", 0),
    ("C:/Windows/Fonts/msyh.ttc", 0),
    ("C:/Windows/Fonts/simhei.ttf", 0),
)
"""Where systems keep a font with Chinese letters, and which face of the file it is."""
BAND, INK = (6, 20, 18, 168), (255, 255, 255, 255)
LETTER = {LARGE: 1 / 40, SMALL: 1 / 24}
"""Height of a letter as a share of the picture's longer side."""
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True)
class Mark:
    """What the band says: the moment, the place in words and the code of its grid; `place` ends with the finest."""

    moment: str
    place: tuple[str, ...]
    code: str
    simulated: bool = False

    def lines(self, small: bool) -> list[str]:
        """The band's lines in Chinese; the small picture has room for the moment and the finest place."""
        label = "模拟 " if self.simulated else ""
        if small:
            return [f"{label}{self.moment}", self.place[-1]] if self.place else [f"{label}{self.moment}"]
        grid = f"网格 {self.code} · 网格哨" if self.code else "网格哨"
        return [f"{label}{self.moment} · {' '.join(self.place)}".rstrip(" ·"), grid]

    def plain_lines(self) -> list[str]:
        """The same in letters that every system has."""
        return [self.moment + (" SIMULATED" if self.simulated else ""), self.code or "GridWhistle"]


def mark_and_store(sha256: str, mark: Mark, store: Store) -> str:
    """Make the marked copy of a served picture and keep it under a name of its own, which is the answer. The picture
    itself stays as it is."""
    with Image.open(BytesIO(store.get(served_name(sha256, LARGE)))) as image:
        picture = image.convert("RGB")
    large = as_jpeg(_marked(picture, mark, LARGE))
    small = as_jpeg(_marked(picture.resize(fitted(picture.size, SMALL), Image.Resampling.LANCZOS), mark, SMALL))
    name = hashlib.sha256(large).hexdigest()
    store.put(served_name(name, SMALL), small)
    store.put(served_name(name, LARGE), large)
    return name


def _marked(picture: Image.Image, mark: Mark, size: int) -> Image.Image:
    tall = max(11, round(max(picture.size) * LETTER[size]))
    chinese = _chinese(tall)
    font = chinese or ImageFont.load_default(tall)
    lines = mark.lines(size == SMALL) if chinese else mark.plain_lines()
    pad, step = max(3, tall // 2), round(tall * 1.4)
    rows = [part for line in lines for part in _fitting(line, font, picture.width - 2 * pad)]
    high = min(picture.height, step * len(rows) + pad)
    layer = Image.new("RGBA", (picture.width, high), BAND)
    pen = ImageDraw.Draw(layer)
    for n, row in enumerate(rows):
        pen.text((pad, pad // 2 + n * step), row, font=font, fill=INK)
    marked = picture.copy()
    marked.paste(layer, (0, picture.height - high), layer)
    return marked


def _fitting(line: str, font: Font, width: int) -> list[str]:
    """The line, broken where it would leave the picture."""
    rows, row = [], ""
    for letter in line:
        if row and font.getlength(row + letter) > width:
            rows.append(row.rstrip(" ·"))
            row = letter.strip(" ·")
        else:
            row += letter
    return [*rows, row] if row else rows


@cache
def _chinese(tall: int) -> ImageFont.FreeTypeFont | None:
    for path, face in FONTS:
        if Path(path).is_file():
            try:
                return ImageFont.truetype(path, tall, index=face)
            except OSError:  # a damaged font: the next one
                continue
    return None
