"""The whole schema, from its nouns."""

from __future__ import annotations

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.schema.accounts import Account, AccountQueries
from api.schema.api_keys import ApiKeyMutations
from api.schema.blocks import BlockMutations
from api.schema.cases import Case, CaseQueries
from api.schema.comments import Comment, CommentMutations
from api.schema.deciding import CaseMutations
from api.schema.decisions import RuleQueries
from api.schema.events import EventQueries
from api.schema.feeds import FeedQueries
from api.schema.flags import FlagMutations
from api.schema.follows import FollowMutations
from api.schema.images import Image
from api.schema.log import LogQueries
from api.schema.nodes import NodeQueries
from api.schema.posts import Post, PostQueries
from api.schema.profiles import ProfileMutations
from api.schema.prompting import RenderMutations
from api.schema.proof import ProofQueries
from api.schema.rankers import RankerQueries
from api.schema.ranking import RankerMutations
from api.schema.rate_limit import RateLimitQueries
from api.schema.reactions import ReactionMutations
from api.schema.renders import Render, RenderQueries
from api.schema.replaying import ReplayMutations
from api.schema.replays import ReplayQueries
from api.schema.scalars import SCALARS
from api.schema.screening import ScreeningQueries
from api.schema.search import SearchQueries
from api.schema.sessions import SessionMutations
from api.schema.sharing import PostMutations
from api.schema.system import SystemQueries
from api.schema.trending import TrendingQueries


@strawberry.type(description="What can be read. One response shows one position of the log.")
class Query(
    NodeQueries,
    AccountQueries,
    RenderQueries,
    PostQueries,
    FeedQueries,
    TrendingQueries,
    ReplayQueries,
    RankerQueries,
    SearchQueries,
    ScreeningQueries,
    EventQueries,
    ProofQueries,
    RuleQueries,
    CaseQueries,
    LogQueries,
    RateLimitQueries,
    SystemQueries,
):
    """All reads."""


@strawberry.type(description="What can be done. Each answers the thing as it is then, the position, and refusals.")
class Mutation(
    SessionMutations,
    ApiKeyMutations,
    ProfileMutations,
    RenderMutations,
    PostMutations,
    ReactionMutations,
    CommentMutations,
    FlagMutations,
    CaseMutations,
    FollowMutations,
    BlockMutations,
    ReplayMutations,
    RankerMutations,
):
    """All commands."""


def make_schema(subscription: type | None = None) -> strawberry.Schema:
    """The schema; live streams are given by who serves them."""
    return strawberry.Schema(
        query=Query,
        mutation=Mutation,
        subscription=subscription,
        types=[Account, Render, Image, Post, Comment, Case],
        config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True),
    )


def sdl(subscription: type | None = None) -> str:
    """The schema in GraphQL's own language, as `api/schema.graphql` keeps it."""
    return make_schema(subscription).as_str() + "\n"
