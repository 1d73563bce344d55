-- What was signed of the log: its Merkle root at a position. Made after the events, outside of their appending.
CREATE TABLE log.attestations (
    position  bigint      PRIMARY KEY CHECK (position > 0),
    at        timestamptz NOT NULL,
    previous  bytea       NOT NULL UNIQUE,  -- digest of the attestation before; unique, so that there is one line of them
    root      bytea       NOT NULL,
    peaks     bytea       NOT NULL,         -- roots of the whole trees under it: what it takes to go on from here
    marks     bytea       NOT NULL,         -- the beginning of each leaf since the one before, so that damage has a place
    key       bytea       NOT NULL,
    signature bytea       NOT NULL
);
GRANT SELECT ON log.attestations TO limn_api, limn_engine;
GRANT INSERT ON log.attestations TO limn_engine;
