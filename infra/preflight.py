"""Says within a second what a machine lacks to run Limn. Run as a script by whatever Python there is, even an old one.

Only the standard library, and nothing newer than Python 3.8: it must be able to complain about Python 3.8.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from typing import Iterator, NamedTuple, Tuple  # noqa: UP035 (Python 3.8)

PYTHONS = ((3, 11), (3, 12))
GLIBC = (2, 35)
THIS_PYTHON = tuple(sys.version_info[:2])
THIS_MACHINE = (sys.platform, platform.machine())
INSTALLED_GIB, RUNNING_GIB = 3, 1
"""Free space needed to install, and to run what is installed."""


class Lack(NamedTuple):
    """What is missing, in one sentence, and its mend."""

    sentence: str
    mend: str


def problems(root: Path = Path(__file__).resolve().parents[1]) -> Iterator[Lack]:  # noqa: B008 (where this file lies)
    """Everything this machine lacks. ``root`` is the folder of the checkout, whose disk is looked at."""
    installed = (root / ".venv").exists()
    yield from _platform()
    yield from _python(installed)
    yield from _libraries()
    yield from _disk(root, RUNNING_GIB if installed else INSTALLED_GIB)


def glibc() -> Tuple[int, ...]:  # noqa: UP006 (Python 3.8)
    """The version of the C library, or () where it is another one."""
    try:
        name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
    except (ValueError, OSError):
        return ()
    return tuple(int(part) for part in version.split(".")) if name == "glibc" else ()


def _platform() -> Iterator[Lack]:
    container = "use the container instead: docker compose up"
    if THIS_MACHINE != ("linux", "x86_64"):
        yield Lack("This is {} on {}, not Linux on x86-64.".format(*THIS_MACHINE), container)
    elif glibc() < GLIBC:
        found = ".".join(map(str, glibc())) or "another C library"
        yield Lack(f"Triton needs glibc {GLIBC[0]}.{GLIBC[1]} or newer, and here is {found}.", container)


def _python(installed: bool) -> Iterator[Lack]:
    if THIS_PYTHON not in PYTHONS:
        yield Lack(
            "This is Python {}.{}; Triton runs with 3.11 or 3.12 only.".format(*THIS_PYTHON),
            "install one of them, and say make PYTHON=python3.11 run",
        )
    elif not installed and not (find_spec("venv") and find_spec("ensurepip")):
        yield Lack("Python's venv module is not complete (no ensurepip).", "apt-get install python3-venv")


def _libraries() -> Iterator[Lack]:
    """Libraries that the wheels expect of the system: Triton's stubs load Python itself as a library."""
    python = "libpython{}.{}.so.1.0".format(*THIS_PYTHON)
    own = Path(sysconfig.get_config_var("LIBDIR") or "/usr/lib") / python
    wanted = (
        (str(own) if own.exists() else python, python, "libpython{}.{}".format(*THIS_PYTHON)),
        ("libstdc++.so.6", "libstdc++.so.6", "libstdc++6"),
        ("libz.so.1", "libz.so.1", "zlib1g"),
    )
    for path, name, package in wanted:
        try:
            ctypes.CDLL(path)
        except OSError:
            yield Lack(f"The library {name} is missing.", f"apt-get install {package}")


def _disk(root: Path, needed: int) -> Iterator[Lack]:
    free = shutil.disk_usage(str(root)).free
    if free < needed << 30:
        yield Lack(
            f"The disk of {root} has {free >> 20} MiB left, and {needed} GiB are needed.",
            f"free {needed * 1024 - (free >> 20)} MiB there",
        )


def main() -> int:
    """Print every lack; 1 when there is one."""
    found = list(problems())
    for lack in found:
        sys.stderr.write(f"{lack.sentence} Mend: {lack.mend}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
