"""The content-addressed store of pictures: ``<sha[:2]>/<sha>/<size>.<format>``, written once and never changed."""

from __future__ import annotations

import asyncio
import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore

from infra.durable import flush

DIGEST = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[a-z]{1,16}\.[a-z]{1,8}")
STAGING = "staging"
ABANDONED = 3600.0
"""Seconds after which what no event names was left by a worker that was killed: a living one takes minutes."""


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

    def __init__(self, folder: Path, grace: float = ABANDONED) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        super().__init__(LocalStore(folder))
        self._folder = folder
        self._grace = grace

    def sweep(self) -> int:
        """Remove what puts that were killed have left; how many. Safe while others write."""
        folder, swept = self._folder / STAGING, 0
        for path in folder.iterdir() if folder.is_dir() else ():
            with suppress(FileNotFoundError):  # its writer, or another sweep, was first
                if self._is_old(path):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                    swept += 1
        return swept

    def old(self) -> list[str]:
        """Digests of the pictures that nobody has stored lately."""
        return [path.name for path in self._folder.glob("??/*") if DIGEST.fullmatch(path.name) and self._is_old(path)]

    def remove(self, sha256: str) -> bool:
        """Remove an old picture; False where it is gone, or was stored again meanwhile."""
        home, aside = self._folder / sha256[:2] / sha256, self._folder / STAGING / uuid4().hex
        with self._locked(fcntl.LOCK_EX), suppress(FileNotFoundError):
            if not self._is_old(home):
                return False
            aside.parent.mkdir(exist_ok=True)
            home.rename(aside)
            shutil.rmtree(aside)
            return True
        return False

    def _is_old(self, path: Path) -> bool:
        return path.stat().st_mtime < time.time() - self._grace

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        """Puts share the store; who removes a picture has it alone."""
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, how)
            yield
        finally:
            os.close(descriptor)

    async def put(self, sha256: str, files: Mapping[str, bytes]) -> None:
        """As in `Blobs`, in a thread, so that the disk stops nobody; the folders are flushed once for all files."""
        await asyncio.to_thread(self._put, sha256, files)

    def _put(self, sha256: str, files: Mapping[str, bytes]) -> None:
        names: dict[bytes, list[str]] = {}
        for name, data in files.items():
            names.setdefault(data, []).append(_path(sha256, name))
        home = self._folder / sha256[:2]
        with self._locked(fcntl.LOCK_SH):
            for data, paths in names.items():
                self._write(data, paths)
            os.utime(home / sha256)  # wanted again, though it may have lain there for long
        for folder in (home / sha256, home, self._folder):
            flush(folder)

    def _write(self, data: bytes, paths: Sequence[str]) -> None:
        """Give bytes that are on disk these names: small pictures have sizes that are the same file."""
        staged = f"{STAGING}/{uuid4().hex}"
        obstore.put(self._store, staged, data)
        flush(self._folder / staged)
        for path in paths:
            with suppress(AlreadyExistsError):
                obstore.copy(self._store, staged, path, overwrite=False)  # a hard link
        obstore.delete(self._store, staged)


def _path(sha256: str, name: str) -> str:
    return f"{sha256[:2]}/{sha256}/{name}"
