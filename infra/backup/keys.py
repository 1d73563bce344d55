"""A copy of the keys, apart from any backup: it opens everyone's words, so it lies where no backup does.

It is a keyring itself, with its own register of erasures, and beside it the secrets that are worth keeping. The keyring
remembers where its copies lie, so that erasing someone reaches them too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from infra.backup.files import apart, spoiled
from infra.durable import Writing
from infra.erasures import Erasures
from infra.keyring import KEY, Keyring
from infra.servers.layout import Layout
from infra.servers.postgres import SUPERUSER
from infra.servers.problem import Exit, Problem
from infra.servers.roles import ROLES

MARK = "KEYS"
COPIES = "copies"
"""File in the keyring: the folders of its copies, one a line."""
DATABASE_PASSWORDS = {*ROLES, SUPERUSER}
"""Made anew with every database, and worth nothing elsewhere."""


@dataclass(frozen=True, slots=True)
class KeyCopy:
    """What a copy came to: keys that are in it now, and keys that were destroyed in it."""

    keys: int
    destroyed: int


def save(layout: Layout, folder: Path) -> KeyCopy:
    """Bring a copy up to date: the keys there are, and none that was destroyed. Raises Problem."""
    if not layout.keyring.is_dir():
        mend = "set LIMN_DATA to the folder of the system whose keys they are"
        raise Problem(f"{layout.data} has no keys.", mend, Exit.USAGE)
    apart(folder, layout.data)
    _claim(folder)
    for path in _files(folder):
        if path.stat().st_size != KEY:  # an earlier run was cut; the whole one is here
            path.unlink()
    copy, register = Keyring(folder), Erasures.of(folder)
    register.merge(Erasures.of(layout.keyring).entries())
    destroyed = [person for person, key in keys_in(folder) if register.has(person, key)]
    for person in destroyed:
        copy.shred(person)
    there = dict(keys_in(folder))
    keys = {person: key for person, key in keys_in(layout.keyring) if not register.has(person, key)}
    if any(there.get(person, key) != key for person, key in keys.items()):
        raise Problem(f"{folder} holds other keys of the same people.", "keep it, and name a new folder", Exit.DATA)
    copy.adopt((person, key) for person, key in keys.items() if person not in there)
    _copy_secrets(layout.secrets, folder / "secrets")
    _remember(layout.keyring, folder)
    return KeyCopy(len(there | keys), len(destroyed))


def bring_back(folder: Path, layout: Layout) -> KeyCopy:
    """Take keys and secrets from a copy, but for keys that were destroyed, as either register says. Raises Problem."""
    if not (folder / MARK).exists():
        raise Problem(f"{folder} is not a copy of keys.", "name one that limn backup --keys made", Exit.USAGE)
    register = Erasures.of(layout.keyring)
    register.merge(Erasures.of(folder).entries())
    keys = dict(keys_in(folder))
    living = {person: key for person, key in keys.items() if not register.has(person, key)}
    Keyring(layout.keyring).adopt(living.items())
    _copy_secrets(folder / "secrets", layout.secrets)
    return KeyCopy(len(living), len(keys) - len(living))


def shred(keyring: Path, person: UUID) -> list[Path]:
    """Destroy a person's key here and in every copy; the copies that cannot be reached, and hold it still."""
    Keyring(keyring).shred(person)
    away = []
    for folder in copies(keyring):
        if (folder / MARK).exists():
            Keyring(folder).shred(person)
        else:
            away.append(folder)
    return away


def copies(keyring: Path) -> list[Path]:
    """Where the copies of a keyring lie."""
    path = keyring / COPIES
    return [Path(line) for line in path.read_text().splitlines()] if path.exists() else []


def keys_in(folder: Path) -> Iterator[tuple[UUID, bytes]]:
    """Everyone's key, in the order of their ids. Raises Problem for a file that is none."""
    for path in _files(folder):
        key = path.read_bytes()
        if len(key) != KEY:
            raise spoiled(path, "is cut: it is no key")
        yield UUID(path.name), key


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("??/????????-????-????-????-????????????"))


def _copy_secrets(folder: Path, to: Path) -> None:
    for secret in folder.glob("[!.]*"):
        if secret.name not in DATABASE_PASSWORDS:
            with Writing(to / secret.name) as file:
                file.write(secret.read_bytes())


def _claim(folder: Path) -> None:
    """Take a folder for a copy of keys. Raises Problem where something else is in it."""
    if not (folder / MARK).exists():
        if folder.exists() and any(folder.iterdir()):
            raise Problem(f"{folder} holds something else.", "name an empty folder, or one that is new", Exit.USAGE)
        with Writing(folder / MARK) as file:
            file.write(b"Keys to everyone's words. Keep this apart from every backup, and show it to nobody.\n")


def _remember(keyring: Path, folder: Path) -> None:
    known = copies(keyring)
    if folder not in known:
        with Writing(keyring / COPIES) as file:
            file.write("".join(f"{path}\n" for path in [*known, folder]).encode())
