"""Vectors to pixels."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
import resvg_py
from PIL import Image

from painting.dice import Plane


@lru_cache(maxsize=12)
def rasterise(svg: str) -> Plane:
    """A document as planes (4, height, width) of 0 to 1: red, green, blue, alpha."""
    png = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)
    with Image.open(io.BytesIO(png)) as image:
        pixels = np.asarray(image.convert("RGBA"), dtype=np.float32)
    planes: Plane = np.ascontiguousarray(pixels.transpose(2, 0, 1)) * np.float32(1.0 / 255.0)
    planes.flags.writeable = False  # a crowd shares them
    return planes
