"""The real application, to compare an export with what it answers."""

from __future__ import annotations

from tests.api.conftest import shared_folding, site

__all__ = ["shared_folding", "site"]
