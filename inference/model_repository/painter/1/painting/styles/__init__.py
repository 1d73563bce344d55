"""The hands a picture can be painted by."""

from __future__ import annotations

from collections.abc import Mapping

from painting.scene import Style
from painting.styles import (
    blueprint,
    cel,
    gouache,
    ink,
    lowpoly,
    neon,
    oil,
    papercut,
    pencil,
    pixel,
    poster,
    stained_glass,
    watercolor,
    woodblock,
)
from painting.styles.hand import Hand

HANDS: Mapping[Style, Hand] = {
    Style.GOUACHE: gouache.HAND,
    Style.POSTER: poster.HAND,
    Style.CEL: cel.HAND,
    Style.INK: ink.HAND,
    Style.WATERCOLOR: watercolor.HAND,
    Style.PIXEL: pixel.HAND,
    Style.WOODBLOCK: woodblock.HAND,
    Style.LOWPOLY: lowpoly.HAND,
    Style.BLUEPRINT: blueprint.HAND,
    Style.OIL: oil.HAND,
    Style.PENCIL: pencil.HAND,
    Style.STAINED_GLASS: stained_glass.HAND,
    Style.PAPERCUT: papercut.HAND,
    Style.NEON: neon.HAND,
}
"""Each style's brush and what it does to the whole picture."""
