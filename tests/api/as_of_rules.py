"""What each field is as of a position, of all types that are reached from a post, a person or a board."""

from __future__ import annotations

THEN = "as it was then, of what may be seen now"
SAME = "the same for ever"
NOW = "as it is now: what stands between people, roles, and what may be done"
REFUSED = "has no past, and says so"

ROWS: dict[str, dict[str, str]] = {
    "Post": {
        SAME: "id author image createdAt remixedFrom",
        THEN: "caption altText tags prompt visibility promptVisibility likeCount commentCount remixCount viewerHasLiked"
        " wordChanges remixes comments labels blurred restrictions publishedAt changedAt",
    },
    "Account": {
        SAME: "id",
        NOW: "handle roles viewerBlocks viewerMutes",
        THEN: "displayName bio followerCount followingCount postCount viewerFollows labels restrictions posts",
        REFUSED: "blocked muted statements flags apiKeys",
    },
    "Comment": {SAME: "id author createdAt", THEN: "text removed labels restrictions replies"},
    "Image": {SAME: "id url width height sha256 placeholder altText params seconds provenance energy"},
    "RenderParams": {SAME: "width height steps seed model", THEN: "negativePrompt"},
    "Decision": {
        SAME: "id kind label rule reason decidedAt moderator",
        THEN: "undoneAt undoneReason undoneBy",
    },
    "PostConnection": {THEN: "edges pageInfo position"},
    "PostEdge": {THEN: "cursor node why"},
    "CommentConnection": {THEN: "edges pageInfo"},
    "CommentEdge": {THEN: "cursor node"},
}
PLAIN = frozenset({"Energy", "Label", "PageInfo", "Provenance", "Rule", "ScoreTerm", "Why", "WordChange"})
"""Values that are made whole where they stand, and ask nothing more."""


def rules(kind: str) -> dict[str, str]:
    """The rule of each field of a type."""
    return {field: rule for rule, fields in ROWS.get(kind, {}).items() for field in fields.split()}
