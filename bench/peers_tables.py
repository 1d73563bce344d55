"""The rows of a system as its peers keep them: the same, in tables of their own, with words in clear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from api.ids import NodeKind, node_id
from bench.graphql_peers import PEERS, Viewer, addresses
from bench.system import System
from domain.identity import position_text
from infra.keyring import Keyring
from projections.restricting import DISCOVERED

Row = dict[str, Any]
Values = tuple[Any, ...]
ACCOUNTS = "SELECT account, handle, sealed FROM views.accounts"
IMAGES = """
SELECT render, owner, image_width, image_height, placeholder, image_sealed FROM views.renders WHERE sha256 IS NOT NULL
"""
POSTS = f"SELECT posts.*, {DISCOVERED} AS listed FROM views.posts"
LABELS = """
SELECT DISTINCT subject, label FROM views.decisions JOIN views.posts ON posts.post = subject
WHERE label IS NOT NULL AND undone_by IS NULL
"""
RELATIONS = {
    "likes": "SELECT account, post FROM views.likes",
    "blocks": "SELECT blocker, blocked FROM views.blocks",
    "mutes": "SELECT muter, muted FROM views.mutes",
}


def fill(running: System, viewers: Sequence[Viewer]) -> int:
    """Copy all that a feed page is made of, and sign the viewers in; how many posts there are."""
    keyring = Keyring(Path(running.data) / "keyring")
    with (
        psycopg.connect(addresses(running).conninfo("limn_engine"), row_factory=dict_row) as views,
        psycopg.connect(addresses(running).conninfo("limn_owner")) as peers,
    ):
        peers.execute((PEERS / "tables.sql").read_text())
        for table, rows in _tables(views, keyring).items():
            _write(peers, table, rows)
        position = views.execute("SELECT position FROM views.checkpoint WHERE name = 'serving'").fetchone()
        assert position
        peers.execute("INSERT INTO peers.head VALUES (%s)", [position_text(position["position"])])
        with peers.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO peers.sessions VALUES (%s, %s, now() + interval '30 days')",
                [(sha256(one.token.encode()).digest(), _account(one.account)) for one in viewers],
            )
        row = peers.execute("SELECT count(*) FROM peers.posts WHERE listed").fetchone()
    with psycopg.connect(addresses(running).conninfo("limn_owner"), autocommit=True) as peers:
        for table in ("accounts", "images", "posts", "labels", "likes", "blocks", "mutes", "sessions"):
            peers.execute(f"VACUUM ANALYZE peers.{table}")
    assert row
    return int(row[0])


def _tables(views: psycopg.Connection[Row], keyring: Keyring) -> dict[str, Iterator[Values]]:
    """Each table's rows, in an order that its references allow."""
    images = views.execute(IMAGES).fetchall()
    said = {row["render"]: (keyring.open(row["owner"], row["image_sealed"]) or {}).get("alt_text") for row in images}
    return {
        "accounts": (_account_values(keyring, row) for row in views.execute(ACCOUNTS).fetchall()),
        "images": (_image_values(row, said[row["render"]]) for row in images),
        "posts": (_post_values(keyring, row, said.get(row["render"])) for row in views.execute(POSTS).fetchall()),
        "labels": ((_post(row["subject"]), row["label"]) for row in views.execute(LABELS).fetchall()),
        "likes": ((_account(row["account"]), _post(row["post"])) for row in views.execute(RELATIONS["likes"])),
        "blocks": ((_account(row["blocker"]), _account(row["blocked"])) for row in views.execute(RELATIONS["blocks"])),
        "mutes": ((_account(row["muter"]), _account(row["muted"])) for row in views.execute(RELATIONS["mutes"])),
    }


def _account_values(keyring: Keyring, row: Row) -> Values:
    text = keyring.open(row["account"], row["sealed"]) or {}
    return _account(row["account"]), row["handle"], text.get("display_name") or row["handle"]


def _image_values(row: Row, alt_text: str | None) -> Values:
    image = node_id(NodeKind.IMAGE, row["render"])
    return image, row["image_width"], row["image_height"], row["placeholder"], alt_text


def _post_values(keyring: Keyring, row: Row, alt_text: str | None) -> Values:
    text = keyring.open(row["author"], row["sealed"]) or {}
    return (
        _post(row["post"]),
        _account(row["author"]),
        node_id(NodeKind.IMAGE, row["render"]),
        text.get("caption"),
        text.get("alt_text") or alt_text,
        row["tags"],
        text.get("prompt") if row["prompt_visibility"] != "HIDDEN" else None,
        row["prompt_visibility"],
        row["like_count"],
        row["comment_count"],
        row["remix_count"],
        row["labelled"] + row["blurred"] > 0,
        row["blurred"] > 0,
        row["listed"],
        row["first_public_position"] or 0,
        row["created_at"],
        position_text(row["changed_at"]),
    )


def _account(number: Any) -> str:
    return node_id(NodeKind.ACCOUNT, number)


def _post(number: Any) -> str:
    return node_id(NodeKind.POST, number)


def _write(peers: psycopg.Connection, table: str, rows: Iterator[Values]) -> None:
    with peers.cursor() as cursor, cursor.copy(f"COPY peers.{table} FROM STDIN") as copy:
        for values in rows:
            copy.write_row(values)
