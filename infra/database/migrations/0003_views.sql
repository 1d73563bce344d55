-- Read models. Their tables come and go with the views; the engine makes them and lets the interface read them.
CREATE SCHEMA views;

GRANT USAGE, CREATE ON SCHEMA views TO limn_engine;
GRANT USAGE ON SCHEMA views TO limn_api, limn_worker;
