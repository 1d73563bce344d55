-- How long a public post waits for its first like, in minutes, by the day on which it became public.
WITH first_like AS (SELECT subject AS post, min(happened_at) AS liked_at FROM events WHERE topic = 'post.liked' GROUP BY subject)
SELECT
    (first_public_at AT TIME ZONE 'UTC')::DATE AS day,
    count(*) AS posts,
    count(liked_at) AS liked,
    round(median(date_diff('second', first_public_at, liked_at)) / 60, 1) AS median_minutes
FROM posts LEFT JOIN first_like USING (post)
GROUP BY day
ORDER BY day;
