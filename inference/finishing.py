"""From master pixels to the files that are served: three sizes in WebP and JPEG, a placeholder and a digest."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import time
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image

from inference.triton import Picture

SIZES: Mapping[str, int | None] = {"full": None, "large": 768, "small": 320}
"""Name of a size and the most pixels on its longer side; a picture is never enlarged."""

MOST_PIXELS = 16 * 1024 * 1024
"""More than any model here makes; a larger one is refused before any work."""

WEBP_QUALITY, WEBP_EFFORT = 86, 2
JPEG_QUALITY = 88
PLACEHOLDER_SIDE, PLACEHOLDER_QUALITY = 16, 20


@dataclass(frozen=True, slots=True)
class Finished:
    """`files` by name (``full.webp``); `sha256` of the master in hex (see `digest`); `placeholder` as a data URI.

    counted  one digest of all files (`digest_of_files`)
    """

    sha256: str
    counted: str
    files: Mapping[str, bytes]
    placeholder: str
    cpu_seconds: float


async def finish(picture: Picture) -> Finished:
    """Make the files in a thread of their own: the encoders let go of the interpreter, so the loop stays free.

    Raises ValueError for a picture that is too large or whose bytes do not fill its sides.
    """
    return await asyncio.to_thread(finished, picture)


def finished(picture: Picture) -> Finished:
    """The same in this thread."""
    started = time.thread_time()
    master = _image(picture)
    files: dict[str, bytes] = {}
    made: dict[tuple[int, int], str] = {}
    for name, longest in SIZES.items():
        image = _fitted(master, longest)
        same = made.setdefault(image.size, name)
        for suffix in ("webp", "jpg"):
            files[f"{name}.{suffix}"] = files[f"{same}.{suffix}"] if same != name else _encoded(image, suffix)
    counted = digest_of_files(files)
    return Finished(digest(picture), counted, files, _placeholder(master), time.thread_time() - started)


def digest(picture: Picture) -> str:
    """The SHA-256 of the picture as a binary PPM file: the sides count as well as the pixels."""
    said = hashlib.sha256(f"P6\n{picture.width} {picture.height}\n255\n".encode())
    said.update(picture.pixels)
    return said.hexdigest()


def digest_of_files(files: Mapping[str, bytes]) -> str:
    """One digest of files and their names: what `LC_ALL=C sha256sum * | sha256sum` says in a folder of them."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _image(picture: Picture) -> Image.Image:
    width, height = picture.width, picture.height
    if not 0 < width * height <= MOST_PIXELS:
        raise ValueError(f"a picture has 1 to {MOST_PIXELS} pixels, not {width} x {height}")
    if len(picture.pixels) != width * height * 3:
        raise ValueError("the bytes of the picture do not fill its sides")
    return Image.frombytes("RGB", (width, height), picture.pixels)


def _fitted(master: Image.Image, longest: int | None) -> Image.Image:
    """The picture with its longer side at most `longest` pixels."""
    if longest is None or max(master.size) <= longest:
        return master
    scale = longest / max(master.size)
    size = (max(1, round(master.width * scale)), max(1, round(master.height * scale)))
    return master.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _encoded(image: Image.Image, suffix: str) -> bytes:
    with io.BytesIO() as out:
        if suffix == "webp":
            image.save(out, "WEBP", quality=WEBP_QUALITY, method=WEBP_EFFORT)
        else:
            image.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
        return out.getvalue()


def _placeholder(master: Image.Image) -> str:
    """A 16-pixel WebP of about 100 bytes: every browser shows it as it is, with no script to decode it."""
    tiny = master.copy()
    tiny.thumbnail((PLACEHOLDER_SIDE, PLACEHOLDER_SIDE), Image.Resampling.BOX)
    with io.BytesIO() as out:
        tiny.save(out, "WEBP", quality=PLACEHOLDER_QUALITY)
        return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()
