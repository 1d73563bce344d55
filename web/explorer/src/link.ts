// `?query=…&variables=…&operationName=…` opens the page on that operation, and `?recipe=…` on one of the cookbook.
import { recipeOf } from "./cookbook";

export interface Linked {
  query: string;
  variables: string | null;
}

export function readLink(): Linked | null {
  const parameters = new URLSearchParams(location.search);
  const query = parameters.get("query");
  return query ? { query, variables: parameters.get("variables") } : (recipeOf(parameters.get("recipe")) ?? null);
}

/** Whether the address names a recipe: then the book lies open beside it. */
export function opensCookbook(): boolean {
  return new URLSearchParams(location.search).has("recipe");
}

/** The address of this page that opens on the given operation. */
export function linkTo(query: string, variables: string): string {
  const parameters = new URLSearchParams({ query, ...(variables.trim() ? { variables } : {}) });
  return `${location.origin}${location.pathname}?${parameters}`;
}
