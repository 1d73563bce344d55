"""A picture in few colours: which they are, and where each of them goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from painting.canvas import Canvas
from painting.colour import Colour
from painting.dice import Plane

_STRAY = 46
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
    """The `common` colours of most of the picture and `rare` ones of what these miss; `smooth` rounds off shapes."""
    image = Image.fromarray(canvas.pixels())
    if smooth:
        image = image.filter(ImageFilter.GaussianBlur(smooth * canvas.unit))
    small = image.reduce(max(1, canvas.unit // 128))
    table = _table(small, common)
    near = np.asarray(_nearest(small, table).convert("RGB"), np.int16)
    pixels = np.asarray(small, np.int16)
    stray = np.abs(pixels - near).max(axis=2) > _STRAY
    if stray.sum() >= rare:
        table += _table(Image.fromarray(pixels[stray].astype(np.uint8)[None]), rare)
    where = np.asarray(_nearest(image, table))
    colours = [(table[at] / 255.0, table[at + 1] / 255.0, table[at + 2] / 255.0) for at in range(0, len(table), 3)]
    return Pigments(where, tuple(colours))


def _table(image: Image.Image, count: int) -> list[int]:
    found = image.quantize(count, Image.Quantize.MEDIANCUT).getpalette() or []
    return found[: 3 * count]


def _nearest(image: Image.Image, table: list[int]) -> Image.Image:
    palette = Image.new("P", (1, 1))
    palette.putpalette(table)
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def softened(rgb: Plane, radius: float) -> Plane:
    """Planes with their hard edges made smooth, `radius` pixels."""
    pixels = (np.clip(rgb, 0.0, 1.0) * np.float32(255.0) + np.float32(0.5)).astype(np.uint8).transpose(1, 2, 0)
    soft = Image.fromarray(np.ascontiguousarray(pixels)).filter(ImageFilter.GaussianBlur(radius))
    return np.ascontiguousarray(np.asarray(soft, np.float32).transpose(2, 0, 1)) * np.float32(1.0 / 255.0)
