-- The board of a moment under the Hacker News formula, best first, as Limn itself ranks: likes of the last day,
-- counted in stretches of five minutes, against the age of the post. The terms of each score stand beside it, so
-- that two lines say why one post stands above the other. Set `moment` to look back; else it is the last event.
WITH asked AS (
    SELECT coalesce(getvariable('moment')::TIMESTAMPTZ, (SELECT max(happened_at) FROM events)) AS moment
),
reach AS (
    SELECT moment, to_timestamp((epoch(moment)::BIGINT - 86400) // 300 * 300) AS since FROM asked
),
counted AS (
    SELECT
        subject AS post,
        count(*) FILTER (topic = 'post.liked') - count(*) FILTER (topic = 'post.unliked') AS likes,
        count(*) FILTER (topic IN ('post.liked', 'post.unliked')) AS like_events
    FROM events, reach
    WHERE topic IN ('post.liked', 'post.unliked', 'post.commented', 'comment.removed') AND happened_at BETWEEN since AND moment
    GROUP BY subject
),
terms AS (
    SELECT
        post, author, likes, like_events, first_public_position,
        greatest(epoch(moment) - epoch(first_public_at), 0) / 3600 AS hours
    FROM counted JOIN posts USING (post), reach
    WHERE on_boards AND first_public_at <= moment
),
scored AS (
    SELECT *, (CASE WHEN likes > 0 THEN likes ^ 0.8 ELSE likes END) / (hours + 2) ^ 1.8 AS score FROM terms
)
SELECT
    row_number() OVER (ORDER BY score DESC, first_public_position DESC) AS place,
    post, handle, score, likes, round(hours, 4) AS hours, like_events
FROM scored JOIN accounts ON account = author
ORDER BY place;
