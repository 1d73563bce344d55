"""`limn verify`: whether what is stored is what was, while the system serves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import psycopg
import typer

from infra.addresses import Addresses
from infra.cli.progress import as_it_goes
from infra.cli.verify_told import Teller
from infra.folds import LogSource
from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from infra.verify.blobs import BlobCheck
from infra.verify.findings import Part
from infra.verify.log import LogCheck
from infra.verify.notary import SECRET, Notary
from infra.verify.views import ViewCheck
from projections.attestation import Attestation, NotAttested
from projections.catalogue import SERVING


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(verify)


def verify(
    only: Annotated[list[Part] | None, typer.Option(help="Only this part; may be said more than once.")] = None,
    against: Annotated[
        Path | None, typer.Option(help="An attestation that was kept elsewhere: this must be the same log.")
    ] = None,
    key: Annotated[bool, typer.Option("--key", help="Print the public key that attestations are signed with.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
) -> None:
    """Hold the log against its attestations, pictures against their digests, and views against a fresh fold.

    Changes nothing. Exit codes: 0 nothing is wrong; 10 something is, and is named; 2 no attestation to hold against;
    3 nothing runs; 9 the database went away; 130 interrupted.
    """
    settings = Settings()
    layout = Layout(settings.data)
    if key:
        typer.echo(_notary(layout).key.hex())
        return
    conninfo = Addresses.of(settings).conninfo("limn_engine")
    notary = _notary(layout)
    others = [_other(against, notary)] if against else []
    teller = Teller(as_json)
    try:
        with psycopg.connect(conninfo, autocommit=True) as connection, as_it_goes(as_json) as say:
            source = LogSource(conninfo)
            checks: Mapping[Part, LogCheck | BlobCheck | ViewCheck] = {
                Part.LOG: LogCheck(connection, notary, others, say),
                Part.BLOBS: BlobCheck(connection, source, settings.data / "blobs", say),
                Part.VIEWS: ViewCheck(connection, source, SERVING, say),
            }
            for part in only or Part:
                for finding in checks[part].run():
                    teller.found(finding)
                teller.ended(part, checks[part].note)
    except psycopg.OperationalError:
        raise Problem("The database went away.", "limn status, then limn verify again", Exit.SERVER) from None
    except KeyboardInterrupt:
        raise Problem("Interrupted: what was not read yet is not known.", "limn verify", Exit.INTERRUPTED) from None
    raise typer.Exit(Exit.DAMAGED if teller.wrong else Exit.OK)


def _notary(layout: Layout) -> Notary:
    if not (layout.secrets / SECRET).exists():
        raise Problem("Nothing was signed here yet.", "run limn up, and wait a few seconds", Exit.NOT_RUNNING)
    return Notary(layout.data, layout.secrets)


def _other(path: Path, notary: Notary) -> Attestation:
    """An attestation from a file. Raises Problem for one that says nothing of this system."""
    try:
        other = Attestation.read(path.read_text())
    except OSError as error:
        raise Problem(f"{path} cannot be read: {error.strerror}.", "name another file", Exit.USAGE) from None
    except (NotAttested, UnicodeDecodeError):
        raise Problem(f"{path} is no attestation.", "keep what `log { attestation }` answers", Exit.USAGE) from None
    if not notary.signed(other):
        raise Problem(f"{path} is not signed with this system's key.", "compare limn verify --key", Exit.USAGE)
    return other
