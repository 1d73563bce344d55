-- Views that stand aside, each at a position of its own: those that are being rebuilt (place `views_next`), which a
-- killed rebuild goes on from, and those that a rebuild has replaced (place `views_kept`), which can be put back.
CREATE SCHEMA views_kept;
GRANT USAGE, CREATE ON SCHEMA views_kept TO limn_engine;

-- `position` is what the tables hold, `reached` what their rebuild has folded in memory beyond that. Without indexes,
-- tables have no more than their keys.
CREATE TABLE views.aside (
    place       text    NOT NULL,
    view        text    NOT NULL,
    version     int     NOT NULL,
    fingerprint text    NOT NULL,
    tables      text[]  NOT NULL,
    position    bigint  NOT NULL DEFAULT 0,
    reached     bigint  NOT NULL DEFAULT 0,
    indexed     boolean NOT NULL DEFAULT false,
    PRIMARY KEY (place, view)
) WITH (fillfactor = 10);

-- What is missing in them, as in `views.parked`.
CREATE TABLE views.aside_parked (
    place    text   NOT NULL,
    view     text   NOT NULL,
    position bigint NOT NULL,
    reason   text   NOT NULL,
    PRIMARY KEY (place, view, position),
    FOREIGN KEY (place, view) REFERENCES views.aside ON UPDATE CASCADE ON DELETE CASCADE
);

GRANT SELECT ON views.aside, views.aside_parked TO limn_api, limn_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON views.aside, views.aside_parked TO limn_engine;
