"""The page that stands in for the explorer until it is built: no script, it just asks again."""

from __future__ import annotations

from html import escape

from api.explorer.build import BuildState, Phase

SECONDS_TO_NEXT_LOOK = 2

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
{refresh}<title>Limn explorer: {phase}</title>
<style>
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.6 system-ui, sans-serif;
  background: Canvas; color: CanvasText; }}
main {{ max-width: 38rem; padding: 2rem; }}
h1 {{ font-size: 1.4rem; }}
progress {{ width: 100%; accent-color: #5b3df5; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; padding: .8rem; border: 1px solid #8886; border-radius: .5rem; }}
</style>
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
            refresh="",
            phase="not built",
            title="The explorer could not be built",
            body=f"<pre>{escape(state.words)}</pre><p><strong>Mend:</strong> {escape(state.mend)}</p>",
        )
    return PAGE.format(
        refresh=f'<meta http-equiv="refresh" content="{SECONDS_TO_NEXT_LOOK}">\n',
        phase="still building",
        title="The explorer is still building",
        body=f'<p role="status">{escape(state.words)}</p><progress aria-label="Building"></progress>'
        "<p>This page looks again by itself. It is built once, and again when its source changed.</p>",
    )
