"""Painting a picture step by step. This is all the model calls."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from painting.composer import compose
from painting.dice import Dice
from painting.easel import Easel
from painting.grammar import read
from painting.order import Order
from painting.scene import Scene, Style
from painting.styles import HANDS
from painting.styles.hand import Pass

PREVIEW_SIDE = 256


class Painting:
    """One picture under way. Iterate `steps` for its frames; `pixels` is the master when they are spent."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.scene: Scene = read(order.prompt, order.negative_prompt, order.seed)
        self._composition = compose(self.scene)
        self._hand = HANDS.get(self.scene.style, HANDS[Style.GOUACHE])
        self._easel = Easel(
            self._hand.brush.canvas(order.width, order.height),
            self._composition.palette,
            self._hand.brush,
            self._composition.sun,
            self._composition.brightest,
            Dice(self.scene.chance, "easel"),
        )

    def steps(self) -> Iterator[int]:
        """Yield 1 to `steps`, each when its share of the layers is painted. The picture does not depend on it."""
        passes = self._passes()
        done = 0
        for step in range(1, self.order.steps + 1):
            until = len(passes) * step // self.order.steps
            for paint in passes[done:until]:
                paint(self._easel)
            done = until
            yield step

    def _passes(self) -> list[Pass]:
        """Every layer from the sky forward, then what the hand does to the whole."""
        layers = [layer.draw for stage in self._composition.stages for layer in stage.layers]
        return [*layers, *self._hand.passes]

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """The picture as it stands: (height, width, 3), red, green, blue."""
        return self._easel.canvas.pixels()

    def preview(self) -> bytes:
        """The picture as it stands, as a JPEG of at most 256 pixels on its longer side."""
        canvas = self._easel.canvas
        stride = -(-max(canvas.width, canvas.height) // PREVIEW_SIDE)
        sampled = np.clip(canvas.rgb[:, ::stride, ::stride], 0.0, 1.0) * np.float32(255.0)
        image = Image.fromarray(np.ascontiguousarray(sampled.astype(np.uint8).transpose(1, 2, 0)))
        with io.BytesIO() as out:
            image.save(out, "JPEG", quality=72)
            return out.getvalue()
