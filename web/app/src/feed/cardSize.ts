// How high a card is, known before anything of it is drawn. card.module.css has the same figures.
const LINE = 22;
const ABOVE_CAPTION = 8;
const FOOT = 44;
const RANK = 44;
const LETTER = 6.4;

interface Words {
  caption: string | null;
  prompt: string | null;
}

/** What stands under a picture: what its author says about it, else the words it was made from, as a quotation. */
export function said({ caption, prompt }: Words): { text: string; quoted: boolean } {
  return { text: (caption ?? prompt ?? "").trim(), quoted: !caption && prompt !== null };
}

/** How many lines that takes, two at most. */
export function captionLines(text: string, width: number): 0 | 1 | 2 {
  if (text === "") return 0;
  return text.length * LETTER < width && !text.includes("\n") ? 1 : 2;
}

interface Sized extends Words {
  image: { width: number; height: number } | null;
}

/** In pixels. */
export function cardHeight(post: Sized, width: number, ranked: boolean): number {
  const picture = post.image ? (width * post.image.height) / post.image.width : width;
  const lines = captionLines(said(post).text, width);
  return picture + (ranked ? RANK : 0) + (lines > 0 ? ABOVE_CAPTION + lines * LINE : 0) + FOOT;
}
