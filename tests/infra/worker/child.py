"""A worker for tests that kill it: ``python -m tests.infra.worker.child CONNINFO REDIS TRITON DATA``."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from infra.worker.process import Places, work_until_stopped

if __name__ == "__main__":
    conninfo, redis, triton, data = sys.argv[1:]
    asyncio.run(work_until_stopped(Places(conninfo, redis, triton, Path(data)), None))
