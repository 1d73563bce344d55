"""`limn contact-sheet`: many prompts painted by the real Triton, side by side in one picture, to be judged."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from infra.addresses import Addresses
from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from infra.supervisor.alone import triton_alone

PROMPTS = Path(__file__).with_name("contact_sheet_prompts.txt")
LINE = re.compile(r"(?:@(?P<seed>\d{1,19})\s+)?(?P<prompt>.*?)(?:\s+--\s+(?P<negative>.*))?")
FORMATS, QUALITY = (".webp", ".png", ".jpg"), 80
MOST = 400

SMALLEST, LARGEST = 256, 1024
"""What the painter takes; thumbnails are painted twice as large as they are shown."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One line of a file of prompts: ``@seed prompt -- negative prompt``, of which only the prompt is needed."""

    prompt: str
    negative_prompt: str
    seed: int


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(contact_sheet)


def contact_sheet(
    out: Annotated[Path, typer.Option(help="File to save to: .webp, .png or .jpg.")] = Path("contact-sheet.webp"),
    columns: Annotated[int, typer.Option(min=1, max=20, help="Pictures in a row.")] = 10,
    side: Annotated[int, typer.Option(min=64, max=512, help="Pixels of a picture's side.")] = 256,
    prompts: Annotated[Path, typer.Option(help="A prompt a line: @SEED PROMPT -- NEGATIVE PROMPT.")] = PROMPTS,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list of what was painted.")] = False,
) -> None:
    """Paint many prompts and put them on one sheet. Uses the running system's Triton, else one for the moment."""
    from infra.cli.painting import image, paint_all, painted  # noqa: PLC0415 - what paints is large, and only needed here
    from infra.cli.sheet import Tile, sheet  # noqa: PLC0415 - as above

    wishes = read_wishes(prompts)
    if not out.absolute().parent.is_dir() or out.suffix not in FORMATS:
        raise Problem(f"{out} cannot be saved.", f"name a file in a folder that is there, {FORMATS}", Exit.USAGE)
    with triton_address(Settings()) as address:
        pictures = asyncio.run(paint_all(address, wishes, min(LARGEST, max(SMALLEST, 2 * side))))
    tiles = [Tile(wish.prompt, image(picture)) for wish, picture in zip(wishes, pictures, strict=True)]
    try:
        sheet(tiles, columns, side, f"painter {pictures[0].model_version}").save(out, quality=QUALITY, method=6)
    except OSError as error:
        raise Problem(f"{out} cannot be written: {error.strerror}.", "save elsewhere with --out", Exit.DISK) from error
    if as_json:
        listed = [asdict(painted(wish, picture)) for wish, picture in zip(wishes, pictures, strict=True)]
        typer.echo(json.dumps(listed, indent=1))
    else:
        typer.echo(out)


def read_wishes(file: Path) -> list[Wish]:
    """The file's lines but empty ones and those that begin with #. Raises Problem."""
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            f"The prompts in {file} cannot be read.", "name a text file with --prompts", Exit.USAGE
        ) from error
    wishes = [_wish(line) for line in lines if line and not line.startswith("#")]
    if not 1 <= len(wishes) <= MOST:
        raise Problem(f"{file} holds {len(wishes)} prompts.", f"give 1 to {MOST}, one a line", Exit.USAGE)
    return wishes


def _wish(line: str) -> Wish:
    found = LINE.fullmatch(line)
    assert found is not None  # every line matches: its prompt is any text
    return Wish(found["prompt"], found["negative"] or "", int(found["seed"] or 1))


@contextmanager
def triton_address(settings: Settings) -> Iterator[str]:
    """The Triton in the settings, that of the running system, or one that runs for as long as this lasts."""
    if settings.triton_url is not None:
        yield settings.triton_url
    elif Layout(settings.data).holder() is not None:
        yield Addresses.of(settings).triton
    else:
        with triton_alone() as address:
            yield address
