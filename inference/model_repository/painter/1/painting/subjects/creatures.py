"""Living things, mostly as silhouettes that the light can model."""

from __future__ import annotations

from painting.colour import Colour, mix, scaled
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, ellipse, path, stroke


def bird(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A gull in flight, wings up or down."""
    feather = colour or mix((0.14, 0.15, 0.20), palette.haze, 0.12)
    beat = dice.between(-10, 26)
    wings = (
        f"M2 {60 - beat:.1f} Q46 {20 - beat * 0.4:.1f} 84 58 Q124 {20 - beat * 0.4:.1f} 168 {56 - beat:.1f} "
        f"Q126 {40 - beat * 0.2:.1f} 92 74 Q86 82 78 74 Q46 {42 - beat * 0.2:.1f} 2 {60 - beat:.1f} Z"
    )
    return Drawing(path(feather, wings) + ellipse(feather, 85, 68, 15, 6.5), 170.0)


def cat(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A cat that sits and looks at us, its tail about its feet."""
    fur = colour or dice.pick(((0.13, 0.12, 0.15), (0.72, 0.45, 0.22), (0.56, 0.54, 0.54)))
    light = scaled(mix(fur, (1.0, 0.95, 0.88), 0.28), 1.0)
    eye = (0.93, 0.80, 0.28)
    shapes = [path(fur, "M54 96 C72 98 82 90 80 76 C79 69 72 70 73 77 C74 86 66 90 52 88 Z")]
    shapes += [path(fur, "M18 98 C8 84 14 54 25 44 L51 44 C62 54 68 84 58 98 Z")]
    shapes += [path(fur, "M18 40 C13 26 15 14 17 3 L29 14 Q38 11 47 14 L59 3 C61 14 63 26 58 40 C52 50 24 50 18 40 Z")]
    shapes += [
        path((0.86, 0.55, 0.52), "M19.5 8 L26 15.5 L20 22 Z", 0.55),
        path((0.86, 0.55, 0.52), "M56.5 8 L50 15.5 L56 22 Z", 0.55),
    ]
    shapes += [path(light, "M30 52 Q38 64 46 52 Q45 78 38 82 Q31 78 30 52 Z", 0.55)]
    shapes += [stroke(scaled(fur, 0.6), "M32 98 L33 78 M44 98 L43 78", 1.2)]
    shapes += [ellipse(light, 29, 97, 6, 3), ellipse(light, 47, 97, 6, 3)]
    shapes += [ellipse((0.1, 0.1, 0.1), 29, 28, 1.4, 4.2), ellipse((0.1, 0.1, 0.1), 47, 28, 1.4, 4.2)]
    eyes = ellipse(eye, 29, 28, 4.6, 4.4) + ellipse(eye, 47, 28, 4.6, 4.4)
    pupils = ellipse((0.05, 0.05, 0.06), 29, 28, 1.4, 4.0) + ellipse((0.05, 0.05, 0.06), 47, 28, 1.4, 4.0)
    shapes += [eyes + pupils, path((0.80, 0.48, 0.46), "M35.6 35 H40.4 L38 38 Z")]
    shapes += [stroke(light, "M33 40 Q36 42 38 39 Q40 42 43 40", 0.8)]
    shapes += [stroke(light, "M26 37 L10 34 M26 39 L11 41 M50 37 L66 34 M50 39 L65 41", 0.5)]
    return Drawing("".join(shapes), 84.0, eyes + pupils)


def person(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Someone with their back to us, in a coat."""
    coat = colour or dice.pick((palette.accent, (0.84, 0.66, 0.22), (0.24, 0.34, 0.48)))
    shapes = [path((0.18, 0.17, 0.21), "M13 70 L13.6 100 L18.6 100 L19.6 72 L21.4 100 L26.4 100 L27 70 Z")]
    shapes += [path(coat, "M11 26 Q20 20 29 26 L32.5 74 Q20 79 7.5 74 Z")]
    shapes += [
        path(scaled(coat, 0.82), "M11 26 Q6.5 30 5 54 L9.6 55 L12.5 38 Z"),
        path(scaled(coat, 0.76), "M29 26 Q33.5 30 35 54 L30.4 55 L27.5 38 Z"),
    ]
    shapes += [stroke(scaled(coat, 0.68), "M20 50 L20 75", 0.8), ellipse((0.78, 0.60, 0.48), 20, 15, 5.2, 6.6)]
    shapes += [path((0.22, 0.16, 0.14), "M13.6 16 Q13 6 20 5.6 Q27 6 26.4 16 Q25 22 20 22 Q15 22 13.6 16 Z")]
    shapes += [path(scaled(palette.accent, 0.9), "M13.6 21 Q20 25 26.4 21 L27 26 Q20 29.4 13 26 Z")]
    return Drawing("".join(shapes), 40.0)
