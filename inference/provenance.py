"""Where a picture comes from, in the words of the IPTC."""

from __future__ import annotations

from dataclasses import dataclass

ALGORITHMIC = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
"""Made by a program without training data."""

SOURCE_TYPES = {"painter": ALGORITHMIC}
"""The kind of source of each model."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """signed  whether served files carry a C2PA signature
    digital_source_type  an address of the IPTC's vocabulary
    """

    signed: bool
    digital_source_type: str


def of_model(model: str) -> Provenance:
    """What can be said of every picture that `model` paints. Raises KeyError for a model unknown here."""
    return Provenance(signed=False, digital_source_type=SOURCE_TYPES[model])
