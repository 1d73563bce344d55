-- The log: the only source of truth. Columns of the eventsourcing library first, then what hot folds read.
CREATE SCHEMA log;

CREATE TABLE log.events (
    notification_id    bigint      NOT NULL,  -- the position: gapless, visible in commit order
    originator_id      uuid        NOT NULL,
    originator_version bigint      NOT NULL,
    topic              text        NOT NULL,
    state              bytea       NOT NULL,  -- canonical JSON of the event's own fields
    at                 timestamptz,           -- never falls from one position to the next
    actor              uuid,
    subject            uuid,
    event_id           uuid,
    schema_version     smallint,
    correlation_id     uuid,
    causation_id       uuid,
    trace              text,
    personal           bytea,                 -- encrypted under a person's key
    CONSTRAINT events_pkey PRIMARY KEY (notification_id),
    CONSTRAINT events_stream_key UNIQUE (originator_id, originator_version),
    CONSTRAINT events_event_id_key UNIQUE (event_id)
);
CREATE INDEX events_subject ON log.events (subject, notification_id);

-- The last position and its time: the one row that appending moves.
CREATE TABLE log.head (
    one      boolean     PRIMARY KEY DEFAULT true CHECK (one),
    position bigint      NOT NULL CHECK (position >= 0),
    at       timestamptz NOT NULL
) WITH (fillfactor = 10);
INSERT INTO log.head (position, at) VALUES (0, '-infinity');

CREATE FUNCTION log.only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE check_violation USING MESSAGE = 'the head of the log only moves forward';
END
$$;
CREATE TRIGGER only_forward BEFORE UPDATE ON log.head FOR EACH ROW
    WHEN (NEW.position < OLD.position OR NEW.at < OLD.at) EXECUTE FUNCTION log.only_forward();

-- What was answered to a command under an idempotency key.
CREATE TABLE log.idempotency (
    scope    uuid        NOT NULL,
    key      text        NOT NULL,
    body     bytea       NOT NULL,  -- a MAC of what was asked
    position bigint      NOT NULL,
    result   uuid        NOT NULL,
    at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, key)
);

-- Running roles read and append. None may change or take away what happened.
GRANT USAGE ON SCHEMA log TO limn_api, limn_engine, limn_worker;
GRANT SELECT ON ALL TABLES IN SCHEMA log TO limn_api, limn_engine, limn_worker;
GRANT INSERT ON log.events, log.idempotency TO limn_api, limn_worker;
GRANT UPDATE (position, at) ON log.head TO limn_api, limn_worker;
