"""Launchers of the embedded servers: PostgreSQL, Redis and Triton, from the installed wheels.

Each server is an object with the same few verbs: ``start`` (returns once the probe holds), ``probe``, ``stop``.
All of them listen on a 0700 unix socket or on 127.0.0.1 only, and none outlives the process that started it.
"""
