"""Python's gql: operations in its own language over aiohttp, and a subscription that outlives its server."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from gql import Client, GraphQLRequest, gql
from gql.dsl import DSLMutation, DSLQuery, DSLSchema, dsl_gql
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.exceptions import TransportError
from gql.transport.websockets import WebsocketsTransport

LIKES = 'subscription ($after: Position) { events(after: $after, topics: ["post.liked"]) { position } }'


def say(what: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


async def like(given: dict[str, str]) -> None:
    """Like the post, and read that it is liked, in operations that are made from the schema as the server tells it."""
    transport = AIOHTTPTransport(f"http://{given['address']}/graphql", headers=signed(given))
    async with Client(transport=transport, fetch_schema_from_transport=True) as session:
        assert session.client.schema
        schema = DSLSchema(session.client.schema)
        wish = schema.Mutation.likePost(input={"postId": given["post"]})
        shown = schema.Post.viewerHasLiked
        done = await session.execute(dsl_gql(DSLMutation(wish.select(schema.PostPayload.post.select(shown)))))
        read = await session.execute(dsl_gql(DSLQuery(schema.Query.post(id=given["post"]).select(shown))))
        say({"liked": done["likePost"]["post"]["viewerHasLiked"], "read": read["post"]["viewerHasLiked"]})


async def watch(given: dict[str, str]) -> None:
    """Every like; after a loss of the connection on from the last position."""
    last = given["after"]
    while True:
        transport = WebsocketsTransport(f"ws://{given['address']}/graphql", init_payload=signed(given))
        try:
            async with Client(transport=transport) as session:
                async for told in session.subscribe(GraphQLRequest(gql(LIKES), variable_values={"after": last})):
                    last = told["events"]["position"]
                    say({"saw": last})
        except (TransportError, OSError):
            say({"lost": last})
            await asyncio.sleep(0.05)


def signed(given: dict[str, str]) -> dict[str, str]:
    return {"authorization": f"Bearer {given['token']}"}


async def main(given: dict[str, str]) -> None:
    await like(given)
    watching = asyncio.create_task(watch(given))
    await asyncio.to_thread(sys.stdin.read)
    watching.cancel()


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
