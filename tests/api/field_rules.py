"""Who may get what of every field there is: one row per type, one rule per field. A new field without one fails."""

from __future__ import annotations

STRUCTURE = "structure"
"""Holds together what other fields show: edges, positions, refusals."""
ANYONE = "anyone"
"""The same for everyone, about nobody."""
SEEN = "seen"
"""Of a thing that the viewer may see: the same for all who do."""
NAMED = "named"
"""As seen, and also for who blocks the person."""
OWN = "own"
"""The owner's alone (and moderators', where it is about decisions); empty for everyone else."""
VIEWER = "viewer"
"""What the viewer themself did to the thing."""
LISTED = "listed"
"""A list, of which each thing passes the gate by itself."""
MODERATORS = "moderators"
"""While they are; to everyone else there is nothing."""
OPERATORS = "operators"
"""The same."""
COMMAND = "command"
"""Decided by what the viewer sees; NOT_FOUND as for what is absent."""

ROWS: dict[str, dict[str, str]] = {
    "Account": {
        NAMED: "id handle",
        SEEN: "displayName bio followerCount followingCount postCount labels",
        VIEWER: "viewerFollows viewerBlocks viewerMutes",
        OWN: "roles blocked muted restrictions statements flags apiKeys",
        LISTED: "posts",
    },
    "Post": {
        SEEN: "id author image caption altText tags prompt visibility promptVisibility likeCount commentCount"
        " remixCount labels blurred createdAt publishedAt changedAt",
        VIEWER: "viewerHasLiked",
        OWN: "restrictions wordChanges",
        LISTED: "remixedFrom remixes comments",
    },
    "Comment": {SEEN: "id author text removed labels createdAt", OWN: "restrictions", LISTED: "replies"},
    "Image": {
        SEEN: "id url width height sha256 placeholder altText params seconds provenance energy",
    },
    "Render": {
        OWN: "id status prompt params queuePlace image reason refinedFrom refinements remixedFrom post wordChanges"
        " createdAt finishedAt",
    },
    "RenderParams": {SEEN: "width height steps seed model", OWN: "negativePrompt"},
    "LogEvent": {SEEN: "position topic at subject payload", LISTED: "actor"},
    "WordChange": {OWN: "kind text"},
    "RenderReason": {OWN: "code message rule words"},
    "RenderProgress": {OWN: "render step steps preview etaSeconds"},
    "Statement": {
        OWN: "decisionId subjectId subjectKind restriction label rule facts reportedFor automated scope contest sentAt"
        " undoneAt",
    },
    "ApiKey": {OWN: "id name prefix scopes active createdAt expiresAt lastUsedAt revokedAt"},
    "OwnFlag": {OWN: "subjectId reason createdAt outcome"},
    "Decision": {
        OWN: "id kind label rule reason decidedAt undoneAt undoneReason",
        MODERATORS: "moderator undoneBy",
    },
    "Case": {
        MODERATORS: "id status kind number subjectId subject author flagCount priority reasons flags holder viewerHolds"
        " viewerMayDecide openedAt changedAt decision history authorHistory",
    },
    "CaseFlag": {MODERATORS: "flagger reason details createdAt"},
    "ReasonCount": {MODERATORS: "reason count"},
    "CaseChange": {MODERATORS: "kind caseId case"},
    "Provenance": {SEEN: "signed digitalSourceType model modelVersion"},
    "Energy": {SEEN: "wattHours low high method"},
    "Label": {SEEN: "name source confidence expiresAt"},
    "Why": {SEEN: "reason score terms"},
    "ScoreTerm": {SEEN: "name value events"},
    "PostChange": {STRUCTURE: "kind postId", LISTED: "post"},
    "Rule": {ANYONE: "code title text"},
    "Ranker": {ANYONE: "name version description formula definedAt versions", LISTED: "maker"},
    "RankerVersion": {ANYONE: "version formula definedAt"},
    "Signal": {ANYONE: "name description"},
    "FormulaCheck": {ANYONE: "formula reads problem scores"},
    "FormulaProblem": {ANYONE: "column message"},
    "ScreeningRule": {ANYONE: "name version message since"},
    "Tag": {ANYONE: "name postCount"},
    "RateLimit": {OWN: "cost remaining limit resetAt"},
    "LogStatus": {ANYONE: "head views attestation positionsAt"},
    "LogAttestation": {ANYONE: "position root at statement key signature"},
    "CounterProof": {SEEN: "value at terms", LISTED: "events"},
    "ProofTerm": {SEEN: "topic adds events"},
    "ViewStatus": {ANYONE: "name version position lag parked complete"},
    "System": {OPERATORS: "at head programs views policies rebuilds parked queue work disk openCases"},
    "SystemDisk": {OPERATORS: "free total"},
    "SystemParkedEvent": {OPERATORS: "by position reason mend"},
    "SystemPolicy": {OPERATORS: "name position lag parked"},
    "SystemProgram": {OPERATORS: "name state restarts since reason"},
    "SystemQueue": {OPERATORS: "waiting running oldestSeconds"},
    "SystemRebuild": {OPERATORS: "view position target running"},
    "SystemWork": {OPERATORS: "done failed refused wattHours"},
    "Replay": {OWN: "id state rankerA rankerB window fraction rate etaSeconds failure result"},
    "ReplayRanker": {OWN: "name version formula"},
    "ReplayResult": {OWN: "digest position unfolded steps", LISTED: "tracks board"},
    "ReplayStep": {OWN: "position rankedAt"},
    "ReplayTrack": {STRUCTURE: "a b", LISTED: "post"},
    "ReplayEntry": {STRUCTURE: "place", LISTED: "post", SEEN: "why"},
    "ReplayPayload": {STRUCTURE: "userErrors", OWN: "replay"},
    "UserError": {STRUCTURE: "field code message"},
    "PageInfo": {STRUCTURE: "hasNextPage hasPreviousPage startCursor endCursor"},
    **{
        f"{of}Edge": {STRUCTURE: "cursor node"}
        for of in ("Account", "ApiKey", "Case", "Comment", "Event", "OwnFlag", "Ranker", "Render")
    },
    "StatementEdge": {STRUCTURE: "cursor node"},
    "PostEdge": {STRUCTURE: "cursor node", SEEN: "why"},
    **{
        f"{of}Connection": {STRUCTURE: "edges pageInfo"}
        for of in ("Account", "ApiKey", "Comment", "Event", "OwnFlag", "Ranker", "Render", "Statement")
    },
    "PostConnection": {STRUCTURE: "edges pageInfo position"},
    "CaseConnection": {STRUCTURE: "edges pageInfo position"},
    "FeedDelta": {STRUCTURE: "position reset changes"},
    "CaseDelta": {STRUCTURE: "position reset changes"},
    "TrendingBoard": {STRUCTURE: "position rankedAt edges"},
    "AccountPayload": {STRUCTURE: "position userErrors", LISTED: "account"},
    "ApiKeyPayload": {STRUCTURE: "position userErrors", OWN: "apiKey token"},
    "CasePayload": {STRUCTURE: "position userErrors", MODERATORS: "case"},
    "CommentPayload": {STRUCTURE: "position userErrors", LISTED: "comment"},
    "FlagPayload": {STRUCTURE: "position userErrors"},
    "PostPayload": {STRUCTURE: "position userErrors", LISTED: "post"},
    "RankerPayload": {STRUCTURE: "position userErrors", LISTED: "ranker"},
    "RenderPayload": {STRUCTURE: "position userErrors", OWN: "render"},
    "SessionPayload": {STRUCTURE: "position userErrors", OWN: "token expiresAt account"},
    "SignOutPayload": {STRUCTURE: "userErrors"},
    "Query": {
        LISTED: "node nodes account post feed trending search people events proof ranker rankers madeRankers",
        OWN: "viewer render renders replay rateLimit",
        ANYONE: "signals checkFormula tags screeningRules rules log",
        MODERATORS: "cases case",
        OPERATORS: "system",
    },
    "Mutation": {
        COMMAND: "register signIn signOut createApiKey revokeApiKey editProfile submitPrompt cancelRender sharePost"
        " editPost removePost likePost unlikePost comment removeComment flag claimCase releaseCase decideCase"
        " undoDecision follow unfollow block unblock mute unmute startReplay cancelReplay defineRanker withdrawRanker",
    },
    "Subscription": {
        OWN: "renderProgress replayProgress",
        LISTED: "feedChanges postChanges trendingBoard events",
        MODERATORS: "caseChanges",
    },
}


def rules(kind: str) -> dict[str, str]:
    """The rule of each field of a type."""
    return {field: rule for rule, fields in ROWS.get(kind, {}).items() for field in fields.split()}
