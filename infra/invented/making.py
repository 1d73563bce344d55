"""Pictures: asked for, painted, shared, refined and remixed; edited and taken back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

from domain.log import Append
from domain.posts import Post, PromptVisibility, Visibility
from domain.renders import Render
from infra.invented.attention import Shown
from infra.invented.words import REMIXED
from infra.invented.world import World

MOMENT, SECOND, MINUTE, HOUR = (
    timedelta(milliseconds=40),
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(hours=1),
)
REMIX, CANCELLED, FAILED, REFINED, SHARED, EDITED, REMOVED = 0.15, 0.02, 0.01, 0.12, 0.8, 0.05, 0.02
"""How likely each is."""
VISIBILITY = {Visibility.PUBLIC: 88, Visibility.FOLLOWERS: 6, Visibility.UNLISTED: 3, Visibility.PRIVATE: 3}
PROMPTS = {PromptVisibility.REMIXABLE: 60, PromptVisibility.VISIBLE: 25, PromptVisibility.HIDDEN: 15}


class Making:
    """What people make."""

    def __init__(self, world: World) -> None:
        self._world = world

    def paint(self) -> Append:
        """Somebody asks for a picture, of their own or from another's post."""
        world = self._world
        owner = world.somebody()
        source = world.look(owner) if world.happens(REMIX) else None
        if source and source.remixable:
            return self._ask(owner, source.scene ^ 1, remix_of=source.id)
        return self._ask(owner, world.chance.randrange(len(world.pictures)))

    def _ask(self, owner: int, scene: int, remix_of: UUID | None = None, refines: UUID | None = None) -> Append:
        world, wanted = self._world, self._world.pictures[scene].scene
        person = world.people.id(owner)
        sealed = world.seal(person, {"prompt": wanted.prompt, "negative_prompt": None})
        render = Render.submit(world.draw(), person, wanted.params, remix_of, sealed, refines)
        world.later(MOMENT, SECOND, partial(self._start, render, owner, scene))
        return Append(render.id, render.collect_events())

    def _start(self, render: Render, owner: int, scene: int) -> Append:
        if self._world.happens(CANCELLED):
            render.cancel(render.owner)
        else:
            render.start()
            self._world.later(MOMENT * 5, SECOND, partial(self._finish, render, owner, scene))
        return Append(render.id, render.collect_events())

    def _finish(self, render: Render, owner: int, scene: int) -> Append:
        world = self._world
        if world.happens(FAILED):
            render.fail("DEADLINE_EXCEEDED")
            return Append(render.id, render.collect_events())
        render.finish(world.pictures[scene].picture(render.owner, world.seal))
        if world.happens(REFINED):
            world.later(10 * SECOND, 10 * MINUTE, partial(self._ask, owner, scene ^ 1, render.remix_of, render.id))
        elif world.happens(SHARED):
            world.later(10 * SECOND, HOUR, partial(self._share, render, owner, scene))
        return Append(render.id, render.collect_events())

    def _share(self, render: Render, author: int, scene: int) -> Append:
        world, wanted = self._world, self._world.pictures[scene].scene
        (visibility,) = world.chance.choices(list(VISIBILITY), list(VISIBILITY.values()))
        (told,) = world.chance.choices(list(PROMPTS), list(PROMPTS.values()))
        caption = world.chance.choice(REMIXED) if render.remix_of else wanted.caption
        sealed = world.seal(render.owner, self._words(scene, caption, told))
        tags = wanted.tags[: world.chance.randint(0, len(wanted.tags))]
        post = Post.share(render, render.owner, visibility, told, tags, sealed)
        facts = post.collect_events()
        remixable = told is PromptVisibility.REMIXABLE
        appeal = min(0.97, world.chance.betavariate(4, 3))
        shown = Shown(post.id, author, scene, appeal, list(facts), visibility, remixable)
        if visibility is not Visibility.PRIVATE:
            world.attention.draw(shown, self._tickets(author))
        if world.happens(EDITED):
            world.later(MINUTE, 4 * HOUR, partial(self._edit, shown))
        if world.happens(REMOVED):
            world.later(MINUTE, 48 * HOUR, partial(self._remove, shown))
        return Append(post.id, facts)

    def _tickets(self, author: int) -> int:
        """Those who are known are seen more; and some pictures are simply better."""
        fame = (self._world.people.joined / (author + 1)) ** 0.3
        return int(self._world.chance.paretovariate(1.3) * fame)

    def _words(self, scene: int, caption: str, told: PromptVisibility) -> dict[str, str | None]:
        prompt = None if told is PromptVisibility.HIDDEN else self._world.pictures[scene].scene.prompt
        return {"caption": caption, "alt_text": None, "prompt": prompt}

    def _edit(self, shown: Shown) -> Append | None:
        if shown.hidden or shown.removed:
            return None
        post, world = shown.post, self._world
        scene = world.pictures[shown.scene].scene
        caption = f"{scene.caption} (Now with every tag.)"
        sealed = world.seal(post.author, self._words(shown.scene, caption, post.prompt_visibility))
        post.edit(post.author, post.visibility, post.prompt_visibility, scene.tags, sealed)
        return shown.more(post)

    def _remove(self, shown: Shown) -> Append:
        post, shown.removed = shown.post, True
        post.remove(post.author)
        return shown.more(post)
