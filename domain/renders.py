"""Renders: a prompt on its way to a picture."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from domain import text
from domain.errors import conflict, invalid, not_found
from domain.events import Aggregate, Audience, Created, Event
from domain.screening import Refusal

SIDE = range(256, 1025, 8)
STEPS = range(1, 33)
SEED = range(2**64)
MODELS = ("painter",)
ATTEMPTS = 4
"""A render whose worker or model dies this often has failed: one poisoned prompt must not stop the others."""


class RenderStatus(StrEnum):
    """Where a render stands."""

    REFUSED = "REFUSED"
    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def ended(self) -> bool:
        """Whether nothing more can happen to it."""
        return self not in {RenderStatus.QUEUED, RenderStatus.RUNNING}


@dataclass(frozen=True, slots=True)
class Params:
    """What to render besides the words. width, height in pixels; seed as unsigned 64 bit."""

    width: int
    height: int
    steps: int
    seed: int
    model: str

    def __post_init__(self) -> None:
        for field, side in (("width", self.width), ("height", self.height)):
            if side not in SIDE:
                raise invalid(field, f"A side is {SIDE[0]} to {SIDE[-1]} pixels, in steps of {SIDE.step}.")
        if self.steps not in STEPS:
            raise invalid("steps", f"Steps are {STEPS[0]} to {STEPS[-1]}.")
        if self.seed not in SEED:
            raise invalid("seed", "A seed is a whole number from 0 to 18446744073709551615.")
        if self.model not in MODELS:
            raise invalid("model", f"There is no such model. Choose one of: {', '.join(MODELS)}.")


class Asked(Created):
    """What someone asked for, whatever became of it."""

    width: int
    height: int
    steps: int
    seed: int
    model: str
    remix_of: UUID | None
    """the post it starts from"""
    refines: UUID | None
    """the render of the same person that it changes"""
    sealed: bytes | None
    """prompt, negative_prompt; of a refused one also refused, its words at fault, one a line"""


class PromptSubmitted(Asked):
    """Someone asked for a picture. Theirs alone until they share it."""

    TOPIC = "prompt.submitted"
    AUDIENCE = Audience.PARTY
    class_version = 2

    @staticmethod
    def upcast_v1_v2(payload: dict[str, Any]) -> None:
        """Before there was refining, nothing was refined."""
        payload["refines"] = None


class PromptRefused(Asked):
    """A rule forbids its words. Nothing was computed."""

    TOPIC = "prompt.refused"
    AUDIENCE = Audience.PARTY

    rule: str
    rule_version: int
    message: str
    """the rule's, as it was"""

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.status = RenderStatus.REFUSED
        aggregate.refusal = Refusal(self.rule, self.rule_version, self.message)


class RenderStarted(Event):
    """A worker took it, for the `attempt`th time."""

    TOPIC = "render.started"
    AUDIENCE = Audience.PARTY

    owner: UUID
    attempt: int

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.status = RenderStatus.RUNNING
        aggregate.attempts = self.attempt


class ImageRendered(Event):
    """The picture is there: its bytes are in the store under `sha256` (of the unsigned master, sides and pixels)."""

    TOPIC = "image.rendered"
    AUDIENCE = Audience.PARTY
    class_version = 2

    owner: UUID
    sha256: str
    width: int
    height: int
    model_version: str
    placeholder: str
    watt_hours: float
    watt_hours_low: float
    watt_hours_high: float
    energy_method: str
    sealed: bytes | None
    """alt_text, made from the scene"""
    files: str
    """one digest of all that the store keeps of it; empty where nobody counted"""

    @staticmethod
    def upcast_v1_v2(payload: dict[str, Any]) -> None:
        """Before files were counted, nothing is known of theirs."""
        payload["files"] = ""

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.status = RenderStatus.DONE


class RenderFailed(Event):
    """It ends without a picture, and says why: a code for programs, the message follows from it."""

    TOPIC = "render.failed"
    AUDIENCE = Audience.PARTY

    owner: UUID
    reason: str

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.status = RenderStatus.FAILED


class RenderCancelled(Event):
    """Its owner no longer wants it."""

    TOPIC = "render.cancelled"
    AUDIENCE = Audience.PARTY

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.status = RenderStatus.CANCELLED


@dataclass(frozen=True, slots=True)
class Picture:
    """What a finished render tells the log. Energy in watt hours, as a range and how it was found."""

    sha256: str
    width: int
    height: int
    model_version: str
    placeholder: str
    watt_hours: float
    watt_hours_low: float
    watt_hours_high: float
    energy_method: str
    sealed: bytes
    files: str = ""


class Render(Aggregate):
    """One prompt and what became of it."""

    TOPIC = "render"

    def __init__(
        self,
        actor: UUID,
        remix_of: UUID | None,
        model: str,
        width: int,
        height: int,
        steps: int,
        seed: int,
        sealed: bytes | None,
    ) -> None:
        self.owner = actor
        self.remix_of = remix_of
        self.model = model
        self.width, self.height = width, height
        self.steps = steps
        self.seed = seed
        self.sealed = sealed
        self.status = RenderStatus.QUEUED
        self.refusal: Refusal | None = None
        self.attempts = 0

    @classmethod
    def submit(
        cls,
        render: UUID,
        owner: UUID,
        params: Params,
        remix_of: UUID | None,
        sealed: bytes,
        refines: UUID | None = None,
        refusal: Refusal | None = None,
    ) -> Render:
        """Ask for a picture: from nothing, from a post, or as a change of another render of one's own.

        refusal  why it is not made, where a rule forbids its words
        """
        asked = {"remix_of": remix_of, "refines": refines, "sealed": sealed, **asdict(params)}
        if refusal is None:
            return cls._create(PromptSubmitted, id=render, actor=owner, subject=render, **asked)
        judged = {"rule": refusal.rule, "rule_version": refusal.version, "message": refusal.message}
        return cls._create(PromptRefused, id=render, actor=owner, subject=render, **asked, **judged)

    def start(self) -> None:
        """A worker begins, again if an earlier one was lost; Failed after too many."""
        self._still_open()
        if self.attempts >= ATTEMPTS:
            self.fail("ATTEMPTS_EXHAUSTED")
            return
        self._happen(RenderStarted, owner=self.owner, attempt=self.attempts + 1)

    def finish(self, picture: Picture) -> None:
        """The picture is stored."""
        self._still_open()
        facts = {name: getattr(picture, name) for name in Picture.__slots__}
        self._happen(ImageRendered, owner=self.owner, **facts)

    def fail(self, reason: str) -> None:
        """It cannot be made. `reason` is a code of `FAILURES`."""
        self._still_open()
        self._happen(RenderFailed, owner=self.owner, reason=reason)

    def cancel(self, actor: UUID) -> None:
        """Its owner stops it, queued or running."""
        if actor != self.owner:
            raise not_found()
        self._still_open()
        self.trigger_event(RenderCancelled, actor=actor, subject=self.id)

    def _happen(self, fact: type[Event], **fields: object) -> None:
        self.trigger_event(fact, actor=None, subject=self.id, **fields)

    def _still_open(self) -> None:
        if self.status.ended:
            raise conflict(f"This render has ended: it is {self.status}.", "renderId")


def refined(prompt: str, instruction: str) -> str:
    """A prompt with a change: a later clause overrules an earlier one. INVALID where both together are too long."""
    return text.required("instruction", f"{prompt}; {instruction}", text.PROMPT_LENGTH)


REFUSED_BY_POLICY = "REFUSED_BY_POLICY"
"""The reason of every refused render; the rule says more."""

FAILURES = {
    "ATTEMPTS_EXHAUSTED": "It was tried several times and did not succeed. Try again, or change the prompt.",
    "MODEL_FAILED": "The model could not make this picture. Try again, or change the prompt.",
    "MODEL_UNAVAILABLE": "The model did not answer. Nothing was charged; try again in a minute.",
    "DEADLINE_EXCEEDED": "It took too long and was stopped. Nothing was charged; try fewer steps or a smaller size.",
    "PROMPT_GONE": "The words of this render are no longer there.",
}
"""Why a render fails, in words for its owner."""
