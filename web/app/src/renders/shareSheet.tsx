export function ShareSheet() {
  return null;
}
