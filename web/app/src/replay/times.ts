// Times as the room says them: to people in their own zone, in addresses and to the log in UTC, to the second.

export const spoken = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

export const thisSecond = (): number => Math.floor(Date.now() / 1000) * 1000;

export const written = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** The end of yesterday, by the log's own clock: the same moment for everybody, and in the terminal. */
export function midnight(now: number): number {
  return new Date(now).setUTCHours(0, 0, 0, 0);
}

/** As a field for dates and times takes it: in the zone of who looks. */
export function inField(time: number): string {
  return written(time - new Date(time).getTimezoneOffset() * 60_000).slice(0, 19);
}
