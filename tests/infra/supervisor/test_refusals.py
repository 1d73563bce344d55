"""What is in the way of a start is told in one sentence with its mend, and has an exit code of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from infra.servers.problem import Exit
from infra.settings import environment
from tests.infra.supervisor.running import PATIENCE, running

LIMN = [sys.executable, "-m", "infra.cli"]
TINY = 64 << 20


def limn(data: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    variables = {"LIMN_HTTP_PORT": "0"} | variables
    return subprocess.run(
        [*LIMN, *words],
        env=environment(LIMN_DATA=str(data), **variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_port_in_use_names_its_holder(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = limn(tmp_path / "data", "up", LIMN_HTTP_PORT=port)
    assert refused.returncode == Exit.PORT
    assert f"Port {port} is in use by process {os.getpid()} (" in refused.stderr
    assert "Mend: end that process, or set LIMN_HTTP_PORT" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_a_running_system_is_shown_protected_and_stopped(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert limn(data, "status").returncode == limn(data, "down").returncode == Exit.NOT_RUNNING
    with running(data) as system:
        system.until_ready()
        second = limn(data, "up")
        assert second.returncode == Exit.RUNNING
        assert f"already runs on {data} (process {system.process.pid})" in second.stderr
        shown = limn(data, "status")
        assert shown.returncode == Exit.OK
        assert "postgres  ready" in shown.stdout
        assert limn(data, "doctor").returncode == Exit.OK
        assert limn(data, "down").returncode == Exit.OK
        assert system.process.wait(PATIENCE) == Exit.OK
    assert limn(data, "status", "--json").stdout.strip() == '{"running": false}'


@pytest.mark.parametrize(("mark", "sentence"), [("VERSION", "has layout 99"), ("postgres/PG_VERSION", "PostgreSQL 99")])
def test_a_data_folder_of_another_version(tmp_path: Path, mark: str, sentence: str) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / mark).write_text("99\n")
    for command in ("up", "doctor"):
        refused = limn(tmp_path, command)
        assert refused.returncode == Exit.DATA
        assert sentence in refused.stdout + refused.stderr


def test_no_limits_beyond_loopback(tmp_path: Path) -> None:
    refused = limn(tmp_path, "up", LIMN_RATE_LIMITS="off", LIMN_HTTP_HOST="0.0.0.0")
    assert refused.returncode == Exit.USAGE
    assert "LIMN_RATE_LIMITS=off is for loopback only" in refused.stderr


def test_a_setting_that_cannot_be_is_named(tmp_path: Path) -> None:
    refused = limn(tmp_path, "status", LIMN_HTTP_PORT="many")
    assert refused.returncode == Exit.USAGE
    assert refused.stderr.startswith("LIMN_HTTP_PORT: ")
    assert refused.stderr.count("\n") == 1


def test_an_address_that_cannot_be_is_not_quoted(tmp_path: Path) -> None:
    refused = limn(tmp_path, "up", LIMN_DATABASE_URL="my secret word")
    assert refused.returncode == Exit.USAGE
    assert refused.stderr.startswith("LIMN_DATABASE_URL is not an address of PostgreSQL.")
    assert "secret" not in refused.stderr


def test_a_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    refused = limn(tmp_path / "file" / "data", "up")
    assert refused.returncode == Exit.DATA
    assert "cannot be used: Not a directory" in refused.stderr
    assert limn(tmp_path / "file", "status").returncode == Exit.NOT_RUNNING


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare to mount a small disk")
def test_a_full_disk(tmp_path: Path) -> None:
    mount = f'mount -t tmpfs -o size={TINY} tmpfs "$LIMN_DATA" && exec "$@"'
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh", *LIMN, "up"]
    refused = subprocess.run(
        command,
        env=environment(LIMN_DATA=str(tmp_path), LIMN_HTTP_PORT="0"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if "unshare" in refused.stderr or "mount:" in refused.stderr:
        pytest.skip(f"no small disk can be mounted here: {refused.stderr.strip()}")
    assert refused.returncode == Exit.DISK
    assert "MiB left, and at least 1024 MiB are needed. Mend: free" in refused.stderr
