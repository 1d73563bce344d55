// What one can choose beside the words, and words for who has none at hand.

export interface Size {
  name: string;
  width: number;
  height: number;
}

export const SIZES: readonly Size[] = [
  { name: "Square", width: 512, height: 512 },
  { name: "Portrait", width: 512, height: 640 },
  { name: "Landscape", width: 640, height: 512 },
  { name: "Wide", width: 768, height: 432 },
  { name: "Large", width: 768, height: 768 },
];

export const STEPS = { least: 1, usual: 8, most: 32 };

/** Each is added to the words, or taken out of them again. */
export const STYLES = [
  "flat poster", "cel-shaded", "ink", "watercolor", "pixel art", "woodblock", "low poly", "blueprint", "oil", "pencil",
  "stained glass", "cut paper", "neon",
] as const; // prettier-ignore

const EXAMPLES = [
  "a red boat on a green lake at dawn, watercolor",
  "three birds over a wheat field before a storm",
  "a lighthouse on a black cliff, huge waves, woodblock",
  "a fox asleep under a snowy pine, no clouds",
  "a city of glass towers in the rain at night, neon",
  "two white horses running along a beach at sunset",
  "a teapot, three lemons and a blue cloth on a table, oil",
  "a steam engine crossing a high bridge, blueprint",
  "a silver moon over dunes, a small caravan, flat poster",
  "an old oak in the fog, ink",
  "a green planet with two rings and a tiny moon, pixel art",
  "a village of orange roofs in the mountains, low poly",
  "a woman's silhouette at a window full of stars",
  "a yellow lemon tree beside a white wall at noon",
  "a whale below a small red boat, deep blue sea",
  "a castle on a hill in autumn, stained glass",
  "five paper lanterns over a dark river",
  "a cat on a rooftop, the full moon behind it, cel-shaded",
  "a waterfall in a jungle, warm light, no people",
  "a blue whale swimming through the clouds, cut paper",
  "an empty train station in the morning, long shadows",
  "cherry trees along a canal in spring, watercolor",
  "a robot watering sunflowers, flat poster",
  "a frozen lake with a single red cabin, winter dusk",
  "circles and bars in ochre and blue, abstract",
  "a deer in a birch forest, first snow, pencil",
  "a rocket over a quiet desert at night, woodblock",
  "a harbor with many sails, hazy afternoon",
  "a spiral galaxy in violet and gold",
  "a reading room with tall windows and green lamps",
] as const;

/** Another one than before. */
export function example(before: string): string {
  const others = EXAMPLES.filter((words) => words !== before);
  return others[Math.floor(Math.random() * others.length)] as string;
}

/** Whether the words ask for a style already. */
export function hasStyle(text: string, style: string): boolean {
  return parts(text).includes(style);
}

/** The words in this style and no other, or without it where they had it. */
export function withStyle(text: string, style: string): string {
  const others = parts(text).filter((part) => !STYLES.some((name) => name === part));
  return (hasStyle(text, style) ? others : [...others, style]).join(", ");
}

function parts(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}
