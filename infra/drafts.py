"""Folders that are there whole, or not at all: made under another name, and named when they are done."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from infra.durable import flush
from infra.servers.problem import Exit, Problem

LOCK = "lock"
"""Held by who makes a draft, and gone from what is done. A draft whose lock nobody holds was left by one who died."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def drafted(folder: Path) -> Iterator[Path]:
    """A private folder beside `folder` (``NAME.partial``) that takes its name when the block ends.

    If the block fails nothing is left. Raises Problem: `folder` is there already, someone else makes it at this
    moment, or the disk is full or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem(f"{folder} is there already.", "name another folder, or remove this one", Exit.USAGE)
    draft = folder.with_name(f"{folder.name}.partial")
    try:
        lock = _begin(draft)
        try:
            yield draft
            _finish(draft, folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        finally:
            os.close(lock)
    except OSError as error:
        raise _problem(folder, error) from error


def _begin(draft: Path) -> int:
    """Make the draft anew; the lock that is held on it."""
    with suppress(FileExistsError):
        draft.mkdir(mode=0o700)
    held = draft / LOCK
    if not held.exists() and any(draft.iterdir()):
        raise Problem(f"{draft} is in the way, and is nothing that was begun here.", "move it away", Exit.USAGE)
    lock = os.open(held, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise Problem(f"{draft} is being written at this moment.", "wait for its end", Exit.RUNNING) from None
    for left in draft.iterdir():
        if left.name != LOCK:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    return lock


def _finish(draft: Path, folder: Path) -> None:
    (draft / LOCK).unlink()
    for made in (*(path for path in draft.rglob("*") if path.is_dir()), draft):
        flush(made)
    draft.rename(folder)
    flush(folder.parent)


def _problem(folder: Path, error: OSError) -> Problem:
    if error.errno in FULL:
        return Problem(f"The disk is full: {folder} was not written.", "make room there, or write elsewhere", Exit.DISK)
    told = error.strerror or type(error).__name__
    return Problem(f"{folder} cannot be written: {told}.", "write elsewhere", Exit.DATA)
