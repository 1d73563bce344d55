"""Where an outcome is kept: a picture, a table."""

from __future__ import annotations

from pathlib import Path

from infra.analysis import need
from infra.replays.plain import rows
from infra.servers.problem import Exit, Problem
from projections.replays.outcome import Outcome

TABLE = "replay.parquet"


def write_text(path: Path, text: str) -> None:
    """Put a text in the place of what is there. Raises Problem where that cannot be."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _problem(path, error) from error


def write_table(path: Path, outcome: Outcome) -> Path:
    """A Parquet file with a row for each place on each board, in a folder if that is named; where it is.

    Raises Problem where it cannot be written, or the analysis packages are missing.
    """
    need("pyarrow")
    import pyarrow as pa  # noqa: PLC0415 - a user who only runs Limn does not have it
    import pyarrow.parquet as pq  # noqa: PLC0415

    term = pa.struct([("name", pa.string()), ("value", pa.float64()), ("events", pa.int64())])
    schema = pa.schema(
        [
            ("step", pa.int32()),
            ("position", pa.int64()),
            ("ranked_at", pa.timestamp("us", tz="UTC")),
            ("side", pa.string()),
            ("ranker", pa.string()),
            ("version", pa.int32()),
            ("place", pa.int32()),
            ("post", pa.string()),
            ("score", pa.float64()),
            ("terms", pa.list_(term)),
        ],
        metadata={"digest": outcome.digest},
    )
    place = path / TABLE if path.is_dir() else path
    try:
        pq.write_table(pa.Table.from_pylist(list(rows(outcome)), schema), place)
    except OSError as error:
        raise _problem(place, error) from error
    return place


def _problem(path: Path, error: OSError) -> Problem:
    return Problem(f"{path} cannot be written: {error.strerror or type(error).__name__}.", "name another", Exit.DATA)
