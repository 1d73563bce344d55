"""Rooms, tables and a studio: a wall, something flat below it, and light that comes in from the side."""

from __future__ import annotations

from functools import partial

from painting.colour import Colour, mix
from painting.easel import Layer
from painting.kinds import Kind
from painting.layers.graded import Graded
from painting.layers.scenery import Scenery, View
from painting.layers.sprite import Glow, Shadow, Sprite
from painting.natures import NATURES, Stand
from painting.places.survey import Land, Survey
from painting.places.window import Opening, daylight, opening, window
from painting.scene import Light
from painting.subjects import DRAUGHTSMEN
from painting.subjects.drawing import box, ellipse, inside, light, path, polygon, shade, stroke


def room(survey: Survey) -> Land:
    """A wall with a window whose light falls on the boards, a rug, pictures, and furniture where none was asked for."""
    land = Land(far=[_wall(survey), Scenery("room", partial(_room, survey))])
    land.near = list(_furnished(survey))
    return land


def _room(survey: Survey, view: View) -> str:
    hole = opening(survey, view)
    drawn = _panelling(survey, view) + _boards(survey, view) + _rug(survey, view)
    return drawn + _pictures(survey, view, hole) + window(survey, view, hole) + daylight(survey, view, hole)


def _wall(survey: Survey) -> Graded:
    """Lighter about the window."""
    wall = survey.indoors(survey.palette.wall)
    return Graded((light(wall, 0.34), wall, shade(wall, 0.40)), 0.5 - survey.layout.side * 0.25, 0.3, 0.95)


def _panelling(survey: Survey, view: View) -> str:
    """Stripes of wallpaper, a dado and a skirting board."""
    wall, level, drawn = survey.indoors(survey.palette.wall), survey.level(view), ""
    if survey.dice.named("paper").chance(0.5):
        lines = "".join(f"M{x} 0 V{level:.2f} " for x in range(3, int(view.wide), 7))
        drawn += stroke(shade(wall, 0.07), lines, 1.3)
    rail = box(light(wall, 0.30), 0, level - 5.2, view.wide, 5.2) + box(
        shade(wall, 0.28), 0, level - 0.7, view.wide, 1.2
    )
    return drawn + rail + box(shade(wall, 0.18), 0, level - 5.6, view.wide, 0.5)


def _boards(survey: Survey, view: View) -> str:
    """Planks that run together towards a point behind the wall."""
    floor, level = survey.indoors(survey.palette.floor), survey.level(view)
    drawn, dice = box(floor, 0, level, view.wide, view.tall - level), survey.dice.named("boards")
    middle, above = view.wide / 2, level - 34
    reach = (view.tall - above) / (level - above)
    for n in range(-14, 15):
        left, right = middle + n * 8.0, middle + (n + 1) * 8.0
        feet = (middle + (right - middle) * reach, middle + (left - middle) * reach)
        tone = mix(light(floor, 0.12), shade(floor, 0.20), dice.between(0, 1))
        drawn += polygon(tone, left, level, right, level, feet[0], view.tall, feet[1], view.tall)
        drawn += stroke(shade(floor, 0.42), f"M{left:.2f} {level:.2f} L{feet[1]:.2f} {view.tall:.2f}", 0.35)
    return drawn + box(shade(floor, 0.6), 0, level, view.wide, 1.0)


def _rug(survey: Survey, view: View) -> str:
    """An oval or a long one with a border."""
    cloth, level = survey.indoors(survey.palette.cloth), survey.level(view)
    x, y = view.wide / 2, level + (view.tall - level) * 0.62
    wide, deep = min(view.wide * 0.36, 48.0), (view.tall - level) * 0.26
    pale = light(cloth, 0.55)
    rings = ((1.0, cloth), (0.90, pale), (0.84, cloth), (0.56, shade(cloth, 0.25)), (0.48, cloth))
    shadow = ellipse(shade(survey.indoors(survey.palette.floor), 0.5), x, y + 0.9, wide, deep, 0.6)
    return shadow + "".join(ellipse(tone, x, y, wide * share, deep * share) for share, tone in rings)


def _pictures(survey: Survey, view: View, hole: Opening) -> str:
    """One or two small landscapes on the free side of the wall."""
    side = -1 if hole.middle > view.wide / 2 else 1
    palette, dice, drawn = survey.palette, survey.dice.named("pictures"), ""
    for n in range(2 if dice.chance(0.6) else 1):
        wide, tall = (17.0, 12.5) if n == 0 else (9.5, 11.5)
        x = view.wide / 2 + side * (24 + 18 * n) - wide / 2
        if not 4 < x < view.wide - wide - 4:
            continue
        y = hole.top + 5 + 3 * n
        route = f"M{x} {y} h{wide} v{tall} h-{wide} Z"
        hills = f"M{x} {y + tall * 0.7} q{wide * 0.25} {-tall * 0.35} {wide * 0.5} 0 t{wide * 0.5} 0 v{tall} h-{wide} Z"
        canvas = box(mix(palette.sky_low, (0.95, 0.86, 0.7), 0.4), x, y, wide, tall)
        canvas += ellipse(palette.accent, x + wide * 0.68, y + tall * 0.32, 1.9, 1.9) + path(
            shade(palette.cloth, 0.2), hills
        )
        drawn += box((0.20, 0.14, 0.12), x - 0.5, y + 0.6, wide + 2.2, tall + 1.4, 0.3)
        drawn += box((0.93, 0.90, 0.84), x - 1.6, y - 1.6, wide + 3.2, tall + 3.2) + box(
            (0.34, 0.24, 0.17), x - 2.2, y - 2.2, wide + 4.4, 0.8
        )
        drawn += inside(route, canvas) + stroke(
            (0.34, 0.24, 0.17), f"M{x - 1.8} {y - 1.8} h{wide + 3.6} v{tall + 3.6} h-{wide + 3.6} Z", 0.8
        )
    return drawn


_SETS = (
    ((Kind.ARMCHAIR, 0.34, 0.24), (Kind.PLANT, 0.34, 0.43), (Kind.LAMP, 0.30, -0.36)),
    ((Kind.SHELF, 0.46, 0.33), (Kind.CHAIR, 0.30, -0.16), (Kind.PLANT, 0.30, -0.40)),
    ((Kind.BED, 0.27, 0.20), (Kind.PLANT, 0.30, -0.41), (Kind.LANTERN, 0.14, -0.28)),
)


def _furnished(survey: Survey) -> list[Layer]:
    """Something to live with where the words named no furniture; it keeps clear of the middle."""
    asked = {site.subject.kind for site in survey.layout.sites}
    if any(NATURES[kind].stand is Stand.FURNITURE and kind is not Kind.WINDOW for kind in asked):
        return []
    layers: list[Layer] = []
    side = survey.layout.side
    for kind, size, away in survey.dice.named("furniture").pick(_SETS):
        if kind in survey.scene.absent | asked:
            continue
        drawing = DRAUGHTSMEN[kind](None, survey.palette, survey.dice.named(kind))
        x = 0.5 - side * away
        base = survey.horizon + (1 - survey.horizon) * (0.10 + 0.25 * (size < 0.3))
        layers.append(Shadow(x, base, size * drawing.aspect * 0.55))
        layers.append(Sprite(f"furniture {kind}", drawing, x, base, size, lamps=survey.lights, flipped=x > 0.5))
        if drawing.lamps and survey.lights > 0.5:
            layers.append(Glow(x, base, size * 0.78, 0.30, 0.62 * survey.lights))
    return layers


def table(survey: Survey) -> Land:
    """A wall in shadow, a patch of light on it, and a cloth with folds."""
    wall = _shaded_wall(survey)
    lit_x = 0.16 if survey.layout.sun.x < 0.5 else 0.84
    far: list[Layer] = [Graded((light(wall, 0.30), wall, shade(wall, 0.55)), lit_x, 0.1, 1.05)]
    clothed, artist = survey.dice.named("cloth").chance(0.65), partial(_planks, survey)
    if clothed:
        linen, artist = survey.indoors(survey.palette.cloth), partial(_cloth, survey)
        lit_x = 0.2 if survey.layout.sun.x < 0.5 else 0.8
        fall = (light(linen, 0.34), linen, shade(linen, 0.36))
        far.append(Graded(fall, lit_x, survey.horizon, 0.9, top=survey.horizon))
    patch = Scenery("patch of light", partial(_patch, survey), bottom=survey.horizon, soft=True)
    return Land(far=[*far, patch, Scenery("table", artist, top=survey.horizon - 0.02)])


def _shaded_wall(survey: Survey) -> Colour:
    return shade(survey.indoors(survey.palette.wall), 0.18)


def _patch(survey: Survey, view: View) -> str:
    """A window somewhere behind us throws its panes on the wall."""
    wall = _shaded_wall(survey)
    way = 1 if survey.layout.sun.x < 0.5 else -1
    x, y = view.wide * (0.5 - way * 0.04), view.tall * 0.10
    if survey.scene.light is Light.NIGHT:
        return ""
    glow, drawn = light(mix(wall, survey.palette.sun, 0.3), 0.42), ""
    for column in range(2):
        for row in range(2):
            left, top = x + way * column * 15.0, y + row * 17.0 + column * 3.4
            drawn += polygon(
                glow,
                left,
                top,
                left + way * 13,
                top + 3,
                left + way * 16,
                top + 18,
                left + way * 3,
                top + 15,
                opacity=0.5,
            )
    return drawn


def _cloth(survey: Survey, view: View) -> str:
    """What linen shows on a table: its far edge, soft folds towards us, a stripe or two."""
    cloth, level = survey.indoors(survey.palette.cloth), survey.level(view)
    dice, low = survey.dice.named("folds"), view.tall
    edge = (
        f"M-2 {level + 0.5:.2f} Q{view.wide * 0.3:.2f} {level - 0.7:.2f} {view.wide * 0.6:.2f} "
        f"{level + 0.2:.2f} T{view.wide + 2:.2f} {level:.2f}"
    )
    drawn = stroke(light(cloth, 0.22), edge, 1.0)
    stripes = "".join(
        stroke(
            mix(cloth, survey.palette.lit(survey.palette.accent), 0.55),
            f"M-2 {level + y:.2f} Q{view.wide / 2:.2f} {level + y + 1.6:.2f} {view.wide + 2:.2f} {level + y - 0.4:.2f}",
            w,
        )
        for y, w in (((low - level) * 0.78, 1.5), ((low - level) * 0.84, 0.6))
    )
    for n in range(6):
        x = view.wide * (n + dice.between(0.2, 0.8)) / 6
        lean, top = dice.between(-12, 12), level + (low - level) * dice.between(0.15, 0.6)
        for wide, share in ((13.0, 0.10), (9.0, 0.10), (5.0, 0.12)):
            bend = f"Q{x + lean * 0.4:.2f} {(top + low) / 2:.2f} {x + lean:.2f} {low + 2:.2f}"
            back = f"h{wide} Q{x + lean * 0.5 + wide * 0.6:.2f} {(top + low) / 2:.2f} {x:.2f} {top:.2f} Z"
            drawn += path(shade(cloth, 0.55), f"M{x:.2f} {top:.2f} {bend} {back}", share)
    return drawn + stripes


def _planks(survey: Survey, view: View) -> str:
    """Boards of an old table with their grain."""
    wood, level, dice = survey.indoors(survey.palette.floor), survey.level(view), survey.dice.named("planks")
    drawn, y, deep = "", level, 5.0
    while y < view.tall:
        tone = mix(light(wood, 0.18), shade(wood, 0.16), dice.between(0, 1))
        drawn += box(tone, 0, y, view.wide, deep + 0.2) + box(shade(wood, 0.5), 0, y, view.wide, 0.35)
        for _ in range(5):
            x, at = dice.between(-10, view.wide), y + deep * dice.between(0.2, 0.9)
            grain = f"M{x:.2f} {at:.2f} q14 {dice.between(-1, 1):.2f} 34 0"
            drawn += stroke(shade(tone, 0.16), grain, 0.3)
        y, deep = y + deep, deep * 1.32
    return drawn + box(light(wood, 0.4), 0, level, view.wide, 0.5)


def studio(survey: Survey) -> Land:
    """A plain ground that sets off what stands before it: a halo, a disc, or leaves."""
    wall = survey.indoors(survey.palette.wall)
    x = 0.38 if survey.layout.sun.x < 0.5 else 0.62
    ground = Graded((light(wall, 0.42), wall, shade(wall, 0.46)), x, 0.42, 0.78)
    return Land(far=[ground, Scenery("studio", partial(_studio, survey))])


def _studio(survey: Survey, view: View) -> str:
    palette, x, y = survey.palette, view.wide / 2, view.tall * 0.42
    wall = survey.indoors(palette.wall)
    dice = survey.dice.named("ground")
    match dice.pick(("halo", "disc", "leaves", "plain")):
        case "disc":
            return ellipse(mix(survey.indoors(palette.cloth), wall, 0.25), x, y, 37, 37)
        case "halo":
            return "".join(stroke(light(wall, 0.4 - 0.06 * n), _ring(x, y, 30 + 4.5 * n), 0.5) for n in range(6))
        case "leaves":
            return _leaves(survey, view, wall)
        case _:
            return ""


def _ring(x: float, y: float, r: float) -> str:
    return f"M{x - r:.2f} {y:.2f} a{r} {r} 0 1 1 {2 * r} 0 a{r} {r} 0 1 1 {-2 * r} 0"


def _leaves(survey: Survey, view: View, wall: Colour) -> str:
    """Long leaves coming in from the edges, a little darker than the wall."""
    dice, drawn = survey.dice.named("leaves"), ""
    tones = (
        shade(wall, 0.24),
        mix(wall, survey.palette.lit(survey.palette.foliage), 0.45),
        mix(wall, survey.indoors(survey.palette.cloth), 0.5),
    )
    for n in range(16):
        left = n % 2 == 0
        x, y = (-4.0 if left else view.wide + 4), view.tall * dice.between(0, 1)
        turn = dice.between(-40, 40) + (0 if left else 180)
        long, wide = dice.between(18, 34), dice.between(3.5, 7)
        leaf = path(
            tones[n % 3], f"M0 0 Q{long / 2:.2f} {-wide:.2f} {long:.2f} 0 Q{long / 2:.2f} {wide:.2f} 0 0 Z"
        ) + stroke(light(tones[n % 3], 0.25), f"M0 0 H{long * 0.9:.2f}", 0.4)
        drawn += f'<g transform="translate({x:.2f} {y:.2f}) rotate({turn:.2f})">{leaf}</g>'
    return drawn
