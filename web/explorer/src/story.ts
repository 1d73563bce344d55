// The story as tabs. A step is two files in story/: the operation, whose first comment is the title and the rest the hint,
// and its variables. The number in front orders them.
import { parse } from "graphql";

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
const NUMBER = String(Math.floor(1000 + Math.random() * 9000));

function variablesText(json: string): string {
  return JSON.stringify(JSON.parse(json.replaceAll("{n}", NUMBER)), null, 2);
}

function asStep([path, query]: [string, string]): Step {
  const [operation] = parse(query).definitions;
  if (operation?.kind !== "OperationDefinition" || !operation.name) throw new Error(`${path} holds no named operation`);
  const comments = query.split("\n").filter((line) => line.startsWith("# ")).map((line) => line.slice(2));
  return {
    name: operation.name.value,
    kind: operation.operation,
    title: comments[0] ?? operation.name.value,
    hint: comments.slice(1).join(" "),
    query: query.trimEnd(),
    variables: variablesText(variables[path.replace(".graphql", ".json")] ?? "{}"),
  };
}

export const STORY: readonly Step[] = Object.entries(operations).sort(([a], [b]) => a.localeCompare(b)).map(asStep);
