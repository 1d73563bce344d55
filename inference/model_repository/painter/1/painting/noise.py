"""Smooth noise on a lattice, the stuff of clouds, hills, ripples and paper.

Pixels use only + - * / and square roots, which IEEE 754 fixes to the last bit; exp, sin and pow differ between
processors.
"""

from __future__ import annotations

import numpy as np

from painting.dice import Dice, Plane


def ease(t: Plane) -> Plane:
    """Smoothstep of 0..1; values outside are clipped."""
    t = np.clip(t, 0.0, 1.0)
    eased: Plane = t * t * (np.float32(3.0) - np.float32(2.0) * t)
    return eased


def ramp(values: Plane, start: float, end: float) -> Plane:
    """0 at `start`, 1 at `end` (which may be the smaller one), smooth between."""
    return ease((values - np.float32(start)) * np.float32(1.0 / (end - start)))


def falloff(distance_squared: Plane) -> Plane:
    """A soft bell, 1 at zero and 1/4 at one: like a Gaussian, in plain arithmetic."""
    bell = np.float32(1.0) / (np.float32(1.0) + distance_squared)
    return bell * bell


def value_noise(dice: Dice, rows: Plane, cols: Plane) -> Plane:
    """Noise 0..1 of shape (len(rows), len(cols)); the arguments are lattice coordinates, none negative."""
    return stretched(dice.plane(int(rows.max()) + 2, int(cols.max()) + 2), rows, cols)


def stretched(grid: Plane, rows: Plane, cols: Plane) -> Plane:
    """A lattice's values between its points, of shape (len(rows), len(cols)); the last row and column only end it."""
    row, col = rows.astype(np.int32), cols.astype(np.int32)
    left = np.take(grid, col, axis=1)
    lines = left + (np.take(grid, col + 1, axis=1) - left) * ease(cols - col)
    noise: Plane = np.take(lines[1:] - lines[:-1], row, axis=0)
    noise *= ease(rows - row)[:, None]
    noise += np.take(lines, row, axis=0)
    return noise


def fractal(dice: Dice, rows: Plane, cols: Plane, octaves: int = 4, gain: float = 0.5) -> Plane:
    """Octaves of noise, each twice as fine and `gain` as strong as the one before; 0..1, mean about one half."""
    total = value_noise(dice, rows, cols)
    weight, strength = 1.0, 1.0
    for octave in range(1, octaves):
        strength *= gain
        weight += strength
        scale = np.float32(2**octave)
        finer = value_noise(dice, rows * scale, cols * scale)
        finer *= np.float32(strength)
        total += finer
    total *= np.float32(1.0 / weight)
    return total


def fractal_line(dice: Dice, cols: Plane, octaves: int = 5, gain: float = 0.5) -> Plane:
    """The same in one dimension: shape (len(cols),)."""
    line: Plane = fractal(dice, np.zeros(1, np.float32), cols, octaves, gain)[0]
    return line
