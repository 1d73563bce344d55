import { useState } from "react";

/** The first picture a payload holds: a preview inside it, or the address of one on this server. */
export function pictureIn(value: unknown): string | null {
  if (typeof value === "string") return value.startsWith("data:image/") || value.startsWith("/images/") ? value : null;
  if (typeof value !== "object" || value === null) return null;
  for (const part of Object.values(value)) {
    const found = pictureIn(part);
    if (found) return found;
  }
  return null;
}

/** A picture that is gone, or not ours to see, shows nothing. */
export function Picture({ address }: { address: string }) {
  const [lost, setLost] = useState(false);
  return !lost && <img src={address} alt="" className="limn-picture" onError={() => setLost(true)} />;
}
