"""A new data folder with a database of its own, filled from elsewhere: there whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from infra.drafts import drafted
from infra.log.dump import Damaged, Newer
from infra.log.loading import NotEmpty
from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem
from infra.servers.roles import OWNER
from infra.settings import Settings
from infra.supervisor.alone import database_alone


@dataclass(frozen=True, slots=True)
class Founded:
    """The folder while it is made, and its database in the one transaction that fills it, as its owner."""

    layout: Layout
    connection: psycopg.Connection


@contextmanager
def founded(settings: Settings) -> Iterator[Founded]:
    """Make the data folder that the settings name; it has its name once the block has ended well.

    Raises Problem: the folder, or the log of an outside database, is not empty; what is loaded is damaged.
    """
    if settings.data.is_mount():
        sentence = f"{settings.data} is a disk's own folder, which cannot take the place of another."
        raise Problem(sentence, "set LIMN_DATA to a folder on it", Exit.USAGE)
    with drafted(settings.data) as draft:
        made = settings.model_copy(update={"data": draft})
        with database_alone(made) as conninfo, psycopg.connect(conninfo(OWNER)) as connection:
            try:
                yield Founded(Layout(draft), connection)
            except NotEmpty:
                mend = "name an empty database, or unset LIMN_DATABASE_URL"
                raise Problem("The log of this database holds events already.", mend, Exit.DATA) from None
            except (Damaged, Newer) as wrong:
                raise Problem(f"{wrong} Nothing was taken over.", "use another copy", Exit.DATA) from wrong
