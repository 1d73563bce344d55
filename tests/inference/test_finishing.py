"""Files, placeholder and digest of a picture."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from inference import finishing
from inference.triton import Picture


def a_picture(width: int, height: int) -> Picture:
    """A red-to-blue slope with a green corner: enough to tell up from down and left from right."""
    x, y = np.linspace(0, 255, width)[None, :], np.linspace(0, 255, height)[:, None]
    pixels = np.stack(np.broadcast_arrays(255 - x, y / 2, x), axis=2).astype(np.uint8)
    pixels[: height // 4, : width // 4] = (0, 255, 0)
    return Picture(pixels.tobytes(), width, height, "a slope", "painter", "1.0", 0.1)


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


@pytest.mark.parametrize(
    ("side", "sizes"),
    [
        ((1024, 1024), {"full": (1024, 1024), "large": (768, 768), "small": (320, 320)}),
        ((512, 1024), {"full": (512, 1024), "large": (384, 768), "small": (160, 320)}),
        ((512, 256), {"full": (512, 256), "large": (512, 256), "small": (320, 160)}),
        ((1024, 257), {"full": (1024, 257), "large": (768, 193), "small": (320, 80)}),
    ],
)
async def test_three_sizes_in_two_formats(side: tuple[int, int], sizes: dict[str, tuple[int, int]]) -> None:
    files = (await finishing.finish(a_picture(*side))).files
    assert set(files) == {f"{name}.{suffix}" for name in sizes for suffix in ("webp", "jpg")}
    for name, size in sizes.items():
        for suffix, format_ in (("webp", "WEBP"), ("jpg", "JPEG")):
            image = opened(files[f"{name}.{suffix}"])
            assert (image.format, image.size) == (format_, size)


async def test_the_files_show_the_picture() -> None:
    picture = a_picture(640, 400)
    master = np.frombuffer(picture.pixels, np.uint8).reshape(400, 640, 3).astype(float)
    for name, data in (await finishing.finish(picture)).files.items():
        shown = np.asarray(opened(data).convert("RGB").resize((640, 400))).astype(float)
        assert np.abs(shown - master).mean() < 4, name


async def test_the_placeholder_is_a_tiny_picture_in_the_page() -> None:
    placeholder = (await finishing.finish(a_picture(1024, 512))).placeholder
    head, _, body = placeholder.partition(",")
    assert head == "data:image/webp;base64"
    assert len(placeholder) < 300
    image = opened(base64.b64decode(body)).convert("RGB")
    assert image.size == (16, 8)
    left, right = np.asarray(image)[6, 1], np.asarray(image)[6, 14]
    assert left[0] > left[2] and right[2] > right[0]


async def test_the_digest_is_of_the_master_as_a_ppm_file() -> None:
    picture = a_picture(256, 192)
    finished = await finishing.finish(picture)
    with io.BytesIO() as ppm:
        Image.frombytes("RGB", (256, 192), picture.pixels).save(ppm, "PPM")
        assert finished.sha256 == hashlib.sha256(ppm.getvalue()).hexdigest()
    assert finished.cpu_seconds > 0


def test_the_same_pixels_between_other_sides_are_another_picture() -> None:
    wide = replace(a_picture(64, 32), pixels=bytes(64 * 32 * 3))
    tall = replace(wide, width=32, height=64)
    assert wide.pixels == tall.pixels
    assert finishing.digest(wide) != finishing.digest(tall)


async def test_the_same_picture_gives_the_same_files() -> None:
    one, other = await asyncio.gather(*(finishing.finish(a_picture(320, 256)) for _ in range(2)))
    assert one.files == other.files


@pytest.mark.parametrize(
    "wrong",
    [
        replace(a_picture(256, 256), width=257),
        replace(a_picture(256, 256), pixels=b""),
        replace(a_picture(256, 256), width=0, height=0, pixels=b""),
        replace(a_picture(256, 256), width=9_400, height=9_400),
    ],
)
async def test_what_is_no_picture_is_refused(wrong: Picture) -> None:
    with pytest.raises(ValueError, match="picture"):
        await finishing.finish(wrong)


async def test_the_loop_stays_free() -> None:
    """Other work goes on while pictures are finished: far more turns of the loop than a blocked one would take."""
    work = asyncio.gather(*(finishing.finish(a_picture(1024, 1024)) for _ in range(4)))
    turns = 0
    while not work.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 100
