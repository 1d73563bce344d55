"""Pictures that come from pictures: by instruction, with the change of words, along the family tree both ways."""

from __future__ import annotations

from typing import Any

from tests.api.site import JSON, Person, Site

FACTS = "id prompt params { width height steps seed model negativePrompt } refinedFrom { id } remixedFrom { id }"
RENDER = f"""query($id: ID!) {{ render(id: $id) {{ {FACTS} wordChanges {{ kind text }}
  refinements(first: 5) {{ edges {{ node {{ id }} }} }} }} }}"""
POST = """query($id: ID!) { post(id: $id) { remixedFrom { id } remixCount wordChanges { kind text }
  image { seconds params { width height steps seed model negativePrompt } } } }"""
GENERATIONS = 30


async def _submit(site: Site, person: Person, **given: object) -> JSON:
    return await site.do("submitPrompt", "SubmitPromptInput", person, f"render {{ {FACTS} }}", **given)


async def _shared(site: Site, person: Person, render: str, **how: object) -> str:
    await site.finish(render)
    done = await site.do("sharePost", "SharePostInput", person, "post { id }", renderId=render, **how)
    await site.settled()
    return str(done["post"]["id"])


def _codes(done: JSON) -> list[tuple[str, str | None]]:
    return [(error["code"], error["field"] and error["field"][0]) for error in done["userErrors"]]


async def test_a_refinement_adds_to_the_words_and_keeps_the_composition(site: Site) -> None:
    ada = await site.join()
    asked = {"prompt": "a red boat on a lake", "negativePrompt": "people", "width": 256, "steps": 2, "seed": "7"}
    first = (await _submit(site, ada, **asked))["render"]
    done = (await _submit(site, ada, refineOf=first["id"], instruction="make it green", height=256))["render"]
    assert done["prompt"] == "a red boat on a lake; make it green"
    assert done["params"] == first["params"] | {"height": 256}
    assert done["refinedFrom"] == {"id": first["id"]}
    given = {"refineOf": done["id"], "prompt": "a blue boat", "negativePrompt": "", "seed": "8"}
    own = (await _submit(site, ada, **given))["render"]
    assert (own["prompt"], own["params"]["seed"], own["params"]["negativePrompt"]) == ("a blue boat", "8", None)
    await site.settled()
    shown = (await site.ask(RENDER, ada, id=done["id"]))["render"]
    assert [(change["kind"], change["text"]) for change in shown["wordChanges"]] == [
        ("KEPT", "a red boat on a lake"),
        ("ADDED", "; make it green"),
    ]
    assert [edge["node"]["id"] for edge in shown["refinements"]["edges"]] == [own["id"]]


async def test_a_remix_takes_words_and_composition_from_the_post(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    first = (await _submit(site, ada, prompt="a red boat", negativePrompt="people", seed="7"))["render"]
    post = await _shared(site, ada, first["id"], promptVisibility="REMIXABLE")
    remix = (await _submit(site, bob, remixOf=post, instruction="at night"))["render"]
    assert (remix["prompt"], remix["params"]) == ("a red boat; at night", first["params"])
    again = (await _submit(site, bob, refineOf=remix["id"], instruction="with snow"))["render"]
    assert again["remixedFrom"] == {"id": post}, "a refined remix is still a remix"
    shared = await _shared(site, bob, again["id"], promptVisibility="VISIBLE")
    for viewer in (ada, bob, None):
        shown = (await site.ask(POST, viewer, id=shared))["post"]
        assert "".join(change["text"] for change in shown["wordChanges"]) == "a red boat; at night; with snow"
        assert shown["image"]["params"] == first["params"]
        assert shown["image"]["seconds"] >= 0
    assert (await site.ask(POST, None, id=post))["post"]["remixCount"] == 1


async def test_a_render_knows_the_post_that_shows_it(site: Site) -> None:
    ada, query = await site.join(), "query($id: ID!) { render(id: $id) { post { id } } }"
    render = (await _submit(site, ada, prompt="a red boat"))["render"]["id"]
    assert (await site.ask(query, ada, id=render))["render"]["post"] is None
    post = await _shared(site, ada, render, visibility="PRIVATE")
    assert (await site.ask(query, ada, id=render))["render"]["post"] == {"id": post}
    await site.do("removePost", "PostRef", ada, "position", postId=post)
    await site.settled()
    assert (await site.ask(query, ada, id=render))["render"]["post"] is None


async def test_hidden_words_are_shown_to_nobody_else(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    post = await _shared(site, ada, (await _submit(site, ada, prompt="one", negativePrompt="two"))["render"]["id"])
    mine = (await _submit(site, ada, remixOf=post, instruction="three"))["render"]
    remix = await _shared(site, ada, mine["id"], promptVisibility="VISIBLE")
    for viewer, seen in ((bob, False), (None, False), (ada, True)):
        shown = (await site.ask(POST, viewer, id=remix))["post"]
        assert shown["remixedFrom"] == {"id": post}
        assert (shown["wordChanges"] is not None) is seen
        image = (await site.ask(POST, viewer, id=post))["post"]["image"]
        assert image["params"]["negativePrompt"] == ("two" if seen else None)
        assert image["params"]["seed"]


REFUSED: list[tuple[JSON, tuple[str, str | None]]] = [
    ({}, ("INVALID", "prompt")),
    ({"instruction": "greener"}, ("INVALID", "prompt")),
    ({"refineOf": "own"}, ("INVALID", "prompt")),
    ({"refineOf": "own", "instruction": " "}, ("INVALID", "prompt")),
    ({"refineOf": "own", "instruction": "x" * 1_990}, ("INVALID", "instruction")),
    ({"refineOf": "own", "remixOf": "post", "instruction": "x"}, ("INVALID", "refineOf")),
    ({"refineOf": "others", "instruction": "x"}, ("NOT_FOUND", None)),
    ({"refineOf": f"render_{'0' * 32}", "instruction": "x"}, ("NOT_FOUND", None)),
    ({"remixOf": "post", "instruction": "x"}, ("FORBIDDEN", "remixOf")),
]


async def test_what_cannot_be_refined_is_said(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    names = {"own": await site.render(ada), "others": await site.render(bob), "post": await site.post(bob)}
    for given, error in REFUSED:
        done = await _submit(site, ada, **{name: names.get(value, value) for name, value in given.items()})
        assert _codes(done) == [error], given


async def _up(site: Site, post: str, viewer: Person | None = None) -> list[str]:
    """What a post came from, nearest first, ten generations a request."""
    query = "id " + "remixedFrom { id " * 10 + "}" * 10
    line: list[str] = []
    more = True
    while more:
        node: Any = (await site.ask(f"query($id: ID!) {{ post(id: $id) {{ {query} }} }}", viewer, id=post))["post"]
        for _ in range(10):
            node = node["remixedFrom"]
            if node is None:
                return line
            line.append(node["id"])
        post = line[-1]
    return line


async def _down(site: Site, post: str) -> list[str]:
    """What came from a post, along the newest remixes."""
    query = "remixes(first: 1) { edges { node { id " * 4 + "}" * 12
    line: list[str] = []
    while True:
        node: Any = (await site.ask(f"query($id: ID!) {{ post(id: $id) {{ {query} }} }}", id=post))["post"]
        for _ in range(4):
            if not node["remixes"]["edges"]:
                return line
            node = node["remixes"]["edges"][0]["node"]
            line.append(node["id"])
        post = line[-1]


async def test_a_long_line_is_walked_both_ways_and_ends_where_one_may_not_look(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    line = [await site.post(ada)]
    for _ in range(GENERATIONS - 1):
        line.append(await site.post(ada, remix_of=line[-1]))
    assert await _up(site, line[-1]) == line[-2::-1]
    assert await _down(site, line[0]) == line[1:]

    await site.do("editPost", "EditPostInput", ada, postId=line[20], visibility="PRIVATE")
    await site.do("removePost", "PostRef", ada, postId=line[10])
    await site.settled()
    assert await _up(site, line[-1], bob) == line[28:20:-1]
    assert await _up(site, line[-1], ada) == line[28:10:-1]
    assert await _down(site, line[0]) == line[1:10]
    assert (await site.ask(POST, bob, id=line[21]))["post"]["remixedFrom"] is None
    assert (await site.ask(POST, bob, id=line[19]))["post"]["remixCount"] == 0


async def test_remixes_and_refinements_are_read_in_pages(site: Site) -> None:
    ada = await site.join()
    post = await site.post(ada)
    remixes = [await site.post(ada, remix_of=post) for _ in range(3)]
    render = await site.render(ada, finished=False)
    refined = [(await _submit(site, ada, refineOf=render, instruction=word))["render"]["id"] for word in "abc"]
    await site.settled()
    page = "(first: 2, after: $c) { edges { node { id } } pageInfo { endCursor hasNextPage } }"
    for query, thing, expected in (
        (f"query($i: ID!, $c: String) {{ at: post(id: $i) {{ list: remixes{page} }} }}", post, remixes),
        (f"query($i: ID!, $c: String) {{ at: render(id: $i) {{ list: refinements{page} }} }}", render, refined),
    ):
        seen: list[str] = []
        cursor, more = None, True
        while more:
            listed = (await site.ask(query, ada, i=thing, c=cursor))["at"]["list"]
            seen += [edge["node"]["id"] for edge in listed["edges"]]
            cursor, more = listed["pageInfo"]["endCursor"], listed["pageInfo"]["hasNextPage"]
        assert seen == expected[::-1]
