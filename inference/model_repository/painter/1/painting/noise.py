"""Smooth noise on a lattice, the stuff of clouds, hills, ripples and paper.

Pixels use only + - * / and square roots, which IEEE 754 fixes to the last bit; exp, sin and pow differ between
processors.
"""

from __future__ import annotations

import numpy as np

from painting.dice import Dice, Plane

_TILE = 128


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


def fractal(dice: Dice, rows: Plane, cols: Plane, octaves: int = 4, gain: float = 0.5) -> Plane:
    """Octaves of noise, each twice as fine and `gain` as strong as the one before; 0..1, mean about one half.

    Of shape (len(rows), len(cols)); the arguments are lattice coordinates, none negative.
    """
    strengths = [1.0]
    for _ in range(1, octaves):
        strengths.append(strengths[-1] * gain)
    total = np.zeros((len(rows), len(cols)), np.float32)
    spare = np.empty_like(total)
    for octave, strength in enumerate(strengths):
        scale = np.float32(2**octave)
        _add_octave(total, spare, dice, rows * scale, cols * scale, strength / sum(strengths))
    return total


def _add_octave(total: Plane, spare: Plane, dice: Dice, rows: Plane, cols: Plane, strength: float) -> None:
    """Smooth values between the points of a random lattice, which begins anew after `_TILE` points.

    Works in the two planes it is given: a new one for each step would cost more than the arithmetic.
    """
    row, col = rows.astype(np.int32), cols.astype(np.int32)
    grid = dice.plane(min(_TILE, int(row.max()) + 2), min(_TILE, int(col.max()) + 2)) * np.float32(strength)
    tall, wide = grid.shape
    left = np.take(grid, col % wide, axis=1)
    lines = left + (np.take(grid, (col + 1) % wide, axis=1) - left) * ease(cols - np.floor(cols))
    np.take(np.roll(lines, -1, axis=0) - lines, row % tall, axis=0, out=spare, mode="clip")
    spare *= ease(rows - np.floor(rows))[:, None]
    total += spare
    np.take(lines, row % tall, axis=0, out=spare, mode="clip")
    total += spare


def fractal_line(dice: Dice, cols: Plane, octaves: int = 5, gain: float = 0.5) -> Plane:
    """The same in one dimension: shape (len(cols),)."""
    line: Plane = fractal(dice, np.zeros(1, np.float32), cols, octaves, gain)[0]
    return line
