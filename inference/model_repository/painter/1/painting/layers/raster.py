"""Vectors to pixels."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
import resvg_py
from PIL import Image

from painting.dice import Plane


def rasterise(svg: str, width: int = 0, height: int = 0, *, smooth: bool = True) -> Plane:
    """A document as planes (4, height, width) of 0 to 1: red, green, blue, alpha; enlarged if a size is given.

    Edges that are not `smooth` take half the time.
    """
    png = resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, shape_rendering="geometric_precision" if smooth else "crisp_edges"
    )
    with Image.open(io.BytesIO(png)) as image:
        whole = image.convert("RGBA")
    if width:
        whole = whole.resize((width, height), Image.Resampling.BILINEAR)
    planes = np.asarray(whole).transpose(2, 0, 1)
    return np.multiply(planes, np.float32(1.0 / 255.0), dtype=np.float32, order="C")


@lru_cache(maxsize=6)
def shared(svg: str) -> Plane:
    """The same, kept for the next one that looks alike: a crowd is drawn once. Not to be written to."""
    planes = rasterise(svg)
    planes.flags.writeable = False
    return planes
