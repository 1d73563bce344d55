// The story as tabs. A step is two files in story/: the operation, whose first comment is the title and the rest the hint,
// and its variables. The number in front orders them.
import { type DocumentNode, parse } from "graphql";

export interface Step {
  /** The operation's name, which is also its tab's. */
  name: string;
  kind: "query" | "mutation" | "subscription";
  title: string;
  hint: string;
  query: string;
  variables: string;
}

const operations = import.meta.glob<string>("./story/*.graphql", { query: "?raw", import: "default", eager: true });
const variables = import.meta.glob<string>("./story/*.json", { query: "?raw", import: "default", eager: true });

// A new handle with every load, so that the story can be told again on the same log.
export const NUMBER = String(Math.floor(1000 + Math.random() * 9000));

function variablesText(json: string): string {
  return JSON.stringify(JSON.parse(json.replaceAll("{n}", NUMBER)), null, 2);
}

/** The name and the kind of the one operation of a document. */
export function operationIn({ definitions }: DocumentNode, place: string): Pick<Step, "name" | "kind"> {
  const [operation] = definitions;
  if (operation?.kind !== "OperationDefinition" || !operation.name) throw new Error(`${place} holds no named operation`);
  return { name: operation.name.value, kind: operation.operation };
}

function asStep([path, query]: [string, string]): Step {
  const { name, kind } = operationIn(parse(query), path);
  const comments = query.split("\n").filter((line) => line.startsWith("# ")).map((line) => line.slice(2));
  return {
    name,
    kind,
    title: comments[0] ?? name,
    hint: comments.slice(1).join(" "),
    query: query.trimEnd(),
    variables: variablesText(variables[path.replace(".graphql", ".json")] ?? "{}"),
  };
}

export const STORY: readonly Step[] = Object.entries(operations).sort(([a], [b]) => a.localeCompare(b)).map(asStep);
