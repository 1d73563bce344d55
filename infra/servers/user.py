"""PostgreSQL refuses to run as root: whom root turns into instead."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from infra.servers.enter import NOBODY
from infra.servers.problem import Exit, Problem
from infra.servers.process import User, entered
from infra.settings import environment


def ordinary_user(program: Path) -> User:
    """How to enter ``program``, which must not be root. Raises Problem where there is no way.

    Root gets a user namespace, in which files stay root's; where the kernel forbids that, root drops to nobody.
    """
    if os.geteuid() != 0:
        return "same"
    if can_run("namespace", "true"):
        return "namespace"
    if can_run("dropped", "test", "-x", str(program)):
        return "dropped"
    raise Problem(
        f"PostgreSQL does not run as root, this kernel forbids user namespaces, and nobody cannot run {program}.",
        "run limn as an ordinary user",
        Exit.MISSING,
    )


def can_run(user: User, program: str, *arguments: str) -> bool:
    """Whether a program of the system runs as ``user`` and says yes."""
    command = entered([shutil.which(program) or program, *arguments], signal.SIGKILL, user)
    return subprocess.run(command, capture_output=True, check=False, env=environment()).returncode == 0


def give(folder: Path, user: User) -> None:
    """Make ``folder`` belong to whom the program will be; only root has anything to change."""
    if os.geteuid() != 0:
        return
    owner = NOBODY if user == "dropped" else 0
    if folder.stat().st_uid != owner:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner, owner, follow_symlinks=False)
