"""Painting a picture step by step. This is all the model calls."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from painting.composer import compose
from painting.dice import Dice
from painting.easel import Easel
from painting.grammar import read
from painting.order import Order
from painting.scene import Scene
from painting.study import Study, encoded
from painting.styles import HANDS

FRAME_SIDE = 256


class Painting:
    """One picture under way. Iterate `steps` for its frames; `pixels` is the master when they are spent."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.scene: Scene = read(order.prompt, order.negative_prompt, order.seed)
        self._composition = compose(self.scene, order.width, order.height)
        self._hand = HANDS[self.scene.style]
        self._easel = self._prepared()
        self._step = 0

    def steps(self) -> Iterator[int]:
        """Yield 1 to `steps`, each when its share of the hand's passes is painted. The picture does not depend on it.

        Everything stands in the picture before the first, so that the whole is seen from then on.
        """
        for stage in self._composition.stages:
            for layer in stage.layers:
                layer.draw(self._easel)
        self._study = Study(self._easel, self._hand, Dice(self.scene.chance, "study"))
        passes, steps = self._hand.passes, self.order.steps
        for step in range(1, steps + 1):
            for paint in passes[len(passes) * (step - 1) // steps : len(passes) * step // steps]:
                paint(self._easel)
            self._step = step
            yield step

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """The picture as it stands: (height, width, 3), red, green, blue."""
        return self._easel.canvas.pixels()

    def preview(self) -> bytes:
        """How far it is, as a JPEG of at most 256 pixels on its longer side: the study, and at the end the picture."""
        shrunk = -(-max(self.order.width, self.order.height) // FRAME_SIDE)
        if self._step < self.order.steps:
            image = self._study.frame(self._step / self.order.steps)
        else:
            image = Image.fromarray(self._easel.canvas.reduced(shrunk).pixels())
        return encoded(image, -(-self.order.width // shrunk), -(-self.order.height // shrunk))

    def _prepared(self) -> Easel:
        """An easel with an empty canvas."""
        composition, brush = self._composition, self._hand.brush
        return Easel(
            brush.canvas(self.order.width, self.order.height),
            composition.palette,
            brush,
            composition.sun,
            composition.brightest,
            Dice(self.scene.chance, "easel"),
        )
