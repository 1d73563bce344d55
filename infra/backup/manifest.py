"""What a backup holds: one file that names all others by their digests, and is replaced in one step."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

import msgspec

from infra.backup.files import spoiled
from infra.durable import Writing
from infra.servers.problem import Exit, Problem

FORMAT = 1
NAME = "manifest.json"


class Segment(msgspec.Struct, frozen=True):
    """A part of the log: the events in (after, position], and the digest in which their dump ends, in hex."""

    after: int
    position: int
    digest: str

    def path(self, folder: Path) -> Path:
        """Where it lies."""
        return folder / "log" / f"{self.after:020}.dump"


class Part(msgspec.Struct, frozen=True):
    """One file: its digest, and how many things it holds."""

    sha256: str
    count: int


class Manifest(msgspec.Struct, frozen=True):
    """A whole backup.

    generation  how many times this folder was written; each has a folder for what is not only added to
    migrations  of the database it was made of
    position    of the last event
    tables      what no fold gives, by name: see `infra.backup.tables`
    pictures    the list of their files
    erased      the register of destroyed keys
    """

    made_at: str
    generation: int
    migrations: list[str]
    position: int
    log: list[Segment]
    tables: dict[str, Part]
    pictures: Part
    erased: Part
    format: int = FORMAT
    program: str = version("limn")

    def generation_folder(self, folder: Path) -> Path:
        """Where its tables and lists lie."""
        return folder / f"state-{self.generation:06}"

    def write(self, folder: Path) -> None:
        """Make it the folder's manifest; from then on this is the backup."""
        body = msgspec.json.encode(self)
        with Writing(folder / NAME) as file:
            file.write(b'{"sha256":"%b","manifest":%b}\n' % (hashlib.sha256(body).hexdigest().encode(), body))

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """The folder's manifest, None where there is none. Raises Problem for one that cannot be used."""
        path = folder / NAME
        try:
            said = msgspec.json.decode(path.read_bytes(), type=_Sealed)
            if hashlib.sha256(said.manifest).hexdigest() != said.sha256:
                raise spoiled(path, "was changed")
            if msgspec.json.decode(said.manifest, type=_Dated).format > FORMAT:
                raise Problem(
                    f"The backup in {folder} was made by a newer program than this.",
                    "use the version of limn that made it, or a newer one",
                    Exit.DATA,
                )
            return msgspec.json.decode(said.manifest, type=cls)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError as wrong:
            raise spoiled(path, "is not a manifest of a backup") from wrong


class _Sealed(msgspec.Struct):
    sha256: str
    manifest: msgspec.Raw


class _Dated(msgspec.Struct):
    format: int
