"""The painter behind Triton's Python backend: one request in, one response for each step, the last with the master."""

from __future__ import annotations

import ctypes
import faulthandler
import time
from typing import Any, Protocol

import numpy as np
import triton_python_backend_utils as pb_utils  # type: ignore[import-not-found]  # exists in Triton's stub only
from numpy.typing import NDArray
from painting import VERSION
from painting.alt_text import alt_text
from painting.order import CANARY, Order, OrderError
from painting.painter import Painting

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # glibc's own numbers, from malloc.h
KEPT_MEMORY, LARGEST_KEPT = 64 << 20, 32 << 20

STEP_SECONDS = 25.0
"""For a step, which takes a tenth of one. Nobody outside can tell a process that hangs from one that works, and it
hears no cancel; so it ends itself, which is noticed and mended, before the client gives up waiting for a frame.
"""

Tensor = NDArray[Any]  # numbers or, for strings, Python objects: Triton's own two kinds


class Sender(Protocol):
    """Triton's sender of a decoupled request's responses."""

    def send(self, response: object | None = None, flags: int = 0) -> None:
        """Send one response; FINAL among the flags ends the request."""

    def is_cancelled(self) -> bool:
        """Whether the client has gone."""


class TritonPythonModel:
    """Triton's name for the class it looks for. An instance paints one picture at a time."""

    def initialize(self, args: dict[str, str]) -> None:
        """Keep freed planes for the next layer (giving each back to the system costs a third of all the time), and
        paint a first tiny picture, so that the first that is asked for finds everything loaded.
        """
        libc = ctypes.CDLL(None)
        libc.mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT)
        libc.mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY)
        for _ in Painting(Order("a boat", "", CANARY, CANARY, 1, 0)).steps():
            pass

    def execute(self, requests: list[Any]) -> None:
        """Answer every request through its own sender; one that fails harms no other."""
        for request in requests:
            sender = request.get_response_sender()
            try:
                _paint(_order(request), request.request_id(), sender)
            except OrderError as refused:
                _refuse(sender, str(refused), pb_utils.TritonError.INVALID_ARG)
            except Exception as crash:  # anything else is a fault of the painter: say so and live on
                _refuse(sender, f"the painter failed: {type(crash).__name__}", pb_utils.TritonError.INTERNAL)
                pb_utils.Logger.log_error(f"painter: {type(crash).__name__}")
            finally:
                faulthandler.cancel_dump_traceback_later()


def _paint(order: Order, name: str, sender: Sender) -> None:
    started = time.thread_time()
    _watch()
    painting = Painting(order)
    for step in painting.steps():
        _watch()
        if sender.is_cancelled():
            pb_utils.Logger.log_info(f"painter: cancelled at step {step} of {order.steps}")
            _refuse(sender, "cancelled", pb_utils.TritonError.CANCELLED)
            return
        frame = {
            "name": _text(name),
            "step": np.array([step], np.int32),
            "steps": np.array([order.steps], np.int32),
            "preview": np.frombuffer(painting.preview(), np.uint8),
        }
        last = step == order.steps
        if last:
            frame |= {
                "pixels": painting.pixels,
                "alt": _text(alt_text(painting.scene)),
                "model_version": _text(VERSION),
                "cpu_seconds": np.array([time.thread_time() - started], np.float32),
            }
        tensors = [pb_utils.Tensor(name, value) for name, value in frame.items()]
        flags = pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL if last else 0
        sender.send(pb_utils.InferenceResponse(tensors), flags)


def _watch() -> None:
    """End this process, saying where it hangs, unless it is called again or called off in time."""
    faulthandler.dump_traceback_later(STEP_SECONDS, exit=True)


def _order(request: Any) -> Order:
    def given(name: str) -> Any:
        tensor: Tensor = pb_utils.get_input_tensor_by_name(request, name).as_numpy()
        return tensor.reshape(-1)[0]

    return Order(
        prompt=given("prompt").decode("utf-8", "replace"),
        negative_prompt=given("negative_prompt").decode("utf-8", "replace"),
        width=int(given("width")),
        height=int(given("height")),
        steps=int(given("steps")),
        seed=int(given("seed")),
    ).checked()


def _refuse(sender: Sender, message: str, code: int) -> None:
    error = pb_utils.TritonError(message, code)
    sender.send(pb_utils.InferenceResponse(error=error), pb_utils.TRITONSERVER_RESPONSE_COMPLETE_FINAL)


def _text(value: str) -> Tensor:
    return np.array([value.encode()], np.object_)
