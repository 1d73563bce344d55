"""Light and dark, and how much colour there is: what a style changes everywhere at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from painting.canvas import Canvas
from painting.dice import Plane
from painting.easel import Easel
from painting.noise import ramp


def luminance(rgb: Plane) -> Plane:
    """Perceived lightness, 0 to 1, of planes (3, rows, cols)."""
    level: Plane = np.float32(0.299) * rgb[0] + np.float32(0.587) * rgb[1] + np.float32(0.114) * rgb[2]
    return level


def expose(easel: Easel, middle: float = 0.20) -> None:
    """Brighten a dull picture until its lightest hundredth is as bright as the hour allows; never darken.

    Where half of it is still darker than `middle`, lift the darks. Counts whole numbers: a mean of floats depends
    on the processor that adds them up.
    """
    canvas = easel.canvas
    counts = histogram(luminance(canvas.rgb[:, ::4, ::4]))
    below = np.cumsum(counts)
    lightest = int(np.argmax(below[-1] - below <= below[-1] // 100))
    gain = min(1.7, max(1.0, easel.brightest * 255.0 / max(1, lightest)))
    canvas.rgb *= np.float32(gain)
    half = max(0.01, gain * int(np.argmax(below >= below[-1] // 2)) / 255.0)
    if half < middle:
        share = min(0.8, (middle - half) / (float(np.sqrt(np.float32(half))) - half))
        level = np.maximum(luminance(canvas.rgb), np.float32(0.01))
        canvas.rgb *= np.minimum(np.float32(1.0 - share) + np.float32(share) / np.sqrt(level), np.float32(3.0))


def histogram(level: Plane) -> NDArray[np.intp]:
    """How many pixels have each of 256 lightnesses."""
    whole = (np.clip(level, 0.0, 1.0) * np.float32(255.0)).astype(np.uint8)
    return np.bincount(whole.ravel(), minlength=256)


def spread(level: Plane, dark: float = 0.02, light: float = 0.98) -> Plane:
    """The full range of tone whatever the hour: these shares of the pixels become black and white."""
    counts = histogram(level[::4, ::4])
    below = np.cumsum(counts)
    low = int(np.argmax(below >= dark * below[-1])) / 255.0
    high = int(np.argmax(below >= light * below[-1])) / 255.0
    whole: Plane = (level - np.float32(low)) * np.float32(1.0 / max(0.08, high - low))
    return np.clip(whole, 0.0, 1.0)


def coloured(rgb: Plane, factor: float) -> Plane:
    """More or less colour at the same lightness."""
    level = luminance(rgb)
    return level + (rgb - level) * np.float32(factor)


def contrast(rgb: Plane, share: float) -> Plane:
    """Towards a curve that darkens the dark and lightens the light."""
    kept = np.clip(rgb, 0.0, 1.0)
    curve = kept * kept * (np.float32(3.0) - np.float32(2.0) * kept)
    return kept + (curve - kept) * np.float32(share)


def vignette(canvas: Canvas, power: float) -> None:
    """Darker corners."""
    dx: Plane = canvas.x - np.float32(0.5)
    dy: Plane = canvas.y - np.float32(0.5)
    canvas.rgb *= np.float32(1.0) - ramp(dx * dx + dy * dy, 0.16, 0.62) * np.float32(power)
