"""Prompts are judged before anything is computed, and a refusal names rule and words."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from domain.events import TOPICS
from domain.renders import PromptRefused, PromptSubmitted
from domain.screening import Rule, set_rule, withdraw_rule
from tests.api.site import JSON, Person, Site

SHAPE = "position render { id status prompt queuePlace image { id } finishedAt reason { code message rule words } }"
MINE = "{ renders(first: 10) { edges { node { status prompt reason { rule words } } } } }"


async def submit(site: Site, person: Person | None, **given: object) -> JSON:
    return await site.do("submitPrompt", "SubmitPromptInput", person, SHAPE, **given)


async def enforce(site: Site, name: str, *forbids: str, version: int = 0) -> Rule:
    """Put a rule in force."""
    rule = Rule(name, forbids, f"No {name} here.", version)
    await site.services.log.append(set_rule(None, rule))
    await site.settled()
    return rule


async def asked(site: Site, topic: type[PromptRefused | PromptSubmitted], person: Person) -> list[Any]:
    """What the log says that someone asked for."""
    rows = await site.services.events.read(0, await site.services.events.head(), 10_000, [topic.TOPIC])
    return [row.event for row in rows if row.event.actor == person.account]


async def test_a_refused_prompt_ends_before_it_begins(site: Site) -> None:
    await enforce(site, "wolves", "wolf, wolves")
    ada = await site.join()
    done = await submit(site, ada, prompt="a W0LF in the snow")
    (error,) = done["userErrors"]
    assert (error["code"], error["field"]) == ("REFUSED_BY_POLICY", ["prompt"])
    assert "wolves" in error["message"] and "W0LF" in error["message"]
    render = done["render"]
    assert (render["status"], render["queuePlace"], render["image"]) == ("REFUSED", None, None)
    assert render["prompt"] == "a W0LF in the snow"
    assert render["finishedAt"]
    assert render["reason"] == {
        "code": "REFUSED_BY_POLICY",
        "message": "No wolves here.",
        "rule": "wolves",
        "words": ["W0LF"],
    }
    assert await asked(site, PromptSubmitted, ada) == []  # so that nothing is dispatched, queued or computed
    (fact,) = await asked(site, PromptRefused, ada)
    assert "W0LF" not in repr(fact)
    (edge,) = (await site.ask(MINE, ada))["renders"]["edges"]
    assert edge["node"]["reason"] == {"rule": "wolves", "words": ["W0LF"]}


async def test_it_is_its_writers_alone(site: Site) -> None:
    await enforce(site, "bears", "bear")
    ada, eve = await site.join(), await site.join()
    render = (await submit(site, ada, prompt="a bear"))["render"]["id"]
    assert (await site.ask("query($id: ID!) { render(id: $id) { id } }", eve, id=render))["render"] is None
    events = await site.ask("{ events(first: 100) { edges { node { topic } } } }")
    assert not {"prompt.refused", "rule.set"} & {edge["node"]["topic"] for edge in events["events"]["edges"]}
    shared = await site.do("sharePost", "SharePostInput", ada, renderId=render)
    assert shared["userErrors"][0]["code"] == "CONFLICT"
    cancelled = await site.do("cancelRender", "RenderRef", ada, renderId=render)
    assert cancelled["userErrors"][0]["code"] == "CONFLICT"


async def test_the_same_key_is_refused_the_same_way_whatever_the_rules_are_by_then(site: Site) -> None:
    rule = await enforce(site, "foxes", "fox")
    ada, key = await site.join(), uuid4().hex
    first = await submit(site, ada, prompt="a fox", idempotencyKey=key)
    await site.services.log.append(withdraw_rule(None, Rule(rule.name, rule.forbids, rule.message, 1)))
    await site.settled()
    assert await submit(site, ada, prompt="a fox", idempotencyKey=key) == first
    assert (await submit(site, ada, prompt="a fox"))["userErrors"] == []


async def test_a_rule_holds_from_its_position_on(site: Site) -> None:
    ada = await site.join()
    assert (await submit(site, ada, prompt="an owl"))["userErrors"] == []
    await enforce(site, "owls", "owl", "night")
    assert (await submit(site, ada, prompt="an owl"))["userErrors"] == []
    assert (await submit(site, ada, prompt="an owl at night"))["render"]["reason"]["words"] == ["owl", "night"]
    await enforce(site, "owls", "owl", version=1)
    assert (await submit(site, ada, prompt="an owl"))["render"]["reason"]["rule"] == "owls"


async def test_a_change_of_a_picture_is_judged_as_a_whole_and_what_shall_not_be_there_is_not(site: Site) -> None:
    ada = await site.join()
    before = (await submit(site, ada, prompt="a lynx"))["render"]["id"]
    await enforce(site, "lynxes", "lynx", "cage")
    refined = await submit(site, ada, refineOf=before, instruction="in a cage")
    assert refined["render"]["status"] == "REFUSED"
    again = await submit(site, ada, refineOf=refined["render"]["id"], prompt="a lynx, free", negativePrompt="cage")
    assert again["userErrors"] == []


async def test_the_rules_are_told_to_everyone_and_their_words_to_nobody(site: Site) -> None:
    await enforce(site, "stoats", "stoat")
    rules = (await site.ask("{ screeningRules { name version message } }"))["screeningRules"]
    assert {"name": "stoats", "version": 1, "message": "No stoats here."} in rules
    assert TOPICS["rule.set"].PUBLIC_FIELDS == ()
