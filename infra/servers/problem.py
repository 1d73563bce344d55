"""What an operator is told when something cannot run: one sentence, and the command that mends it."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of ``limn``: what kind of thing is in the way."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NOT_RUNNING = 3
    RUNNING = 4
    PORT = 5
    DATA = 6
    DISK = 7
    MISSING = 8
    SERVER = 9
    DAMAGED = 10
    INTERRUPTED = 130


class Problem(Exception):
    """Something is in the way of running: ``sentence`` says what, ``mend`` what to do about it."""

    def __init__(self, sentence: str, mend: str, code: Exit = Exit.FAILED) -> None:
        super().__init__(f"{sentence} Mend: {mend}")
        self.sentence = sentence
        self.mend = mend
        self.code = code


class NotReady(Exception):
    """A probe's answer before the server is ready, with the reason."""
