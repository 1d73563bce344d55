"""What one asks the painter for, and what it takes."""

from __future__ import annotations

from dataclasses import dataclass

SMALLEST, LARGEST = 256, 1024
CANARY = 32
MOST_STEPS = 64


class OrderError(ValueError):
    """The order cannot be painted; the message says why in one sentence."""


@dataclass(frozen=True)
class Order:
    """Sizes in pixels, `steps` frames, a seed of 64 bits. Any text at all is a prompt."""

    prompt: str
    negative_prompt: str
    width: int
    height: int
    steps: int
    seed: int

    def checked(self) -> Order:
        """Itself, or `OrderError`. A 32 x 32 picture in one step is allowed too: the canary of a health check."""
        canary = self.width == self.height == CANARY and self.steps == 1
        if not canary and not (SMALLEST <= self.width <= LARGEST and SMALLEST <= self.height <= LARGEST):
            raise OrderError(f"width and height must be {SMALLEST} to {LARGEST} pixels")
        if not 1 <= self.steps <= MOST_STEPS:
            raise OrderError(f"steps must be 1 to {MOST_STEPS}")
        return self
