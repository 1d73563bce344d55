// Documents are typed against api/schema.graphql: a wrong field is an error of `npm run check`.
import { initGraphQLTada } from "gql.tada";
import type { introspection } from "../../.schema/schema.d.ts";

export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Position: string; JSON: unknown };
}>();

export { readFragment } from "gql.tada";
export type { FragmentOf, ResultOf, VariablesOf } from "gql.tada";
