"""Energy of a picture: an estimate from measured processor time, told as a range with its method."""

from __future__ import annotations

from dataclasses import dataclass

WATTS = 7.0
WATTS_LOW = 3.0
WATTS_HIGH = 15.0
"""Power of one busy core with its share of memory and losses. A core of a 64-core server at 280 W has about 4 W, of a
15 W laptop with four cores about 4 W, of a desktop at 65 to 105 W with eight cores 8 to 13 W; a third is added
for memory and power supply, and the range is kept wide because nothing here can read the machine's own meter."""

SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Energy:
    """Watt hours: the central estimate, the range, and how they were found."""

    watt_hours: float
    low: float
    high: float
    method: str


def of_processor(cpu_seconds: float) -> Energy:
    """The energy behind `cpu_seconds` of one core: model and image finishing, as the system counted them."""
    hours = cpu_seconds / SECONDS_PER_HOUR
    return Energy(
        watt_hours=hours * WATTS,
        low=hours * WATTS_LOW,
        high=hours * WATTS_HIGH,
        method=(
            f"{cpu_seconds:.3f} s of processor time, measured, times {WATTS:g} W per busy core "
            f"(assumed; {WATTS_LOW:g} to {WATTS_HIGH:g} W)"
        ),
    )
