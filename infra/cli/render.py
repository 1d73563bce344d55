"""`limn render`: words in, a picture file out, with a bar while it is painted."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from infra.cli.client import ApiError, Client, address
from infra.operations import PROGRESS, REGISTER, SIGN_IN, SUBMIT, VIEWER
from infra.servers.problem import Exit, Problem
from infra.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(render)


def render(
    prompt: Annotated[str, typer.Argument(help="What to paint, in words.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to save to.")] = None,
    width: Annotated[int, typer.Option(help="256 to 1024 pixels.")] = 512,
    height: Annotated[int, typer.Option(help="256 to 1024 pixels.")] = 512,
    steps: Annotated[int, typer.Option(help="Stages of painting.")] = 8,
    seed: Annotated[str | None, typer.Option(help="The same seed paints the same picture.")] = None,
) -> None:
    """Paint a picture and save it. It stays private: sharing is a separate act."""
    wish = {"prompt": prompt, "width": width, "height": height, "steps": steps, "seed": seed}
    settings = Settings()
    if output and not output.absolute().parent.is_dir():
        raise Problem(f"There is no folder {output.parent}.", "make it, or save elsewhere with --output", Exit.USAGE)
    try:
        saved = asyncio.run(_render(settings, {k: v for k, v in wish.items() if v is not None}, output))
    except ApiError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(saved)


async def _render(settings: Settings, wish: dict[str, object], output: Path | None) -> Path:
    async with Client(address(settings)) as client:
        client.token = await session(client, settings.data / "cli" / "session.json")
        submitted = await client.make(SUBMIT, **wish)
        image = await _watch(client, submitted["render"]["id"])
        path = output or _free_name(str(wish["prompt"]))
        path.write_bytes(await client.fetch(image["url"]))
        return path


async def _watch(client: Client, render_id: str) -> dict[str, Any]:
    """Show the bar until the render ends; its image, or ApiError with the reason."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeRemainingColumn(), transient=True) as bar:
        task = bar.add_task("waiting", total=None)
        async for payload in client.watch(PROGRESS, id=render_id):
            progress = payload["renderProgress"]
            state = progress["render"]
            bar.update(task, description=_words(state), completed=progress["step"], total=progress["steps"])
            if state["image"]:
                return dict(state["image"])
            if state["status"] in {"FAILED", "CANCELLED", "REFUSED"}:
                raise ApiError((state["reason"] or {}).get("message") or f"The render was {state['status']}.")
    raise ApiError("The stream ended before the picture. Find it in the app under your renders.")


def _words(state: dict[str, Any]) -> str:
    place = state["queuePlace"]
    return f"queued, {place} ahead" if place else str(state["status"]).lower()


async def session(client: Client, kept: Path) -> str:
    """A token of this folder's own account: the kept one, a new one where it has ended, else of a new account."""
    person = _recall(kept)
    token = (await _going_on(client, person) or await _signed_in(client, person)) if person else None
    if person is None or token is None:
        person = {
            "handle": f"guest_{secrets.token_hex(4)}",
            "displayName": "Guest",
            "password": secrets.token_urlsafe(24),
        }
        token = str((await client.ask(REGISTER, input=person))["register"]["token"])
    _remember(kept, person | {"token": token})
    return token


async def _going_on(client: Client, person: dict[str, str]) -> str | None:
    client.token = person["token"]
    try:
        await client.ask(VIEWER)
    except ApiError:
        return None
    finally:
        client.token = None
    return person["token"]


async def _signed_in(client: Client, person: dict[str, str]) -> str | None:
    """A new token, or None where nobody knows this account: the data may be new."""
    try:
        wish = {name: person[name] for name in ("handle", "password")}
        return str((await client.ask(SIGN_IN, input=wish))["signIn"]["token"])
    except ApiError:
        return None


def _recall(kept: Path) -> dict[str, str] | None:
    """Who was here before; None where nobody was, or the file is broken."""
    try:
        return msgspec.json.decode(kept.read_bytes(), type=dict[str, str])
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def _remember(kept: Path, person: dict[str, str]) -> None:
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(person, file)


def _free_name(prompt: str) -> Path:
    """A file name from the words that no file has yet."""
    words = "-".join("".join(c if c.isalnum() else " " for c in prompt.lower()).split()[:6]) or "picture"
    names = (Path(f"{words}{f'-{n}' if n else ''}.webp") for n in range(10_000))
    return next(name for name in names if not name.exists())
