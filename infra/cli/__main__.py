"""``python -m infra.cli``: the command without its installed name."""

from __future__ import annotations

from infra.cli import main

if __name__ == "__main__":
    main()
