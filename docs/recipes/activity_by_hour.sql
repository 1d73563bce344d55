-- When people are awake: public events and the people behind them, by hour of the day (UTC).
SELECT
    hour(happened_at AT TIME ZONE 'UTC') AS hour,
    count(*) AS events,
    count(DISTINCT actor) AS people
FROM events
GROUP BY hour
ORDER BY hour;
