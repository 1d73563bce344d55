"""Pictures side by side on one sheet, each with its words under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

GAP = 12
CAPTION, HEAD = 44, 56
GROUND, WORDS, QUIET = (22, 23, 27), (214, 212, 206), (140, 139, 136)
LINES = 2
HONEST = "procedural painter, no model"

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class Tile:
    """A square picture and the words that it was painted from."""

    words: str
    picture: Image.Image


def sheet(tiles: Sequence[Tile], columns: int, side: int, painter: str) -> Image.Image:
    """All tiles in rows of `columns`, shown `side` pixels wide, under a line that says who painted them."""
    columns = min(columns, len(tiles))
    rows = -(-len(tiles) // columns)
    width = GAP + columns * (side + GAP)
    whole = Image.new("RGB", (width, HEAD + rows * (side + CAPTION + GAP)), GROUND)
    pen, small, large = ImageDraw.Draw(whole), ImageFont.load_default(13), ImageFont.load_default(20)
    said = f"{HONEST}  ·  {painter}  ·  as they came"
    pen.text((GAP, 18), _fitting(pen, said, large, width - 2 * GAP, 1)[0], WORDS, large)
    for number, tile in enumerate(tiles):
        left = GAP + number % columns * (side + GAP)
        top = HEAD + number // columns * (side + CAPTION + GAP)
        whole.paste(tile.picture.resize((side, side), Image.Resampling.LANCZOS), (left, top))
        for line, text in enumerate(_fitting(pen, tile.words, small, side, LINES)):
            pen.text((left, top + side + 6 + 17 * line), text, QUIET, small)
    return whole


def _fitting(pen: ImageDraw.ImageDraw, text: str, font: Font, width: int, lines: int) -> list[str]:
    """The text broken into at most so many lines of this width; what does not fit ends in an ellipsis."""
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if pen.textlength(longer, font) <= width:
            found[-1] = longer
        else:
            found.append(word)
    kept = [line for line in found if line][:lines] or [""]
    if len(found) > lines or pen.textlength(kept[-1], font) > width:
        last = kept[-1]
        while last and pen.textlength(last + "…", font) > width:
            last = last[:-1]
        kept[-1] = last + "…"
    return kept
