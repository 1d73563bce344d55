"""A picture in few colours: which they are, and where each of them goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from painting.blur import soft
from painting.canvas import Canvas
from painting.colour import Colour
from painting.dice import Plane

_STRAY = 34
"""How far (0 to 255) a pixel may be from the common colours before one is added for it: small things keep theirs."""


@dataclass(frozen=True)
class Pigments:
    """`where` (height, width) holds numbers of `colours`."""

    where: NDArray[np.uint8]
    colours: tuple[Colour, ...]

    def shown(self, mixed: Callable[[Colour], Colour]) -> Plane:
        """Planes (3, height, width) of the colours, each mixed anew."""
        table = np.array([mixed(colour) for colour in self.colours], np.float32).T
        planes: Plane = np.ascontiguousarray(table)[:, self.where]
        return planes


def few(canvas: Canvas, common: int, rare: int, smooth: float = 0.0) -> Pigments:
    """The `common` colours of most of the picture and up to `rare` ones that these miss; `smooth` rounds off shapes."""
    image = Image.fromarray(canvas.pixels())
    if smooth:
        image = soft(image, smooth * canvas.unit)
    small = image.reduce(max(1, canvas.unit // 72))
    colours = _with_rare(np.asarray(small).reshape(-1, 3), _most_seen(small, common), rare)
    listed = [(red / 255.0, green / 255.0, blue / 255.0) for red, green, blue in colours.tolist()]
    return Pigments(_nearest(np.asarray(image), colours), tuple(listed))


def _most_seen(image: Image.Image, count: int) -> NDArray[np.int16]:
    """Colours (count, 3) that stand for all of an image's."""
    found = image.quantize(count, Image.Quantize.MEDIANCUT).getpalette() or []
    return np.array(found[: 3 * count], np.int16).reshape(-1, 3)


def _with_rare(pixels: NDArray[np.uint8], colours: NDArray[np.int16], rare: int) -> NDArray[np.int16]:
    """The colours and up to `rare` more, each the pixel that is farthest from all before it."""
    seen = np.ascontiguousarray(pixels.astype(np.int16).T)
    away = np.full(len(pixels), 255, np.int16)

    def approach(colour: NDArray[np.int16]) -> None:
        red, green, blue = np.abs(seen - colour[:, None])
        np.minimum(away, np.maximum(np.maximum(red, green), blue), out=away)

    for colour in colours:
        approach(colour)
    for _ in range(rare):
        farthest = int(away.argmax())
        if away[farthest] <= _STRAY:
            break
        colours = np.concatenate((colours, seen[None, :, farthest]))
        approach(colours[-1])
    return colours


def _nearest(pixels: NDArray[np.uint8], colours: NDArray[np.int16]) -> NDArray[np.uint8]:
    """For each pixel the number of the nearest colour, looked up by the five upper bits of its channels."""
    level = np.arange(4, 256, 8, dtype=np.int32)
    best = np.full((32, 32, 32), 1 << 30, np.int32)
    table = np.zeros((32, 32, 32), np.uint8)
    for number, (red, green, blue) in enumerate(colours.tolist()):
        away = ((level - red) ** 2)[:, None, None] + ((level - green) ** 2)[:, None] + (level - blue) ** 2
        nearer = away < best
        table[nearer] = number
        np.minimum(best, away, out=best)
    red, green, blue = ((pixels[..., channel] >> 3).astype(np.uint16) for channel in range(3))
    found: NDArray[np.uint8] = table.ravel()[(red << 10) | (green << 5) | blue]
    return found
