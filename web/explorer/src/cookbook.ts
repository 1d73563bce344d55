// The cookbook of the documents as operations to open: what developers read there and choose here is one file.
import { parse } from "graphql";

import text from "../../../docs/api/cookbook.md?raw";
import { missing } from "./memory";
import { NUMBER, operationIn, STORY, type Step } from "./story";

export interface Chapter {
  title: string;
  recipes: readonly Step[];
}

const RECIPE = /^### ([^\n]+)\n(.*?)```graphql\n(.*?)```\n(?:\n```json\n(.*?)```\n)?/gms;
const OPENS = /\s*\[Run it\]\(\S+\)\./;
const LINK = /\[([^\]]+)\]\(\S+?\)/g;

/** The variables as they are edited. Handles are taken once: with a number of this page the book can be cooked again. */
function edited(query: string, variables: string): string {
  const text = JSON.stringify(JSON.parse(variables), null, 2);
  return query.includes("register(") ? text.replace(/("handle": "\w+)"/, `$1${NUMBER}"`) : text;
}

function asStep([, title = "", words = "", query = "", variables = "{}"]: RegExpMatchArray): Step {
  const { name, kind } = operationIn(parse(query), title);
  const hint = words.replace(OPENS, "").replace(LINK, "$1").replace(/\s+/g, " ").trim();
  return { name, kind, title, hint, query: query.trimEnd(), variables: edited(query, variables) };
}

function asChapter(chapter: string): Chapter {
  return { title: chapter.slice(0, chapter.indexOf("\n")), recipes: [...chapter.matchAll(RECIPE)].map(asStep) };
}

export const COOKBOOK: readonly Chapter[] = text.split(/^## /m).slice(1).map(asChapter);

/** The chapters' recipes that hold every word, in what is said of them or in what they send. */
export function found(words: string): readonly Chapter[] {
  const sought = words.toLowerCase().split(/\s+/);
  const holds = ({ title, hint, query }: Step): boolean => {
    const whole = `${title} ${hint} ${query}`.toLowerCase();
    return sought.every((word) => whole.includes(word));
  };
  return COOKBOOK.map(({ title, recipes }) => ({ title, recipes: recipes.filter(holds) })).filter(({ recipes }) => recipes.length);
}

const RECIPES: readonly Step[] = COOKBOOK.flatMap(({ recipes }) => recipes);

export function recipeOf(name: string | null): Step | undefined {
  return RECIPES.find((recipe) => recipe.name === name);
}

/** What has to be run before so that no braces are left in this text, by the titles of the lists; empty where nothing has. */
export function before(text: string): string {
  const names = missing(text);
  const titles = [...STORY, ...RECIPES].filter(({ name }) => names.includes(name)).map(({ title }) => `“${title}”`);
  return titles.join(" and ");
}
