"""Colours as red, green, blue from 0 to 1 (sRGB), and the little arithmetic a painter needs."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

Colour = tuple[float, float, float]

NAMED: dict[str, Colour] = {
    "red": (0.80, 0.16, 0.15),
    "crimson": (0.70, 0.08, 0.18),
    "orange": (0.93, 0.48, 0.14),
    "yellow": (0.96, 0.80, 0.22),
    "gold": (0.89, 0.68, 0.22),
    "green": (0.22, 0.55, 0.27),
    "teal": (0.10, 0.50, 0.52),
    "turquoise": (0.20, 0.72, 0.71),
    "blue": (0.14, 0.34, 0.74),
    "indigo": (0.22, 0.18, 0.52),
    "purple": (0.46, 0.22, 0.60),
    "violet": (0.52, 0.34, 0.74),
    "lavender": (0.72, 0.64, 0.86),
    "pink": (0.94, 0.55, 0.68),
    "brown": (0.43, 0.28, 0.18),
    "beige": (0.87, 0.79, 0.65),
    "white": (0.96, 0.96, 0.94),
    "silver": (0.75, 0.78, 0.82),
    "grey": (0.52, 0.54, 0.57),
    "black": (0.10, 0.10, 0.12),
}


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`a` with this share of `b`."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def times(a: Colour, b: Colour) -> Colour:
    """What a surface of colour `a` shows under light of colour `b`."""
    return (a[0] * b[0], a[1] * b[1], a[2] * b[2])


def scaled(a: Colour, factor: float) -> Colour:
    """Brighter or darker, clipped to what can be shown."""
    return (min(1.0, a[0] * factor), min(1.0, a[1] * factor), min(1.0, a[2] * factor))


def grey(a: Colour) -> float:
    """Perceived lightness, 0 to 1."""
    return 0.299 * a[0] + 0.587 * a[1] + 0.114 * a[2]


def saturated(a: Colour, factor: float) -> Colour:
    """The same lightness, more or less colourful."""
    level = grey(a)
    r, g, b = (min(1.0, max(0.0, level + (channel - level) * factor)) for channel in a)
    return (r, g, b)


def turned(a: Colour, degrees: float) -> Colour:
    """The hue turned round the wheel."""
    hue, light, strength = rgb_to_hls(*a)
    return hls_to_rgb((hue + degrees / 360.0) % 1.0, light, strength)


def contrasting(a: Colour, ground: Colour) -> Colour:
    """The same hue, made lighter or darker where it would be lost against the ground."""
    near = max(abs(one - other) for one, other in zip(a, ground, strict=True)) < 0.16
    if not near:
        return a
    return mix(scaled(a, 1.15), (1.0, 1.0, 1.0), 0.22) if grey(ground) < 0.45 else scaled(a, 0.58)


def hexed(a: Colour) -> str:
    """As SVG writes it: #rrggbb."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, channel)) * 255):02x}" for channel in a)
