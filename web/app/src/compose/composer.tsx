/** The prompt bar, in reach on every page. */
export function Composer() {
  return null;
}
