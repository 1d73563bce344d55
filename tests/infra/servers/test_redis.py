"""The embedded Redis: on its socket only, and keeping nothing."""

from __future__ import annotations

import stat
from pathlib import Path

from redis import Redis

from infra.servers.redis import RedisServer


def test_private_socket_without_tcp_or_persistence(redis_server: RedisServer) -> None:
    assert stat.S_IMODE(redis_server.socket.stat().st_mode) == 0o700
    with Redis.from_url(redis_server.url) as redis:
        assert redis.config_get("port") == {"port": "0"}
        assert redis.config_get("save") == {"save": ""}
        assert redis.config_get("appendonly") == {"appendonly": "no"}


def test_starts_again_after_a_kill(tmp_path: Path) -> None:
    server = RedisServer(tmp_path, tmp_path / "log")
    server.start()
    assert server.process is not None
    server.process.kill()
    server.start()
    server.probe()
    server.stop()
