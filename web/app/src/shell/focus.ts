/** Notes where the keyboard is. What it answers brings it back there, also once all of the page has been drawn anew. */
export function noteFocus(): () => void {
  const place = placeOf(document.activeElement);
  return () =>
    requestAnimationFrame(() => {
      const before = document.querySelector<HTMLElement>(place) ?? document.getElementById("main");
      before?.focus({ preventScroll: true });
    });
}

function placeOf(element: Element | null): string {
  const around = element?.parentElement;
  if (!element || !around) return ":root";
  return `${placeOf(around)} > ${element.localName}:nth-child(${[...around.children].indexOf(element) + 1})`;
}
