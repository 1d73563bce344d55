"""What a torture came to."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Report:
    """One run: what it did (`counts`), and everything that was not as it must be (`complaints`)."""

    name: str
    seed: int
    seconds: float = 0.0
    counts: dict[str, float] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether everything was as it must be."""
        return not self.complaints

    def text(self) -> str:
        """For a person."""
        counts = ", ".join(f"{name} {number:,g}" for name, number in self.counts.items())
        verdict = "passed" if self.passed else "FAILED"
        lines = [f"{self.name} {verdict} after {self.seconds:.0f} s (seed {self.seed}): {counts}"]
        return "\n".join(lines + [f"  {complaint}" for complaint in self.complaints[:40]])

    def write(self, folder: Path) -> Path:
        """Keep it as JSON; where."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name.replace(' ', '-')}-{self.seed}.json"
        path.write_text(json.dumps(asdict(self) | {"passed": self.passed}, indent=1))
        return path
