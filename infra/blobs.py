"""The content-addressed store of pictures: ``<sha[:2]>/<sha>/<size>.<format>``, written once and never changed."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore

DIGEST = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[a-z]{1,16}\.[a-z]{1,8}")
STAGING = "staging"
ABANDONED = 3600.0
"""Seconds after which a staged file belongs to a put that was killed: a living one takes milliseconds."""


class Blobs:
    """Pictures in any object store whose puts are durable and can be conditional (S3 and the like)."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def put(self, sha256: str, files: Mapping[str, bytes]) -> None:
        """Keep the files of one picture by name; durable on return. What is there already stays as it is."""
        await asyncio.gather(*(self._create(_path(sha256, name), data) for name, data in files.items()))

    async def get(self, sha256: str, size: str, fmt: str) -> bytes | None:
        """One size of a picture in one format, or None; also for a digest or name that cannot be one."""
        name = f"{size}.{fmt}"
        if not (DIGEST.fullmatch(sha256) and NAME.fullmatch(name)):
            return None
        try:
            found = await obstore.get_async(self._store, _path(sha256, name))
        except FileNotFoundError:
            return None
        return bytes(await found.bytes_async())

    async def _create(self, path: str, data: bytes) -> None:
        with suppress(AlreadyExistsError):
            await obstore.put_async(self._store, path, data, mode="create")


class LocalBlobs(Blobs):
    """Pictures in a 0700 folder.

    The store behind it does not wait for the disk, so a create-only put could leave an empty file for ever after a
    power cut. Here the bytes reach the disk under a name of their own first, then the file's name, then the folders'.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        super().__init__(LocalStore(folder))
        self._folder = folder

    def sweep(self) -> int:
        """Remove what puts that were killed have left; how many files. Safe while others write."""
        folder, before, swept = self._folder / STAGING, time.time() - ABANDONED, 0
        for path in folder.iterdir() if folder.is_dir() else ():
            with suppress(FileNotFoundError):  # its writer, or another sweep, was first
                if path.stat().st_mtime < before:
                    path.unlink()
                    swept += 1
        return swept

    async def put(self, sha256: str, files: Mapping[str, bytes]) -> None:
        """As in `Blobs`, in a thread, so that the disk stops nobody; the folders are flushed once for all files."""
        await asyncio.to_thread(self._put, sha256, files)

    def _put(self, sha256: str, files: Mapping[str, bytes]) -> None:
        names: dict[bytes, list[str]] = {}
        for name, data in files.items():
            names.setdefault(data, []).append(_path(sha256, name))
        for data, paths in names.items():
            self._write(data, paths)
        home = self._folder / sha256[:2]
        for folder in (home / sha256, home, self._folder):
            _flush(folder)

    def _write(self, data: bytes, paths: Sequence[str]) -> None:
        """Give bytes that are on disk these names: small pictures have sizes that are the same file."""
        staged = f"{STAGING}/{uuid4().hex}"
        obstore.put(self._store, staged, data)
        _flush(self._folder / staged)
        for path in paths:
            with suppress(AlreadyExistsError):
                obstore.copy(self._store, staged, path, overwrite=False)  # a hard link
        obstore.delete(self._store, staged)


def _path(sha256: str, name: str) -> str:
    return f"{sha256[:2]}/{sha256}/{name}"


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
