"""The npm packages of a folder, installed as its lock file says: once, however many tests ask for them at a time."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infra.node import Node, find_node
from infra.servers.problem import Problem
from infra.webbuild import INSTALL, sha256_of

LONGEST = 300.0
"""Seconds after which npm is given up."""


def installed(folder: Path) -> Node:
    """The node to run scripts of the folder with, whose packages are there; skips the test where they cannot be had."""
    mark, wanted = folder / "node_modules" / ".limn-lock.sha256", sha256_of(folder / "package-lock.json")
    try:
        node = find_node()
    except Problem as problem:
        pytest.skip(f"{folder.name}: {problem}")
    with _alone(folder):
        if not mark.is_file() or mark.read_text() != wanted:
            _install(node, folder)
            mark.write_text(wanted)
    return node


def _install(node: Node, folder: Path) -> None:
    argv = [*node.npm, *INSTALL]
    done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, timeout=LONGEST, check=False)
    if done.returncode:
        pytest.skip(f"the npm packages of {folder.name} could not be installed: {done.stderr[-500:]}")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
