-- What the engine knows about its folds, beside the read models themselves.

-- How far a group of views has come. The generation rises whenever a view joins or is replaced, so that an engine
-- which folded with the old set notices.
CREATE TABLE views.checkpoint (
    name       text   PRIMARY KEY,
    position   bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
    generation bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10);

-- The views that stand in the schema: their tables, and which meaning of their code filled them.
CREATE TABLE views.installed (
    view        text   PRIMARY KEY,
    version     int    NOT NULL,
    fingerprint text   NOT NULL,
    tables      text[] NOT NULL
);

-- Events that a view could not fold. The view is incomplete until it is rebuilt.
CREATE TABLE views.parked (
    view     text   NOT NULL,
    position bigint NOT NULL,
    reason   text   NOT NULL,
    PRIMARY KEY (view, position)
);

-- Work begun and not yet known to be survived: by the engine as a whole at a checkpoint ('' as the view), or by one
-- view at one event. A crash leaves its row, so that crashes can be counted.
CREATE TABLE views.attempt (
    view     text   NOT NULL,
    position bigint NOT NULL,
    count    int    NOT NULL,
    PRIMARY KEY (view, position)
);

-- How far each policy has come; set to the head of the log when it is first installed.
CREATE TABLE views.policy (
    name     text   PRIMARY KEY,
    position bigint NOT NULL CHECK (position >= 0)
) WITH (fillfactor = 10);

GRANT SELECT ON ALL TABLES IN SCHEMA views TO limn_api, limn_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA views TO limn_engine;

-- Where a view is rebuilt beside the live one, until its tables move over.
CREATE SCHEMA views_next;
GRANT USAGE, CREATE ON SCHEMA views_next TO limn_engine;
