"""The store of pictures: what is stored stays, and is on disk."""

from __future__ import annotations

import asyncio
import os
import stat
import time
from pathlib import Path

import pytest
from obstore.store import MemoryStore

from infra.blobs import Blobs, LocalBlobs

SHA = "ab" * 32
FILES = {"full.webp": b"whole", "full.jpg": b"other", "small.webp": b"little"}


@pytest.fixture(params=["local", "memory"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    return LocalBlobs(tmp_path / "blobs") if request.param == "local" else Blobs(MemoryStore())


async def test_every_file_comes_back(blobs: Blobs) -> None:
    await blobs.put(SHA, FILES)
    assert await blobs.get(SHA, "full", "webp") == b"whole"
    assert await blobs.get(SHA, "full", "jpg") == b"other"
    assert await blobs.get(SHA, "small", "webp") == b"little"


async def test_what_is_stored_never_changes(blobs: Blobs) -> None:
    await blobs.put(SHA, FILES)
    await blobs.put(SHA, {"full.webp": b"something else", "large.webp": b"new"})
    assert await blobs.get(SHA, "full", "webp") == b"whole"
    assert await blobs.get(SHA, "large", "webp") == b"new"


async def test_of_many_writers_one_wins(blobs: Blobs) -> None:
    wishes = [str(number).encode() * 1000 for number in range(20)]
    await asyncio.gather(*(blobs.put(SHA, {"full.webp": wish}) for wish in wishes))
    assert await blobs.get(SHA, "full", "webp") in wishes


@pytest.mark.parametrize(
    ("sha256", "size", "fmt"),
    [
        ("cd" * 32, "full", "webp"),
        (SHA, "huge", "webp"),
        (SHA, "full", "png"),
        ("../" * 21 + "a", "full", "webp"),
        (SHA.upper(), "full", "webp"),
        (SHA, "../full", "webp"),
        (SHA, "full", ""),
        ("", "", ""),
    ],
)
async def test_what_is_not_there_is_none(blobs: Blobs, sha256: str, size: str, fmt: str) -> None:
    await blobs.put(SHA, FILES)
    assert await blobs.get(sha256, size, fmt) is None


async def test_the_layout_is_by_digest_in_a_private_folder(tmp_path: Path) -> None:
    folder = tmp_path / "blobs"
    await LocalBlobs(folder).put(SHA, FILES)
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert found == {f"ab/{SHA}/{name}" for name in FILES}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_bytes_reach_the_disk_before_the_name_and_the_name_before_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "blobs"
    flushed: list[str] = []

    def fsync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        flushed.append(str(path.relative_to(tmp_path)))
        if path.is_file():
            assert path.read_bytes() == b"whole"
            assert not (folder / "ab" / SHA / "full.webp").exists()

    monkeypatch.setattr(os, "fsync", fsync)
    await LocalBlobs(folder).put(SHA, {"full.webp": b"whole"})
    assert flushed[0].startswith("blobs/staging/")
    assert flushed[1:] == [f"blobs/ab/{SHA}", "blobs/ab", "blobs"]


async def test_sizes_that_are_the_same_are_kept_once(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path)
    await blobs.put(SHA, {"full.webp": b"same", "large.webp": b"same", "small.webp": b"less"})
    full, large, small = (tmp_path / "ab" / SHA / f"{size}.webp" for size in ("full", "large", "small"))
    assert full.samefile(large)
    assert not full.samefile(small)
    assert list((tmp_path / "staging").iterdir()) == []


async def test_what_a_killed_put_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path)
    assert blobs.sweep() == 0
    await blobs.put(SHA, FILES)
    old, new = tmp_path / "staging" / ("0" * 32), tmp_path / "staging" / ("1" * 32)
    for path in (old, new):
        path.write_bytes(b"half")
    an_hour_ago = time.time() - 3_700
    for path in (old, tmp_path / "ab" / SHA / "full.webp"):
        os.utime(path, (an_hour_ago, an_hour_ago))
    assert blobs.sweep() == 1
    assert list((tmp_path / "staging").iterdir()) == [new]
    assert await blobs.get(SHA, "full", "webp") == b"whole"


async def test_what_is_old_is_removed_unless_it_is_stored_again(tmp_path: Path) -> None:
    blobs, other = LocalBlobs(tmp_path / "blobs"), "cd" * 32
    for digest in (SHA, other):
        await blobs.put(digest, FILES)
        os.utime(tmp_path / "blobs" / digest[:2] / digest, (0, 0))
    assert sorted(blobs.old()) == sorted([SHA, other])
    await blobs.put(SHA, FILES)
    assert blobs.old() == [other]
    assert (blobs.remove(SHA), blobs.remove(other), blobs.remove(other)) == (False, True, False)
    assert await blobs.get(SHA, "full", "webp") == b"whole"
    assert await blobs.get(other, "full", "webp") is None
