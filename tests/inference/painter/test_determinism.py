"""The same order gives the same pixels: in this process, in any other, and on a plainer processor.

A golden digest changes only together with the painter's VERSION. To write the new ones:
``python tests/inference/painter/test_determinism.py``.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[2] / "golden" / "painter.json"
FOLDER = Path(__file__).parents[3] / "inference" / "model_repository" / "painter" / "1"
ORDERS = [
    ("a lighthouse at dusk", "", 256, 256, 1),
    ("two red boats on a calm lake at dawn, watercolor", "", 384, 256, 2),
    ("a castle in the mountains, storm, ink", "boat", 256, 320, 3),
    ("a frumious cat in the city at night, pixel art", "", 256, 256, 4),
    ("poppies and a windmill, snow, flat poster", "stars", 320, 256, 2**64 - 1),
    ("a forest by a river in fog, three balloons, dreamy", "", 256, 256, 6),
    ("a cat on a chair by the window, low poly; at night", "", 256, 256, 7),
    ("ten jellyfish and a submarine, oil", "", 320, 256, 8),
    ("a comet over a ringed planet, papercut", "", 256, 256, 9),
    ("", "", 256, 256, 0),
]
PLAIN = "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR"
"""numpy's fast paths; those that this processor lacks are ignored with a warning."""

PROGRAM = """
import sys, json, hashlib
sys.path.insert(0, sys.argv[1])
from painting.order import Order
from painting.painter import Painting
for prompt, negative, width, height, seed in json.load(sys.stdin):
    painting = Painting(Order(prompt, negative, width, height, 8, seed))
    list(painting.steps())
    print(hashlib.sha256(painting.pixels.tobytes()).hexdigest())
"""


def digests(**environment: str) -> list[str]:
    """Of all orders, painted by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, str(FOLDER)],
        input=json.dumps(ORDERS),
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_the_golden_pictures() -> None:
    assert digests() == json.loads(GOLDEN.read_text())


@pytest.mark.parametrize("salt", ["0", "4711"])
def test_a_plainer_processor_and_another_hash_seed_change_nothing(salt: str) -> None:
    assert digests(NPY_DISABLE_CPU_FEATURES=PLAIN, PYTHONHASHSEED=salt) == json.loads(GOLDEN.read_text())


def test_the_plainer_processor_is_plainer() -> None:
    """The control: a sine, which no pixel is made of, does change with numpy's fast paths."""
    program = "import numpy; print(hash(numpy.sin(numpy.arange(9999, dtype='f4') / 77).tobytes()))"
    sines = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program],
            env=os.environ | {"PYTHONHASHSEED": "0", "NPY_DISABLE_CPU_FEATURES": without},
            capture_output=True,
            check=True,
        ).stdout
        for without in ("", PLAIN)
    }
    if len(sines) == 1:
        pytest.skip("this processor has no fast paths to turn off")


def test_the_digest_can_tell() -> None:
    assert len(set(json.loads(GOLDEN.read_text()))) == len(ORDERS)
    assert hashlib.sha256(b"").hexdigest() not in json.loads(GOLDEN.read_text())


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(digests(), indent=1) + "\n")
