"""A schema of every shape that there is: abstract types, lists within lists, nulls, numbers out of bounds, failures."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from enum import Enum
from random import Random
from typing import Annotated

import strawberry

from api.batched import batched
from api.schema.fields import field, loaded
from domain.errors import DomainError, ErrorCode

Number = Annotated[int | None, strawberry.argument(description="A number.")]


@strawberry.enum
class Mood(Enum):
    CALM = "calm"
    WILD = "wild"


class Keeper:
    """Loads names in batches; some are not there."""

    def __init__(self, faults: bool) -> None:
        self.faults = faults

    @batched
    async def names(self, seeds: list[int]) -> list[str | None]:
        await asyncio.sleep(0)
        return [None if seed % 5 == 0 else f"name {seed}" for seed in seeds]

    def fails(self, seed: int, often: int) -> bool:
        return self.faults and seed % often == 0


@strawberry.interface
class Named:
    seed: strawberry.Private[int]
    keeper: strawberry.Private[Keeper]

    @field("An id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"{type(self).__name__}:{self.seed}")

    @loaded("By a loader; null where there is none.")
    async def name(self) -> str | None:
        return await self.keeper.names.load(self.seed)

    @loaded("By a loader, twice.")
    async def full_name(self) -> str:
        if self.keeper.fails(self.seed, 11):
            raise DomainError(ErrorCode.NOT_FOUND, "nobody")
        first, second = await self.keeper.names.load(self.seed), await self.keeper.names.load(self.seed + 1)
        return f"{first} {second}"

    @field("A number, out of bounds now and then.")
    def weight(self, over: Number = 3) -> int | None:
        if self.keeper.fails(self.seed, 13):
            return 2**31
        return None if self.seed % 4 == 0 else self.seed * (over or 1)

    @field("One that must be there, and is not always.")
    def age(self) -> int:
        return None if self.keeper.fails(self.seed, 17) else self.seed  # type: ignore[return-value]

    @field("A number with a fraction.")
    def height(self) -> float | None:
        return float("nan") if self.keeper.fails(self.seed, 7) else [0.5, 3, None, -0.0][self.seed % 4]

    @field("How it is.")
    def mood(self, or_else: Mood = Mood.CALM) -> Mood:
        return Mood.WILD if self.seed % 2 else or_else

    @field("A time.")
    def born(self) -> datetime | None:
        return datetime.fromtimestamp(self.seed * 10_000, UTC) if self.seed % 3 else None

    @field("Lists within lists.")
    def grid(self) -> list[list[int | None] | None]:
        return [None if (self.seed + row) % 4 == 0 else [row, None, self.seed][: self.seed % 4] for row in range(3)]

    @field("Whether it is good.")
    def good(self) -> bool | None:
        if self.keeper.fails(self.seed, 19):
            raise DomainError(ErrorCode.FORBIDDEN, "not for you")
        return self.seed % 2 == 0


@strawberry.type
class Dog(Named):
    @field("Others, read by a task.")
    async def friends(self, first: Number = 2) -> list[Annotated[Pet, strawberry.lazy("tests.api.execution.kennel")]]:
        await asyncio.sleep(0)
        if self.keeper.fails(self.seed, 23):
            raise ValueError("a fault of ours")
        return [pet(self.seed * 3 + number, self.keeper) for number in range(first or 0)]


@strawberry.type
class Cat(Named):
    @field("Another, if there is one.")
    def rival(self) -> Annotated[Dog, strawberry.lazy("tests.api.execution.kennel")] | None:
        return Dog(seed=self.seed + 5, keeper=self.keeper) if self.seed % 3 else None

    @field("Those it knows, some of whom are gone.")
    def known(self) -> list[Named | None]:
        return [pet(self.seed + number, self.keeper) if (self.seed + number) % 3 else None for number in range(3)]


Pet = Annotated[Dog | Cat, strawberry.union("Pet")]


def pet(seed: int, keeper: Keeper) -> Dog | Cat:
    return (Dog if seed % 2 else Cat)(seed=seed, keeper=keeper)


@strawberry.type
class Kennel:
    seed: strawberry.Private[int]
    keeper: strawberry.Private[Keeper]
    motto: str | None = strawberry.field(description="Words.", default=None)

    @field("All.")
    def pets(self, first: Number = 3) -> list[Pet]:
        return [pet(self.seed + number, self.keeper) for number in range(first or 0)]

    @field("One.")
    async def named(self, number: Number = 0) -> Named | None:
        await asyncio.sleep(0)
        return pet(self.seed + (number or 0), self.keeper) if (self.seed + (number or 0)) % 7 else None


@strawberry.type
class Query:
    @field("The whole.")
    async def kennel(self, info: strawberry.Info[Kennel, None]) -> Kennel:
        return info.context

    @field("The same, at once.")
    def now(self, info: strawberry.Info[Kennel, None]) -> Kennel | None:
        return info.context


def kennel(random: Random, *, faults: bool) -> Kennel:
    """Some data: with faults now and then, or without any."""
    return Kennel(
        seed=random.randrange(1, 1000), keeper=Keeper(faults), motto=random.choice([None, "", "a motto", "¡ó!"])
    )


def make_kennel() -> strawberry.Schema:
    return strawberry.Schema(query=Query, types=[Dog, Cat])
