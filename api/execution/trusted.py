"""Documents by their ids: those that the operator trusts, and those that clients have sent with their hash before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Protocol

from graphql import GraphQLError

from api.execution.documents import Refused
from api.execution.requests import HASH, Request, id_of
from api.execution.sameness import plain
from domain.errors import ErrorCode

REMEMBERED = 1_000_000
"""Characters of documents that this process knows by their hashes: the least recently used are forgotten first."""
LONGEST = 16_000
"""Characters of a document that is kept for a later request."""
NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"
"""Code and message that clients of automatic persisted queries wait for: then they send the document itself."""


class Kept(Protocol):
    """Where documents are kept for all processes, for a while."""

    async def read(self, document_id: str) -> str | None:
        """The document; None where it was never kept, is forgotten, or is out of reach."""
        ...

    async def keep(self, document_id: str, document: str) -> None:
        """Keep it, if that can be done now."""
        ...


class Texts:
    """Knows documents by their ids.

    kept     where those are kept that clients have sent with their hash; without it none of them is
    trusted  those of the operator, by their ids: never forgotten
    only     whether nothing else is run, however it is sent; then what is known is trusted, and nothing else is kept
    """

    def __init__(
        self, kept: Kept | None = None, trusted: Mapping[str, str] | None = None, *, only: bool = False
    ) -> None:
        texts = frozenset((trusted or {}).values())
        self._trusted = {id_of(text): text for text in texts} | dict(trusted or {})
        self._allowed = frozenset(map(plain, texts)) - {None} if only else None
        self._kept = None if only else kept
        self._known: OrderedDict[str, str] = OrderedDict()
        self._characters = 0

    async def named(self, request: Request) -> Request:
        """The request with its document. Refused where its id says nothing here."""
        if request.document_id is None:
            return request
        document = await self._document(request.document_id, request.query)
        return replace(request, query=document, document_id=None)

    def check(self, document: str) -> None:
        """Refused where it is not to be run here; to say so, a document that is not known may have to be parsed."""
        if self._allowed is not None and not self._trusts(document, self._allowed):
            raise _refused(ErrorCode.FORBIDDEN, "This server runs the documents of its own list, and no others.")

    def _trusts(self, document: str, allowed: Set[str | None]) -> bool:
        """Whether it is one of the list, or the same but for what clients add."""
        document_id = id_of(document)
        if document_id not in self._trusted and document_id not in self._known:
            if plain(document) not in allowed:
                return False
            self._remember(document_id, document)
        return True

    async def _document(self, document_id: str, sent: str) -> str:
        trusted = self._trusted.get(document_id)
        if trusted is not None and sent not in {"", trusted}:
            raise _refused(ErrorCode.INVALID, "This id is another document's.")
        if trusted is not None or (sent and not document_id.startswith(HASH)):
            return trusted or sent
        found = await (self._keep(document_id, sent) if sent else self._find(document_id))
        if found is None:
            raise _refused(*NOT_FOUND)
        return found

    async def _keep(self, document_id: str, document: str) -> str:
        """From now on the document is known by its hash, which has been checked."""
        if self._kept is not None:
            self._remember(document_id, document)
            if len(document) <= LONGEST:
                await self._kept.keep(document_id, document)
        return document

    async def _find(self, document_id: str) -> str | None:
        known = self._known.get(document_id)
        if known is not None:
            self._known.move_to_end(document_id)
            return known
        if self._kept is None or not document_id.startswith(HASH):
            return None
        read = await self._kept.read(document_id)
        if read is None or id_of(read) != document_id:  # whatever was put there by whomever
            return None
        self._remember(document_id, read)
        return read

    def _remember(self, document_id: str, document: str) -> None:
        if document_id not in self._known:
            self._characters += len(document)
        self._known[document_id] = document
        self._known.move_to_end(document_id)
        while self._characters > REMEMBERED:
            _, forgotten = self._known.popitem(last=False)
            self._characters -= len(forgotten)


def _refused(code: str, message: str) -> Refused:
    return Refused(GraphQLError(message, extensions={"code": str(code)}))
