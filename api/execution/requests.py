"""A GraphQL request, taken apart before any parser of GraphQL sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

BODY_BYTES = 256 * 1024
"""The largest request body; a prompt of the greatest length with everything around it needs a tenth."""


class BadRequest(Exception):
    """Not a GraphQL request at all. The message is one sentence without anything from the request."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to run. `variables` are JSON values, not coerced yet."""

    query: str
    variables: Mapping[str, Any]
    operation_name: str | None


def decode(body: bytes) -> Request:
    """The request in a JSON body."""
    return from_json(_json(body))


def from_json(value: object) -> Request:
    """The request in a decoded JSON value; fields that the standard does not name are ignored."""
    if not isinstance(value, dict):
        raise BadRequest("The body must be a JSON object with a `query`.")
    query, variables, name = value.get("query"), value.get("variables"), value.get("operationName")
    if not isinstance(query, str) or not query:
        raise BadRequest("`query` must be a string that is not empty.")
    if not (variables is None or isinstance(variables, dict)):
        raise BadRequest("`variables` must be an object.")
    if not (name is None or isinstance(name, str)):
        raise BadRequest("`operationName` must be a string.")
    if not (value.get("extensions") is None or isinstance(value["extensions"], dict)):
        raise BadRequest("`extensions` must be an object.")
    return Request(query, variables or {}, name or None)


def from_parameters(parameters: Mapping[str, str]) -> Request:
    """The request in the parameters of an address (GET)."""
    value: dict[str, object] = {"query": parameters.get("query"), "operationName": parameters.get("operationName")}
    for name in ("variables", "extensions"):
        if parameters.get(name):
            value[name] = _json(parameters[name].encode(errors="replace"))
    return from_json(value)


def _json(body: bytes) -> object:
    """Strict JSON: UTF-8, no NaN, no half surrogates, no bottomless nesting."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadRequest("The body must be JSON in UTF-8, not nested too deeply.") from None
