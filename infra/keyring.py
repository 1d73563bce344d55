"""The keyring: one key per person, in a file of its own, outside the database and its backups.

Personal text is encrypted under its person's key before it becomes part of an event. Destroying the key (`shred`)
takes the text out of every log, view and backup at once. Files: ``<folder>/<2 hex>/<uuid>``, 32 bytes, 0600; beside
them the register of destroyed keys, so that one that comes back from somewhere is not used again.
"""

from __future__ import annotations

import json
import os
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from infra.durable import flush
from infra.erasures import Erasures

TEXTS = msgspec.json.Decoder(dict[str, str | None])
KEY = 32
NONCE = 12
CACHE = 4096


class File(NamedTuple):
    """Which file a key was read from: another one in its place has another number, or another time."""

    number: int
    time: int

    @classmethod
    def at(cls, path: Path) -> File:
        """The file that is there now. Raises FileNotFoundError."""
        found = path.stat()
        return cls(found.st_ino, found.st_mtime_ns)


class Held(NamedTuple):
    """A key that is cached: where its file is, which file that was, and what it opens with."""

    path: Path
    file: File
    cipher: AESGCM


class Keyring:
    """The keys below `folder` (0700, made if missing). Safe to use from many threads and processes.

    A key that is cached is used only while its file is there (one stat, a few microseconds), so a key that any
    process shreds is gone from every process with its next use.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._erasures = Erasures.of(folder)
        self._cache: OrderedDict[UUID, Held] = OrderedDict()
        self._lock = Lock()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def seal(self, person: UUID, fields: Mapping[str, str | None]) -> bytes:
        """Encrypt named texts for a person, making their key at the first use. AES-256-GCM, bound to the person.

        Nonce (12 bytes), then the ciphertext of a JSON object. Raises OSError if the key cannot be kept.
        """
        return enclosed(self._cipher(person) or self._make(person), secrets.token_bytes(NONCE), person, fields)

    def open(self, person: UUID, sealed: bytes) -> dict[str, str | None] | None:
        """The texts that `seal` was given, or None once the key is shredded. Raises ValueError if not sealed here."""
        return self.opener()(person, sealed)

    def opener(self) -> Callable[[UUID, bytes], dict[str, str | None] | None]:
        """`open` for one response: whether a person's key is there is looked up once."""
        cipher = cache(self._cipher)

        def opened(person: UUID, sealed: bytes) -> dict[str, str | None] | None:
            found = cipher(person)
            return self._opened(found, person, sealed) if found else None

        return opened

    def erased(self) -> int:
        """Another number once any key is shredded, by whichever process: asked by whoever keeps what was opened."""
        return self._erasures.marked()

    def _opened(self, cipher: AESGCM, person: UUID, sealed: bytes) -> dict[str, str | None] | None:
        try:
            clear = cipher.decrypt(sealed[:NONCE], sealed[NONCE:], person.bytes)
        except (InvalidTag, ValueError) as error:  # ValueError: too short for a nonce
            if self._erasures.names(person):  # it was sealed under the key before this one
                return None
            raise ValueError("This was not sealed under the person's key, or it was changed.") from error
        return TEXTS.decode(clear)

    def adopt(self, keys: Iterable[tuple[UUID, bytes]]) -> int:
        """Keep many keys that were made elsewhere, of people without one; how many. All are durable on return."""
        kept = 0
        for person, key in keys:
            path = self._path(person)
            path.parent.mkdir(exist_ok=True, mode=0o700)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(key)
            kept += 1
        os.sync()  # once: to flush each of a hundred thousand files takes minutes
        return kept

    def shred(self, person: UUID) -> None:
        """Destroy a person's key, durably. What was sealed under it can never be read again. Idempotent.

        The file is overwritten before it goes: enough on disks that write in place; elsewhere the disk's own
        encryption must cover what it keeps of old blocks.
        """
        path = self._path(person)
        doomed = path.with_name(f".{path.name}.shredding")  # out of use at once, and found again after a crash
        with suppress(FileNotFoundError):
            self._erasures.add(person, path.read_bytes())  # first, so that no copy of it is ever used
            path.rename(doomed)
        with suppress(FileNotFoundError):
            with doomed.open("r+b", buffering=0) as file:
                file.write(secrets.token_bytes(KEY))
                os.fsync(file.fileno())
            doomed.unlink()
            flush(path.parent)
        with self._lock:
            self._cache.pop(person, None)
        self._erasures.mark()

    def _cipher(self, person: UUID) -> AESGCM | None:
        with self._lock:
            held = self._cache.get(person)
            if held:
                self._cache.move_to_end(person)
        try:
            if held and held.file == File.at(held.path):
                return held.cipher
            path = self._path(person)
            found, key = File.at(path), path.read_bytes()
        except FileNotFoundError:
            self._forget(person)
            return None
        if self._erasures.has(person, key):  # brought back by a copy, or its shredding was cut short
            self.shred(person)
            return None
        return self._remember(person, found, key)

    def _make(self, person: UUID) -> AESGCM:
        """Keep a new key on disk, then read it back: of two that make it at once, the first one's is used."""
        path = self._path(person)
        if not path.parent.exists():
            path.parent.mkdir(exist_ok=True, mode=0o700)
            flush(self._folder)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(KEY))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        flush(path.parent)
        return self._remember(person, File.at(path), path.read_bytes())

    def _remember(self, person: UUID, file: File, key: bytes) -> AESGCM:
        cipher = AESGCM(key)
        with self._lock:
            self._cache[person] = Held(self._path(person), file, cipher)
            if len(self._cache) > CACHE:
                self._cache.popitem(last=False)
        return cipher

    def _forget(self, person: UUID) -> None:
        with self._lock:
            self._cache.pop(person, None)

    def _path(self, person: UUID) -> Path:
        text = str(person)
        return self._folder / text[:2] / text


def enclosed(cipher: AESGCM, nonce: bytes, person: UUID, fields: Mapping[str, str | None]) -> bytes:
    """Texts as `Keyring.seal` returns them; a nonce is used once under a key."""
    clear = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    return nonce + cipher.encrypt(nonce, clear, person.bytes)
