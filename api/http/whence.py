"""Where a request comes from, as far as limits tell people apart."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

FORWARDED = "x-forwarded-for"
NETWORK = 64
"""Bits of an IPv6 address that are its owner's line; the other half is theirs to choose."""


def whence(scope: Scope, proxies: int) -> str:
    """The address of who asks: a line, where it is an IPv6 address; empty where nobody knows.

    proxies  how many stand in front, each of which adds to the header by whom it was asked: what stands before their
             entries may say anything. A request without them came past the proxies.
    """
    peer: str = scope["client"][0] if scope.get("client") else ""
    if proxies:
        said = [part.strip() for line in Headers(scope=scope).getlist(FORWARDED) for part in line.split(",")]
        if len(said) >= proxies:
            peer = said[-proxies] if _known(said[-proxies]) else peer
    return _line(peer) if ":" in peer else peer


def _known(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _line(text: str) -> str:
    address = ip_address(text.partition("%")[0])
    if not isinstance(address, IPv6Address) or address.is_loopback:
        return text
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address, NETWORK), strict=False).network_address)
