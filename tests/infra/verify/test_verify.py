"""Whatever is changed in what is stored is found, and where it is; what was not changed is not blamed."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from infra.verify.findings import Finding, Wrong
from tests.infra.verify.conftest import PICTURES, Stored
from tests.infra.verify.damage import flip_event, flipped_bytes

EVENT_FLIPS, BLOB_FLIPS = 165, 35


def positions(findings: Iterable[Finding]) -> set[int]:
    """Every position that is blamed."""
    found: set[int] = set()
    for finding in findings:
        first, _, last = finding.place.partition(" to ")
        found.update(range(int(first), int(last or first) + 1))
    return found


def test_each_of_200_flipped_bits_is_found_by_its_place(stored: Stored) -> None:
    choose = Random(6)
    assert stored.log_findings() == stored.blob_findings() == []
    head = 10 + PICTURES * 6
    chosen = choose.sample(range(1, head + 1), EVENT_FLIPS)
    moved = {p for p in chosen if flip_event(stored.superuser, choose, p) == "notification_id"}
    found = stored.log_findings()
    assert positions(one for one in found if one.wrong is not Wrong.STRANGE) == set(chosen)
    assert positions(one for one in found if one.wrong is Wrong.MISSING) >= moved
    files = choose.sample(sorted(stored.blobs.glob("??/*/*")), BLOB_FLIPS)
    for path in files:
        path.write_bytes(flipped_bytes(path.read_bytes(), choose))
    assert {one.place for one in stored.blob_findings()} >= {path.parent.name for path in files}
