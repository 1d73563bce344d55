"""What a process loads at its start stays: the collector of cycles need not look through it again and again."""

from __future__ import annotations

import gc


def keep() -> None:
    """Set what there is now apart from collections. Call it once, when everything is loaded and before the work begins.

    Most objects of a process are made by then, so its longest pause becomes a few milliseconds instead of a tenth of a
    second, and the slowest requests with it.
    """
    gc.collect()
    gc.freeze()
