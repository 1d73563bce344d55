// Which tab is in front. GraphiQL ends a subscription when another tab comes to the front; here it goes on while its tab exists.
import type { TabsState } from "@graphiql/react";

let front = "";
let open = new Set<string>();

export function noteTabs({ tabs, activeTabIndex }: TabsState): void {
  front = tabs[activeTabIndex]?.id ?? "";
  open = new Set(tabs.map((tab) => tab.id));
}

export function frontTab(): string {
  return front;
}

export function isBehind(tabId: string): boolean {
  return open.has(tabId) && tabId !== front;
}
