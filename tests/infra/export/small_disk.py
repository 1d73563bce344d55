"""Writes an export's files to a disk of one MiB until that is full, and says what it was told: run by its test."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from infra.drafts import drafted
from infra.export.columns import ACCOUNTS
from infra.export.files import parts
from infra.servers.problem import Problem

CHANCE = random.Random(1)


def main(disk: Path) -> None:
    """Fill it."""
    try:
        with drafted(disk / "out") as draft, parts(draft, ACCOUNTS) as table:
            table.begin("accounts")
            while True:
                table.add({"handle": CHANCE.randbytes(100).hex(), "joined_at": datetime.now(UTC)})
    except Problem as problem:
        sys.stdout.write(f"{problem.code.name} {list(disk.iterdir())}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
