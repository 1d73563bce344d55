"""Every view that is served, in the order in which `log` lists them."""

from __future__ import annotations

from projections.view import View
from projections.views import (
    accounts,
    api_keys,
    blocks,
    cases,
    comments,
    flags,
    follows,
    mutes,
    posts,
    rankers,
    reactions,
    renders,
    roles,
    screening,
    statements,
    tags,
    trending,
)

SERVING: tuple[View, ...] = (
    accounts.view,
    roles.view,
    api_keys.view,
    renders.view,
    posts.view,
    tags.view,
    reactions.view,
    follows.view,
    blocks.view,
    mutes.view,
    comments.view,
    flags.view,
    cases.view,
    statements.view,
    screening.view,
    rankers.view,
    trending.view,
)
"""They advance together, under one checkpoint."""
