-- What people talk about: comments that stand, and how many people made them.
WITH standing AS (
    SELECT subject AS post, actor FROM events WHERE topic = 'post.commented'
    AND comment NOT IN (SELECT comment FROM events WHERE topic = 'comment.removed')
)
SELECT post, any_value(handle) AS author, count(*) AS comments, count(DISTINCT actor) AS people
FROM standing JOIN posts USING (post) JOIN accounts ON account = author
GROUP BY post
ORDER BY comments DESC, people DESC, post
LIMIT 20;
