"""A painter for tests: one flat colour from the seed, in the way its prompt says."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import numpy as np
import triton_python_backend_utils as pb_utils  # type: ignore[import-not-found]  # exists in Triton's stub only

HANGING = 60.0
PREVIEW = b"preview"


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
            if verb == "raises":
                _send(sender, pb_utils.InferenceResponse(error=pb_utils.TritonError("as it was told")), last=True)
                continue
            _paint(request, sender, float(rest) if verb == "takes" else HANGING if verb == "hangs" else 0.0)


def _paint(request: Any, sender: Any, seconds: float) -> None:
    width, height, steps, seed = (_number(request, name) for name in ("width", "height", "steps", "seed"))
    for step in range(1, steps + 1):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if sender.is_cancelled():
                _note(request, "cancelled")
                _send(sender, pb_utils.InferenceResponse(error=pb_utils.TritonError("cancelled")), last=True)
                return
            time.sleep(0.005)
        tensors = [
            pb_utils.Tensor("step", np.array([step], np.int32)),
            pb_utils.Tensor("steps", np.array([steps], np.int32)),
            pb_utils.Tensor("preview", np.frombuffer(PREVIEW, np.uint8)),
        ]
        if step == steps:
            pixels = np.full((height, width, 3), seed % 256, np.uint8)
            tensors += [
                pb_utils.Tensor("pixels", pixels),
                pb_utils.Tensor("alt", np.array([b"one flat colour"], np.object_)),
                pb_utils.Tensor("model_version", np.array([b"test"], np.object_)),
                pb_utils.Tensor("cpu_seconds", np.array([0.5], np.float32)),
            ]
        _send(sender, pb_utils.InferenceResponse(tensors), last=step == steps)


def _number(request: Any, name: str) -> int:
    return int(pb_utils.get_input_tensor_by_name(request, name).as_numpy()[0])


def _note(request: Any, what: str) -> None:
    """Leave a file whose path is the negative prompt, where there is one."""
    path = pb_utils.get_input_tensor_by_name(request, "negative_prompt").as_numpy()[0].decode()
    if path:
        Path(path).write_text(what)


def _send(sender: Any, response: Any, *, last: bool) -> None:
    sender.send(response, pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL if last else 0)
