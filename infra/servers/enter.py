"""Becomes a program that dies with its parent: ``python -I -S enter.py PARENT SIGNAL USER -- program argument…``.

Run as a script by path, so that it needs nothing but the standard library and starts in a few milliseconds.
PARENT is the pid that must still be our parent; SIGNAL is what the kernel sends us when that parent dies.
USER is ``same``, ``namespace`` (root looks like an ordinary user to the program) or ``uid:gid`` to drop to.
The order matters: the kernel forgets the death signal when a process changes its user.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
ORDINARY = 1000

FAILED = 126
"""Exit status when the program could not be entered."""


def enter_namespace(libc: ctypes.CDLL) -> None:
    """Map ourselves to an ordinary user in a new user namespace; files stay owned by who we are outside."""
    uid, gid = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are forbidden here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{ORDINARY} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{ORDINARY} {gid} 1")


def drop_to(user: str) -> None:
    """Give up root for ``uid:gid``."""
    uid, gid = (int(part) for part in user.split(":"))
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def main(arguments: list[str]) -> int:
    """Set the death signal, become the user, and turn into the program."""
    parent, signal, user = int(arguments[0]), int(arguments[1]), arguments[2]
    program = arguments[4:]
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if user == "namespace":
            enter_namespace(libc)
        elif user != "same":
            drop_to(user)
        libc.prctl(PR_SET_PDEATHSIG, signal)
        if os.getppid() != parent:
            return FAILED
        os.execv(program[0], program)  # noqa: S606 (becoming the program is the point)
    except OSError as error:
        sys.stderr.write(f"cannot run {program[0]}: {error}\n")
    return FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
