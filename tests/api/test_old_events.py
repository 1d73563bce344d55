"""Events of an earlier program, in the log of this one: folded, shown, rebuilt, and the ground of further commands."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest

from api.ids import NodeKind, node_id, parse_id_of
from domain.events import Event
from domain.flags import Flaggable, Flagged, FlagKind, FlagReason, flag
from domain.log import Unreadable
from domain.renders import PromptSubmitted, Render
from infra.folds import LogSource
from infra.log.codec import Row, encode, recorded
from infra.log.identifiers import draw
from infra.log.importer import Stored, import_facts
from projections.rebuild import Rebuild
from projections.views import flags, renders
from tests.api.site import PARAMS, Site
from tests.databases import Database
from tests.golden.write_events import path
from tests.projections.dump import dump

RENDER = """query($id: ID!) { render(id: $id) { status prompt params { width seed } refinedFrom { id }
  refinements(first: 2) { edges { node { prompt } } } } }"""
VIEWS = [renders.view, flags.view]


def as_before(event: Event, version: int) -> Stored:
    """An event as a program stored it whose class had that version: the fields that its golden payload has."""
    fact = encode(event, draw())
    known = json.loads(json.loads(path(fact.topic, version).read_text())["state"]).keys()
    state = {name: value for name, value in json.loads(fact.state).items() if name in known}
    assert state.keys() == known
    then = fact._replace(state=json.dumps(state, separators=(",", ":")).encode(), schema_version=version)
    return Stored(then, 1, datetime(2026, 1, 1, tzinfo=UTC))


async def test_what_an_older_program_wrote_is_as_good_as_new(site: Site, shared_database: Database) -> None:
    ada, bob = await site.join(), await site.join()
    post = await site.post(ada)
    words = site.services.keyring.seal(ada.account, {"prompt": "an old boat", "negative_prompt": None})
    (submitted,) = Render.submit(uuid4(), ada.account, PARAMS, None, words).collect_events()
    about = Flaggable(parse_id_of(NodeKind.POST, post), FlagKind.POST, ada.account)
    reported = flag(bob.account, about, FlagReason.SPAM, None)
    assert reported.toggle
    old = [as_before(submitted, 1), as_before(reported.toggle.event, 1)]
    assert await asyncio.to_thread(import_facts, shared_database.api, old) == 2
    await site.settled()

    render = node_id(NodeKind.RENDER, submitted.originator_id)
    refined = {"refineOf": render, "instruction": "at dawn"}
    done = await site.do("submitPrompt", "SubmitPromptInput", ada, "render { prompt }", **refined)
    assert done["render"] == {"prompt": "an old boat; at dawn"}
    await site.settled()
    assert (await site.ask(RENDER, ada, id=render))["render"] == {
        "status": "QUEUED",
        "prompt": "an old boat",
        "params": {"width": PARAMS.width, "seed": str(PARAMS.seed)},
        "refinedFrom": None,
        "refinements": {"edges": [{"node": {"prompt": "an old boat; at dawn"}}]},
    }
    await site.finish(render)  # its stream goes on in the version of today
    await site.settled()
    assert (await site.ask(RENDER, ada, id=render))["render"]["status"] == "DONE"
    assert not (await site.services.log.append(reported)).appended, "the report stands"

    with psycopg.connect(shared_database.engine, autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM views.parked").fetchone() == (0,)
        live = dump(connection, VIEWS)
        assert live["flags"]
        for view in VIEWS:
            await asyncio.to_thread(Rebuild(connection, LogSource(shared_database.engine), view).run)
        assert dump(connection, VIEWS) == live


@pytest.mark.parametrize("kind", [PromptSubmitted, Flagged])
def test_without_its_upcaster_it_would_be_unreadable(kind: type[Event], monkeypatch: pytest.MonkeyPatch) -> None:
    golden = json.loads(path(kind.TOPIC, 1).read_text())
    ids = [uuid4() for _ in range(3)]
    row = Row(1, ids[0], 1, kind.TOPIC, golden["state"].encode(), None, ids[1], ids[2], 1, None)
    assert isinstance(recorded(row).event, kind)
    monkeypatch.delattr(kind, "upcast_v1_v2")
    assert isinstance(recorded(row).event, Unreadable)
