"""Pictures."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id
from api.schema.fields import field, loaded
from api.schema.node import Node
from projections.views.renders import RenderRow

ALGORITHMIC_MEDIA = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
TRAINED_MEDIA = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
SOURCE_TYPES = {"painter": ALGORITHMIC_MEDIA}


@strawberry.enum(description="How large a file is.")
class ImageSize(Enum):
    """Values are the names in addresses."""

    FULL = strawberry.enum_value("full", description="As it was made.")
    LARGE = strawberry.enum_value("large", description="For a page of its own.")
    SMALL = strawberry.enum_value("small", description="For lists.")


@strawberry.type(description="Where a picture comes from.")
class Provenance:
    """What is known of how it was made."""

    signed: bool = strawberry.field(description="Whether the served files carry a signed manifest.")
    digital_source_type: str = strawberry.field(description="The IPTC address of how the picture came to be.")
    model: str = strawberry.field(description="The model that made it.")
    model_version: str = strawberry.field(description="The version of the model.")


@strawberry.type(description="Energy in watt hours as a range, and how it was found.")
class Energy:
    """Of one picture."""

    watt_hours: float = strawberry.field(description="The likeliest figure.")
    low: float = strawberry.field(description="Not less than this.")
    high: float = strawberry.field(description="Not more than this.")
    method: str = strawberry.field(description="How it was measured or estimated.")


@strawberry.type(description="What was asked for, beside the words.")
class RenderParams:
    """As they were used: what was left out is filled in."""

    row: strawberry.Private[RenderRow]
    gate: strawberry.Private[Gate]

    @field("Width in pixels.")
    def width(self) -> int:
        """Asked for."""
        return self.row.width

    @field("Height in pixels.")
    def height(self) -> int:
        """Asked for."""
        return self.row.height

    @field("How many steps the model takes.")
    def steps(self) -> int:
        """Asked for."""
        return self.row.steps

    @field("The seed, a whole number below 2^64 as text.")
    def seed(self) -> str:
        """JSON's numbers have 53 bits."""
        return self.row.seed

    @field("The model's name.")
    def model(self) -> str:
        """Asked for."""
        return self.row.model

    @loaded("Words for what should not be there; null where the prompt is not the viewer's to read.")
    async def negative_prompt(self) -> str | None:
        """Personal."""
        return (await self.gate.words(self.row.id)).get("negative_prompt")


@strawberry.type(description="A finished picture. It carries nothing of the words it was made from.")
class Image(Node):
    """The picture of a render that is DONE and that the gate let through."""

    row: strawberry.Private[RenderRow]
    gate: strawberry.Private[Gate]

    @field("The image's id.")
    def id(self) -> strawberry.ID:
        """image_…, with the number of its render."""
        return strawberry.ID(node_id(NodeKind.IMAGE, self.row.id))

    @field(
        "The path of the file on this server, for who may see the image; named origins alone can embed it elsewhere."
    )
    def url(
        self, size: Annotated[ImageSize | None, strawberry.argument(description="Which file.")] = ImageSize.FULL
    ) -> str:
        """WebP; with `.jpg` for `.webp` it is JPEG."""
        return f"/images/{node_id(NodeKind.IMAGE, self.row.id)}/{(size or ImageSize.FULL).value}.webp"

    @field("Width in pixels.")
    def width(self) -> int:
        """Of the FULL size."""
        return self.row.image_width or self.row.width

    @field("Height in pixels.")
    def height(self) -> int:
        """Of the FULL size."""
        return self.row.image_height or self.row.height

    @field("The SHA-256 of the picture as a binary PPM file, before it is packed; the same picture has the same.")
    def sha256(self) -> str:
        """Hexadecimal."""
        return self.row.sha256 or ""

    @field("A tiny picture to show while the file loads.")
    def placeholder(self) -> str:
        """As inference.finishing made it."""
        return self.row.placeholder or ""

    @field("What is to be seen, said from the scene that was drawn and not from the prompt.")
    def alt_text(self) -> str | None:
        """Null once its maker was erased."""
        return self.gate.text(self.row.owner, self.row.image_sealed).get("alt_text")

    @field("What it was made with.")
    def params(self) -> RenderParams:
        """Facts that whoever sees the picture may know."""
        return RenderParams(row=self.row, gate=self.gate)

    @field("How many seconds it took from the last start of its render to its end.")
    def seconds(self) -> float | None:
        """Log time."""
        began, ended = self.row.started_at, self.row.finished_at
        return (ended - began).total_seconds() if began and ended else None

    @field("Where it comes from.")
    def provenance(self) -> Provenance:
        """Files are not signed yet, and it says so."""
        return Provenance(
            signed=False,
            digital_source_type=SOURCE_TYPES.get(self.row.model, TRAINED_MEDIA),
            model=self.row.model,
            model_version=self.row.model_version or "",
        )

    @field("What it took to make it.")
    def energy(self) -> Energy:
        """Of the render, not of its pages."""
        return Energy(
            watt_hours=self.row.watt_hours or 0.0,
            low=self.row.watt_hours_low or 0.0,
            high=self.row.watt_hours_high or 0.0,
            method=self.row.energy_method or "",
        )


def image_of(gate: Gate, render: RenderRow | None) -> Image | None:
    """The image of a render row the gate let through; None while there is no picture."""
    return Image(row=render, gate=gate) if render and render.sha256 else None
