"""The keyring: what is sealed opens, what is shredded never does, in any process."""

from __future__ import annotations

import multiprocessing
import stat
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from infra.erasures import Erasures
from infra.keyring import KEY, Keyring

ADA, BOB = uuid4(), uuid4()
TEXTS = {"prompt": "ein Leuchtturm, 灯台, 🌊", "negative_prompt": None}


def test_what_is_sealed_opens_for_its_person_only(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path / "keyring")
    sealed = keyring.seal(ADA, TEXTS)
    keyring.seal(BOB, TEXTS)
    assert keyring.open(ADA, sealed) == TEXTS
    assert Keyring(tmp_path / "keyring").open(ADA, sealed) == TEXTS
    assert b"Leuchtturm" not in sealed
    assert keyring.seal(ADA, TEXTS) != sealed
    with pytest.raises(ValueError, match="not sealed"):
        keyring.open(BOB, sealed)


@pytest.mark.parametrize("spoil", [lambda s: s[:-1], lambda s: s[:12], lambda s: b"", lambda s: s[:-1] + b"\0"])
def test_what_was_changed_does_not_open(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    keyring = Keyring(tmp_path)
    sealed = keyring.seal(ADA, TEXTS)
    while sealed.endswith(b"\0"):
        sealed = keyring.seal(ADA, TEXTS)
    with pytest.raises(ValueError, match="not sealed"):
        keyring.open(ADA, spoil(sealed))


def test_files_are_private_and_their_own(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path / "keyring")
    for person in (ADA, BOB):
        keyring.seal(person, TEXTS)
    folders = [tmp_path / "keyring", *(p for p in (tmp_path / "keyring").iterdir())]
    files = [p for p in (tmp_path / "keyring").rglob("*") if p.is_file()]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert {file.name for file in files} == {str(ADA), str(BOB)}
    assert len({file.read_bytes() for file in files}) == 2
    assert {file.stat().st_size for file in files} == {KEY}


def test_shredding_is_final(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path)
    sealed = keyring.seal(ADA, TEXTS)
    key = (tmp_path / str(ADA)[:2] / str(ADA)).read_bytes()
    keyring.shred(ADA)
    keyring.shred(ADA)
    assert keyring.open(ADA, sealed) is None
    keyring.seal(ADA, TEXTS)
    assert all(key not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def _open_and_wait(folder: Path, person: UUID, sealed: bytes, steps: Connection) -> None:
    keyring = Keyring(folder)
    steps.send(keyring.open(person, sealed))
    steps.recv()
    steps.send(keyring.open(person, sealed))


def test_another_process_sees_the_shredding_at_once(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path)
    sealed = keyring.seal(ADA, TEXTS)
    ours, theirs = multiprocessing.Pipe()
    other = multiprocessing.get_context("spawn").Process(target=_open_and_wait, args=(tmp_path, ADA, sealed, theirs))
    other.start()
    assert ours.recv() == TEXTS
    keyring.shred(ADA)
    ours.send("again")
    assert ours.recv() is None
    other.join()


def test_who_keeps_what_was_opened_hears_of_every_shredding(tmp_path: Path) -> None:
    here, there = Keyring(tmp_path), Keyring(tmp_path)
    heard = [here.erased()]
    for person in (ADA, BOB):
        here.seal(person, TEXTS)
        assert here.erased() == heard[-1], "a new key is no shredding"
        there.shred(person)
        heard.append(here.erased())
    assert len(set(heard)) == 3


def test_a_shredding_that_was_cut_short_is_finished_by_the_next(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path)
    sealed = keyring.seal(ADA, TEXTS)
    path = tmp_path / str(ADA)[:2] / str(ADA)
    path.rename(path.with_name(f".{ADA}.shredding"))
    assert keyring.open(ADA, sealed) is None
    keyring.shred(ADA)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def _seal(folder: Path, person: UUID) -> bytes:
    return Keyring(folder).seal(person, TEXTS)


def test_two_that_make_a_key_at_once_share_it(tmp_path: Path) -> None:
    people = [uuid4() for _ in range(20)]
    with ThreadPoolExecutor(8) as pool:
        sealed = [(p, pool.submit(_seal, tmp_path, p)) for p in people for _ in range(8)]
        assert all(Keyring(tmp_path).open(p, future.result()) == TEXTS for p, future in sealed)


def test_a_key_that_comes_back_is_not_used_and_goes_again(tmp_path: Path) -> None:
    keyring, path = Keyring(tmp_path), tmp_path / str(ADA)[:2] / str(ADA)
    sealed = keyring.seal(ADA, TEXTS)
    copied = path.read_bytes()
    assert not Erasures.of(tmp_path).names(ADA)
    keyring.shred(ADA)
    path.write_bytes(copied)
    assert Keyring(tmp_path).open(ADA, sealed) is None
    assert not path.exists()
    assert [entry.partition(".")[0] for entry in Erasures.of(tmp_path).entries()] == [str(ADA)]


def test_who_writes_again_after_a_shredding_has_a_new_key_and_old_texts_stay_closed(tmp_path: Path) -> None:
    keyring, other = Keyring(tmp_path), Keyring(tmp_path)
    before = keyring.seal(ADA, TEXTS)
    assert other.open(ADA, before) == TEXTS
    keyring.shred(ADA)
    after = keyring.seal(ADA, TEXTS)
    for reader in (keyring, other, Keyring(tmp_path)):
        assert reader.open(ADA, before) is None
        assert reader.open(ADA, after) == TEXTS


def test_a_register_takes_entries_and_nothing_else(tmp_path: Path) -> None:
    register = Erasures(tmp_path / "one" / "erased")
    assert register.entries() == []
    register.lose([ADA])
    register.add(BOB, b"k" * KEY)
    other = Erasures(tmp_path / "two")
    other.merge(register.entries())
    other.merge([])
    assert other.entries() == register.entries()
    assert (other.has(BOB, b"k" * KEY), other.has(BOB, b"j" * KEY), other.has(ADA, b"k" * KEY)) == (True, False, False)
    assert b"k" * KEY not in b"".join(str(path).encode() for path in tmp_path.rglob("*"))
    for wrong in ("../../x", f"{ADA}", f"{ADA}.key", ""):
        with pytest.raises(ValueError, match="no entry"):
            other.merge([wrong])
