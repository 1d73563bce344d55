"""What `limn verify` tells of what it finds: a line for each thing that is wrong, and one for each part."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from infra.cli.progress import tell
from infra.verify.findings import Finding, Part

NAMED = 100
"""The most findings of a part that people are told one by one."""


class Teller:
    """Says what a verification finds."""

    def __init__(self, as_json: bool) -> None:
        self._json = as_json
        self._found: Counter[Part] = Counter()

    @property
    def wrong(self) -> int:
        """How much was found."""
        return self._found.total()

    def found(self, finding: Finding) -> None:
        """Something is wrong."""
        self._found[finding.part] += 1
        if self._json or self._found[finding.part] <= NAMED:
            facts = {**asdict(finding), "sentence": finding.sentence}
            tell(self._json, "found", f"WRONG   {finding.sentence}", **facts)

    def ended(self, part: Part, note: str) -> None:
        """A part is read."""
        wrong = self._found[part]
        came = f"{wrong:,} wrong" if wrong else "all is as it was"
        tell(self._json, "verified", f"{part:<7} {note}; {came}", part=part, wrong=wrong, note=note)
