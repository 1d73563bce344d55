"""The second wall: PostgreSQL itself shows the interface's role no row that its viewer may not see, whatever is asked.

The gate decides, and says why; a wall only sees to it that a read which forgot the gate comes back empty. A table
declares its wall as a condition on its rows, over the functions below; they find other tables by name when they run,
so that a rebuilt table takes its place under them. Who reads is a setting of the transaction, empty for nobody.

A wall hides what is not shown to the viewer and things of who blocks them. Ids and places, which streams need to tell
that something left, lie in a table's *skeleton*, which has no wall. Folds, workers and policies have none either.
"""

from __future__ import annotations

from uuid import UUID

from projections.connection import Connection
from projections.reading import rows

WALLED = "limn_api"
"""The role that reads for viewers."""
SETTING = "limn.viewer"

VIEWER = "(SELECT views.viewer())"
MODERATES = "(SELECT views.viewer_moderates())"
TOGETHER = "{account} <> ALL ((SELECT views.viewer_blocked_by())::uuid[])"
"""Whose `account` does not block the viewer. Asked once in a query, like the two above."""

FUNCTIONS = (
    f"""
    CREATE OR REPLACE FUNCTION views.viewer() RETURNS uuid LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('{SETTING}', true), '')::uuid $$
    """,
    """
    CREATE OR REPLACE FUNCTION views.viewer_moderates() RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN
        RETURN EXISTS (SELECT FROM views.roles WHERE account = views.viewer() AND role = 'MODERATOR');
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION views.viewer_blocked_by() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$ BEGIN
        RETURN ARRAY (SELECT blocker FROM views.blocks WHERE blocked = views.viewer());
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION views.viewer_follows(author uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN
        RETURN EXISTS (SELECT FROM views.follows WHERE follower = views.viewer() AND followed = author);
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION views.viewer_sees_post(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN
        RETURN EXISTS (SELECT FROM views.posts WHERE post = wanted);
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION views.viewer_sees_render(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN
        RETURN EXISTS (SELECT FROM views.posts WHERE render = wanted);
    END $$
    """,
)
"""What walls are made of. The last two meet the wall of posts."""

POSTS = f"""author = {VIEWER} OR {MODERATES} OR (NOT removed AND hidden = 0 AND {TOGETHER.format(account="author")}
    AND (visibility IN ('PUBLIC', 'UNLISTED') OR (visibility = 'FOLLOWERS' AND views.viewer_follows(author))))"""
COMMENTS = f"({MODERATES} OR {TOGETHER.format(account='author')}) AND views.viewer_sees_post(post)"
RENDERS = f"owner = {VIEWER} OR views.viewer_sees_render(render)"


FLAGS = f"flagger = {VIEWER} OR {MODERATES}"
FLAG_COUNTS = MODERATES
STATEMENTS = f"author = {VIEWER}"
FOLLOWS = f"{VIEWER} IN (follower, followed)"
BLOCKS = f"{VIEWER} IN (blocker, blocked)"
MUTES = f"muter = {VIEWER}"
API_KEYS = f"owner = {VIEWER}"
RANKERS = f"maker IS NULL OR {MODERATES} OR {TOGETHER.format(account='maker')}"


async def see_as(connection: Connection, viewer: UUID | None) -> None:
    """Read as a viewer until the transaction ends."""
    await rows(connection, str, f"SELECT set_config('{SETTING}', %s, true)", str(viewer or ""))
