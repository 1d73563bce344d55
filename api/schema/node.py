"""What has an id."""

from __future__ import annotations

from abc import abstractmethod

import strawberry

from api.schema.fields import field


@strawberry.interface(description="A thing that can be asked for by its id.")
class Node:
    """Implemented by every type that a row of a view is shown as."""

    @field("The thing's id: its kind and 32 hexadecimal digits.")
    @abstractmethod
    def id(self) -> strawberry.ID:
        """Say who you are."""
