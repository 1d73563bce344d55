-- What is not a fact: secrets, sessions and leases. These rows change and go.
CREATE SCHEMA app;

CREATE TABLE app.credentials (
    account_id    uuid        PRIMARY KEY,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE app.sessions (
    token_hash bytea       PRIMARY KEY,
    account_id uuid        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_account ON app.sessions (account_id);
CREATE INDEX sessions_expiry ON app.sessions (expires_at);

-- A worker's exclusive term on a render; a later term has a greater fence.
CREATE SEQUENCE app.render_fences;
CREATE TABLE app.render_leases (
    render_id  uuid        PRIMARY KEY,
    fence      bigint      NOT NULL DEFAULT nextval('app.render_fences'),
    worker     uuid        NOT NULL,
    expires_at timestamptz NOT NULL
);

GRANT USAGE ON SCHEMA app TO limn_api, limn_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.credentials, app.sessions TO limn_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.render_leases TO limn_worker;
GRANT USAGE ON SEQUENCE app.render_fences TO limn_worker;
