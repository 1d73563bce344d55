"""Instruments and curious things."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, dots, ellipse, inside, light, path, shade, stroke
from painting.subjects.outline import limb, smooth

_DARK = (0.13, 0.11, 0.13)
_BRASS = (0.88, 0.68, 0.30)
_WHITE = (1.0, 1.0, 1.0)
_BONE = (0.92, 0.88, 0.78)


def umbrella(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Open, in eight panels, with a crooked handle."""
    cloth = colour or palette.accent
    dome = "M2 48 Q6 4 52 3 Q98 4 102 48 Q94 40 86 48 Q78 40 69 48 Q60 40 52 48 Q44 40 35 48 Q26 40 18 48 Q10 40 2 48 Z"
    panels = (
        path(light(cloth, 0.28), "M52 3 Q26 14 18 48 Q26 40 35 48 Q40 18 52 3 Z")
        + path(shade(cloth, 0.22), "M52 3 Q64 18 69 48 Q78 40 86 48 Q78 14 52 3 Z")
        + path(shade(cloth, 0.36), "M52 3 Q80 12 86 48 Q94 40 102 48 Q98 4 52 3 Z")
    )
    shapes = [
        stroke((0.40, 0.28, 0.20), "M52 0 V88 Q52 99 62 98 Q70 96 69 88", 3.0),
        path(cloth, dome),
        inside(dome, panels),
    ]
    return Drawing("".join(shapes), 104.0)


def skull(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Three-quarters on, as painters keep them."""
    bone = colour or _BONE
    far = shade(bone, 0.4)
    head = smooth(44, 4, 72, 10, 86, 32, 82, 54, 74, 64, 72, 78, 52, 82, 34, 78, 30, 66, 14, 58, 6, 36, 18, 12)
    teeth = "".join(f"M{36 + 5 * n} 79 V93 " for n in range(8))
    shapes = [
        path(far, smooth(36, 76, 54, 82, 72, 74, 74, 88, 62, 98, 44, 98, 36, 90)),
        path(bone, head),
        inside(head, path(far, "M4 40 Q20 76 44 84 L20 90 H0 Z", 0.6), ellipse(light(bone, 0.6), 40, 20, 18, 11, 0.6)),
        box(light(bone, 0.3), 36, 79, 36, 12),
        stroke(far, teeth + "M36 85 H72", 1.1),
    ]
    shapes += [
        path(_DARK, smooth(30, 44, 44, 42, 48, 52, 42, 62, 30, 60)),
        path(_DARK, smooth(60, 42, 74, 42, 76, 54, 70, 61, 60, 58)),
        path(_DARK, "M53 58 L47 70 Q53 72 54 68 Q56 72 60 69 Z"),
        stroke(far, "M24 66 Q30 70 32 76", 1.6),
    ]
    return Drawing("".join(shapes), 92.0)


def hat(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Felt with a band, soft or tall."""
    felt = colour or dice.pick((_DARK, (0.48, 0.34, 0.24), (0.86, 0.76, 0.54)))
    band = palette.accent if colour is None else light(colour, 0.65)
    crown = "M38 84 Q40 20 56 14 Q76 24 96 14 Q112 20 114 84 Z" if dice.chance(0.6) else "M38 84 L34 6 H118 L114 84 Z"
    return Drawing(
        path(shade(felt, 0.3), smooth(0, 82, 76, 66, 152, 82, 128, 98, 76, 100, 24, 98))
        + path(felt, crown)
        + inside(
            crown, path(band, "M30 64 H120 V82 H30 Z"), path(shade(felt, 0.5), "M90 0 Q104 50 92 90 H130 V0 Z", 0.4)
        )
        + path(felt, smooth(2, 82, 36, 86, 76, 89, 116, 86, 150, 82, 118, 95, 76, 98, 34, 95)),
        152.0,
    )


def crown(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Gold with jewels; a bound colour is that of the stones."""
    jewel, gold = colour or palette.accent, (0.94, 0.74, 0.26)
    route = "M12 84 L4 26 L34 56 L62 10 L90 56 L120 26 L112 84 Z"
    shapes = [
        path(gold, route),
        inside(
            route,
            path(shade(gold, 0.4), "M84 0 H130 V90 H78 Z", 0.45),
            path(light(gold, 0.6), "M4 20 L26 50 L22 84 H12 Z", 0.6),
        ),
        box(shade(gold, 0.15), 10, 82, 104, 16),
        stroke(light(gold, 0.6), "M11 84 H113", 1.8),
        dots(light(gold, 0.5), 5.0, 4, 24, 62, 8, 120, 24),
    ]
    return Drawing(
        "".join(
            [
                *shapes,
                *(
                    ellipse(jewel, x, y, r, r * 1.1) + ellipse(_WHITE, x - r * 0.3, y - r * 0.4, r * 0.28, r * 0.3)
                    for x, y, r in ((62, 58, 8), (34, 70, 5), (90, 70, 5), (28, 90, 4), (62, 90, 4.6), (96, 90, 4))
                ),
            ]
        ),
        124.0,
    )


def hourglass(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Sand falling between two bulbs."""
    wood, sand = colour or (0.48, 0.28, 0.16), (0.95, 0.80, 0.50)
    bulbs, level = (
        "M12 10 Q8 40 28 48 Q31 50 28 52 Q8 60 12 90 H48 Q52 60 32 52 Q29 50 32 48 Q52 40 48 10 Z",
        dice.between(20, 34),
    )
    return Drawing(
        path((0.84, 0.92, 0.95), bulbs, 0.6)
        + inside(
            bulbs,
            path(sand, f"M0 {level} H60 V48 L30 50 L0 48 Z"),
            path(sand, f"M10 92 L30 {100 - level * 0.9:.1f} L50 92 Z"),
            stroke(sand, "M30 48 V88", 1.2),
        )
        + path(_WHITE, smooth(16, 16, 19, 16, 20, 36, 17, 32), 0.7)
        + stroke(wood, "M8 8 V92 M52 8 V92", 3.4)
        + box(wood, 2, 2, 56, 8)
        + box(wood, 2, 90, 56, 9)
        + box(light(wood, 0.3), 2, 2, 56, 2.4),
        60.0,
    )


def telescope(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A brass tube on a tripod, pointing up."""
    tube = colour or _BRASS
    legs = stroke((0.40, 0.26, 0.18), "M62 52 L34 99 M62 52 L66 99 M62 52 L94 98", 3.2)
    route = limb((22, 76, 62, 50, 98, 24), (10, 14, 16))
    return Drawing(
        legs
        + path(tube, route)
        + inside(
            route,
            path(light(tube, 0.6), "M10 74 L100 14 L102 19 L14 78 Z", 0.7),
            path(shade(tube, 0.5), "M24 86 L110 28 V60 H30 Z", 0.5),
            stroke(_DARK, "M40 54 L48 68 M78 28 L88 44", 2.4),
        )
        + path(tube, limb((96, 25, 112, 14), (19, 20)))
        + path(shade(tube, 0.4), limb((112, 14, 114, 12.6), (20, 20)))
        + path(_DARK, limb((22, 76, 14, 81), (7, 6)))
        + ellipse(mix(tube, _DARK, 0.4), 62, 52, 6, 6),
        122.0,
    )
