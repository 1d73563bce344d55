const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const exact = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short" });

/** How long ago something was; the exact time on asking. */
export function When({ at }: { at: string }) {
  const seconds = (Date.now() - Date.parse(at)) / 1000;
  const step = STEPS.find(([, length]) => seconds >= length);
  return (
    <time dateTime={at} title={exact.format(new Date(at))}>
      {step ? ago.format(-Math.floor(seconds / step[1]), step[0]) : "just now"}
    </time>
  );
}
