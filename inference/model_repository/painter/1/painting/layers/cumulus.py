"""Clouds of drawn styles: heaps of round puffs on a flat foot, or long bars, with one crisp shade."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from painting.canvas import column
from painting.colour import mix
from painting.dice import Dice, Plane
from painting.easel import Easel


@dataclass(frozen=True)
class Cumulus:
    """`cover` 0 to 1 is how many; those near the horizon are smaller and hazier."""

    horizon: float
    cover: float

    def draw(self, easel: Easel) -> None:
        """The far ones first."""
        canvas, dice = easel.canvas, easel.dice.named("cumulus")
        count = round((1.5 + 6.0 * self.cover + 8.0 * self.cover**4) * canvas.width / canvas.unit)
        heights = np.sort(dice.plane(count))[::-1]
        spots = (np.argsort(dice.plane(count), kind="stable") + dice.plane(count)) * np.float32(1.0 / count)
        for number, (height, x) in enumerate(zip(heights.tolist(), spots.tolist(), strict=True)):
            self._cloud(easel, dice.named(number), x, (0.26 + 0.62 * height) * self.horizon, 1.0 - height)

    def _cloud(self, easel: Easel, dice: Dice, x: float, foot: float, near: float) -> None:
        canvas, palette = easel.canvas, easel.palette
        size = max(3.0, canvas.unit * (0.035 + 0.085 * near) * dice.between(0.8, 1.25))
        puffs = _bars(dice, size) if dice.chance(0.35) else _heap(dice, size)
        body = _union(puffs, size, 0.0, 0.0)
        side = 0.18 if easel.sun.x > x else -0.18
        light = _union(puffs, size, side * size, -0.20 * size)[None]
        haze = 0.62 * (1.0 - near)
        lit = column(mix(palette.cloud, palette.sky_low, haze))
        shade = column(mix(mix(palette.cloud, palette.shade, 0.55), palette.sky_low, haze))
        left, top = round(x * canvas.width) - body.shape[1] // 2, round(foot * canvas.height) - body.shape[0]
        canvas.stamp(shade + (lit - shade) * light, body, left, top)


def _heap(dice: Dice, size: float) -> Plane:
    """Large puffs amid small ones: rows of x, y, radius and half a length, in pixels from the middle of the foot."""
    count = 9
    x = (np.arange(count, dtype=np.float32) - np.float32(count // 2)) * np.float32(0.52 * size)
    swell = np.float32(1.0) - np.abs(x) * np.float32(1.0 / (2.9 * size))
    radius = (np.float32(0.45) + dice.plane(count) * np.float32(0.65)) * swell * np.float32(size)
    y = -(radius * np.float32(0.45) + dice.plane(count) * swell * np.float32(0.75 * size))
    return np.stack((x, y, radius, np.zeros_like(x)), axis=1)


def _bars(dice: Dice, size: float) -> Plane:
    """Long ones on each other, every one moved to its own side."""
    thick = np.full(4, size * dice.between(0.13, 0.19), np.float32)
    x = (dice.plane(4) - np.float32(0.5)) * np.float32(2.2 * size)
    y = -thick * (np.float32(1.2) + np.float32(1.75) * np.arange(4, dtype=np.float32))
    half = (np.float32(0.6) + dice.plane(4) * np.float32(1.5)) * np.float32(size)
    return np.stack((x, y, thick, half), axis=1)


def _union(puffs: Plane, size: float, right: float, down: float) -> Plane:
    """Alpha of the puffs, moved, within a patch of fixed size whose last row is the foot."""
    rows, cols = int(2.4 * size) + 2, int(7.0 * size) + 2
    y = np.arange(rows, dtype=np.float32) - np.float32(rows - 0.5 + down)
    x = np.arange(cols, dtype=np.float32) - np.float32(cols / 2 + right)
    found = np.zeros((rows, cols), np.float32)
    for middle, height, radius, half in puffs.tolist():
        high, wide = _about(y, height, radius), _about(x, middle, half + radius)
        beyond = np.maximum(np.abs(x[wide] - np.float32(middle)) - np.float32(half), 0.0)
        away = np.sqrt(beyond**2 + (y[high, None] - np.float32(height)) ** 2)
        near = found[high, wide]
        np.maximum(near, np.clip(np.float32(radius + 0.5) - away, 0.0, 1.0), out=near)
    return found


def _about(line: Plane, middle: float, reach: float) -> slice:
    """Where on a rising line the pixels lie that a puff can touch."""
    first, last = np.searchsorted(line, (middle - reach - 1.0, middle + reach + 1.0))
    return slice(first, last)
