"""The npm packages of a folder, installed as its lock file says: once, however many tests ask for them at a time."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from infra.node import Node, find_node
from infra.servers.problem import Problem
from infra.webbuild import INSTALL, sha256_of

LONGEST = 300.0
"""Seconds after which npm is given up."""


def installed(folder: Path) -> Node:
    """The node to run scripts of the folder with, whose packages are there; skips the test where they cannot be had."""
    found = _tried(folder)
    if isinstance(found, str):
        pytest.skip(f"the npm packages of {folder} could not be installed: {found}")
    return found


@cache
def _tried(folder: Path) -> Node | str:
    """Node, or why there is none: without a network it takes a while to know."""
    mark, wanted = folder / "node_modules" / ".limn-lock.sha256", sha256_of(folder / "package-lock.json")
    try:
        node = find_node()
        with _alone(folder):
            if not mark.is_file() or mark.read_text() != wanted:
                _install(node, folder)
                mark.write_text(wanted)
    except (Problem, subprocess.SubprocessError) as problem:
        return str(problem)
    return node


def _install(node: Node, folder: Path) -> None:
    argv = [*node.npm, *INSTALL, "--fetch-retries=1"]
    done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, timeout=LONGEST, check=False)
    if done.returncode:
        raise Problem(done.stderr[-500:], "check that npm reaches its registry")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
