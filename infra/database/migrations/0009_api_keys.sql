-- What API keys are worth. That they were made and revoked are facts of the log; their secrets are none.
CREATE TABLE app.api_keys (
    key_id       uuid        PRIMARY KEY,
    account_id   uuid        NOT NULL,
    token_hash   bytea       UNIQUE,    -- null once it is revoked: when it was used last is still told
    scopes       text[]      NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz
);
CREATE INDEX api_keys_living ON app.api_keys (account_id, expires_at) WHERE token_hash IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.api_keys TO limn_api;
