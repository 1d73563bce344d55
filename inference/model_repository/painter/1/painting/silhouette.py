"""Things dark against the light: a drawing with all its colours drawn towards one."""

from __future__ import annotations

import re
from dataclasses import replace

from painting.colour import Colour, hexed, mix
from painting.subjects.drawing import Drawing

_COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")


def darkened(drawing: Drawing, dark: Colour, share: float) -> Drawing:
    """The same shapes, this share of the way to the dark colour; lamps go on shining."""

    def towards(found: re.Match[str]) -> str:
        red, green, blue = (int(channel, 16) / 255.0 for channel in found.groups())
        return hexed(mix((red, green, blue), dark, share))

    return replace(drawing, shapes=_COLOUR.sub(towards, drawing.shapes))
