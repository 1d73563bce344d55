"""A GraphQL request, taken apart before any parser of GraphQL sees it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

BODY_BYTES = 256 * 1024
"""The largest request body; a prompt of the greatest length with everything around it needs a tenth."""
HASH = "sha256:"
"""Begins an id that follows from the document itself: 64 hexadecimal digits come after it."""
DOCUMENT_ID = re.compile(r"sha256:[0-9a-f]{64}|(?!sha256:)[\w.:/+=-]{1,200}", re.ASCII)
"""What a document may be called."""
SHARED = 64
"""Texts of documents that are kept once for all who ask the same: open streams keep theirs."""


class BadRequest(Exception):
    """Not a GraphQL request at all. The message is one sentence without anything from the request."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to run. `variables` are JSON values, not coerced yet.

    query        the document; empty where only its id was sent, which `Texts` knows what to do about
    document_id  what the client calls the document, if it says
    """

    query: str
    variables: Mapping[str, Any]
    operation_name: str | None
    document_id: str | None = None


def decode(body: bytes) -> Request:
    """The request in a JSON body."""
    return from_json(_json(body))


def from_json(value: object) -> Request:
    """The request in a decoded JSON value; fields that the standard does not name are ignored."""
    if not isinstance(value, dict):
        raise BadRequest("The body must be a JSON object with a `query`.")
    query, variables, name = value.get("query"), value.get("variables"), value.get("operationName")
    if not (variables is None or isinstance(variables, dict)):
        raise BadRequest("`variables` must be an object.")
    if not (name is None or isinstance(name, str)):
        raise BadRequest("`operationName` must be a string.")
    document_id = _document_id(value)
    if not (isinstance(query, str) or query is None) or not (query or document_id):
        raise BadRequest("`query` must be a string that is not empty, unless a document's id stands for it.")
    if query and document_id and document_id.startswith(HASH) and document_id != id_of(query):
        raise BadRequest("The hash is another document's.")
    return Request(_once(query or ""), variables or {}, name or None, document_id)


def from_parameters(parameters: Mapping[str, str]) -> Request:
    """The request in the parameters of an address (GET)."""
    value: dict[str, object] = {name: parameters.get(name) for name in ("query", "operationName", "documentId")}
    for name in ("variables", "extensions"):
        if parameters.get(name):
            value[name] = _json(parameters[name].encode(errors="replace"))
    return from_json(value)


def id_of(document: str) -> str:
    """The id that follows from a document."""
    return HASH + hashlib.sha256(document.encode()).hexdigest()


def _document_id(value: Mapping[str, object]) -> str | None:
    """What the document is called: by `documentId`, or as automatic persisted queries say it."""
    extensions, named = value.get("extensions"), value.get("documentId")
    if not (extensions is None or isinstance(extensions, dict)):
        raise BadRequest("`extensions` must be an object.")
    hashed = (extensions or {}).get("persistedQuery")
    if hashed is not None:
        if not (isinstance(hashed, dict) and hashed.get("version") == 1 and isinstance(hashed.get("sha256Hash"), str)):
            raise BadRequest("`persistedQuery` must have the version 1 and a `sha256Hash`.")
        named = HASH + hashed["sha256Hash"] if named is None else named
    if not (named is None or (isinstance(named, str) and DOCUMENT_ID.fullmatch(named))):
        raise BadRequest("A document's id is `sha256:` and 64 hexadecimal digits, or a short name.")
    return named or None


def _json(body: bytes) -> object:
    """Strict JSON: UTF-8, no NaN, no half surrogates, no bottomless nesting."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadRequest("The body must be JSON in UTF-8, not nested too deeply.") from None


@lru_cache(maxsize=SHARED)
def _once(text: str) -> str:
    return text
