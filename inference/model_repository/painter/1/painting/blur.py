"""Soft edges. Pillow blurs in whole numbers, which are the same on every processor."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from painting.dice import Plane

_WIDE = 2.5
"""Pixels from which a blur is made of a smaller picture: nobody sees the difference, and it costs a fraction."""


def soft(image: Image.Image, radius: float) -> Image.Image:
    """An image made soft, `radius` in pixels."""
    if radius < _WIDE:
        return image.filter(ImageFilter.BoxBlur(1.3 * radius))
    factor = int(radius / 1.2)
    small = image.reduce(factor).filter(ImageFilter.GaussianBlur(radius / factor))
    part = (0, 0, image.width / factor, image.height / factor)
    return small.resize(image.size, Image.Resampling.BICUBIC, part)


def blurred(plane: Plane, radius: float) -> Plane:
    """A plane of 0 to 1 made soft."""
    image = Image.fromarray((np.clip(plane, 0.0, 1.0) * np.float32(255.0) + np.float32(0.5)).astype(np.uint8))
    return np.asarray(soft(image, radius), dtype=np.float32) * np.float32(1.0 / 255.0)


def softened(rgb: Plane, radius: float) -> Plane:
    """Planes (3, height, width) made soft."""
    return np.stack([blurred(plane, radius) for plane in rgb])
