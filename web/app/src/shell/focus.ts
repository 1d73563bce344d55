const LOOKED_FOR = 5_000;

/** Notes where the keyboard is. What it answers brings it back there, also once all of the page has been drawn anew. */
export function noteFocus(): () => void {
  const place = placeOf(document.activeElement);
  return () => requestAnimationFrame(() => comeBackTo(place));
}

/** Puts the keyboard on the page that comes, where what had it goes and nothing else has taken it. */
export function focusPage(): void {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    if (document.activeElement === before || !hasMovedOn()) focus("#main");
  });
}

/** What had the keyboard may still be on its way from the server: it gets it unless one has moved on by then. */
function comeBackTo(place: string): void {
  if (focus(place)) return;
  focus("#main");
  const observer = new MutationObserver(() => {
    if (hasMovedOn() || focus(place)) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), LOOKED_FOR);
}

function hasMovedOn(): boolean {
  const at = document.activeElement;
  return at !== null && at !== document.body && at.id !== "main";
}

function focus(place: string): boolean {
  const element = document.querySelector<HTMLElement>(place);
  element?.focus({ preventScroll: true });
  return element !== null;
}

function placeOf(element: Element | null): string {
  const around = element?.parentElement;
  if (!element || !around) return ":root";
  return `${placeOf(around)} > ${element.localName}:nth-child(${[...around.children].indexOf(element) + 1})`;
}
