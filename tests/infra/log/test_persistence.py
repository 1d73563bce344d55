"""The log as the eventsourcing library's persistence: its own recorder tests, and an application."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate as LibraryAggregate
from eventsourcing.domain import event
from eventsourcing.persistence import InfrastructureFactoryError
from eventsourcing.tests.persistence import AggregateRecorderTestCase, ApplicationRecorderTestCase

from domain.events import UNRECORDED
from domain.posts import Post, PostShared, PromptVisibility, Visibility
from domain.renders import Params, Picture, Render
from infra.log import open_log
from infra.log.library_recorder import LogAggregateRecorder, LogApplicationRecorder, LogStore
from tests.databases import Database


class LibraryCase:
    """Runs the library's test cases on the log: one store for each test."""

    store: LogStore

    @pytest.fixture(autouse=True)
    def on_a_fresh_log(self, database: Database) -> Iterator[None]:
        self.store = LogStore(database.api)
        yield
        self.store.close()


class TestAggregateRecorder(LibraryCase, AggregateRecorderTestCase):
    def create_recorder(self) -> LogAggregateRecorder:
        return LogAggregateRecorder(self.store)


class TestApplicationRecorder(LibraryCase, ApplicationRecorderTestCase[LogApplicationRecorder]):
    def create_recorder(self) -> LogApplicationRecorder:
        return LogApplicationRecorder(self.store)

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class Dog(LibraryAggregate):
    """An aggregate that knows nothing of Limn."""

    @event("Named")
    def __init__(self, name: str) -> None:
        self.name = name

    @event("Renamed")
    def rename(self, name: str) -> None:
        self.name = name


def application_on(database: Database) -> Application[UUID]:
    return Application(env={"PERSISTENCE_MODULE": "infra.log.persistence", "LOG_CONNINFO": database.api})


def shared_post() -> tuple[Render, Post]:
    owner = uuid4()
    render = Render.submit(uuid4(), owner, Params(256, 256, 4, 7, "painter"), None, b"sealed prompt")
    render.start()
    render.finish(Picture("ab" * 32, 256, 256, "1", "data:", 0.1, 0.05, 0.2, "estimate", b"sealed alt"))
    post = Post.share(render, owner, Visibility.PUBLIC, PromptVisibility.VISIBLE, ("sea",), b"sealed caption")
    return render, post


async def test_an_application_of_the_library_and_the_log_see_the_same_aggregate(database: Database) -> None:
    render, post = shared_post()
    with application_on(database) as application:
        application.save(render, post)
        read: Post = application.repository.get(post.id)
        assert (read.author, read.visibility, read.removed) == (post.author, Visibility.PUBLIC, False)
        async with open_log(database.api) as log:
            assert await log.load(Post, post.id) == read
            *_, last = await log.read(0, 10)
        assert isinstance(last.event, PostShared)
        assert (last.position, last.event.tags, last.event.sealed) == (4, ("sea",), b"sealed caption")
        assert last.event.timestamp > UNRECORDED
        read.remove(read.author)
        application.save(read)
        assert application.repository.get(post.id).removed


def test_aggregates_of_other_programs_live_beside_ours(database: Database) -> None:
    with application_on(database) as application:
        dog = Dog(name="Fido")
        application.save(dog)
        dog.rename("Rex")
        application.save(dog, *shared_post())
        found: Dog = application.repository.get(dog.id)
        assert found.name == "Rex"
        assert [n.id for n in application.notification_log.select(1, 10)] == [1, 2, 3, 4, 5, 6]


def test_what_the_module_does_not_keep_is_said(database: Database) -> None:
    with application_on(database) as application:
        for ask in (application.factory.process_recorder, application.factory.tracking_recorder):
            with pytest.raises(InfrastructureFactoryError):
                ask()
        with pytest.raises(InfrastructureFactoryError):
            application.factory.aggregate_recorder("snapshots")
    with pytest.raises(InfrastructureFactoryError, match="LOG_CONNINFO"):
        Application(env={"PERSISTENCE_MODULE": "infra.log.persistence"})
