"""A painter for tests: one flat colour from the seed, in the way its prompt says."""

from __future__ import annotations

import faulthandler
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils  # type: ignore[import-not-found]  # exists in Triton's stub only
from numpy.typing import NDArray

HANGING = 60.0
FROZEN = 3600.0
STUCK = 1.0
"""Seconds after which a process that hangs ends itself, as the real painter does."""
PREVIEW = b"preview"

Outputs = dict[str, NDArray[Any]]
"""The outputs of one response, by their names."""


def _nothing(frame: Outputs) -> None:
    frame.clear()


def _nan(frame: Outputs) -> None:
    frame["cpu_seconds"] = np.array([np.nan], np.float32)


def _other(frame: Outputs) -> None:
    frame["name"] = _words(b"another picture")


def _skips(frame: Outputs) -> None:
    frame["step"] = frame["step"] + 1


def _giant(frame: Outputs) -> None:
    frame["preview"] = np.zeros(96 << 20, np.uint8)


def _large(frame: Outputs) -> None:
    frame["preview"] = np.zeros(1 << 20, np.uint8)


def _flat(frame: Outputs) -> None:
    if "pixels" in frame:
        frame["pixels"] = frame["pixels"][:8]


def _real(frame: Outputs) -> None:
    if "pixels" in frame:
        frame["pixels"] = frame["pixels"].astype(np.float32)


def _blank(frame: Outputs) -> None:
    frame.pop("pixels", None)


def _early(frame: Outputs) -> None:
    frame["pixels"] = np.zeros((256, 256, 3), np.uint8)


def _binary(frame: Outputs) -> None:
    frame["alt"] = _words(b"\xff\xfe\x00")


def _garbled(frame: Outputs) -> None:
    frame["preview"] = np.frombuffer(bytes(range(256)), np.uint8)


LIES: dict[str, Callable[[Outputs], None]] = {
    name.__name__[1:]: name
    for name in (_nothing, _nan, _other, _skips, _giant, _large, _flat, _real, _blank, _early, _binary, _garbled)
}
"""What each response may be turned into, by the prompt that asks for it."""


class TritonPythonModel:
    """Triton's name for the class it looks for."""

    def execute(self, requests: list[Any]) -> None:
        """Do what each prompt says."""
        for request in requests:
            sender = request.get_response_sender()
            prompt = pb_utils.get_input_tensor_by_name(request, "prompt").as_numpy()[0].decode()
            verb, _, rest = prompt.partition(" ")
            if verb == "exits":
                os._exit(1)
            if verb == "sticks":
                faulthandler.dump_traceback_later(STUCK, exit=True)
            if verb in {"freezes", "sticks"}:
                time.sleep(FROZEN)
            if verb == "waits":
                _wait(request)
            if verb == "raises":
                _send(sender, pb_utils.InferenceResponse(error=pb_utils.TritonError("as it was told")), last=True)
            elif verb == "ends":
                sender.send(flags=pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)
            else:
                _paint(request, sender, float(rest) if verb == "takes" else HANGING if verb == "hangs" else 0.0, verb)


def _paint(request: Any, sender: Any, seconds: float, verb: str) -> None:
    steps = _number(request, "steps")
    painted = steps + 5 if verb == "repeats" else steps
    for step in range(1, painted + 1):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if sender.is_cancelled():
                _note(request, "cancelled")
                _send(sender, pb_utils.InferenceResponse(error=pb_utils.TritonError("cancelled")), last=True)
                return
            time.sleep(0.005)
        frame = _frame(request, min(step, steps) if verb == "repeats" else step, steps)
        if lie := LIES.get(verb):
            lie(frame)
        tensors = [pb_utils.Tensor(name, value) for name, value in frame.items()]
        _send(sender, pb_utils.InferenceResponse(tensors), last=step == painted)


def _frame(request: Any, step: int, steps: int) -> Outputs:
    """An honest response."""
    width, height, seed = (_number(request, name) for name in ("width", "height", "seed"))
    frame: Outputs = {
        "name": _words(request.request_id().encode()),
        "step": np.array([step], np.int32),
        "steps": np.array([steps], np.int32),
        "preview": np.frombuffer(PREVIEW, np.uint8),
    }
    if step == steps:
        frame |= {
            "pixels": np.full((height, width, 3), seed % 256, np.uint8),
            "alt": _words(b"one flat colour"),
            "model_version": _words(b"test"),
            "cpu_seconds": np.array([0.5], np.float32),
        }
    return frame


def _words(said: bytes) -> NDArray[Any]:
    return np.array([said], np.object_)


def _number(request: Any, name: str) -> int:
    return int(pb_utils.get_input_tensor_by_name(request, name).as_numpy()[0])


def _wait(request: Any) -> None:
    """Until there is a file whose path is the negative prompt."""
    until, told = time.monotonic() + HANGING, Path(_told(request))
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.005)


def _note(request: Any, what: str) -> None:
    """Leave a file whose path is the negative prompt, where there is one."""
    if path := _told(request):
        Path(path).write_text(what)


def _told(request: Any) -> str:
    return str(pb_utils.get_input_tensor_by_name(request, "negative_prompt").as_numpy()[0].decode())


def _send(sender: Any, response: Any, *, last: bool) -> None:
    sender.send(response, pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL if last else 0)
