"""The packages of the group `analysis`, which whoever only runs Limn does not have."""

from __future__ import annotations

from importlib.util import find_spec

from infra.servers.problem import Exit, Problem


def need(*packages: str) -> None:
    """Raise Problem where one of these packages is not installed."""
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise Problem(f"This needs {', '.join(missing)}, which is not installed.", "make analysis", Exit.MISSING)
