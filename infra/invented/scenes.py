"""What the people of a past ask for: a few dozen prompts, each with one way to ask for it otherwise.

Every render of the past is of one of them, under the same seed: so its picture is the one that its words and its seed
do paint, and a small set of pictures serves millions of posts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from domain.renders import Params, Picture, refined
from inference.energy import SECONDS_PER_HOUR, WATTS, WATTS_HIGH, WATTS_LOW
from infra.invented.words import CHANGES, WISHES

SIDE, STEPS, MODEL = 512, 8, "painter"
SECONDS = 0.15
ENERGY = f"{SECONDS:g} s of processor time, typical of a picture, times {WATTS:g} W per busy core (both assumed)"

Seal = Callable[[UUID, Mapping[str, str | None]], bytes]


@dataclass(frozen=True, slots=True)
class Scene:
    """A prompt, what is said about its picture, and how it is painted. Scenes come in pairs, the second otherwise."""

    prompt: str
    caption: str
    tags: tuple[str, ...]
    params: Params


@dataclass(frozen=True, slots=True)
class Painted:
    """A scene's picture: the digests of its master and of its files, what is to be seen on it, and a placeholder."""

    scene: Scene
    sha256: str
    alt_text: str
    placeholder: str
    model_version: str
    files: str = ""

    def picture(self, owner: UUID, seal: Seal) -> Picture:
        """As a finished render of someone's tells it. All are told the same energy, so that a past is the same."""
        hours = SECONDS / SECONDS_PER_HOUR
        return Picture(
            sha256=self.sha256,
            width=self.scene.params.width,
            height=self.scene.params.height,
            model_version=self.model_version,
            placeholder=self.placeholder,
            watt_hours=hours * WATTS,
            watt_hours_low=hours * WATTS_LOW,
            watt_hours_high=hours * WATTS_HIGH,
            energy_method=ENERGY,
            sealed=seal(owner, {"alt_text": self.alt_text}),
            files=self.files,
        )


def scenes() -> list[Scene]:
    """All of them; those at 2n and 2n + 1 are a pair."""
    made = []
    for number, wish in enumerate(WISHES):
        params = Params(SIDE, SIDE, STEPS, number + 1, MODEL)
        otherwise = refined(wish.prompt, CHANGES[number % len(CHANGES)])
        made += [Scene(prompt, wish.caption, wish.tags, params) for prompt in (wish.prompt, otherwise)]
    return made


def unpainted() -> Sequence[Painted]:
    """Pictures that are told and not there: for measures and tests, which look at no pixel."""
    placeholder = "data:image/webp;base64," + "A" * 120
    return [
        Painted(scene, sha256(scene.prompt.encode()).hexdigest(), scene.prompt, placeholder, "0") for scene in scenes()
    ]
