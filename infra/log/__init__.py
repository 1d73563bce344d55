"""The event log on PostgreSQL."""

from infra.log.postgres import PostgresLog, open_log

__all__ = ["PostgresLog", "open_log"]
