"""Pictures from a Triton server, frame by frame, over one gRPC connection for any number of streams."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from itertools import count
from typing import Protocol

import grpc
import numpy as np
from numpy.typing import NDArray
from tritonclient.grpc import InferInput, InferResult
from tritonclient.grpc.aio import InferenceServerClient

from inference.answers import Answer, Malformed

FRAME_SECONDS = 30.0
"""How long one may wait for the next frame, the first one's place in Triton's queue included."""

CANARY_SIDE, CANARY_MODEL = 32, "painter"

MESSAGE_BYTES = 64 << 20
"""The largest answer that is taken in: more than the largest picture that can be finished."""

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
    """What to paint. Sides in pixels, `steps` frames, a seed of 64 bits, the name of a model.

    `name` says whose picture it is: the model repeats it in each frame, and a frame for another one is not taken.
    """

    prompt: str
    negative_prompt: str
    width: int
    height: int
    steps: int
    seed: int
    model: str
    name: str = ""


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


Headers = dict[str, str]


def _no_headers() -> None:
    """Nothing to say."""


class TritonPainter:
    """A client of one Triton.

    address        host:port of its gRPC service
    frame_seconds  the longest wait
    headers        what is said beside each request, of the moment it is made
    """

    def __init__(
        self, address: str, *, frame_seconds: float = FRAME_SECONDS, headers: Callable[[], Headers | None] = _no_headers
    ) -> None:
        self._address = address
        self._headers = headers
        self._frame_seconds = frame_seconds
        self._connected: InferenceServerClient | None = None

    async def paint(self, request: PaintRequest) -> AsyncGenerator[Frame, None]:
        """Frames while the model works. Closing the iterator cancels: the model stops at its next step.

        Raises ModelUnavailable, ModelFailed or DeadlineExceeded.
        """
        # Errors come as words in a response: asking for status codes (`triton_grpc_error`) makes Triton 2.51 crash.
        stream: _Stream = self._client().stream_infer(_one(request), headers=self._headers())
        try:
            for step in count(1):
                if (frame := await self._next(stream, request, step)) is None:
                    return
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
            longest = ("grpc.max_receive_message_length", MESSAGE_BYTES)
            self._connected = InferenceServerClient(self._address, channel_args=[longest])
        return self._connected

    async def _next(self, stream: _Stream, request: PaintRequest, step: int) -> Frame | None:
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
        try:
            return _frame(Answer(result), request, step)
        except Malformed as wrong:
            raise ModelFailed(f"the model's answer: {wrong}") from wrong


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
    yield {"model_name": request.model, "inputs": inputs, "request_id": request.name}


def _input(name: str, datatype: str, value: NDArray[np.generic]) -> InferInput:
    tensor = InferInput(name, [1], datatype)
    tensor.set_data_from_numpy(value)
    return tensor


def _frame(answer: Answer, request: PaintRequest, step: int) -> Frame:
    """The frame of a step: for this request, in its turn, and with the picture exactly in the last one."""
    if answer.text("name") != request.name:
        raise Malformed("it is for another picture")
    said = answer.number("step"), answer.number("steps")
    if said != (step, request.steps):
        raise Malformed(f"it is step {said[0]} of {said[1]}, not {step} of {request.steps}")
    if answer.has("pixels") != (step == request.steps):
        raise Malformed(f"the picture comes with the last step, not with {step} of {request.steps}")
    final = _picture(answer, request) if step == request.steps else None
    return Frame(step, request.steps, answer.preview("preview"), final)


def _picture(answer: Answer, request: PaintRequest) -> Picture:
    return Picture(
        pixels=answer.tensor("pixels", np.uint8, (request.height, request.width, 3)).tobytes(),
        width=request.width,
        height=request.height,
        alt_text=answer.text("alt"),
        model=request.model,
        model_version=answer.text("model_version"),
        cpu_seconds=answer.seconds("cpu_seconds"),
    )
