"""How the system runs, for its operator."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import strawberry

from api.schema.fields import Info, field
from api.schema.log import ViewStatus, view_statuses
from api.schema.scalars import Position
from domain.roles import Role
from projections import standing


@strawberry.type(description="A process of the system.")
class SystemProgram:
    """As the supervisor sees it."""

    name: str = strawberry.field(description="The program.")
    state: str = strawberry.field(description="Waiting, starting, ready, restarting, stopping, stopped, or outside.")
    restarts: int = strawberry.field(description="How often it was started again.")
    since: datetime = strawberry.field(description="When it came into its state.")
    reason: str = strawberry.field(description="Why it is not ready, or was last started again; else empty.")


@strawberry.type(description="How far a policy has come: what is done when something has happened.")
class SystemPolicy:
    """One of the engine's policies."""

    name: str = strawberry.field(description="The policy.")
    position: Position = strawberry.field(description="The last event it has seen.")
    lag: int = strawberry.field(description="How many events it has not seen yet.")
    parked: int = strawberry.field(description="How many events it went past without having reacted.")


@strawberry.type(
    description="A view that is being rebuilt beside the one that serves, or whose rebuild was left half way."
)
class SystemRebuild:
    """It takes its place at its target."""

    view: str = strawberry.field(description="The view.")
    position: Position = strawberry.field(description="The last event that is folded.")
    target: Position = strawberry.field(description="The last event that the views that serve have seen.")
    running: bool = strawberry.field(description="Somebody is at it; else `limn rebuild` goes on with it.")


@strawberry.type(description="An event that a view could not fold, or a policy not react to.")
class SystemParkedEvent:
    """Newest first."""

    by: str = strawberry.field(description="The view or the policy.")
    position: Position = strawberry.field(description="The event.")
    reason: str = strawberry.field(description="Why, as a code.")
    mend: str | None = strawberry.field(description="The command that mends it; null where there is none.")


@strawberry.type(description="Renders under way.")
class SystemQueue:
    """Now."""

    waiting: int = strawberry.field(description="Renders that wait.")
    running: int = strawberry.field(description="Renders being made.")
    oldest_seconds: float = strawberry.field(description="How long the oldest of those that wait has waited.")


@strawberry.type(description="What was rendered, ever.")
class SystemWork:
    """As of half a minute ago at most."""

    done: int = strawberry.field(description="Pictures.")
    failed: int = strawberry.field(description="Renders that failed.")
    refused: int = strawberry.field(description="Prompts that were refused.")
    watt_hours: float = strawberry.field(description="The energy of all pictures, estimated.")


@strawberry.type(description="The disk that holds the data folder, in MiB.")
class SystemDisk:
    """Now."""

    free: int = strawberry.field(description="What is left.")
    total: int = strawberry.field(description="What there is.")


@strawberry.type(description="How the system runs. Rates are what two of these differ by, between their times.")
class System:
    """For an operator. No person and no word is in it."""

    at: datetime = strawberry.field(description="When this was looked at.")
    head: Position = strawberry.field(description="The newest event.")
    programs: list[SystemProgram] = strawberry.field(description="The programs, in the order of their start.")
    views: list[ViewStatus] = strawberry.field(description="The views.")
    policies: list[SystemPolicy] = strawberry.field(description="The policies.")
    rebuilds: list[SystemRebuild] = strawberry.field(description="Views that are being rebuilt.")
    parked: list[SystemParkedEvent] = strawberry.field(description="The newest parked events, at most 50.")
    queue: SystemQueue = strawberry.field(description="Renders under way.")
    work: SystemWork = strawberry.field(description="What was rendered.")
    disk: SystemDisk = strawberry.field(description="Room that is left.")
    open_cases: int = strawberry.field(description="Cases that wait for a decision.")


@strawberry.type
class SystemQueries:
    """Reads of the system's state."""

    @field("How the system runs; for operators only.")
    async def system(self, info: Info) -> System:
        """NOT_FOUND for everyone else."""
        gate, services = info.context.gate, info.context.services
        await gate.require(Role.OPERATOR)
        disk = services.system.disk()
        queue, work = await gate.read(standing.queue), await services.system.made()
        return System(
            at=datetime.fromtimestamp(time.time(), UTC),
            programs=_programs(info),
            views=await view_statuses(info),
            policies=[
                SystemPolicy(name=one.name, position=Position(one.position), lag=one.lag, parked=one.parked)
                for one in await gate.read(standing.policies)
            ],
            rebuilds=[
                SystemRebuild(
                    view=one.view,
                    position=Position(one.position),
                    target=Position(one.target),
                    running=one.running,
                )
                for one in await gate.read(standing.rebuilds)
            ],
            parked=[
                SystemParkedEvent(by=one.by, position=Position(one.position), reason=one.reason, mend=one.mend or None)
                for one in await gate.read(standing.parked)
            ],
            queue=SystemQueue(waiting=queue.waiting, running=queue.running, oldest_seconds=queue.oldest),
            work=SystemWork(done=work.done, failed=work.failed, refused=work.refused, watt_hours=work.watt_hours),
            disk=SystemDisk(free=disk.free >> 20, total=disk.total >> 20),
            open_cases=await gate.read(standing.open_cases),
            head=Position(await services.events.head()),
        )


def _programs(info: Info) -> list[SystemProgram]:
    return [
        SystemProgram(
            name=one.name,
            state=one.state,
            restarts=one.restarts,
            since=datetime.fromtimestamp(one.since, UTC),
            reason=one.reason,
        )
        for one in info.context.services.system.programs()
    ]
