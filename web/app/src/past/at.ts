// The time that an address goes back to: `?at=2026-03-01T12:00:00.000Z`.
import { useLocation, useSearch } from "wouter";

/** The time as the API takes it, or null for the present, and for what is no time. */
export function useAt(): string | null {
  const given = new URLSearchParams(useSearch()).get("at");
  const time = given === null ? NaN : Date.parse(given);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Goes to another time on this page; null for the present. */
export function useGoTo(): (time: Date | null) => void {
  const [path, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  return (time) => {
    if (time) search.set("at", time.toISOString());
    else search.delete("at");
    navigate(search.size > 0 ? `${path}?${search.toString()}` : path);
  };
}

/** A time as a field for dates holds it, in the zone of who looks. */
export function fieldOf(time: Date): string {
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
