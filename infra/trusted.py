"""The trusted documents: the operator's list, a JSON file from ids to documents; and what app and commands ask for."""

from __future__ import annotations

from pathlib import Path

import msgspec
import structlog

from api.execution.requests import DOCUMENT_ID, HASH, id_of
from infra import operations
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from infra.webbuild import DOCUMENTS

logger = structlog.get_logger(__name__)


def trusted_of(settings: Settings) -> dict[str, str]:
    """The operator's list, none without a file. Raises Problem where it cannot be used as a whole."""
    path = settings.trusted_documents
    if path is None:
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


def asked_by_the_app(page: Path) -> dict[str, str]:
    """The documents of the built app by their hashes; none before it is built."""
    try:
        found = msgspec.json.decode((page / DOCUMENTS).read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        logger.warning("trusted.no_app", advice="The app is not built yet, and its documents are refused: start again.")
        return {}
    return {id_of(document): document for document in found.values()}


def asked_by_the_commands() -> dict[str, str]:
    """The documents of `limn` itself by their hashes."""
    texts = (text for name, text in vars(operations).items() if name.isupper())
    return {id_of(text): text for text in texts}


def _useless(settings: Settings, why: str) -> Problem:
    return Problem(f"LIMN_TRUSTED_DOCUMENTS={settings.trusted_documents}: {why}.", "mend the list", Exit.USAGE)
