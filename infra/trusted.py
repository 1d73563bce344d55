"""The operator's list of trusted documents: a JSON file, from ids to documents."""

from __future__ import annotations

import msgspec

from api.execution.requests import DOCUMENT_ID, HASH, id_of
from infra.servers.problem import Exit, Problem
from infra.settings import Settings


def trusted_of(settings: Settings) -> dict[str, str]:
    """The documents by their ids; none without a file. Raises Problem where one is needed, or cannot be used."""
    path = settings.trusted_documents
    if path is None:
        if settings.documents == "trusted":
            mend = "set LIMN_TRUSTED_DOCUMENTS to its file"
            raise Problem("LIMN_DOCUMENTS=trusted needs a list of them.", mend, Exit.USAGE)
        return {}
    try:
        documents = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except OSError as error:
        raise _useless(settings, f"it cannot be read ({error.strerror})") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise _useless(settings, "it is no JSON object whose values are documents, as strings") from None
    for document_id, document in documents.items():
        if not DOCUMENT_ID.fullmatch(document_id):
            raise _useless(
                settings, f"{document_id[:80]!r} is no id: `sha256:` and 64 hexadecimal digits, or a short name"
            )
        if not document or (document_id.startswith(HASH) and document_id != id_of(document)):
            raise _useless(settings, f"{document_id} is not the hash of its document, or has none")
    return documents


def _useless(settings: Settings, why: str) -> Problem:
    return Problem(f"LIMN_TRUSTED_DOCUMENTS={settings.trusted_documents}: {why}.", "mend the list", Exit.USAGE)
