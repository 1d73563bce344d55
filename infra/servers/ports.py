"""Ports on 127.0.0.1: free ones, and who holds a taken one.

A program that is given a port listens on it seconds later. Until this process ends nobody else of ours is given it:
each port has a name among the kernel's own of sockets, which one process at a time can have and which goes with it.
"""

from __future__ import annotations

import contextlib
import random
import socket
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from infra.servers.problem import Exit, Problem

CHOICES = range(20_000, 30_000)
"""Below the range from which the kernel takes the ports of outgoing connections, so none is taken by chance."""
_names: list[socket.socket] = []
"""Of the ports that this process has given."""


def free_ports(number: int) -> list[int]:
    """``number`` ports that nobody listens on and nobody else of ours was given."""
    shuffled = random.SystemRandom().sample(CHOICES, len(CHOICES))
    found = list(islice((port for port in shuffled if is_free(port) and _take(port)), number))
    if len(found) < number:
        raise Problem(f"Fewer than {number} ports of {CHOICES} are free.", "see limn doctor", Exit.PORT)
    return found


def is_free(port: int) -> bool:
    """Whether a listener could have this port now."""
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _take(port: int) -> bool:
    """Have a port's name; False where another process, or this one, has it."""
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0limn-port-{port}")
    except OSError:
        name.close()
        return False
    _names.append(name)
    return True


def check_port(port: int) -> None:
    """A taken port is refused by the name of its holder. Raises Problem."""
    if is_free(port):
        return
    raise Problem(
        f"Port {port} is in use by {holder(port) or 'a process of another user'}.",
        "end that process, or set LIMN_HTTP_PORT to another port",
        Exit.PORT,
    )


def holder(port: int) -> str | None:
    """Who listens on ``port``: ``process 123 (command line)``, or None where we may not see it."""
    inodes = {f"socket:[{inode}]" for inode in _listening(port)}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if any(str(link.readlink()) in inodes for link in (folder / "fd").iterdir()):
                words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
                return f"process {folder.name} ({' '.join(words).strip()[:80]})"
    return None


def _listening(port: int) -> Iterator[str]:
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and int(fields[1].rsplit(":")[-1], 16) == port:
                    yield fields[9]
