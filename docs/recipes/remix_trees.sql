-- Families of pictures: how many posts grew from each root by remixing, and how deep. Branches whose source is hidden
-- begin a tree of their own.
WITH RECURSIVE tree AS (
    SELECT post AS root, post, 0 AS depth FROM posts WHERE remix_of IS NULL
    UNION ALL
    SELECT root, posts.post, depth + 1 FROM tree JOIN posts ON posts.remix_of = tree.post
)
SELECT root, count(*) - 1 AS remixes, max(depth) AS depth
FROM tree
GROUP BY root
HAVING count(*) > 1
ORDER BY remixes DESC, depth DESC, root;
