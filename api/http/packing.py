"""Answers made smaller on their way, for clients that can unpack them.

Their length tells an eavesdropper something of what is in them, which matters where a stranger can have a secret sent
beside words of their own, again and again. Nobody can: another site's page cannot ask with somebody's session.
"""

from __future__ import annotations

import asyncio
import zlib

import brotli
from starlette.responses import Response

from api.http.media import weighed

SMALLEST = 1_024
"""Bytes from which it is worth it."""
LONG = 128 * 1_024
"""Bytes from which it is done beside the event loop: packing so many takes a millisecond."""
QUALITY = 3
"""Of Brotli's 11: a page of the feed is smaller so than by gzip at its best, in less time than by gzip at its least."""
LEVEL = 1
"""Of gzip's 9."""


async def pack(response: Response, accepted: str | None) -> None:
    """Pack a response's body in a coding that an Accept-Encoding header takes, if it is long enough."""
    coding = next((one for one in ("br", "gzip") if accepted and takes(accepted, one)), None)
    if coding is None or len(response.body) < SMALLEST:
        return
    body = bytes(response.body)
    make = _brotli if coding == "br" else _gzip
    response.body = await asyncio.to_thread(make, body) if len(body) >= LONG else make(body)
    response.headers.update({"content-encoding": coding, "vary": "accept-encoding"})
    response.headers["content-length"] = str(len(response.body))


def takes(accepted: str, coding: str) -> bool:
    """Whether an Accept-Encoding header takes a coding by its name."""
    return any(kind == coding and weight > 0 for kind, weight in map(weighed, accepted.split(",")))


def _brotli(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=QUALITY)
    return packed


def _gzip(body: bytes) -> bytes:
    packing = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packing.compress(body) + packing.flush()
