"""The hands a picture can be painted by."""

from __future__ import annotations

from collections.abc import Mapping

from painting.scene import Style
from painting.styles import gouache, ink, pixel, poster, watercolor
from painting.styles.hand import Hand

HANDS: Mapping[Style, Hand] = {
    Style.GOUACHE: gouache.HAND,
    Style.POSTER: poster.HAND,
    Style.WATERCOLOR: watercolor.HAND,
    Style.INK: ink.HAND,
    Style.PIXEL: pixel.HAND,
}
"""Each style's brush and its last two passes."""
