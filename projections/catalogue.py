"""Every view that is served, in the order in which `log` lists them."""

from __future__ import annotations

from projections.view import View
from projections.views import accounts, comments, flags, follows, posts, reactions, renders, roles, tags, trending

SERVING: tuple[View, ...] = (
    accounts.view,
    roles.view,
    renders.view,
    posts.view,
    tags.view,
    reactions.view,
    follows.view,
    comments.view,
    flags.view,
    trending.view,
)
"""They advance together, under one checkpoint."""
