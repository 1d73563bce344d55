"""The embedded Triton: judged by what its model answers, mended when a stub dies, known by its identity."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.servers.problem import NotReady, Problem
from infra.servers.triton import SHARED_MEMORY, Canary, TritonServer
from infra.servers.triton_http import TritonHttp

REPOSITORY = Path(__file__).parent / "model_repository"
LOOPBACK, MAPPED_LOOPBACK = "0100007F", "0000000000000000FFFF00000100007F"


@pytest.fixture(scope="module")
def triton(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TritonServer]:
    folder = tmp_path_factory.mktemp("triton")
    server = TritonServer(REPOSITORY, folder, folder / "log", Canary("echo", {"text": "la"}))
    server.start()
    yield server
    server.stop()


def test_a_dead_stub_is_noticed_and_healed(triton: TritonServer) -> None:
    with pytest.raises(NotReady):
        TritonHttp(triton.http_port).infer("echo", {"text": "die"})
    with pytest.raises(NotReady, match="1 of its model's processes died"):
        triton.check()
    triton.heal()
    triton.check()


def test_a_stranger_behind_the_port_is_refused(triton: TritonServer, tmp_path: Path) -> None:
    other = TritonServer(REPOSITORY, tmp_path, tmp_path / "log", triton.canary)
    other.http_port = triton.http_port
    with pytest.raises(NotReady, match=f"another server \\({triton.identity}\\)"):
        other.probe()


def test_a_taken_port_is_a_problem_and_not_a_false_start(triton: TritonServer, tmp_path: Path) -> None:
    other = TritonServer(REPOSITORY, tmp_path, tmp_path / "log", triton.canary)
    other.http_port, other.grpc_port = triton.http_port, triton.grpc_port
    with pytest.raises(Problem, match="did not become ready"):
        other.start()


def test_listens_on_loopback_only(triton: TritonServer) -> None:
    ports = {triton.http_port, triton.grpc_port, triton.metrics_port}
    lines = [line for table in ("tcp", "tcp6") for line in Path("/proc/net", table).read_text().splitlines()[1:]]
    listening = [row[1].split(":") for row in map(str.split, lines) if row[3] == "0A"]
    addresses = {int(port, 16): address for address, port in listening if int(port, 16) in ports}
    assert addresses.keys() == ports
    assert set(addresses.values()) <= {LOOPBACK, MAPPED_LOOPBACK}


def test_no_shared_memory_is_left_of_a_killed_server_or_of_one_whose_starter_is_gone(tmp_path: Path) -> None:
    (ended := subprocess.Popen(["true"])).wait()
    server = TritonServer(REPOSITORY, tmp_path, tmp_path / "log", Canary("echo", {"text": json.dumps("la")}))
    server.start()
    assert server.process is not None
    server.process.kill()
    one, other = SHARED_MEMORY.glob(f"{server.identity}*")
    orphan = one.rename(SHARED_MEMORY / f"limn-{ended.pid}-{one.name}")
    server.stop()
    assert not other.exists()
    assert not orphan.exists()
