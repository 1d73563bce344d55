-- Every counter of every public post and every person, folded again from the events: what differs is listed.
-- Of an export that holds the whole log, nothing is.
WITH moves AS (
    SELECT subject AS thing, 'like_count' AS counter, CASE topic WHEN 'post.liked' THEN 1 ELSE -1 END AS more
    FROM events WHERE topic IN ('post.liked', 'post.unliked')
    UNION ALL
    SELECT subject, 'comment_count', CASE topic WHEN 'post.commented' THEN 1 ELSE -1 END
    FROM events WHERE topic IN ('post.commented', 'comment.removed')
    UNION ALL
    SELECT subject, 'follower_count', CASE topic WHEN 'account.followed' THEN 1 ELSE -1 END
    FROM events WHERE topic IN ('account.followed', 'account.unfollowed')
    UNION ALL
    SELECT actor, 'following_count', CASE topic WHEN 'account.followed' THEN 1 ELSE -1 END
    FROM events WHERE topic IN ('account.followed', 'account.unfollowed')
    UNION ALL
    SELECT remix_of, 'remix_count', 1 FROM posts WHERE remix_of IS NOT NULL
    UNION ALL
    SELECT author, 'post_count', 1 FROM posts
),
folded AS (SELECT thing, counter, sum(more) AS count FROM moves GROUP BY ALL),
shown AS (
    UNPIVOT (SELECT post AS thing, like_count, comment_count, remix_count FROM posts)
    ON like_count, comment_count, remix_count INTO NAME counter VALUE count
    UNION ALL
    UNPIVOT (SELECT account AS thing, follower_count, following_count, post_count FROM accounts)
    ON follower_count, following_count, post_count INTO NAME counter VALUE count
)
SELECT thing, counter, shown.count AS shown, coalesce(folded.count, 0) AS folded
FROM shown LEFT JOIN folded USING (thing, counter)
WHERE shown.count <> coalesce(folded.count, 0)
ORDER BY thing, counter;
