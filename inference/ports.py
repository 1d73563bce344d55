"""What rendering asks of the outside world. The implementations live in infra, the painter's in `inference.triton`."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from inference.triton import Frame, PaintRequest


@dataclass(frozen=True, slots=True)
class Lease:
    """An exclusive term on one render. A later term on the same render has a greater fence."""

    render_id: UUID
    fence: int


class Leases(Protocol):
    """Who works on which render. Terms end by themselves, by the database's clock, when nobody keeps them."""

    def take(self, render_id: UUID) -> Awaitable[Lease | None]:
        """A new term, or None while another worker holds one."""
        ...

    def keep(self, lease: Lease, version: int) -> Awaitable[bool]:
        """Prolong the term. False once it is known that it was lost, or that the render's stream has gone on
        beyond `version` (it was cancelled, or another worker took over): nothing more is to be done then.
        """
        ...

    def release(self, lease: Lease) -> Awaitable[None]:
        """End the term, if it still is ours."""
        ...


class Painter(Protocol):
    """A server of models."""

    def paint(self, request: PaintRequest) -> AsyncGenerator[Frame, None]:
        """Frames while it works, the picture with the last; closing the iterator stops the model at its next step.

        Raises ModelUnavailable, ModelFailed or DeadlineExceeded.
        """
        ...

    def canary(self) -> Awaitable[None]:
        """Return if a tiny picture can be painted now; raises like `paint`."""
        ...


class Words(Protocol):
    """Personal text under each person's key."""

    def open(self, person: UUID, sealed: bytes) -> Mapping[str, str | None] | None:
        """The fields in clear, or None once the key is shredded."""
        ...

    def seal(self, person: UUID, fields: Mapping[str, str | None]) -> bytes:
        """The fields as ciphertext under the person's key."""
        ...


class Previews(Protocol):
    """Unfinished frames, for whoever watches. They may get lost; losing them is no error."""

    def publish(self, render_id: UUID, step: int, steps: int, preview: bytes, eta: float | None) -> Awaitable[None]:
        """Show step `step` of `steps`; `preview` is a small encoded image, `eta` the seconds left, where known."""
        ...

    def end(self, render_id: UUID) -> Awaitable[None]:
        """Nothing more will be shown of this render."""
        ...


class Store(Protocol):
    """Pictures by the digest of their masters. What is stored never changes."""

    def put(self, sha256: str, files: Mapping[str, bytes]) -> Awaitable[None]:
        """Keep the files of one picture, each by its name (``full.webp``); on disk when this returns.

        A file that is there already is left as it is.
        """
        ...
