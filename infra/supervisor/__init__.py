"""Starts the whole system in order, keeps it running, and ends it: nothing outlives it.

``guard`` is the process above everything, ``system`` what runs in which order, ``keeper`` the life of one program.
"""
