"""What an export says of itself: `manifest.json`, written last. What it names is there, byte for byte."""

from __future__ import annotations

from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from infra.servers.problem import Exit, Problem

NAME = "manifest.json"
FORMAT = 1
"""Raised when an older program would misread what is there."""


class File(msgspec.Struct, frozen=True):
    """A Parquet file, by its place in the export."""

    path: str
    rows: int
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """An export. Nothing in it depends on when or where it was made.

    after, upto  the stretch of the log: after < position <= upto
    visible_at   the position of the views whose visibility held: what was hidden by then is not in it
    versions     of each topic: what a row of it means
    unreadable   positions of public events that this program could not read, and left out
    """

    format: int = FORMAT
    software: str
    after: int
    upto: int
    visible_at: int
    versions: dict[str, int]
    unreadable: list[int]
    events: list[File]
    accounts: list[File]
    posts: list[File]

    @property
    def files(self) -> list[File]:
        """All files."""
        return [*self.events, *self.accounts, *self.posts]

    def text(self) -> bytes:
        """As it is written."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"

    @property
    def digest(self) -> str:
        """Of the whole export: it names the digest of each file."""
        return sha256(self.text()).hexdigest()


def software() -> str:
    """The version of this program."""
    return version("limn")


def read(folder: Path) -> Manifest:
    """The manifest of an export whose files are as they were written. Raises Problem."""
    try:
        text = (folder / NAME).read_bytes()
    except OSError as error:
        raise Problem(f"{folder} is no export: it has no {NAME}.", "limn export DIR", Exit.USAGE) from error
    try:
        made_by = msgspec.json.decode(text, type=dict[str, object]).get("format")
        if made_by != FORMAT:
            raise Problem(
                f"{folder} has format {made_by}, and this program reads format {FORMAT}.", "export again", Exit.DATA
            )
        manifest = msgspec.json.decode(text, type=Manifest)
    except msgspec.MsgspecError as error:
        raise Problem(f"{folder / NAME} is not as it was written.", "export again", Exit.DATA) from error
    for file in manifest.files:
        if _digest(folder / file.path) != file.sha256:
            raise Problem(f"{folder / file.path} is not as it was written.", "export again", Exit.DATA)
    return manifest


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
