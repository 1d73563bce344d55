"""Pictures from a Triton server, frame by frame, over one gRPC connection for any number of streams."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

import grpc
import numpy as np
from numpy.typing import NDArray
from tritonclient.grpc import InferInput, InferResult
from tritonclient.grpc.aio import InferenceServerClient

FRAME_SECONDS = 30.0
"""How long one may wait for the next frame, the first one's place in Triton's queue included."""

CANARY_SIDE, CANARY_MODEL = 32, "painter"

PASSING_FAULTS = (
    "unknown model",
    "no available versions",
    "is not ready",
    "is not healthy",
    "Exceeds maximum queue size",
)
"""Triton's own words for a model that is away for a while: in a stream no status code stands beside them."""


class ModelUnavailable(Exception):
    """The server, the model or a place in its queue cannot be had now; another try may succeed."""


class ModelFailed(Exception):
    """The model answered that it cannot paint this."""


class DeadlineExceeded(Exception):
    """No frame came in time."""


@dataclass(frozen=True, slots=True)
class PaintRequest:
    """What to paint. Sides in pixels, `steps` frames, a seed of 64 bits, the name of a model."""

    prompt: str
    negative_prompt: str
    width: int
    height: int
    steps: int
    seed: int
    model: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture: `pixels` are height x width x 3 bytes of red, green, blue, row by row from the top."""

    pixels: bytes
    width: int
    height: int
    alt_text: str
    model: str
    model_version: str
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Step `step` of `steps`: a small encoded image, and with the last one the picture."""

    step: int
    steps: int
    preview: bytes
    final: Picture | None


class _Stream(Protocol):
    """The client library's iterator over a stream's answers."""

    def __aiter__(self) -> _Stream: ...

    async def __anext__(self) -> tuple[InferResult, object | None]: ...

    def cancel(self) -> bool: ...


class TritonPainter:
    """A client of one Triton. `address` is host:port of its gRPC service; `frame_seconds` the longest wait."""

    def __init__(self, address: str, *, frame_seconds: float = FRAME_SECONDS) -> None:
        self._address = address
        self._frame_seconds = frame_seconds
        self._connected: InferenceServerClient | None = None

    async def paint(self, request: PaintRequest) -> AsyncGenerator[Frame, None]:
        """Frames while the model works. Closing the iterator cancels: the model stops at its next step.

        Raises ModelUnavailable, ModelFailed or DeadlineExceeded.
        """
        # Errors come as words in a response: asking for status codes (`triton_grpc_error`) makes Triton 2.51 crash.
        stream: _Stream = self._client().stream_infer(_one(request))
        try:
            while (frame := await self._next(stream, request)) is not None:
                yield frame
                if frame.final is not None:
                    return
        finally:
            stream.cancel()

    async def canary(self) -> None:
        """Return if a tiny picture can be painted now; raises like `paint`."""
        tiny = PaintRequest("canary", "", CANARY_SIDE, CANARY_SIDE, 1, 0, CANARY_MODEL)
        async with aclosing(self.paint(tiny)) as frames:
            async for frame in frames:
                if frame.final is not None:
                    return
        raise ModelFailed("the canary's stream ended without a picture")

    async def close(self) -> None:
        """End the connection; streams under way end with ModelUnavailable."""
        if self._connected is not None:
            await self._connected.close()

    def _client(self) -> InferenceServerClient:
        """Made at the first use: the connection belongs to the loop it is made in."""
        if self._connected is None:
            self._connected = InferenceServerClient(self._address)
        return self._connected

    async def _next(self, stream: _Stream, request: PaintRequest) -> Frame | None:
        try:
            async with asyncio.timeout(self._frame_seconds):
                result, error = await anext(stream)
        except StopAsyncIteration:
            return None
        except TimeoutError:
            raise DeadlineExceeded(f"no frame within {self._frame_seconds:g} s") from None
        except grpc.aio.AioRpcError as failure:
            raise _outcome(failure) from failure
        if error is not None:
            raise _told(str(error))
        return _frame(result, request)


def _told(words: str) -> Exception:
    """What the words of an error in the stream amount to."""
    away = any(fault in words for fault in PASSING_FAULTS)
    return ModelUnavailable(words) if away else ModelFailed(words)


def _outcome(failure: grpc.aio.AioRpcError) -> Exception:
    match failure.code():
        case grpc.StatusCode.UNAVAILABLE | grpc.StatusCode.CANCELLED:
            return ModelUnavailable(failure.details())
        case grpc.StatusCode.DEADLINE_EXCEEDED:
            return DeadlineExceeded(failure.details())
        case _:
            return ModelFailed(failure.details())


async def _one(request: PaintRequest) -> AsyncIterator[dict[str, object]]:
    """The stream's only request."""
    words = {"prompt": request.prompt, "negative_prompt": request.negative_prompt}
    inputs = [_input(name, "BYTES", np.array([text.encode()], np.object_)) for name, text in words.items()]
    sizes = {"width": request.width, "height": request.height, "steps": request.steps}
    inputs += [_input(name, "INT32", np.array([number], np.int32)) for name, number in sizes.items()]
    inputs.append(_input("seed", "UINT64", np.array([request.seed], np.uint64)))
    yield {"model_name": request.model, "inputs": inputs}


def _input(name: str, datatype: str, value: NDArray[np.generic]) -> InferInput:
    tensor = InferInput(name, [1], datatype)
    tensor.set_data_from_numpy(value)
    return tensor


def _frame(result: InferResult, request: PaintRequest) -> Frame:
    step, steps, preview = (result.as_numpy(name) for name in ("step", "steps", "preview"))
    pixels = result.as_numpy("pixels")
    final = None if pixels is None else _picture(result, pixels, request)
    return Frame(int(step[0]), int(steps[0]), preview.tobytes(), final)


def _picture(result: InferResult, pixels: NDArray[np.uint8], request: PaintRequest) -> Picture:
    if pixels.shape != (request.height, request.width, 3):
        raise ModelFailed(f"the picture has the shape {pixels.shape}")
    return Picture(
        pixels=pixels.tobytes(),
        width=pixels.shape[1],
        height=pixels.shape[0],
        alt_text=result.as_numpy("alt")[0].decode(),
        model=request.model,
        model_version=result.as_numpy("model_version")[0].decode(),
        cpu_seconds=float(result.as_numpy("cpu_seconds")[0]),
    )
