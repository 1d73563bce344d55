"""Becomes a program that dies with its parent: ``python -I -S enter.py PARENT SIGNAL USER -- program argument…``.

Run as a script by path, so that it needs nothing but the standard library and starts in a few milliseconds.
PARENT is the pid that must still be our parent; SIGNAL is what the kernel sends us when that parent dies.
USER is ``same``, ``namespace`` (root looks like an ordinary user to the program), or ``dropped`` (root becomes
``nobody`` but still passes through root's folders: for kernels that forbid user namespaces, as containers do).
The order matters: the kernel forgets the death signal when a process changes its user.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT = 1, 8, 47
PR_CAP_AMBIENT_RAISE = 2
CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_OVERRIDE = 1
ORDINARY, NOBODY = 1000, 65534

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


def drop(libc: ctypes.CDLL) -> None:
    """Become ``nobody``, keeping of root's powers only the one to reach files (where root has it)."""
    libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    kept = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)(kept, kept, kept, 0, 0, 0)
    if libc.capset(header, effective_permitted_inheritable) == 0:
        libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def main(arguments: list[str]) -> int:
    """Set the death signal, become the user, and turn into the program."""
    parent, signal, user = int(arguments[0]), int(arguments[1]), arguments[2]
    program = arguments[4:]
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if user == "namespace":
            enter_namespace(libc)
        elif user == "dropped":
            drop(libc)
        libc.prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)
        if os.getppid() != parent:
            return FAILED
        os.execv(program[0], program)  # noqa: S606 (becoming the program is the point)
    except OSError as error:
        sys.stderr.write(f"cannot run {program[0]}: {error}\n")
    return FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
