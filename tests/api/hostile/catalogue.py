"""Every hostile request that we have thought of."""

from __future__ import annotations

from tests.api.hostile.asking import Asked
from tests.api.hostile.catalogue_documents import DOCUMENTS
from tests.api.hostile.catalogue_pages import SHOWN
from tests.api.hostile.catalogue_streams import STREAMS
from tests.api.hostile.catalogue_wire import WIRE
from tests.api.hostile.catalogue_words import SAID

EXECUTED: list[Asked] = [*DOCUMENTS, *SAID, *STREAMS]
"""Those that an executor may come to see."""
CATALOGUE: list[Asked] = [*WIRE, *EXECUTED, *SHOWN]
