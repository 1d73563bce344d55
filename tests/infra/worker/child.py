"""A worker for tests that kill it: ``python -m tests.infra.worker.child CONNINFO REDIS TRITON DATA [SLOTS]``."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from infra.worker.process import SLOTS, Places, work_until_stopped

if __name__ == "__main__":
    conninfo, redis, triton, data, *slots = sys.argv[1:]
    places = Places(conninfo, redis, triton, Path(data))
    asyncio.run(work_until_stopped(places, None, slots=int(slots[0]) if slots else SLOTS))
