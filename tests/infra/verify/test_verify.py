"""Whatever is changed in what is stored is found, and where it is; what was not changed is not blamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random

import psycopg
import pytest

from infra.verify import kept, leaves
from infra.verify.attesting import Attesting
from infra.verify.findings import Finding, Wrong
from infra.verify.log import LogCheck
from infra.verify.notary import Notary
from projections.attestation import Attestation
from tests.infra.verify.conftest import PICTURES, STEP, Stored, attest
from tests.infra.verify.damage import flip_event, flipped_bytes

EVENT_FLIPS, BLOB_FLIPS = 165, 35
HEAD = 10 + PICTURES * 6


def positions(findings: Iterable[Finding]) -> set[int]:
    """Every position that is blamed."""
    found: set[int] = set()
    for finding in findings:
        first, _, last = finding.place.partition(" to ")
        found.update(range(int(first), int(last or first) + 1))
    return found


def said(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    """What is wrong, and where."""
    return {(finding.wrong.value, finding.place) for finding in findings}


def test_each_of_200_flipped_bits_is_found_by_its_place(stored: Stored) -> None:
    choose = Random(6)
    assert stored.log_findings() == stored.blob_findings() == []
    chosen = choose.sample(range(1, HEAD + 1), EVENT_FLIPS)
    moved = {p for p in chosen if flip_event(stored.superuser, choose, p) == "notification_id"}
    found = stored.log_findings()
    assert positions(one for one in found if one.wrong is not Wrong.STRANGE) == set(chosen)
    assert positions(one for one in found if one.wrong is Wrong.MISSING) >= moved
    files = choose.sample(sorted(stored.blobs.glob("??/*/*")), BLOB_FLIPS)
    for path in files:
        path.write_bytes(flipped_bytes(path.read_bytes(), choose))
    assert {one.place for one in stored.blob_findings()} == {path.parent.name for path in files}


def test_without_attestations_the_same_flips_pass(stored: Stored) -> None:
    """The control: a log alone shows no more than its gaps, and a flipped bit is a fact like any other."""
    choose = Random(6)
    stored.superuser.execute("DELETE FROM log.attestations")
    (stored.data / "attested.json").unlink()
    columns = [flip_event(stored.superuser, choose, p) for p in choose.sample(range(1, HEAD + 1), EVENT_FLIPS)]
    found = stored.log_findings()
    assert len(found) <= 2 * columns.count("notification_id") < EVENT_FLIPS / 2


SWAP = """
UPDATE log.events SET notification_id = -1 WHERE notification_id = 40;
UPDATE log.events SET notification_id = 40 WHERE notification_id = 90;
UPDATE log.events SET notification_id = 90 WHERE notification_id = -1
"""
INSERT = f"""
UPDATE log.events SET notification_id = -notification_id WHERE notification_id > 300;
INSERT INTO log.events (notification_id, originator_id, originator_version, topic, state)
    VALUES (301, gen_random_uuid(), 1, 'post.liked', '');
UPDATE log.events SET notification_id = 1 - notification_id WHERE notification_id < 0;
UPDATE log.head SET position = {HEAD + 1}
"""
CUT = "DELETE FROM log.events WHERE notification_id > 305; UPDATE log.head SET position = 305"
SET_BACK = f"{CUT}; DELETE FROM log.attestations WHERE position > 305"


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        ("DELETE FROM log.events WHERE notification_id = 77", {("MISSING", "77")}),
        (f"DELETE FROM log.events WHERE notification_id = {HEAD}", {("MISSING", f"{HEAD}")}),
        (SWAP, {("CHANGED", "40"), ("CHANGED", "90")}),
        (INSERT, {("CHANGED", f"301 to {HEAD}")}),
        (CUT, {("MISSING", f"306 to {HEAD}")}),
        (SET_BACK, {("UNKEPT", f"{HEAD}"), ("DIVERGED", f"{HEAD}")}),
        ("UPDATE log.head SET position = 9000000000", {("MISSING", f"{HEAD + 1} to 9000000000")}),
        ("UPDATE log.head SET position = 300", {("STRANGE", f"301 to {HEAD}"), ("MISSING", f"301 to {HEAD}")}),
        ("UPDATE log.attestations SET root = set_bit(root, 7, 1 - get_bit(root, 7)) WHERE position = 64",
         {("UNSIGNED", "64")}),
        ("UPDATE log.attestations SET marks = set_bit(marks, 9, 1 - get_bit(marks, 9)) WHERE position = 64",
         {("UNSIGNED", "64")}),
        ("DELETE FROM log.attestations WHERE position = 64", {("UNLINKED", "96")}),
        ("DELETE FROM log.attestations", {("UNKEPT", f"{HEAD}")}),
    ],
)  # fmt: skip
def test_what_is_lost_moved_or_added_is_found(stored: Stored, damage: str, expected: set[tuple[str, str]]) -> None:
    for statement in damage.split(";"):
        stored.superuser.execute(statement)
    assert said(stored.log_findings()) == expected


def test_who_rewrites_history_and_signs_it_anew_needs_our_key(stored: Stored) -> None:
    """Everything that is in the database is made anew: only the key is not there."""
    stored.superuser.execute("UPDATE log.events SET actor = originator_id WHERE notification_id = 40")
    stored.superuser.execute("DELETE FROM log.attestations")
    forger = Notary(stored.data / "forged", stored.data / "forged" / "secrets")
    attest(stored.superuser, forger)
    head = str(HEAD)
    assert said(stored.log_findings()) == {("UNSIGNED", head), ("UNKEPT", head), ("DIVERGED", head)}
    assert [*LogCheck(stored.superuser, forger, [], lambda *_: None).run()] == [], "the forger believes it"


def test_an_attestation_that_was_kept_elsewhere_still_holds(stored: Stored) -> None:
    """One of long ago, whose place among the others does not matter."""
    one = kept.following(stored.superuser, 100)
    assert one
    elsewhere = Attestation.read(one.attestation.json)
    assert stored.log_findings(elsewhere) == []
    other = replace(elsewhere, said=replace(elsewhere.said, root=bytes(32)))
    assert said(stored.log_findings(other)) == {("DIVERGED", str(one.said.position))}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE log.attestations SET peaks = set_bit(peaks, 3, 1 - get_bit(peaks, 3))",
        "DELETE FROM log.attestations WHERE position > 200",
        f"INSERT INTO log.events (notification_id, originator_id, originator_version, topic, state)"
        f" VALUES ({HEAD + 2}, gen_random_uuid(), 1, 'post.liked', '')",
    ],
)
def test_nothing_is_signed_on_top_of_what_was_tampered_with(stored: Stored, damage: str) -> None:
    stored.superuser.execute(damage)
    query = "SELECT count(*) FROM log.attestations"
    before = stored.superuser.execute(query).fetchone()
    attest(stored.superuser, stored.notary)
    assert stored.superuser.execute(query).fetchone() == before


def test_attesting_goes_on_once_it_may(stored: Stored) -> None:
    """Somebody has put an older database in place, says so by removing the copy outside of it, and stops nothing."""
    now = [0.0]
    work = Attesting(stored.superuser, stored.notary, lambda: now[0])
    for statement in SET_BACK.split(";"):
        stored.superuser.execute(statement)
    stored.superuser.execute("DELETE FROM log.attestations WHERE position > 300")
    assert not work.step()
    (stored.data / "attested.json").unlink()
    assert (work.step(), stored.notary.kept()) == (False, None), "not yet"
    now[0] = 100.0
    work.step()
    kept_again = stored.notary.kept()
    assert kept_again
    assert kept_again.said.position == 305
    assert stored.log_findings() == []


def test_what_is_appended_later_is_attested_after_a_restart(stored: Stored) -> None:
    stored.superuser.execute(
        "INSERT INTO log.events (notification_id, originator_id, originator_version, topic, state)"
        f" SELECT notification_id + {HEAD}, gen_random_uuid(), 1, topic, state FROM log.events"
    )
    stored.superuser.execute(f"UPDATE log.head SET position = {2 * HEAD}")
    attest(stored.superuser, stored.notary)
    newest = kept.newest(stored.superuser)
    assert newest and newest.said.position == 2 * HEAD and newest.attestation == stored.notary.kept()
    assert stored.log_findings() == []


def test_what_the_database_cannot_read_is_found_and_the_rest_is_read(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own checksums refuse a page, as they do when the disk has changed it."""

    def broken(connection: psycopg.Connection, after: int, upto: int) -> Mapping[int, bytes]:
        if after == STEP:
            raise psycopg.errors.DataCorrupted
        return leaves.stored(connection, after, upto)

    monkeypatch.setattr("infra.verify.log.stored", broken)
    assert said(stored.log_findings()) == {("UNREADABLE", f"{STEP + 1} to {2 * STEP}")}
