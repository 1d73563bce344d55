"""The connection that queries of views run on; whoever calls them opens and ends its transaction."""

from __future__ import annotations

from psycopg import AsyncConnection
from psycopg.rows import TupleRow

Connection = AsyncConnection[TupleRow]
