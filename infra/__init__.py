"""Composition and every adapter: settings, servers, the log, pools, workers, migrations, the command line."""
