// The normalised cache: one copy of each post and person, whoever shows it.
import {
  type Cache,
  cacheExchange,
  type Entity,
  type OptimisticMutationResolver,
  type UpdateResolver,
} from "@urql/exchange-graphcache";
import { graphql } from "./graphql.ts";

const NO_KEY = [
  "AccountConnection", "AccountEdge", "ApiKeyConnection", "ApiKeyEdge",
  "CaseChange", "CaseConnection", "CaseDelta", "CaseEdge", "CaseFlag", "CommentConnection", "CommentEdge",
  "CounterProof", "Energy",
  "EventConnection", "EventEdge", "FeedDelta", "FormulaCheck", "FormulaProblem", "Label", "LogEvent", "LogStatus", "OwnFlag", "OwnFlagConnection",
  "OwnFlagEdge", "PageInfo", "PostChange", "PostConnection", "PostEdge", "ProofTerm", "Provenance", "Ranker",
  "ReasonCount", "RenderConnection", "RenderEdge", "RenderParams", "RenderProgress", "RenderReason", "Rule", "ScoreTerm", "Signal", "Statement",
  "StatementConnection", "StatementEdge", "System", "SystemDisk", "SystemParkedEvent", "SystemPolicy", "SystemProgram",
  "SystemQueue", "SystemRebuild", "SystemWork", "Tag", "TrendingBoard", "UserError", "ViewStatus", "Why", "WordChange",
]; // prettier-ignore

const FOLLOWED = graphql(`
  fragment Followed on Account {
    id
    followerCount
    viewerFollows
  }
`);

/** What is a Node: a field of that type may be any of these. */
const NODES = ["Account", "Case", "Comment", "Image", "Post", "Render"];

function follow(wanted: boolean): OptimisticMutationResolver {
  return (variables, cache) => {
    const id = subjectOf(variables, "accountId");
    const account = cache.readFragment(FOLLOWED, { id, __typename: "Account" });
    const change = account && account.viewerFollows !== wanted ? (wanted ? 1 : -1) : 0;
    const followerCount = (account?.followerCount ?? 0) + change;
    return {
      __typename: "AccountPayload",
      position: null,
      userErrors: [],
      account: { __typename: "Account", ...account, id, viewerFollows: wanted, followerCount },
    };
  };
}

function subjectOf(variables: Record<string, unknown>, name: string): string {
  return String((variables.input as Record<string, unknown>)[name]);
}

/** A finished command has made a list longer: it is asked for again, by whoever shows it. */
function forget(cache: Cache, of: Entity, field: string): void {
  for (const { fieldName, arguments: given } of cache.inspectFields(of))
    if (fieldName === field) cache.invalidate(of, fieldName, given as never);
}

/** Who sees what has changed: whatever is on the screen is asked for again, and the rest once it is looked at. */
const tied: UpdateResolver = (_result, _variables, cache) => {
  for (const { fieldName, arguments: given } of cache.inspectFields("Query"))
    cache.invalidate("Query", fieldName, given as never);
};

const submitted: UpdateResolver = (_result, variables, cache) => {
  forget(cache, "Query", "renders");
  const parent = (variables.input as { refineOf?: string | null }).refineOf;
  if (parent) forget(cache, { __typename: "Render", id: parent }, "refinements");
};

const keyed: UpdateResolver = (_result, _variables, cache) => {
  const viewer = cache.resolve("Query", "viewer");
  if (typeof viewer === "string") forget(cache, viewer, "apiKeys");
};

export const cache = () =>
  cacheExchange({
    keys: Object.fromEntries(NO_KEY.map((name) => [name, () => null])),
    possibleTypes: { Node: NODES },
    optimistic: {
      follow: follow(true),
      unfollow: follow(false),
    },
    updates: {
      Mutation: {
        submitPrompt: submitted,
        createApiKey: keyed,
        revokeApiKey: keyed,
        block: tied,
        unblock: tied,
        mute: tied,
        unmute: tied,
      },
    },
  });
