"""Prompts in, one sheet out, from a real Triton; what is wrong is one sentence and a code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from infra.cli import app
from infra.cli.contact_sheet import PROMPTS, Wish, read_wishes
from infra.cli.sheet import GROUND, Tile, sheet
from infra.servers.problem import Exit, Problem
from infra.servers.triton import TritonServer

LINES = """
# the first two are the same
@7 a red boat on a lake at noon
@7 a red boat on a lake at noon
a lighthouse at night, ink -- stars, moon
"""


def test_a_sheet_is_painted_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, triton_server: TritonServer
) -> None:
    monkeypatch.setenv("LIMN_TRITON_URL", triton_server.address)
    prompts, out = tmp_path / "prompts.txt", tmp_path / "sheet.png"
    prompts.write_text(LINES)
    words = ["contact-sheet", "--prompts", str(prompts), "--out", str(out), "--columns", "2", "--side", "96", "--json"]
    done = CliRunner().invoke(app, words, catch_exceptions=False)
    first, again, third = json.loads(done.stdout)
    assert (first["prompt"], first["seed"]) == ("a red boat on a lake at noon", 7)
    assert first["sha256"] == again["sha256"] != third["sha256"]
    assert (third["negative_prompt"], third["seed"]) == ("stars, moon", 1)
    assert all(each["cpu_ms"] > 0 and each["alt"] for each in (first, again, third))
    with Image.open(out) as image:
        assert image.getpixel((60, 100)) != GROUND
        assert image.size == sheet([Tile("", image)] * 3, 2, 96, "painter").size


def test_a_dead_triton_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMN_TRITON_URL", "127.0.0.1:9")
    with pytest.raises(Problem, match=r"Triton at 127\.0\.0\.1:9 did not paint") as met:
        CliRunner().invoke(app, ["contact-sheet", "--out", str(tmp_path / "sheet.webp")], catch_exceptions=False)
    assert met.value.code is Exit.SERVER


@pytest.mark.parametrize("written", [b"", b"# nothing\n\n", b"\xff\xfe", b"a boat\n" * 401, None])
def test_what_holds_no_prompts_is_refused(tmp_path: Path, written: bytes | None) -> None:
    file = tmp_path / "prompts.txt"
    if written is not None:
        file.write_bytes(written)
    with pytest.raises(Problem, match="prompts") as met:
        read_wishes(file)
    assert met.value.code is Exit.USAGE


@pytest.mark.parametrize("out", ["nowhere/sheet.webp", "sheet.txt"])
def test_where_nothing_can_be_saved_is_said_before_anything_is_painted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    monkeypatch.setenv("LIMN_TRITON_URL", "127.0.0.1:9")
    with pytest.raises(Problem, match=r"cannot be saved") as met:
        CliRunner().invoke(app, ["contact-sheet", "--out", str(tmp_path / out)], catch_exceptions=False)
    assert met.value.code is Exit.USAGE


def test_any_line_is_a_wish(tmp_path: Path) -> None:
    file = tmp_path / "prompts.txt"
    file.write_text("@12 a boat -- people\n3 birds; at night\n@x -- \n@99999999999999999999 a cat\n")
    assert read_wishes(file) == [
        Wish("a boat", "people", 12),
        Wish("3 birds; at night", "", 1),
        Wish("@x --", "", 1),
        Wish("@99999999999999999999 a cat", "", 1),
    ]


def test_there_are_sixty_and_no_two_are_alike() -> None:
    assert len(set(read_wishes(PROMPTS))) == 60


def test_long_words_stay_under_their_picture() -> None:
    blank = Image.new("RGB", (8, 8), (255, 0, 0))
    whole = sheet([Tile("w" * 300, blank), Tile("a " * 300, blank)], 2, 96, "painter")
    between = whole.crop((12 + 96, 60, 12 + 96 + 12, whole.height))
    assert between.getcolors() == [(between.width * between.height, GROUND)]
