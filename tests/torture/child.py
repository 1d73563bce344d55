"""One of our own processes with deaths and controls in it: ``python -m tests.torture.child api|engine|worker|…``.

LIMN_TORTURE names the folder of orders. ``migrate CONNINFO`` and ``rebuild --all`` are run to their end.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.torture import guards, points

ORDERS = Path(os.environ["LIMN_TORTURE"])


def main() -> None:
    """Run a program, ready to die where it is told to."""
    program = sys.argv[1]
    points.install(program, ORDERS)
    guards.install(program, ORDERS)
    if program == "migrate":
        from infra.database import migrate  # noqa: PLC0415 - each program loads its own part

        migrate.migrate(sys.argv[2])
        return
    if program == "api":
        points.replace("infra.serving:start_in_background", lambda _: lambda *_: None)  # nobody looks at pages
    if "LIMN_NOT_ALONE" in os.environ:
        points.replace("infra.engine:Folds._is_sole", lambda _: lambda _: True)
    if program == "rebuild":
        from infra.cli import main as run  # noqa: PLC0415
    else:
        from infra.run import main as run  # noqa: PLC0415
    run()


if __name__ == "__main__":
    main()
