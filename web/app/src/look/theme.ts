import { keptStore } from "../parts/store.ts";

export type Theme = "system" | "light" | "dark";

export const THEMES: readonly Theme[] = ["system", "light", "dark"];

export const theme = keptStore<Theme>("theme", "system", (kept): kept is Theme => THEMES.includes(kept as Theme));

const dark = matchMedia("(prefers-color-scheme: dark)");

function apply(): void {
  const chosen = theme.get();
  document.documentElement.dataset.theme = chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
}

/** Shows the chosen theme now and whenever the choice, or the system's, changes. */
export function followTheme(): void {
  apply();
  theme.subscribe(apply);
  dark.addEventListener("change", apply);
}
