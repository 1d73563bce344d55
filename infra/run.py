"""``python -m infra.run api``: one of our processes, without the command line around it, which weighs 10 MB."""

from __future__ import annotations

import sys

from infra import wiring
from infra.servers.problem import Problem
from infra.settings import Settings

PROCESSES = {"api": wiring.run_api, "engine": wiring.run_engine, "worker": wiring.run_worker}


def main() -> None:
    """Run the process that is named until it is told to stop; a Problem is one sentence and an exit code."""
    try:
        PROCESSES[sys.argv[1]](Settings())
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(problem.code)


if __name__ == "__main__":
    main()
