"""Ports that are given and not listened on yet."""

from __future__ import annotations

import subprocess
import sys

import pytest

from infra.servers import ports

CHOICES = range(31_000, 31_100)
ELSEWHERE = f"from infra.servers import ports; ports.CHOICES = {CHOICES}; print(*ports.free_ports(20))"


def test_what_one_process_was_given_no_other_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "CHOICES", CHOICES)
    monkeypatch.setattr(ports, "_names", [])
    given = ports.free_ports(20)
    other = subprocess.run([sys.executable, "-c", ELSEWHERE], capture_output=True, check=True, timeout=60).stdout
    assert len({*given, *map(int, other.split())}) == 40
