"""What `limn rebuild` says of a view once it is done with it."""

from __future__ import annotations

from dataclasses import asdict

from infra.cli.progress import tell
from projections.rebuild import Rebuilt


def joined(done: Rebuilt, as_json: bool) -> None:
    """What a rebuild came to."""
    events = done.position - done.since
    came = f"{events:,} events in {done.seconds:.1f} s ({events / max(done.seconds, 1e-3):,.0f}/s)"
    since = f", on from {done.since:,}" if done.since else ""
    whole = "complete" if not done.parked else f"{done.parked} events could not be folded"
    tell(as_json, "joined", f"{done.view}: {came}{since}, {whole}", **asdict(done))


def ended(event: str, view: str, was_there: bool, as_json: bool) -> None:
    """What became of something that was to go."""
    sentence = f"{view}: {event}" if was_there else f"{view}: there was nothing"
    tell(as_json, event, sentence, view=view, was_there=was_there)
