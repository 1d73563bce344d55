-- Policies that append have a role of their own: folding must not be able to write the log.
GRANT USAGE ON SCHEMA log, views TO limn_policy;
GRANT SELECT ON ALL TABLES IN SCHEMA log TO limn_policy;
GRANT INSERT ON log.events, log.idempotency TO limn_policy;
GRANT UPDATE (position, at) ON log.head TO limn_policy;
GRANT SELECT, INSERT, UPDATE ON views.policy TO limn_policy;

-- Events that a policy could not react to, however often it tried, and went past.
CREATE TABLE views.policy_parked (
    policy   text   NOT NULL,
    position bigint NOT NULL,
    reason   text   NOT NULL,
    PRIMARY KEY (policy, position)
);
GRANT SELECT ON views.policy_parked TO limn_api, limn_worker;
GRANT SELECT, INSERT ON views.policy_parked TO limn_engine, limn_policy;
