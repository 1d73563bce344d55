-- Who comes back: of those who joined on a day, how many did something public so many days later.
WITH joined AS (SELECT actor, day AS first_day FROM events WHERE topic = 'account.registered'),
active AS (SELECT DISTINCT actor, day FROM events)
SELECT
    first_day,
    count(DISTINCT actor) FILTER (day = first_day) AS joined,
    count(DISTINCT actor) FILTER (day = first_day + 1) AS after_1_day,
    count(DISTINCT actor) FILTER (day = first_day + 2) AS after_2_days,
    count(DISTINCT actor) FILTER (day = first_day + 7) AS after_7_days
FROM joined JOIN active USING (actor)
GROUP BY first_day
ORDER BY first_day;
