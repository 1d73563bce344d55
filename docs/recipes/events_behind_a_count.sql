-- From a number to the events behind it: who liked a post and took it back, in order, with the count after each.
-- Set `post` to a post's id; else it is the one with the most likes.
WITH asked AS (
    SELECT coalesce(
        getvariable('post'),
        (SELECT post FROM posts ORDER BY like_count DESC, first_public_position DESC LIMIT 1)
    ) AS post
)
SELECT
    position, happened_at, topic, accounts.handle,
    sum(CASE topic WHEN 'post.liked' THEN 1 ELSE -1 END) OVER (ORDER BY position) AS like_count
FROM events JOIN asked ON subject = post LEFT JOIN accounts ON account = actor
WHERE topic IN ('post.liked', 'post.unliked')
ORDER BY position;
