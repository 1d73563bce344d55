"""PostgreSQL refuses to run as root: which user it runs as instead."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

from infra.servers.problem import Exit, Problem
from infra.servers.process import entered
from infra.settings import environment

NOBODY = 65534


def ordinary_user(folder: Path, programs: Path) -> str:
    """How to enter a program that must not be root: ``same``, ``namespace`` or ``uid:gid``.

    Root gets a user namespace, where files stay root's. Where the kernel forbids that, root drops to the user
    ``postgres`` or ``nobody``, who then owns ``folder`` and must be able to reach ``programs``. Raises Problem.
    """
    if os.geteuid() != 0:
        return "same"
    return "namespace" if namespaces_allowed() else dropped(folder, programs)


def namespaces_allowed() -> bool:
    """Whether a program can be run in a user namespace of its own here."""
    tried = entered([shutil.which("true") or "/bin/true"], signal.SIGKILL, "namespace")
    return subprocess.run(tried, capture_output=True, check=False, env=environment()).returncode == 0


def dropped(folder: Path, programs: Path) -> str:
    """Hand ``folder`` to the user to drop to; that user as ``uid:gid``. Raises Problem where it cannot work."""
    uid, gid = _postgres_or_nobody()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, gid, follow_symlinks=False)
    user = f"{uid}:{gid}"
    for needed in (folder, programs / "postgres"):
        tried = entered([shutil.which("test") or "/usr/bin/test", "-r", str(needed)], signal.SIGKILL, user)
        if subprocess.run(tried, check=False, env=environment()).returncode != 0:
            raise Problem(
                f"PostgreSQL does not run as root, this kernel forbids user namespaces, and user {uid} cannot read"
                f" {needed}.",
                "run limn as an ordinary user",
                Exit.MISSING,
            )
    return user


def _postgres_or_nobody() -> tuple[int, int]:
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        return NOBODY, NOBODY
    return entry.pw_uid, entry.pw_gid
