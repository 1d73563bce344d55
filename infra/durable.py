"""What has reached the disk, and stays there when the power goes."""

from __future__ import annotations

import os
from pathlib import Path


def flush(path: Path) -> None:
    """The bytes of a file, or the names in a folder, are on disk on return."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a private folder, and those above it, where there is none; on disk on return."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)
        flush(folder.parent)
