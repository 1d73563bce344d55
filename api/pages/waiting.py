"""The page that stands in for another until it is built: no script, it just asks again."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

from api.pages.build import BuildState, Phase

SECONDS_TO_NEXT_LOOK: Final = 2
STYLE: Final = Path(__file__).with_name("waiting.css")
STYLE_ADDRESS: Final = "/app/waiting.css"

PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{style}">
{refresh}<title>Limn: {phase}</title>
</head>
<body><main><h1>{title}</h1>{body}
<p>The API itself is up: <code>POST /graphql</code> answers meanwhile.</p>
</main></body>
</html>
"""


def waiting_page(state: BuildState) -> str:
    """The HTML that says how the build stands, and that looks again by itself while it runs."""
    if state.phase is Phase.FAILED:
        return PAGE.format(
            style=STYLE_ADDRESS,
            refresh="",
            phase="not built",
            title="This page could not be built",
            body=f"<pre>{escape(state.words)}</pre><p><strong>Mend:</strong> {escape(state.mend)}</p>",
        )
    return PAGE.format(
        style=STYLE_ADDRESS,
        refresh=f'<meta http-equiv="refresh" content="{SECONDS_TO_NEXT_LOOK}">\n',
        phase="still building",
        title="This page is still building",
        body=f'<p role="status">{escape(state.words)}</p><progress aria-label="Building"></progress>'
        "<p>It looks again by itself. It is built once, and again when its source changed.</p>",
    )
