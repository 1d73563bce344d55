"""Yesterday's board under two rankers: a marimo notebook. `limn notebook` opens it."""

import marimo

app = marimo.App(width="full", app_title="Limn: yesterday's board")


@app.cell
def _():
    import base64
    from datetime import timedelta
    from html import escape
    from pathlib import Path

    import marimo as mo

    from domain.errors import DomainError
    from infra.notebook.asking import Asking

    return Asking, DomainError, Path, base64, escape, mo, timedelta


@app.cell
def _(Asking, Path, mo):
    export = Asking(Path(mo.cli_args().get("export") or "."))
    return (export,)


@app.cell
def _(escape, mo):
    def plain(lines):
        """A table as it is, without tools around it, as narrow as what stands in it."""

        def row(tag, cells):
            return "<tr>" + "".join(f"<{tag}>{escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"

        return mo.Html(f"<table>{row('th', lines[0])}{''.join(row('td', line.values()) for line in lines)}</table>")

    return (plain,)


@app.cell
def _(export, mo):
    _first, _last = export.days
    mo.md(
        f"""
        # Yesterday's board

        What anyone may see of this Limn, from {_first} to {_last}: folded here by the same functions that serve it,
        from the files of an export. Choose a day and two rankers; all below follows.
        """
    )
    return


@app.cell
def _(export, mo, timedelta):
    _first, _last = export.days
    day = mo.ui.date(_first, _last, max(_first, _last - timedelta(days=1)), label="Day (UTC)")
    one = mo.ui.dropdown(export.rankers, "decay", label="Ranker")
    other = mo.ui.dropdown(export.rankers, "hacker-news", label="against")
    formula = mo.ui.text(placeholder="likes / (hours + 2)", label="or against a formula", debounce=600)
    mo.hstack([day, one, other, formula], justify="start", wrap=True)
    return day, formula, one, other


@app.cell
def _(DomainError, day, export, formula, mo, one, other):
    try:
        boards, _wrong = export.boards(day.value, one.value, formula.value.strip() or other.value), None
    except DomainError as _error:
        boards, _wrong = None, mo.callout(_error.message, kind="warn")
    mo.stop(boards is None, _wrong)
    return (boards,)


@app.cell
def _(boards, mo, plain):
    def _board(first):
        ranker = boards.a if first else boards.b
        if not boards.last(first):
            return mo.md("Nothing was on the board.")
        return mo.vstack([mo.md(f"**{ranker.name}** `{ranker.formula}`"), plain(boards.last(first)[:10])])

    mo.vstack([mo.md("## At the end of the day"), mo.hstack([_board(True), _board(False)], widths="equal", gap=2)])
    return


@app.cell
def _(base64, boards, escape, mo):
    _encoded = base64.b64encode(boards.picture.encode()).decode()
    _alt = escape(f"Ranks over the day, under {boards.a.name} and under {boards.b.name}")
    mo.vstack(
        [
            mo.md("## How the board moved"),
            mo.Html(f'<img alt="{_alt}" style="max-width: 100%" src="data:image/svg+xml;base64,{_encoded}">'),
        ]
    )
    return


@app.cell
def _(boards, mo):
    _posts = boards.pairs(False)
    _names = list(_posts)
    above = mo.ui.dropdown(_posts, _names[0] if _names else None, label=f"By {boards.b.name}: why is")
    below = mo.ui.dropdown(_posts, _names[1] if len(_names) > 1 else None, label="above")
    return above, below


@app.cell
def _(above, below, boards, mo, plain):
    _reasons = boards.why(False, above.value, below.value)
    mo.vstack(
        [
            mo.md("## Why is this above that?"),
            mo.hstack([above, below], justify="start"),
            plain(_reasons) if _reasons else mo.md("Choose two posts of the board."),
        ]
    )
    return


@app.cell
def _(day, export, mo, plain):
    _hours = export.activity(day.value)
    _most = max((line["events"] for line in _hours), default=1)
    _bars = [{**line, "": "█" * round(20 * line["events"] / _most)} for line in _hours]
    mo.vstack([mo.md("## When people were awake"), plain(_bars) if _bars else mo.md("Nobody was.")])
    return


@app.cell
def _(export, mo):
    counted = export.counted()
    _wrong = [line for line in counted if line["shown"] != line["folded"]]
    _told = f"{len(counted):,} posts: the likes that pages show are the fold of the events"
    mo.vstack(
        [
            mo.md("## Every number is a fold"),
            mo.callout(
                f"{_told}, but for {len(_wrong)}." if _wrong else f"{_told}, for every one.",
                kind="danger" if _wrong else "success",
            ),
        ]
    )
    return (counted,)


@app.cell
def _(counted, mo):
    post = mo.ui.dropdown(
        {f"{line['post']} ({line['shown']} likes)": line["post"] for line in counted[:50]},
        label="The events behind",
    )
    return (post,)


@app.cell
def _(export, mo, post):
    _shown = mo.ui.table(export.behind(post.value), selection=None, page_size=10) if post.value else mo.md("")
    mo.vstack([post, _shown])
    return


if __name__ == "__main__":
    app.run()
