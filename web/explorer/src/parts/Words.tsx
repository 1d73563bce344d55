/** What the documents say of something, with `code` as code. */
export function Words({ text }: { text: string }) {
  return text.split("`").map((part, number) => (number % 2 ? <code key={number}>{part}</code> : part));
}
