"""The rankers that a new Limn starts with. Whoever runs it may define each of them anew, and withdraw all but one."""

from __future__ import annotations

from domain.rankers import Definition

DEFAULT_RANKERS = (
    Definition(
        "decay",
        "decayed(likes, 6) + 2 * decayed(comments, 6)",
        "Likes and comments count less the longer ago they came: half after six hours. A comment counts as two likes.",
    ),
    Definition(
        "hacker-news",
        "if(likes > 0, likes ^ 0.8, likes) / (hours + 2) ^ 1.8",
        "Likes against gravity, as Hacker News ranks: a post needs ever more of them to stay.",
    ),
    Definition(
        "reddit",
        "sign(likes) * log10(max(abs(likes), 1)) + (shared_at - 1134028003) / 45000",
        "Reddit's hot: ten times the likes make up for twelve and a half hours.",
    ),
    Definition(
        "lemmy",
        "10000 * log10(max(1, 3 + likes)) / (hours + 2) ^ 1.8",
        "Lemmy's active rank: the logarithm of likes against gravity.",
    ),
    Definition("top", "likes", "Most likes in the window, whenever they came."),
    Definition(
        "rising",
        "24 * recent(likes, 1) / (max(likes, 0) + 10)",
        "What is gaining faster than before: the last hour's likes against all of the window's.",
    ),
    Definition(
        "discussed",
        "decayed(comments, 12) * min(1, (comments + 1) / (max(likes, 0) + 1))",
        "What people talk about more than they like it: half after twelve hours.",
    ),
)
