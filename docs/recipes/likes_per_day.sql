-- Likes given and taken back, day by day (UTC).
SELECT
    day,
    count(*) FILTER (topic = 'post.liked') AS gained,
    count(*) FILTER (topic = 'post.unliked') AS lost
FROM events
WHERE topic IN ('post.liked', 'post.unliked')
GROUP BY day
ORDER BY day;
