"""Woodblock print: flat blocks in old pigments, gradients wiped by hand, the grain of the wood, a dark key block."""

from __future__ import annotations

import numpy as np

from painting.blur import softened
from painting.canvas import column
from painting.colour import Colour, grey, mix, saturated, scaled
from painting.easel import Brush, Easel
from painting.noise import ramp
from painting.styles.hand import Hand
from painting.styles.lines import drawn
from painting.styles.paper import tooth
from painting.styles.pigment import few
from painting.styles.tone import coloured, contrast, expose

_PAPER = (0.935, 0.885, 0.770)
_KEY = (0.10, 0.12, 0.20)
_PIGMENTS: tuple[Colour, ...] = (
    (0.10, 0.21, 0.40), (0.26, 0.43, 0.58), (0.56, 0.70, 0.74), (0.76, 0.25, 0.18), (0.86, 0.55, 0.38),
    (0.91, 0.76, 0.50), (0.36, 0.44, 0.27), (0.58, 0.62, 0.40), (0.42, 0.30, 0.26), (0.55, 0.50, 0.48),
    (0.20, 0.20, 0.25), (0.90, 0.85, 0.74), (0.60, 0.36, 0.48), (0.88, 0.62, 0.62),
    (0.94, 0.76, 0.74), (0.20, 0.33, 0.56),
)  # fmt: skip


def _blocks(easel: Easel) -> None:
    """One block for each pigment, cut a little simpler than the drawing."""
    expose(easel, 0.42)
    canvas = easel.canvas
    canvas.rgb = contrast(coloured(canvas.rgb, 1.15), 0.55)
    canvas.rgb = softened(few(canvas, 10, 6, smooth=0.002).shown(_pigment), max(0.6, canvas.unit / 900))


def _pigment(colour: Colour) -> Colour:
    """The nearest of the old pigments, which keeps some of the colour's own lightness."""
    strong = saturated(colour, 1.35)
    nearest = min(_PIGMENTS, key=lambda one: _apart(one, strong))
    return mix(scaled(nearest, min(1.25, max(0.80, grey(strong) / grey(nearest)))), strong, 0.25)


def _apart(one: Colour, other: Colour) -> float:
    """How different two colours look: in hue more than in lightness."""
    light = grey(one) - grey(other)
    red, green, blue = (a - b - light for a, b in zip(one, other, strict=True))
    return light * light + 2.5 * (red * red + green * green + blue * blue)


def _wipe(easel: Easel) -> None:
    """Bokashi: blue wiped off downwards from the upper edge, and a darker foot."""
    canvas = easel.canvas
    wander = tooth(easel, 3.0, 2)
    top = ramp(canvas.y + wander * np.float32(0.05), 0.26, 0.0)
    canvas.lay((0.09, 0.19, 0.38), top * np.float32(0.80))
    foot = ramp(canvas.y + wander * np.float32(0.05), 0.86, 1.04)
    canvas.rgb *= np.float32(1.0) - foot * np.float32(0.30)


def _print(easel: Easel) -> None:
    """The grain takes some ink off, the key block comes last, and the paper stays bare at the edge."""
    canvas = easel.canvas
    grain = tooth(easel, 90.0, 3, along=22.0)
    speck = tooth(easel, 200.0, 1)
    bare = np.clip(grain * np.float32(0.46) + speck * np.float32(0.14) + np.float32(0.03), 0.0, 0.32)
    canvas.rgb += (column(_PAPER) - canvas.rgb) * bare
    line = drawn(easel, 0.0040, 0.0012, 0.35) * (np.float32(1.0) - np.clip(speck, 0.0, 0.4))
    canvas.rgb += (column(_KEY) - canvas.rgb) * line * np.float32(0.92)
    edge = canvas.margin()
    canvas.rgb += (column(_KEY) - canvas.rgb) * ramp(np.abs(edge - np.float32(0.031)), 0.0022, 0.0012)
    canvas.lay(column(_PAPER) + grain * np.float32(0.05), ramp(edge, 0.0305, 0.0285))


HAND = Hand(Brush(flat=1.0, contours=True), _PAPER, (_blocks, _wipe, _print))
