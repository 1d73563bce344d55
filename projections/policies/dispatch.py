"""A submitted prompt is put before a worker."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from domain.events import Event
from domain.renders import PromptSubmitted
from projections.policy import Policy


class Dispatch(Protocol):
    """The way to the workers. A message that is lost or repeated loses nothing: the log is the truth."""

    def dispatch(self, render_id: UUID) -> None:
        """Ask the workers to look at a render soon."""
        ...


def dispatching(queue: Dispatch) -> Policy:
    """The policy over a queue."""

    def look(event: Event) -> None:
        queue.dispatch(event.subject)

    return Policy("dispatch", {PromptSubmitted.TOPIC: look})
