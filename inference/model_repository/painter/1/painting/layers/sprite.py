"""A thing drawn as a vector, set into the picture with its light, its shadow and its mirror image."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from painting.canvas import column
from painting.colour import mix
from painting.dice import Plane
from painting.easel import Easel
from painting.layers.raster import shared
from painting.noise import falloff, fractal_line, ramp
from painting.subjects.drawing import Drawing


@dataclass(frozen=True)
class Sprite:
    """`x` is its middle and `base` its foot, in shares; `size` is its height in units; `distance` 0 to 1.

    Where snow lies, it lies on what is `capped` too.
    """

    name: str
    drawing: Drawing
    x: float
    base: float
    size: float
    distance: float = 0.0
    mirrored: bool = False
    flipped: bool = False
    lamps: float = 0.0
    capped: bool = False

    def draw(self, easel: Easel) -> None:
        """Shadow or mirror image first, then the thing."""
        height = max(6, round(self.size * easel.canvas.unit))
        width = max(4, round(height * self.drawing.aspect))
        colour, alpha = self._raster(easel, width, height)
        left = round(self.x * easel.canvas.width - width / 2)
        foot = round(self.base * easel.canvas.height)
        if self.mirrored:
            self._mirror(easel, colour, alpha, left, foot)
        easel.canvas.stamp(colour, alpha, left, foot - height)

    def _raster(self, easel: Easel, width: int, height: int) -> tuple[Plane, Plane]:
        pixels = shared(self.drawing.svg(width, height, lamps=False))
        flipped = easel.sun.x > self.x if self.drawing.modelled else self.flipped
        if flipped:
            pixels = pixels[:, :, ::-1]
        colour = pixels[:3]
        if easel.palette.snowy and self.capped:
            colour = _snowed(colour, pixels[3])
        colour = self._in_light(easel, colour, pixels[3])
        if self.lamps > 0 and self.drawing.lamps:
            glow = shared(self.drawing.svg(width, height, lamps=True))
            glow = glow[:, :, ::-1] if flipped else glow
            colour = colour + (glow[:3] - colour) * (glow[3] * np.float32(self.lamps))
        return colour, pixels[3]

    def _in_light(self, easel: Easel, colour: Plane, alpha: Plane) -> Plane:
        """The hour's light, brighter on the sun's side, a bright rim there, and the haze of distance."""
        palette, sun = easel.palette, easel.sun
        side = 1.0 if sun.x > self.x else -1.0
        shaded = colour * column(palette.ambient)
        if self.drawing.printed:
            return shaded
        if not easel.brush.flat or easel.brush.tones:
            form = easel.brush.modelled(_bevel(alpha, side))
            shaded = shaded * (np.float32(1.0) + form * np.float32(0.26 + 0.14 * sun.strength))
        if not easel.brush.flat:
            step = max(1, round(easel.canvas.unit / 300))
            beside = np.roll(alpha, -step if side > 0 else step, axis=1)
            rim = np.clip(alpha - beside, 0.0, 1.0) * np.float32(0.55 * sun.strength)
            shaded = shaded + (column(palette.sun) - shaded) * rim
        return shaded + (column(palette.haze) - shaded) * np.float32(self.distance * 0.85)

    def _mirror(self, easel: Easel, colour: Plane, alpha: Plane, left: int, foot: int) -> None:
        """Upside down below the foot, broken sideways, on water only."""
        canvas = easel.canvas
        deep = min(alpha.shape[0], canvas.height - foot)
        if deep <= 0 or not canvas.water[foot : foot + deep, max(0, left) : max(0, left + alpha.shape[1])].any():
            return
        upside, through = colour[:, ::-1], alpha[::-1].copy()
        rows = np.arange(alpha.shape[0], dtype=np.float32)
        sway = fractal_line(easel.dice.named("sway " + self.name), rows * np.float32(36.0 / canvas.unit), 2)
        reach = canvas.unit * 0.045
        shift = ((sway - np.float32(0.5)) * ramp(rows, 0.0, alpha.shape[0] * 0.6) * np.float32(2 * reach)).astype(int)
        cols = np.clip(np.arange(alpha.shape[1])[None, :] + shift[:, None], 0, alpha.shape[1] - 1)
        at = np.arange(alpha.shape[0])[:, None]
        fade = ramp(rows, float(alpha.shape[0]), 0.0)[:, None] * np.float32(0.62)
        own = column(easel.palette.lit(easel.palette.water))
        sunk = upside[:, at, cols]
        canvas.stamp(sunk + (own - sunk) * np.float32(0.35), through[at, cols] * fade, left, foot, wet=True)


@dataclass(frozen=True)
class Shadow:
    """A soft dark pool on the ground under something; sizes in units."""

    x: float
    base: float
    width: float

    def draw(self, easel: Easel) -> None:
        """Longer on the side away from the sun."""
        canvas = easel.canvas
        lean = -0.35 * self.width if easel.sun.x > self.x else 0.35 * self.width
        reach = 4.0 * 0.16 * self.width * canvas.unit  # beyond, less than one grade of grey is left of it
        foot = self.base * canvas.height
        top, end = max(0, int(foot - reach)), min(canvas.height, int(foot + reach) + 1)
        if top >= end:
            return
        dx, dy = canvas.offsets(self.x, self.base)
        dx, dy = dx - np.float32(lean), dy[top:end]
        off = dx * dx * np.float32(1.0 / self.width**2) + dy * dy * np.float32(1.0 / (self.width * 0.16) ** 2)
        dark = mix(easel.palette.lit((0.10, 0.12, 0.16)), easel.palette.shade, 0.15)
        canvas.lay(dark, falloff(off) * np.float32(0.50), top)


@dataclass(frozen=True)
class Glow:
    """Light spilling from a window after dark, `up` units above a point given in shares; `size` in units."""

    x: float
    y: float
    up: float
    size: float
    power: float

    def draw(self, easel: Easel) -> None:
        """A warm halo."""
        if easel.brush.flat:
            return
        canvas = easel.canvas
        squared = canvas.distance_squared(self.x, self.y - self.up * canvas.unit / canvas.height)
        bell = falloff(squared * np.float32(1.0 / self.size**2))
        canvas.shine((1.0, 0.80, 0.45), bell * np.float32(self.power))


def _snowed(colour: Plane, alpha: Plane) -> Plane:
    """White on whatever has nothing above it."""
    deep = max(1, alpha.shape[0] // 34)
    above = np.zeros_like(alpha)
    above[deep:] = alpha[:-deep]
    cap = np.clip(alpha - above, 0.0, 1.0)
    return colour + (column((0.95, 0.97, 1.0)) - colour) * cap


def _bevel(alpha: Plane, side: float) -> Plane:
    """-1 in shadow to 1 in light, as if the shape were round and lit from above and one side."""
    reach = max(1, min(alpha.shape) // 9)
    mask = Image.fromarray((alpha * np.float32(255.0)).astype(np.uint8))
    padded = ImageOps.expand(mask, 2 * reach).filter(ImageFilter.BoxBlur(reach)).filter(ImageFilter.BoxBlur(reach // 2))
    soft = np.asarray(padded, dtype=np.float32) * np.float32(1.0 / 255.0)
    rows, cols = alpha.shape
    right, down = round(0.8 * reach * side), -round(0.6 * reach)

    def seen(way: int) -> Plane:
        top, left = 2 * reach + way * down, 2 * reach + way * right
        return soft[top : top + rows, left : left + cols]

    bevel: Plane = np.clip((seen(-1) - seen(1)) * np.float32(1.6), -1.0, 1.0)
    return bevel
